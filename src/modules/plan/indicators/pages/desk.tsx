import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { formBody, formValue, page, redirect, type Request, route } from '../../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../../kernel/refusal.ts';
import { formatDate, formatNumber, pick } from '../../../../language/index.ts';
import {
  Actions,
  Alarm,
  Button,
  Card,
  EmptyState,
  Form,
  type Frame,
  Knot,
  Page,
  Select,
  Table,
  TextInput,
  Time,
} from '../../../../ui/index.ts';
import { type Institution, institutionsByCode } from '../../../identity/index.ts';
import { deskView, type DeskView } from '../desk.ts';
import { startDraft } from '../drafts.ts';
import { discrepancyPath, draftPath, indicatorDeskPath, indicatorPath, valuePath } from '../path.ts';
import { kinds } from '../sheet.ts';
import { t } from '../text/index.ts';
import { figureText, periodText, signOf } from './figure.tsx';

/** What officials have to do with indicators: sheets, values, discrepancies. */
export const indicatorDeskRoute = route({
  method: 'GET',
  path: indicatorDeskPath,
  access: 'plan.openIndicatorDesk',
  handler: async (request) => page(await drawn(request)),
});

interface Wrong {
  readonly code: string;
  readonly institution: string;
  readonly refused: Refusal;
}

/** Begins a sheet and leads to it. */
export const startDraftRoute = route({
  method: 'POST',
  path: indicatorDeskPath,
  access: 'plan.draftIndicator',
  body: formBody,
  async handler(request) {
    const code = formValue(request.body, 'code').slice(0, 100);
    const institution = formValue(request.body, 'institution').slice(0, 60);
    let id = '';
    const refused = await refusedBy(async () => {
      id = await startDraft(request, { code, institution });
    }, [409, 422]);
    if (!refused) return redirect(draftPath(id));
    return page(await drawn(request, { code, institution, refused }), refused.status);
  },
});

async function drawn(request: Request, wrong?: Wrong): Promise<VNode> {
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const view = await deskView(request);
  const names = await institutionsByCode(request);
  return (
    <Page frame={frame} title={t(lang, 'desk')} error={wrong !== undefined}>
      <div class="stack">
        <h1>{t(lang, 'desk')}</h1>
        <p class="lead">{t(lang, 'deskLead')}</p>
        <Alarm
          errors={wrong ? [{ name: 'code', text: pick(wrong.refused.text, lang) }] : []}
          title={t(lang, 'notDone')}
        />
        <Differences frame={frame} view={view} names={names} />
        <Drafts frame={frame} view={view} names={names} />
        {view.mayDraftFor.length > 0 ? <NewSheet frame={frame} view={view} wrong={wrong} /> : null}
        <InForce frame={frame} view={view} names={names} />
      </div>
    </Page>
  );
}

interface Props {
  readonly frame: Frame;
  readonly view: DeskView;
  readonly names: ReadonlyMap<string, Institution>;
}

const nameIn = (names: Props['names'], code: string, lang: Frame['lang']) => {
  const name = names.get(code)?.name;
  return name ? pick(name, lang) : code;
};

function Differences({ frame, view, names }: Props): VNode | null {
  const { lang } = frame;
  if (view.discrepancies.length === 0) return null;
  const sheets = new Map(view.sheets.map((one) => [one.indicator, one.content]));
  return (
    <>
      <h2>{t(lang, 'discrepancies')}</h2>
      <Table
        caption={t(lang, 'discrepancies')}
        quiet
        columns={[
          { label: t(lang, 'indicator') },
          { label: t(lang, 'period'), onPhone: t(lang, 'period') },
          { label: t(lang, 'gap'), num: true, onPhone: t(lang, 'gap') },
          { label: t(lang, 'owner'), onPhone: t(lang, 'owner') },
          { label: t(lang, 'explanation'), onPhone: t(lang, 'explanation') },
        ]}
        rows={view.discrepancies.map((one) => {
          const sheet = sheets.get(one.indicator);
          return [
            <a href={frame.href(discrepancyPath(one.id))}>{sheet ? pick(sheet.title, lang) : one.indicator}</a>,
            periodText(one.period, lang),
            formatNumber(Number(one.gap), lang, 1),
            nameIn(names, one.institution, lang),
            one.explanation ?? t(lang, 'waitsExplanation'),
          ];
        })}
      />
    </>
  );
}

function Drafts({ frame, view, names }: Props): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'drafts')}</h2>
      {view.drafts.length === 0 ? (
        <EmptyState>{t(lang, 'draftsNone')}</EmptyState>
      ) : (
        <Table
          caption={t(lang, 'drafts')}
          quiet
          columns={[
            { label: t(lang, 'indicator') },
            { label: t(lang, 'owner'), onPhone: t(lang, 'owner') },
            { label: t(lang, 'asOf'), onPhone: t(lang, 'asOf') },
          ]}
          rows={view.drafts.map(({ id, code, institution, content, changedAt }) => [
            <a href={frame.href(draftPath(id))}>{content[`title_${lang}`] || content.title_az || code}</a>,
            nameIn(names, institution, lang),
            <Time at={changedAt} />,
          ])}
        />
      )}
    </>
  );
}

function NewSheet({ frame, view, wrong }: { frame: Frame; view: DeskView; wrong: Wrong | undefined }): VNode {
  const { lang } = frame;
  return (
    <Card title={t(lang, 'newSheet')}>
      <Form action={frame.href(indicatorDeskPath)}>
        <TextInput
          name="code"
          label={t(lang, 'code')}
          hint={t(lang, 'codeHint')}
          value={wrong?.code}
          error={wrong && pick(wrong.refused.text, lang)}
          max={60}
        />
        <Select
          name="institution"
          label={t(lang, 'owner')}
          options={view.mayDraftFor.map(({ code, name }) => ({ value: code, label: pick(name, lang) }))}
          value={wrong?.institution ?? (view.mayDraftFor.length === 1 ? view.mayDraftFor[0]?.code : undefined)}
        />
        <Actions>
          <Button>{t(lang, 'begin')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function InForce({ frame, view, names }: Props): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'inForce')}</h2>
      <Table
        caption={t(lang, 'inForce')}
        quiet
        columns={[
          { label: t(lang, 'indicator') },
          { label: t(lang, 'kind'), onPhone: t(lang, 'kind') },
          { label: t(lang, 'owner'), onPhone: t(lang, 'owner') },
          { label: t(lang, 'baseline'), onPhone: t(lang, 'baseline') },
          { label: t(lang, 'enterValues') },
        ]}
        rows={view.sheets.map(({ indicator, content }) => {
          const { baseline, kind, owner, title } = content;
          const waits = view.waiting.get(indicator) ?? 0;
          return [
            <a href={frame.href(indicatorPath(indicator))}>{pick(title, lang)}</a>,
            <>
              <Knot sign={signOf(content)} /> {pick(kinds[kind], lang)}
            </>,
            nameIn(names, owner, lang),
            baseline
              ? t(lang, 'onDay', {
                  value: figureText(content, baseline.value, lang),
                  date: formatDate(baseline.asOf, lang),
                })
              : t(lang, 'noneGiven'),
            kind === 'derived' ? (
              t(lang, 'none')
            ) : (
              <a href={frame.href(valuePath(indicator))}>
                {waits > 0 ? t(lang, 'waiting', { count: waits }) : t(lang, 'enterValues')}
              </a>
            ),
          ];
        })}
      />
    </>
  );
}
