import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { bakuDate, pick } from '../../../language/index.ts';
import { institutions } from '../../identity/index.ts';
import { Actions, Alarm, Button, Card, EmptyState, Form, type Frame, Page, Select, Table } from '../../../ui/index.ts';
import { type PlanRow, titleIn, topics } from '../measures/index.ts';
import { startRoadmap, type Topic } from './actions.ts';
import { roadmapPath, roadmapsPath } from './path.ts';
import { t } from './text.ts';
import { ownRoadmaps, writableFor } from './views.ts';

const topicNames = Object.keys(topics) as Topic[];

export const roadmapsRoute = route({
  method: 'GET',
  path: roadmapsPath,
  access: 'plan.writeRoadmap',
  handler: async (request) => page(await drawn(request)),
});

export const startRoute = route({
  method: 'POST',
  path: roadmapsPath,
  access: 'plan.writeRoadmap',
  body: formBody,
  async handler(request) {
    const value = (name: string) => formValue(request.body, name);
    const topic = topicNames.find((one) => one === value('topic')) ?? 'digital';
    const year = years(request).find((one) => String(one) === value('year')) ?? years(request)[0] ?? 2026;
    const own = writableFor(request);
    const institution = own.find((one) => one === value('institution')) ?? own[0] ?? '';
    let code = '';
    const refused = await refusedBy(async () => {
      code = await startRoadmap(request, { institution, topic, year });
    }, [409]);
    if (!refused) return redirect(roadmapPath(code));
    return page(await drawn(request, refused), refused.status);
  },
});

/** This year and the two after it. */
function years({ vahid }: Request): readonly number[] {
  const now = Number(bakuDate(vahid.now()).slice(0, 4));
  return [now, now + 1, now + 2];
}

async function drawn(request: Request, refused?: Refusal): Promise<VNode> {
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const own = await ownRoadmaps(request);
  const writable = writableFor(request);
  const acronyms = new Map((await institutions(request)).map(({ code, acronym }) => [code, pick(acronym, lang)]));
  return (
    <Page frame={frame} title={t(lang, 'title')} error={refused !== undefined}>
      <div class="stack">
        <h1>{t(lang, 'title')}</h1>
        <p class="lead">{t(lang, 'lead')}</p>
        {refused ? (
          <Alarm errors={[{ name: 'topic', text: pick(refused.text, lang) }]} title={t(lang, 'notDone')} />
        ) : null}
        <h2>{t(lang, 'own')}</h2>
        {own.length === 0 ? (
          <EmptyState>{t(lang, 'none')}</EmptyState>
        ) : (
          <Own frame={frame} own={own} acronyms={acronyms} />
        )}
        <Card title={t(lang, 'start')}>
          <Form action={frame.href(roadmapsPath)}>
            {writable.length > 1 ? (
              <Select
                name="institution"
                label={t(lang, 'institution')}
                options={writable.map((value) => ({ value, label: acronyms.get(value) ?? value }))}
              />
            ) : null}
            <Select
              name="topic"
              label={t(lang, 'topic')}
              options={topicNames.map((value) => ({ value, label: pick(topics[value], lang) }))}
              error={refused && pick(refused.text, lang)}
            />
            <Select
              name="year"
              label={t(lang, 'year')}
              options={years(request).map((year) => ({ value: String(year), label: String(year) }))}
            />
            <Actions>
              <Button>{t(lang, 'open')}</Button>
            </Actions>
          </Form>
        </Card>
      </div>
    </Page>
  );
}

interface OwnProps {
  readonly frame: Frame;
  readonly own: readonly PlanRow[];
  readonly acronyms: ReadonlyMap<string, string>;
}

function Own({ frame, own, acronyms }: OwnProps): VNode {
  const { lang } = frame;
  return (
    <Table
      caption={t(lang, 'own')}
      quiet
      columns={[{ label: t(lang, 'roadmap') }, { label: t(lang, 'institution') }]}
      rows={own.map(({ code, title, institution }) => [
        <a href={frame.href(roadmapPath(code))}>{titleIn(title, lang)}</a>,
        acronyms.get(institution ?? '') ?? '',
      ])}
    />
  );
}
