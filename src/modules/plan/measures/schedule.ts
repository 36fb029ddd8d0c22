import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { ItemRow } from './entities.ts';
import { type From, note, sameJson, type Title } from './entering.ts';
import * as refusals from './refusals.ts';
import * as scheduled from './schedule-store.ts';
import { restand } from './standing.ts';
import { lockItems } from './store.ts';

export interface GivenDeliverable {
  /** Unique within the measure: `D1`. */
  readonly code: string;
  readonly title: Title;
}

export interface GivenMilestone {
  /** Unique within the measure: `M1`. */
  readonly code: string;
  readonly title: Title;
  /** Decimal above 0, against the other milestones. */
  readonly weight: string;
  readonly deliverable?: string | undefined;
  readonly starts?: string | undefined;
  readonly due?: string | undefined;
  /** Codes of the same measure, or `<number of a measure>/<code>` of the same plan. */
  readonly needs?: readonly string[] | undefined;
}

export interface GivenSchedule {
  readonly starts?: string | undefined;
  readonly due?: string | undefined;
  readonly deliverables: readonly GivenDeliverable[];
  readonly milestones: readonly GivenMilestone[];
}

export interface ScheduleFrom extends From {
  readonly reason: string;
  /** The process in which it was agreed to. */
  readonly instance?: string | undefined;
}

/**
 * What a measure has to make, its steps and their dates. Dates that differ from the present ones make a new baseline; the
 * first stays version 0 for ever. In the caller's transaction; checks no access. Answers whether anything changed.
 * @throws startWithoutDue, datesGone, unknownMilestone, circularMilestones
 */
export async function setSchedule(
  ctx: Context,
  item: ItemRow,
  given: GivenSchedule,
  from: ScheduleFrom,
): Promise<boolean> {
  checkDates(given);
  await lockItems(ctx.db, [item.id]);
  const deliverables = await writeDeliverables(ctx, item, given.deliverables, from);
  const milestones = await writeMilestones(ctx, item, given.milestones, deliverables.ids, from);
  const needs = await writeNeeds(ctx, item, given.milestones, milestones.ids);
  const baseline = await writeBaseline(ctx, item, given, milestones.ids, from);
  const changed = deliverables.changed || milestones.changed || needs;
  if (changed) await note(ctx, item.plan, [{ item: item.id, what: 'schedule_changed', details: {} }], from.by);
  if (changed || baseline) await restand(ctx, [item.id]);
  return changed || baseline;
}

/** A start says nothing where nobody said until when. */
function checkDates({ starts, due, milestones }: GivenSchedule): void {
  const open = [{ starts, due }, ...milestones].find((one) => one.starts !== undefined && one.due === undefined);
  if (open) throw refusals.startWithoutDue({ date: open.starts ?? '' });
}

interface Written {
  readonly ids: ReadonlyMap<string, string>;
  readonly changed: boolean;
}

async function writeDeliverables(
  ctx: Context,
  item: ItemRow,
  given: readonly GivenDeliverable[],
  { sample = false }: From,
): Promise<Written> {
  const now = ctx.vahid.now();
  const before = new Map((await scheduled.deliverablesOf(ctx.db, item.id)).map((row) => [row.code, row]));
  const rows = given.map(({ code, title }, position) => {
    const old = before.get(code);
    return {
      id: old?.id ?? newId(now.getTime()),
      item: item.id,
      code,
      title,
      position,
      sample: old?.sample ?? sample,
      removed_at: null,
    };
  });
  const gone = leftOut([...before.values()], new Set(given.map(({ code }) => code)), now);
  const written = [...rows, ...gone].filter((row) => !sameJson(row, before.get(row.code)));
  await scheduled.writeDeliverables(ctx.db, written);
  return { ids: new Map(rows.map(({ code, id }) => [code, id])), changed: written.length > 0 };
}

async function writeMilestones(
  ctx: Context,
  item: ItemRow,
  given: readonly GivenMilestone[],
  deliverables: ReadonlyMap<string, string>,
  { sample = false }: From,
): Promise<Written> {
  const now = ctx.vahid.now();
  const before = new Map((await scheduled.milestonesOf(ctx.db, item.id)).map((row) => [row.code, row]));
  const rows = given.map(({ code, title, weight, deliverable }, position) => {
    const old = before.get(code);
    return {
      id: old?.id ?? newId(now.getTime()),
      item: item.id,
      code,
      title,
      weight,
      deliverable: deliverable === undefined ? null : (deliverables.get(deliverable) ?? null),
      position,
      sample: old?.sample ?? sample,
      removed_at: null,
    };
  });
  const gone = leftOut([...before.values()], new Set(given.map(({ code }) => code)), now);
  const written = [...rows, ...gone].filter((row) => !sameJson(row, before.get(row.code)));
  await scheduled.writeMilestones(ctx.db, written);
  return { ids: new Map(rows.map(({ code, id }) => [code, id])), changed: written.length > 0 };
}

function leftOut<R extends { readonly code: string; readonly removed_at: Date | null }>(
  before: readonly R[],
  codes: ReadonlySet<string>,
  at: Date,
): readonly R[] {
  return before
    .filter((row) => row.removed_at === null && !codes.has(row.code))
    .map((row) => ({ ...row, removed_at: at }));
}

async function writeNeeds(
  ctx: Context,
  item: ItemRow,
  given: readonly GivenMilestone[],
  ids: ReadonlyMap<string, string>,
): Promise<boolean> {
  const named = [...new Set(given.flatMap(({ needs = [] }) => needs.filter((one) => one.includes('/'))))];
  const elsewhere = await scheduled.milestonesNamed(ctx.db, item.plan, named);
  const pairs = given.flatMap(({ code, needs = [] }) =>
    needs.map((name) => {
      const needed = ids.get(name) ?? elsewhere.get(name);
      const milestone = ids.get(code);
      if (needed === undefined || milestone === undefined) throw refusals.unknownMilestone({ name });
      return { milestone, needs: needed };
    }),
  );
  const changed = await scheduled.replaceNeeds(ctx.db, item.id, pairs);
  const circle = changed ? await scheduled.circleThrough(ctx.db, item.id) : undefined;
  if (circle !== undefined) throw refusals.circularMilestones({ name: circle });
  return changed;
}

async function writeBaseline(
  ctx: Context,
  item: ItemRow,
  given: GivenSchedule,
  ids: ReadonlyMap<string, string>,
  { reason, source, sample = false, instance, by }: ScheduleFrom,
): Promise<boolean> {
  const dates = [
    ...(given.due === undefined ? [] : [{ milestone: null, starts: given.starts ?? null, due: given.due }]),
    ...given.milestones.flatMap(({ code, starts, due }) =>
      due === undefined ? [] : [{ milestone: ids.get(code) ?? null, starts: starts ?? null, due }],
    ),
  ];
  const present = await scheduled.presentBaseline(ctx.db, item.id);
  if (dates.length === 0 && present) throw refusals.datesGone();
  if (dates.length === 0) return false;
  const order = (rows: typeof dates) => rows.toSorted((a, b) => ((a.milestone ?? '') < (b.milestone ?? '') ? -1 : 1));
  if (present && sameJson(order([...present.dates]), order(dates))) return false;
  const at = ctx.vahid.now();
  const version = present ? present.version + 1 : 0;
  const id = newId(at.getTime());
  await scheduled.insertBaseline(
    ctx.db,
    { id, item: item.id, version, reason, source, sample, instance: instance ?? null, entered_at: at },
    dates,
  );
  await note(ctx, item.plan, [{ item: item.id, what: 'baseline_set', details: { version, reason } }], by);
  return true;
}
