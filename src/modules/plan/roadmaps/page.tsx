import { Type } from 'typebox';
import type { VNode } from 'preact';
import { allow } from '../../../kernel/access.ts';
import { frameOf } from '../../../kernel/http/frame.ts';
import {
  type Answer,
  type FormBody,
  formBody,
  formValue,
  page,
  redirect,
  type Request,
  route,
} from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { indicatorViews } from '../indicators/index.ts';
import { Alarm, Back, EmptyState, Page, readDate } from '../../../ui/index.ts';
import { titleIn } from '../measures/index.ts';
import { addItem, addKpi, changeItem, changeKpi, type NewKpi, removeItem, removeKpi } from './actions.ts';
import { kpiUnits, type KpiUnit } from './entities.ts';
import { type Edited, ItemForm, Items, KpiForm, Kpis, type Wrong } from './page-parts.tsx';
import { roadmapPath, roadmapsPath } from './path.ts';
import { t } from './text.ts';
import { roadmapOf } from './views.ts';

const access = 'plan.writeRoadmap';
const codeParam = Type.Object({ code: Type.String({ minLength: 1, maxLength: 60 }) });
const oneParam = Type.Object({ code: codeParam.properties.code, id: Type.String({ format: 'uuid' }) });
const units = Object.keys(kpiUnits) as KpiUnit[];

export const roadmapRoute = route({
  method: 'GET',
  path: `${roadmapsPath}/:code`,
  access,
  params: codeParam,
  query: Type.Object({
    bend: Type.Optional(oneParam.properties.id),
    gosterici: Type.Optional(oneParam.properties.id),
  }),
  handler: async (request) => {
    const { bend, gosterici } = request.query;
    return page(await drawn(request, request.params.code, { item: bend, kpi: gosterici }));
  },
});

type Posted<P> = Request<P, unknown, FormBody>;

interface TypedItem {
  readonly given: { readonly title: string; readonly serves: readonly string[] };
  readonly typed: Readonly<Record<string, string>>;
}

function itemTyped({ body }: Posted<unknown>): TypedItem {
  const typed = { title: formValue(body, 'title').slice(0, 500), serves: formValue(body, 'serves').slice(0, 1000) };
  return { typed, given: { title: typed.title, serves: typed.serves.split(/[\s,;]+/) } };
}

async function savedItem(
  request: Posted<{ readonly code: string }>,
  save: (given: TypedItem['given']) => Promise<unknown>,
  edited: Edited,
): Promise<Answer> {
  const { code } = request.params;
  const { given, typed } = itemTyped(request);
  const refused = await refusedBy(() => save(given), [422]);
  if (!refused) return redirect(roadmapPath(code));
  const at = refused.code === 'plan.no_such_measure' ? 'serves' : 'title';
  return page(await drawn(request, code, edited, { refused, at, typed }), refused.status);
}

export const addItemRoute = route({
  method: 'POST',
  path: `${roadmapsPath}/:code/bend`,
  access,
  params: codeParam,
  body: formBody,
  handler: (request) => savedItem(request, (given) => addItem(request, request.params.code, given), {}),
});

export const changeItemRoute = route({
  method: 'POST',
  path: `${roadmapsPath}/:code/bend/:id`,
  access,
  params: oneParam,
  body: formBody,
  handler(request) {
    const { code, id } = request.params;
    return savedItem(request, (given) => changeItem(request, code, id, given), { item: id });
  },
});

export const removeItemRoute = route({
  method: 'POST',
  path: `${roadmapsPath}/:code/bend/:id/cixar`,
  access,
  params: oneParam,
  body: formBody,
  async handler(request) {
    const { code, id } = request.params;
    const refused = await refusedBy(() => removeItem(request, code, id), [409]);
    if (!refused) return redirect(roadmapPath(code));
    return page(await drawn(request, code, {}, { refused, at: 'title', typed: {} }), refused.status);
  },
});

// Each refusal at the question that it is about.
const kpiQuestions: Readonly<Record<string, string>> = {
  'plan.title_needed': 'kpi',
  'plan.figure_needed': 'target',
  'plan.due_needed': 'due',
  'plan.kpi_indicator': 'indicator',
};

async function savedKpi(
  request: Posted<{ readonly code: string }>,
  save: (given: NewKpi) => Promise<unknown>,
  edited: Edited,
): Promise<Answer> {
  const { code } = request.params;
  const value = (name: string) => formValue(request.body, name).slice(0, 300);
  const names = ['kpi', 'unit', 'baseline', 'target', 'due', 'indicator'] as const;
  const typed = Object.fromEntries(names.map((name) => [name, value(name)])) as Record<(typeof names)[number], string>;
  const unit = units.find((one) => one === typed.unit) ?? 'percent';
  const given = { ...typed, title: typed.kpi, unit, due: readDate(typed.due) ?? '' };
  const refused = await refusedBy(() => save(given), [422]);
  if (!refused) return redirect(roadmapPath(code));
  const at = kpiQuestions[refused.code] ?? 'kpi';
  return page(await drawn(request, code, edited, { refused, at, typed }), refused.status);
}

export const addKpiRoute = route({
  method: 'POST',
  path: `${roadmapsPath}/:code/gosterici`,
  access,
  params: codeParam,
  body: formBody,
  handler: (request) => savedKpi(request, (given) => addKpi(request, request.params.code, given), {}),
});

export const changeKpiRoute = route({
  method: 'POST',
  path: `${roadmapsPath}/:code/gosterici/:id`,
  access,
  params: oneParam,
  body: formBody,
  handler(request) {
    const { code, id } = request.params;
    return savedKpi(request, (given) => changeKpi(request, code, id, given), { kpi: id });
  },
});

export const removeKpiRoute = route({
  method: 'POST',
  path: `${roadmapsPath}/:code/gosterici/:id/cixar`,
  access,
  params: oneParam,
  body: formBody,
  async handler(request) {
    const { code, id } = request.params;
    await removeKpi(request, code, id);
    return redirect(roadmapPath(code));
  },
});

async function drawn(request: Request, code: string, edited: Edited, wrong?: Wrong): Promise<VNode> {
  const view = await roadmapOf(request, code);
  allow(request, access, { institution: await inChargeOf(request, view.plan.institution ?? '') });
  const frame = frameOf(request, 'desk');
  const { lang } = frame;
  const title = titleIn(view.plan.title, lang);
  const indicators = (await indicatorViews(request, 'last'))
    .filter(({ indicator }) => units.some((unit) => unit === indicator.unit))
    .map(({ indicator }) => ({
      value: indicator.code,
      label: `${pick(indicator.title, lang)} (${pick(kpiUnits[indicator.unit as KpiUnit], lang).toLowerCase()})`,
    }));
  const shown = { frame, view, edited, wrong };
  return (
    <Page frame={frame} title={title} error={wrong !== undefined}>
      <Back href={frame.href(roadmapsPath)}>{t(lang, 'back')}</Back>
      <div class="stack">
        <h1>{title}</h1>
        <p>
          <a href={frame.href(`/plan/${encodeURIComponent(code)}`)}>{t(lang, 'publicPage')}</a>
        </p>
        {wrong ? <NotDone refused={wrong.refused} at={wrong.at} lang={lang} /> : null}
        <h2>{t(lang, 'items')}</h2>
        {view.items.length === 0 ? <EmptyState>{t(lang, 'noItems')}</EmptyState> : <Items {...shown} />}
        <ItemForm {...shown} />
        <h2>{t(lang, 'kpis')}</h2>
        {view.kpis.length === 0 ? <EmptyState>{t(lang, 'noKpis')}</EmptyState> : <Kpis {...shown} />}
        <KpiForm {...shown} indicators={indicators} />
      </div>
    </Page>
  );
}

function NotDone({ refused, at, lang }: { refused: Refusal; at: string; lang: Request['lang'] }): VNode {
  return <Alarm errors={[{ name: at, text: pick(refused.text, lang) }]} title={t(lang, 'notDone')} />;
}
