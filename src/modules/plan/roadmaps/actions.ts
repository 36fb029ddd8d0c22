import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { inChargeOf } from '../../identity/index.ts';
import { indicatorViews } from '../indicators/index.ts';
import {
  findItemById,
  type ItemRow,
  note,
  planInForce,
  type PlanRow,
  restand,
  setParties,
  topics,
  underWay,
  writeItems,
} from '../measures/index.ts';
import type { KpiRow, KpiUnit } from './entities.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

export type Topic = keyof typeof topics;

export interface NewRoadmap {
  readonly institution: string;
  readonly topic: Topic;
  readonly year: number;
}

/** Begins a roadmap of one's institution for a topic and a year. Answers its code. @throws roadmapExists, notAllowed */
export async function startRoadmap(ctx: Context, { institution, topic, year }: NewRoadmap): Promise<string> {
  allow(ctx, 'plan.writeRoadmap', { institution: await inChargeOf(ctx, institution) });
  const code = `${institution}-${topic}-${year}`;
  return inTransaction(ctx, async (inner) => {
    const words = topics[topic];
    const title = { az: `${words.az}, ${year}`, en: `${words.en}, ${year}`, ru: `${words.ru}, ${year}` };
    const period = { period_from: `${year}-01-01`, period_to: `${year}-12-31` };
    const rest = { act: null, supersedes: null, origin: 'desk' as const, source: 'desk' };
    const row = { code, kind: 'roadmap' as const, title, institution, topic, year, ...period, ...rest };
    if (!(await store.insertRoadmap(inner.db, { ...row, entered_at: inner.vahid.now() })))
      throw refusals.roadmapExists();
    await audit(inner, 'plan.startRoadmap', code);
    return code;
  });
}

/** The roadmap, for those of its institution. */
async function forWriting(ctx: Context, code: string): Promise<PlanRow & { readonly institution: string }> {
  const found = await store.lockPlan(ctx.db, code);
  if (!found || found.institution === null) throw notFound();
  const { institution } = found;
  allow(ctx, 'plan.writeRoadmap', { institution: await inChargeOf(ctx, institution) });
  return { ...found, institution };
}

export interface NewRoadmapItem {
  readonly title: string;
  /** Numbers of the plan's measures that it serves; none: everybody sees that it serves nothing. */
  readonly serves: readonly string[];
}

/** Adds an item, whose executor is the institution. Answers its id. @throws titleNeeded, noSuchMeasure, notAllowed, notFound */
export async function addItem(ctx: Context, code: string, given: NewRoadmapItem): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    const plan = await forWriting(inner, code);
    const az = titled(given.title);
    const served = await servedBy(inner, plan, given.serves);
    const position = await store.lastNumber(inner.db, code);
    const id = newId(inner.vahid.now().getTime());
    const number = String(position + 1);
    const empty = { note: null, wording: null, wording_source: null, deadline_text: null, deadline_reading: null };
    const row = { id, plan: code, number, parent: null, kind: 'measure' as const, position, title: { az } };
    await writeItems(inner.db, [{ ...row, ...empty, absolute: false, removed_at: null }]);
    await store.setServes(inner.db, id, served);
    await note(inner, code, [{ item: id, what: 'item_added', details: { number } }]);
    const item = await findItemById(inner.db, id);
    if (!item) throw new Error(`plan has no item ${id}`);
    await setParties(inner, item, [{ institution: plan.institution, role: 'executor' }], { source: 'desk' });
    await audit(inner, 'plan.addItem', id);
    return id;
  });
}

function titled(given: string): string {
  const az = given.trim();
  if (az === '') throw refusals.titleNeeded();
  return az;
}

/** Ids of the measures that bear the numbers, in the national plan in force when the roadmap begins. @throws noSuchMeasure */
async function servedBy(ctx: Context, { period_from }: PlanRow, given: readonly string[]): Promise<readonly string[]> {
  const numbers = given.map((one) => one.trim()).filter((one) => one !== '');
  const national = await planInForce(ctx, period_from);
  const served = await store.measuresNumbered(ctx.db, national?.code ?? '', numbers);
  const lost = numbers.find((one) => !served.some(({ number }) => number === one));
  if (lost !== undefined) throw refusals.noSuchMeasure({ number: lost });
  return served.map(({ id }) => id);
}

/** An item that stands in a roadmap. @throws notFound */
async function itemOf(ctx: Context, code: string, id: string): Promise<ItemRow> {
  const item = await findItemById(ctx.db, id);
  if (!item || item.plan !== code || item.removed_at !== null) throw notFound();
  return item;
}

/** Corrects the title of an item and what it serves. @throws titleNeeded, noSuchMeasure, notAllowed, notFound */
export async function changeItem(ctx: Context, code: string, id: string, given: NewRoadmapItem): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const plan = await forWriting(inner, code);
    const item = await itemOf(inner, code, id);
    const az = titled(given.title);
    const served = await servedBy(inner, plan, given.serves);
    // A translation is of the title that it was made from.
    if (az !== item.title.az) await writeItems(inner.db, [{ ...item, title: { az } }]);
    const changed = await store.setServes(inner.db, id, served);
    if (az === item.title.az && !changed) return;
    await note(inner, code, [{ item: id, what: 'item_changed', details: { number: item.number } }]);
    await audit(inner, 'plan.changeItem', id);
  });
}

/** Takes an item out of a roadmap; what was reported of stays. @throws itemTaken, notAllowed, notFound */
export async function removeItem(ctx: Context, code: string, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await forWriting(inner, code);
    const item = await itemOf(inner, code, id);
    if (await store.isReported(inner.db, id)) throw refusals.itemTaken();
    await writeItems(inner.db, [{ ...item, removed_at: inner.vahid.now() }]);
    await note(inner, code, [{ item: id, what: 'item_removed', details: { number: item.number } }]);
    await restand(inner, [id]);
    await underWay.of(inner.vahid)(inner, [id]);
    await audit(inner, 'plan.removeItem', id);
  });
}

export interface NewKpi {
  readonly title: string;
  readonly unit: KpiUnit;
  /** Decimal, as text; empty where it is not known. */
  readonly baseline: string;
  readonly target: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly due: string;
  /** Code of the indicator that measures it, or empty. */
  readonly indicator: string;
}

/** Adds what the roadmap wants to reach, in figures. Answers its id. @throws what `readKpi` does, notAllowed, notFound */
export async function addKpi(ctx: Context, code: string, given: NewKpi): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    await forWriting(inner, code);
    const kpi = await readKpi(inner, given);
    const at = inner.vahid.now();
    const id = newId(at.getTime());
    await store.writeKpi(inner.db, { ...kpi, id, plan: code, entered_at: at, removed_at: null });
    await note(inner, code, [{ item: null, what: 'kpi_added', details: { title: kpi.title.az } }]);
    await audit(inner, 'plan.addKpi', id);
    return id;
  });
}

/** Corrects a figure; what stood there before stays in the history. @throws what `readKpi` does, notAllowed, notFound */
export async function changeKpi(ctx: Context, code: string, id: string, given: NewKpi): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await forWriting(inner, code);
    const before = await kpiOf(inner, code, id);
    const kpi = await readKpi(inner, given);
    const { title, unit, indicator, baseline, target, due } = before;
    await store.writeKpi(inner.db, { ...before, ...kpi });
    const was = { title: title.az, unit, indicator, baseline, target, due };
    await note(inner, code, [{ item: null, what: 'kpi_changed', details: { title: kpi.title.az, was } }]);
    await audit(inner, 'plan.changeKpi', id);
  });
}

/** Takes a figure out of a roadmap. @throws notAllowed, notFound */
export async function removeKpi(ctx: Context, code: string, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await forWriting(inner, code);
    const kpi = await kpiOf(inner, code, id);
    await store.writeKpi(inner.db, { ...kpi, removed_at: inner.vahid.now() });
    await note(inner, code, [{ item: null, what: 'kpi_removed', details: { title: kpi.title.az } }]);
    await audit(inner, 'plan.removeKpi', id);
  });
}

async function kpiOf(ctx: Context, code: string, id: string): Promise<KpiRow> {
  const found = (await store.kpisOf(ctx.db, [code])).find((one) => one.id === id);
  if (!found) throw notFound();
  return found;
}

/** @throws titleNeeded, figureNeeded, dueNeeded, indicatorWrong */
async function readKpi(
  ctx: Context,
  given: NewKpi,
): Promise<Omit<KpiRow, 'id' | 'plan' | 'entered_at' | 'removed_at'>> {
  const { unit, due } = given;
  const az = titled(given.title);
  const target = decimalOf(given.target);
  const baseline = given.baseline.trim() === '' ? null : decimalOf(given.baseline);
  if (target === undefined || baseline === undefined) throw refusals.figureNeeded();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(due)) throw refusals.dueNeeded();
  const indicator = given.indicator.trim() || null;
  const views = indicator === null ? [] : await indicatorViews(ctx, 'last');
  if (indicator !== null && !views.some((one) => one.indicator.code === indicator && one.indicator.unit === unit))
    throw refusals.indicatorWrong();
  return { title: { az }, unit, indicator, baseline, target, due };
}

/** A decimal as people write it, with a comma or a point; undefined where it is none. */
function decimalOf(given: string): string | undefined {
  const plain = given.trim().replace(',', '.');
  return /^\d{1,15}(\.\d{1,6})?$/.test(plain) ? plain : undefined;
}
