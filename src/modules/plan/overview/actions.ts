import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { fold, type Lang } from '../../../language/index.ts';
import { institutionsByCode } from '../../identity/index.ts';
import { findPlan, judgedPeriod, type MeasureState, planInForce, type PlanRow, type Title } from '../measures/index.ts';
import { kpisOf, type KpiView } from '../roadmaps/index.ts';
import { type Counts, countsOf } from './counts.ts';
import * as institutionStore from './store/institution.ts';
import { countLacks, type Lack, type LastPeriod } from './store/lacks.ts';
import * as measureStore from './store/measure.ts';
import * as measures from './store/measures.ts';
import * as plans from './store/plans.ts';
import * as schedule from './store/schedule.ts';

export interface ShownPlan {
  readonly plan: PlanRow;
  /** The plan in force: its pages have no code in their address. */
  readonly inForce: boolean;
}

/** Is an item among those that an indicator names: by its number those of the plan in force, by `plan/number` those of any? */
export const isNamed = (names: readonly string[], { plan, inForce }: ShownPlan, number: string): boolean =>
  names.includes(`${plan.code}/${number}`) || (inForce && names.includes(number));

/** The plan with a code, or the one in force. @throws notFound */
export async function shownPlan(ctx: Context, code?: string): Promise<ShownPlan> {
  allow(ctx, 'plan.readOverview');
  const present = await planInForce(ctx);
  if (code === undefined || code === present?.code) {
    if (!present) throw notFound();
    return { plan: present, inForce: true };
  }
  const plan = await findPlan(ctx.db, code);
  if (!plan) throw notFound();
  return { plan, inForce: false };
}

export interface PlanPart {
  /** Of a direction or group; none for measures that stand under nothing. */
  readonly number: string | undefined;
  readonly title: Title | undefined;
  readonly counts: Counts;
}

export interface PlanStanding {
  readonly counts: Counts;
  readonly parts: readonly PlanPart[];
}

/** How the measures of a plan stand, in all and by direction. */
export async function planStanding(ctx: Context, plan: string): Promise<PlanStanding> {
  allow(ctx, 'plan.readOverview');
  const containers = await plans.containersOf(ctx.db, plan);
  const rows = await plans.countsByParent(ctx.db, plan);
  const byNumber = new Map(containers.map((one) => [one.number, one]));
  const top = (number: string | null): string | undefined => {
    const found = number === null ? undefined : byNumber.get(number);
    return found?.parent == null ? found?.number : top(found.parent);
  };
  const isPart = (number: string | undefined) => number !== undefined && byNumber.get(number)?.kind !== 'measure';
  const topped = rows.map((row) => ({ ...row, top: top(row.parent) }));
  const parts = containers
    .filter(({ parent, number }) => parent === null && isPart(number))
    .map(({ number, title }) => ({ number, title, counts: countsOf(topped.filter((row) => row.top === number)) }));
  const loose = topped.filter((row) => !isPart(row.top));
  return {
    counts: countsOf(rows),
    parts: loose.length === 0 ? parts : [...parts, { number: undefined, title: undefined, counts: countsOf(loose) }],
  };
}

/** The last period whose reports are judged by now. */
export function lastPeriod({ vahid }: Context): LastPeriod {
  return { name: judgedPeriod(vahid) };
}

export interface MeasureQuery {
  readonly plan: string;
  readonly under?: string | undefined;
  readonly institution?: string | undefined;
  readonly state?: MeasureState | undefined;
  readonly lack?: Lack | undefined;
  /** Words of the title, or the beginning of the number. */
  readonly text?: string | undefined;
}

export interface MeasurePage {
  readonly rows: readonly measures.MeasureRow[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export const rowsOnPage = 50;

/** Measures that a query finds, a page of them; without a page all. */
export async function findMeasures(
  ctx: Context,
  query: MeasureQuery,
  lang: Lang,
  page?: number,
  size = rowsOnPage,
): Promise<MeasurePage> {
  allow(ctx, 'plan.readOverview');
  const filter = { ...query, period: lastPeriod(ctx) };
  const part = page === undefined ? undefined : { offset: (page - 1) * size, limit: size };
  if (!query.text) {
    const total = await measures.countMeasures(ctx.db, filter);
    return paged(await measures.listMeasures(ctx.db, filter, part), total, page, size);
  }
  const ids = await matching(ctx, filter, query.text, lang);
  const wanted = part ? ids.slice(part.offset, part.offset + part.limit) : ids;
  return paged(await measures.listMeasures(ctx.db, { ...filter, ids: wanted }), ids.length, page, size);
}

function paged(rows: MeasurePage['rows'], total: number, page = 1, size = rowsOnPage): MeasurePage {
  return { rows, total, page, pages: Math.max(Math.ceil(total / size), 1) };
}

async function matching(
  ctx: Context,
  filter: measures.MeasureFilter,
  text: string,
  lang: Lang,
): Promise<readonly string[]> {
  const wanted = text.trim();
  const words = wordsIn(wanted).split(' ');
  const titles = await measures.listTitles(ctx.db, filter, lang);
  return titles
    .filter(({ number, title }) => {
      if (number.startsWith(wanted)) return true;
      const own = wordsIn(title);
      return words.every((word) => ` ${own}`.includes(` ${word}`));
    })
    .map(({ id }) => id);
}

const folded = new Map<string, string>();
const mostFolded = 50_000;

/** The words of a text as they are compared in search. Titles are asked for again and again, and rarely change. */
function wordsIn(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const found = fold(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
  if (folded.size >= mostFolded) folded.clear();
  folded.set(text, found);
  return found;
}

export interface MeasureView extends measureStore.FoundItem {
  readonly schedule: schedule.FullSchedule;
  /** Its own first and present dates. */
  readonly dates: schedule.DatedMeasure | undefined;
  readonly beside: readonly measureStore.NumberedItem[];
  readonly serving: readonly measureStore.Tie[];
  readonly served: readonly measureStore.Tie[];
  readonly comments: readonly measureStore.PublicComment[];
  readonly changes: readonly plans.ChangeRow[];
  /** As many as the longer of comments and changes fills. */
  readonly pages: number;
}

async function measureFound(ctx: Context, plan: string, number: string): Promise<measureStore.FoundItem> {
  allow(ctx, 'plan.readMeasure');
  const found = await measureStore.findMeasure(ctx.db, plan, number);
  if (found?.item.kind !== 'measure') throw notFound();
  return found;
}

export interface MeasureRecord extends Pick<MeasureView, 'comments' | 'changes'> {
  readonly count: { readonly comments: number; readonly changes: number };
}

/** Comments that everybody may read of a measure, and its changes, a page of each, the newest first. @throws notFound */
export async function measureRecord(ctx: Context, plan: string, number: string, page: number): Promise<MeasureRecord> {
  const { item } = await measureFound(ctx, plan, number);
  return recordOf(ctx, plan, item.id, page);
}

async function recordOf({ db }: Context, plan: string, item: string, page: number): Promise<MeasureRecord> {
  const part = { offset: (page - 1) * rowsOnPage, limit: rowsOnPage };
  return {
    comments: await measureStore.publicComments(db, item, part),
    changes: await plans.listChanges(db, { plan, item, ...part }),
    count: await measureStore.countRecord(db, item),
  };
}

/** All that is public of one measure, with a page of its comments and changes. @throws notFound */
export async function measureView(ctx: Context, plan: string, number: string, page = 1): Promise<MeasureView> {
  const found = await measureFound(ctx, plan, number);
  const { id, parent } = found.item;
  const [dates] = await schedule.datesOf(ctx.db, [id]);
  const { count, ...record } = await recordOf(ctx, plan, id, page);
  return {
    ...found,
    schedule: await schedule.scheduleOf(ctx.db, id),
    dates,
    beside: parent === null ? [] : await measureStore.itemsUnder(ctx.db, plan, found.top?.number ?? parent),
    serving: await measureStore.tiesOf(ctx.db, id, 'serving'),
    served: await measureStore.tiesOf(ctx.db, id, 'served'),
    ...record,
    pages: Math.max(Math.ceil(Math.max(count.comments, count.changes) / rowsOnPage), 1),
  };
}

export interface DirectionView {
  readonly item: measureStore.FoundItem['item'];
  readonly counts: Counts;
  readonly beside: readonly measureStore.NumberedItem[];
}

/** A direction, or a group, of a plan. @throws notFound */
export async function directionView(ctx: Context, plan: string, number: string): Promise<DirectionView> {
  allow(ctx, 'plan.readOverview');
  const found = await measureStore.findMeasure(ctx.db, plan, number);
  if (!found || !['direction', 'group'].includes(found.item.kind)) throw notFound();
  const filter = { plan, under: number, period: lastPeriod(ctx) };
  return {
    item: found.item,
    counts: countsOf(await measures.countStates(ctx.db, filter)),
    beside: await measureStore.itemsUnder(ctx.db, plan, number),
  };
}

export interface InstitutionView {
  readonly code: string;
  readonly counts: Counts;
  readonly responsible: readonly measureStore.Responsible[];
  readonly discipline: institutionStore.Discipline;
  readonly period: LastPeriod;
  readonly roadmaps: readonly PlanRow[];
  /** What the roadmaps want to reach. */
  readonly kpis: readonly KpiView[];
  /** Measures of the roadmaps with their dates; of the plan's own ones where there is no roadmap. */
  readonly dated: readonly schedule.DatedMeasure[];
}

const rowsOfGantt = 50;

/** How an institution carries out a plan. @throws notFound */
export async function institutionView(ctx: Context, plan: string, code: string): Promise<InstitutionView> {
  allow(ctx, 'plan.readOverview');
  const known = await institutionsByCode(ctx, code);
  if (!known.has(code)) throw notFound();
  const period = lastPeriod(ctx);
  const roadmaps = await plans.roadmapsOf(ctx.db, code);
  const planned = await institutionStore.roadmapMeasures(ctx.db, code, rowsOfGantt);
  const shown =
    planned.length > 0
      ? planned
      : (await findMeasures(ctx, { plan, institution: code }, 'az', 1)).rows.map(({ id }) => id);
  return {
    code,
    counts: countsOf(await measures.countStates(ctx.db, { plan, executor: code, period })),
    responsible: await measureStore.responsibleHistory(ctx.db, code),
    discipline: await institutionStore.disciplineOf(ctx.db, code, period),
    period,
    roadmaps,
    kpis: await kpisOf(
      ctx,
      roadmaps.map((one) => one.code),
    ),
    dated: await schedule.datesOf(ctx.db, shown),
  };
}

/** Who answers for an institution now. */
export async function responsibleFor(ctx: Context, institution: string): Promise<measureStore.Responsible | undefined> {
  allow(ctx, 'plan.readOverview');
  return (await measureStore.responsibleHistory(ctx.db, institution)).find(({ to_day }) => to_day === null);
}

export interface InstitutionStanding {
  readonly code: string;
  readonly counts: Counts;
}

/** How the measures of a plan stand by the institution that carries them out; all institutions that carry out something. */
export async function institutionStandings(ctx: Context, plan: string): Promise<readonly InstitutionStanding[]> {
  allow(ctx, 'plan.readOverview');
  const rows = Map.groupBy(await measures.countsByInstitution(ctx.db, plan), ({ institution }) => institution);
  return [...rows].map(([code, counted]) => ({ code, counts: countsOf(counted) }));
}

export type Quality = Awaited<ReturnType<typeof countLacks>>;

/** What the measures of a plan lack. */
export async function planQuality(ctx: Context, plan: string): Promise<Quality> {
  allow(ctx, 'plan.readOverview');
  return countLacks(ctx.db, plan, lastPeriod(ctx));
}

const week = 7 * 86_400_000;

/** What was changed in a plan in the last seven days. */
export async function changesOfWeek(ctx: Context, plan: string): Promise<readonly plans.ChangeGroup[]> {
  allow(ctx, 'plan.readOverview');
  return plans.changesSince(ctx.db, plan, new Date(ctx.vahid.now().getTime() - week));
}

/** Changes of a plan, the newest first. */
export async function changesOf(
  ctx: Context,
  plan: string,
  part: { readonly offset: number; readonly limit: number },
): Promise<readonly plans.ChangeRow[]> {
  allow(ctx, 'plan.readOverview');
  return plans.listChanges(ctx.db, { plan, ...part });
}

export interface PlanList {
  readonly rows: readonly (plans.PlanCountRow & { readonly counts: Counts })[];
  readonly page: number;
  readonly pages: number;
}

/** Plans of a kind with how they stand, a page of them; without a page all. */
export async function planList(ctx: Context, kind: PlanRow['kind'], page?: number): Promise<PlanList> {
  allow(ctx, 'plan.readOverview');
  const total = await plans.countPlans(ctx.db, kind);
  const limit = page === undefined ? total : rowsOnPage;
  const rows = await plans.listPlans(ctx.db, { kind, offset: ((page ?? 1) - 1) * rowsOnPage, limit });
  return {
    rows: rows.map((row) => ({ ...row, counts: countsOf(statesOf(row)) })),
    page: page ?? 1,
    pages: Math.max(Math.ceil(total / rowsOnPage), 1),
  };
}

function statesOf({ states }: plans.PlanCountRow) {
  return Object.entries(states).map(([state, count]) => ({ state: state as MeasureState, count: count ?? 0 }));
}

/** Goals and target indicators of a plan. */
export async function planAims(ctx: Context, plan: string): Promise<readonly measureStore.NumberedItem[]> {
  allow(ctx, 'plan.readOverview');
  return measureStore.aimsOf(ctx.db, plan);
}

export interface RoadmapView {
  readonly items: readonly measureStore.ServingItem[];
  readonly dated: readonly schedule.DatedMeasure[];
  readonly kpis: readonly KpiView[];
}

/** What the measures of a roadmap serve, and their dates; the first of them, where there are very many. */
export async function roadmapView(ctx: Context, plan: string): Promise<RoadmapView> {
  allow(ctx, 'plan.readOverview');
  const { rows } = await findMeasures(ctx, { plan }, 'az', 1);
  return {
    items: await measureStore.servingItems(ctx.db, plan, rowsOfGantt),
    dated: await schedule.datesOf(
      ctx.db,
      rows.map(({ id }) => id),
    ),
    kpis: await kpisOf(ctx, [plan]),
  };
}
