import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { inChargeOf } from '../../identity/index.ts';
import {
  enterPlan,
  findItemById,
  findPlans,
  note,
  type PlanRow,
  restand,
  setParties,
  topics,
  writeItems,
} from '../measures/index.ts';
import type { KpiUnit } from './entities.ts';
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
    if ((await findPlans(inner.db)).some((one) => one.code === code)) throw refusals.roadmapExists();
    const words = topics[topic];
    const title = { az: `${words.az}, ${year}`, en: `${words.en}, ${year}`, ru: `${words.ru}, ${year}` };
    const period = { period_from: `${year}-01-01`, period_to: `${year}-12-31` };
    const rest = { act: null, supersedes: null, origin: 'desk' as const, source: 'desk' };
    await enterPlan(inner, { code, kind: 'roadmap', title, institution, topic, year, ...period, ...rest }, []);
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
    const az = given.title.trim();
    if (az === '') throw refusals.titleNeeded();
    const numbers = given.serves.map((one) => one.trim()).filter((one) => one !== '');
    const served = await store.measuresNumbered(inner.db, numbers);
    const lost = numbers.find((one) => !served.some(({ number }) => number === one));
    if (lost !== undefined) throw refusals.noSuchMeasure({ number: lost });
    const position = await store.lastNumber(inner.db, code);
    const id = newId(inner.vahid.now().getTime());
    const number = String(position + 1);
    const empty = { note: null, wording: null, wording_source: null, deadline_text: null, deadline_reading: null };
    const row = { id, plan: code, number, parent: null, kind: 'measure' as const, position, title: { az } };
    await writeItems(inner.db, [{ ...row, ...empty, absolute: false, removed_at: null }]);
    await store.insertServes(
      inner.db,
      id,
      served.map((one) => one.id),
    );
    await note(inner, code, [{ item: id, what: 'item_added', details: { number } }]);
    const item = await findItemById(inner.db, id);
    if (!item) throw new Error(`plan has no item ${id}`);
    await setParties(inner, item, [{ institution: plan.institution, role: 'executor' }], { source: 'desk' });
    await audit(inner, 'plan.addItem', id);
    return id;
  });
}

/** Takes an item out of a roadmap; what was reported of stays. @throws itemTaken, notAllowed, notFound */
export async function removeItem(ctx: Context, code: string, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await forWriting(inner, code);
    const item = await findItemById(inner.db, id);
    if (!item || item.plan !== code || item.removed_at !== null) throw notFound();
    if (await store.isReported(inner.db, id)) throw refusals.itemTaken();
    await writeItems(inner.db, [{ ...item, removed_at: inner.vahid.now() }]);
    await note(inner, code, [{ item: id, what: 'item_removed', details: { number: item.number } }]);
    await restand(inner, [id]);
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

/** Adds what the roadmap wants to reach, in figures. @throws titleNeeded, figureNeeded, dueNeeded, notAllowed, notFound */
export async function addKpi(ctx: Context, code: string, given: NewKpi): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await forWriting(inner, code);
    const az = given.title.trim();
    if (az === '') throw refusals.titleNeeded();
    const target = decimalOf(given.target);
    const baseline = given.baseline.trim() === '' ? null : decimalOf(given.baseline);
    if (target === undefined || baseline === undefined) throw refusals.figureNeeded();
    if (!/^\d{4}-\d{2}-\d{2}$/.test(given.due)) throw refusals.dueNeeded();
    const at = inner.vahid.now();
    const indicator = given.indicator.trim() || null;
    const row = { id: newId(at.getTime()), plan: code, title: { az }, unit: given.unit, indicator, baseline, target };
    await store.insertKpi(inner.db, { ...row, due: given.due, entered_at: at, removed_at: null });
    await note(inner, code, [{ item: null, what: 'kpi_added', details: { title: az } }]);
    await audit(inner, 'plan.addKpi', code);
  });
}

/** A decimal as people write it, with a comma or a point; undefined where it is none. */
function decimalOf(given: string): string | undefined {
  const plain = given.trim().replace(',', '.');
  return /^\d{1,15}(\.\d{1,6})?$/.test(plain) ? plain : undefined;
}
