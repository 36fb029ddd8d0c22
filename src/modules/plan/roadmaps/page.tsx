import { Type } from 'typebox';
import type { VNode } from 'preact';
import { allow } from '../../../kernel/access.ts';
import { frameOf } from '../../../kernel/http/frame.ts';
import { formBody, formValue, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { formatDate, formatNumber, pick } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Card,
  Csrf,
  DayInput,
  EmptyState,
  Form,
  type Frame,
  Page,
  readDate,
  Select,
  Table,
  TextArea,
  TextInput,
} from '../../../ui/index.ts';
import { measureDeskPath, titleIn } from '../measures/index.ts';
import { addItem, addKpi, removeItem } from './actions.ts';
import { type KpiRow, kpiUnits, type KpiUnit } from './entities.ts';
import { roadmapPath, roadmapsPath } from './path.ts';
import { t } from './text.ts';
import { roadmapOf, type RoadmapView } from './views.ts';

const codeParam = Type.Object({ code: Type.String({ minLength: 1, maxLength: 60 }) });
const itemParam = Type.Object({ code: codeParam.properties.code, id: Type.String({ format: 'uuid' }) });
const units = Object.keys(kpiUnits) as KpiUnit[];

type Typed = Readonly<Record<string, string>>;

interface Wrong {
  readonly refused: Refusal;
  /** The question that it is about. */
  readonly at: string;
  readonly typed: Typed;
}

export const roadmapRoute = route({
  method: 'GET',
  path: `${roadmapsPath}/:code`,
  access: 'plan.writeRoadmap',
  params: codeParam,
  handler: async (request) => page(await drawn(request, request.params.code)),
});

export const addItemRoute = route({
  method: 'POST',
  path: `${roadmapsPath}/:code/bend`,
  access: 'plan.writeRoadmap',
  params: codeParam,
  body: formBody,
  async handler(request) {
    const { code } = request.params;
    const typed = {
      title: formValue(request.body, 'title').slice(0, 500),
      serves: formValue(request.body, 'serves').slice(0, 1000),
    };
    const given = { title: typed.title, serves: typed.serves.split(/[\s,;]+/) };
    const refused = await refusedBy(() => addItem(request, code, given), [422]);
    if (!refused) return redirect(roadmapPath(code));
    const at = refused.code === 'plan.no_such_measure' ? 'serves' : 'title';
    return page(await drawn(request, code, { refused, at, typed }), refused.status);
  },
});

export const removeItemRoute = route({
  method: 'POST',
  path: `${roadmapsPath}/:code/bend/:id/cixar`,
  access: 'plan.writeRoadmap',
  params: itemParam,
  body: formBody,
  async handler(request) {
    const { code, id } = request.params;
    const refused = await refusedBy(() => removeItem(request, code, id), [409]);
    if (!refused) return redirect(roadmapPath(code));
    return page(await drawn(request, code, { refused, at: 'title', typed: {} }), refused.status);
  },
});

// Each refusal at the question that it is about.
const kpiQuestions: Readonly<Record<string, string>> = {
  'plan.title_needed': 'kpi',
  'plan.figure_needed': 'target',
  'plan.due_needed': 'due',
};

export const addKpiRoute = route({
  method: 'POST',
  path: `${roadmapsPath}/:code/gosterici`,
  access: 'plan.writeRoadmap',
  params: codeParam,
  body: formBody,
  async handler(request) {
    const { code } = request.params;
    const value = (name: string) => formValue(request.body, name).slice(0, 300);
    const names = ['kpi', 'unit', 'baseline', 'target', 'due', 'indicator'] as const;
    const typed = Object.fromEntries(names.map((name) => [name, value(name)])) as Record<
      (typeof names)[number],
      string
    >;
    const unit = units.find((one) => one === typed.unit) ?? 'percent';
    const given = { ...typed, title: typed.kpi, unit, due: readDate(typed.due) ?? '' };
    const refused = await refusedBy(() => addKpi(request, code, given), [422]);
    if (!refused) return redirect(roadmapPath(code));
    const at = kpiQuestions[refused.code] ?? 'kpi';
    return page(await drawn(request, code, { refused, at, typed }), refused.status);
  },
});

async function drawn(request: Request, code: string, wrong?: Wrong): Promise<VNode> {
  const view = await roadmapOf(request, code);
  allow(request, 'plan.writeRoadmap', { institution: await inChargeOf(request, view.plan.institution ?? '') });
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const title = titleIn(view.plan.title, lang);
  return (
    <Page frame={frame} title={title} error={wrong !== undefined}>
      <Back href={frame.href(roadmapsPath)}>{t(lang, 'back')}</Back>
      <div class="stack">
        <h1>{title}</h1>
        <p>
          <a href={frame.href(`/plan/${encodeURIComponent(code)}`)}>{t(lang, 'publicPage')}</a>
        </p>
        {wrong ? (
          <Alarm errors={[{ name: wrong.at, text: pick(wrong.refused.text, lang) }]} title={t(lang, 'notDone')} />
        ) : null}
        <h2>{t(lang, 'items')}</h2>
        {view.items.length === 0 ? <EmptyState>{t(lang, 'noItems')}</EmptyState> : <Items frame={frame} view={view} />}
        <NewItem frame={frame} code={code} wrong={wrong} />
        <h2>{t(lang, 'kpis')}</h2>
        {view.kpis.length === 0 ? (
          <EmptyState>{t(lang, 'noKpis')}</EmptyState>
        ) : (
          <Kpis frame={frame} kpis={view.kpis} />
        )}
        <NewKpi frame={frame} code={code} wrong={wrong} />
      </div>
    </Page>
  );
}

function Items({ frame, view }: { frame: Frame; view: RoadmapView }): VNode {
  const { lang } = frame;
  return (
    <Table
      caption={t(lang, 'items')}
      columns={[
        { label: t(lang, 'number') },
        { label: t(lang, 'item') },
        { label: t(lang, 'serves'), onPhone: t(lang, 'serves') },
        { label: t(lang, 'remove') },
      ]}
      rows={view.items.map(({ item, serves }) => [
        item.number,
        <a href={frame.href(measureDeskPath(item.id))}>{titleIn(item.title, lang)}</a>,
        serves.length === 0 ? <span class="soft">{t(lang, 'servesNothing')}</span> : serves.join(', '),
        <form method="post" action={frame.href(`${roadmapPath(view.plan.code)}/bend/${item.id}/cixar`)}>
          <Csrf />
          <Button kind="second">{t(lang, 'remove')}</Button>
        </form>,
      ])}
    />
  );
}

interface NewProps {
  readonly frame: Frame;
  readonly code: string;
  readonly wrong: Wrong | undefined;
}

const errorAt = (wrong: Wrong | undefined, name: string, { lang }: Frame) =>
  wrong?.at === name ? pick(wrong.refused.text, lang) : undefined;

function NewItem({ frame, code, wrong }: NewProps): VNode {
  const { lang } = frame;
  return (
    <Card title={t(lang, 'addItem')}>
      <Form action={frame.href(`${roadmapPath(code)}/bend`)}>
        <TextInput
          name="title"
          label={t(lang, 'itemTitle')}
          max={500}
          value={wrong?.typed['title']}
          error={errorAt(wrong, 'title', frame)}
        />
        <TextArea
          name="serves"
          label={t(lang, 'serves')}
          hint={t(lang, 'servesHint')}
          max={1000}
          optional
          value={wrong?.typed['serves']}
          error={errorAt(wrong, 'serves', frame)}
        />
        <Actions>
          <Button>{t(lang, 'add')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function Kpis({ frame: { lang }, kpis }: { frame: Frame; kpis: readonly KpiRow[] }): VNode {
  const sign = { percent: ' %', count: '' } as const;
  return (
    <Table
      caption={t(lang, 'kpis')}
      columns={[
        { label: t(lang, 'kpiTitle') },
        { label: t(lang, 'baseline'), num: true, onPhone: t(lang, 'baseline') },
        { label: t(lang, 'target'), num: true, onPhone: t(lang, 'target') },
        { label: t(lang, 'due'), onPhone: t(lang, 'due') },
        { label: t(lang, 'indicator'), onPhone: t(lang, 'indicator') },
      ]}
      rows={kpis.map((one) => [
        titleIn(one.title, lang),
        one.baseline === null ? t(lang, 'notKnown') : `${figure(one.baseline, lang)}${sign[one.unit]}`,
        `${figure(one.target, lang)}${sign[one.unit]}`,
        formatDate(one.due, lang),
        one.indicator ?? <span class="soft">{t(lang, 'notMeasured')}</span>,
      ])}
    />
  );
}

const figure = (decimal: string, lang: Frame['lang']) => formatNumber(Number(decimal), lang);

function NewKpi({ frame, code, wrong }: NewProps): VNode {
  const { lang } = frame;
  const field = (name: string, label: string) => ({
    name,
    label,
    max: 300,
    value: wrong?.typed[name],
    error: errorAt(wrong, name, frame),
  });
  return (
    <Card title={t(lang, 'addKpi')}>
      <Form action={frame.href(`${roadmapPath(code)}/gosterici`)}>
        <TextInput {...field('kpi', t(lang, 'kpiTitle'))} />
        <Select
          name="unit"
          label={t(lang, 'unit')}
          options={units.map((value) => ({ value, label: pick(kpiUnits[value], lang) }))}
          value={wrong?.typed['unit']}
        />
        <TextInput {...field('baseline', t(lang, 'baseline'))} optional short />
        <TextInput {...field('target', t(lang, 'target'))} short />
        <DayInput {...field('due', t(lang, 'due'))} />
        <TextInput {...field('indicator', t(lang, 'indicator'))} hint={t(lang, 'indicatorHint')} optional />
        <Actions>
          <Button>{t(lang, 'add')}</Button>
        </Actions>
      </Form>
    </Card>
  );
}
