import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { formBody, formValue, page, redirect, type Request, route } from '../../../../kernel/http/route.ts';
import { notFound, type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { formatDate, pick } from '../../../../language/index.ts';
import { Alarm, Button, EmptyState, Form, type Frame, Page, Table, Tag, TaskList } from '../../../../ui/index.ts';
import { measureDeskPath, measureStates, selfRatings, titleIn } from '../../measures/index.ts';
import { beginReport } from '../beginning.ts';
import { beginDates } from '../dates.ts';
import { datesPath, reportPath, workPath } from '../path.ts';
import { datesProcess } from '../processes.ts';
import { t } from '../text/index.ts';
import { type OwnMeasure, type Work, type WorkLine, workOf } from '../work.ts';
import { standingTag, tagOf } from './parts.tsx';

/** What somebody of an institution, or of the centre, has to do with the measures. */
export const workRoute = route({
  method: 'GET',
  path: workPath,
  access: 'plan.openWork',
  handler: async (request) => page(await drawn(request)),
});

/** Begins a report of the present period, or a request for dates, and leads to it. */
export const beginRoute = route({
  method: 'POST',
  path: workPath,
  access: 'plan.beginReport',
  body: formBody,
  async handler(request) {
    const [what = '', item = ''] = formValue(request.body, 'do').split(':');
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(item)) throw notFound();
    let to = '';
    const refused = await refusedBy(async () => {
      to = what === 'dates' ? datesPath(await beginDates(request, item)) : reportPath(await beginReport(request, item));
    }, [409, 422]);
    return refused ? page(await drawn(request, refused), refused.status) : redirect(to);
  },
});

async function drawn(request: Request, refused?: Refusal): Promise<VNode> {
  const work = await workOf(request);
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  return (
    <Page frame={frame} title={t(lang, 'work')} error={refused !== undefined}>
      <div class="stack">
        <h1>{t(lang, 'work')}</h1>
        <p class="lead">{t(lang, 'workLead')}</p>
        {work.atCentre ? (
          <p>
            <a href={frame.href('/masa/plan/lovhe')}>{t(lang, 'board')}</a>
          </p>
        ) : null}
        <Alarm errors={refused ? [{ name: 'do', text: pick(refused.text, lang) }] : []} title={t(lang, 'notDone')} />
        <h2>{t(lang, 'waiting')}</h2>
        <Lines frame={frame} lines={work.waiting} none={t(lang, 'nothingWaits')} />
        {work.institutions.length > 0 ? <Own frame={frame} work={work} /> : null}
      </div>
    </Page>
  );
}

function Lines({ frame, lines, none }: { frame: Frame; lines: readonly WorkLine[]; none: string }): VNode {
  const { lang } = frame;
  if (lines.length === 0) return <EmptyState>{none}</EmptyState>;
  return (
    <TaskList
      tasks={lines.map(({ of, state }) => ({
        href: frame.href(of.kind === datesProcess ? datesPath(of.id) : reportPath(of.id)),
        title: pick(of.title, lang),
        about: of.due_at ? `${numberIn(of)}. ${t(lang, 'due')}: ${formatDate(of.due_at, lang)}` : numberIn(of),
        state: of.overdue ? 'late' : tagOf(of.status),
        tag: pick(state, lang),
      }))}
    />
  );
}

/** The number of the measure: the rest of the reference is a code, and the title says it in words. */
function numberIn({ reference }: WorkLine['of']): string {
  return reference.split(' ')[0] ?? reference;
}

function Own({ frame, work }: { frame: Frame; work: Work }): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'measures')}</h2>
      {work.measures.length === 0 ? (
        <EmptyState>{t(lang, 'noMeasures')}</EmptyState>
      ) : (
        <Form action={frame.href(workPath)}>
          <Table
            caption={t(lang, 'measures')}
            quiet
            columns={[
              { label: t(lang, 'measure') },
              { label: t(lang, 'standing'), onPhone: t(lang, 'standing') },
              { label: t(lang, 'selfRating'), onPhone: t(lang, 'selfRating') },
              { label: t(lang, 'nextDue'), onPhone: t(lang, 'nextDue') },
              { label: t(lang, 'report'), onPhone: t(lang, 'report') },
              { label: t(lang, 'dates'), onPhone: t(lang, 'dates') },
            ]}
            rows={work.measures.map((one) => measureRow(frame, one, work.begins && !one.helps))}
          />
        </Form>
      )}
      <h2>{t(lang, 'reports')}</h2>
      <Lines frame={frame} lines={work.reports} none={t(lang, 'noReports')} />
    </>
  );
}

function measureRow(frame: Frame, one: OwnMeasure, begins: boolean) {
  const { lang } = frame;
  const opened = (href: string | undefined, open: string, begin: string, value: string) => {
    if (href) return <a href={frame.href(href)}>{open}</a>;
    return begins ? (
      <Button kind="second" name="do" value={value}>
        {begin}
      </Button>
    ) : (
      t(lang, 'none')
    );
  };
  return [
    <>
      <a href={frame.href(measureDeskPath(one.id))}>
        {one.number} {titleIn(one.title, lang)}
      </a>
      {one.helps ? <span class="soft small"> ({t(lang, 'helps')})</span> : null}
    </>,
    one.state ? <Tag state={standingTag(one.state)}>{pick(measureStates[one.state], lang)}</Tag> : t(lang, 'none'),
    one.selfRating ? pick(selfRatings[one.selfRating], lang) : t(lang, 'notSaid'),
    one.nextDue ? formatDate(one.nextDue, lang) : t(lang, 'none'),
    opened(one.report && reportPath(one.report), t(lang, 'openReport'), t(lang, 'beginReport'), `report:${one.id}`),
    opened(one.dates && datesPath(one.dates), t(lang, 'openDates'), t(lang, 'askDates'), `dates:${one.id}`),
  ];
}
