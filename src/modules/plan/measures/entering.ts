import type { Static } from 'typebox';
import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import { bakuDate } from '../../../language/index.ts';
import type { DeadlineReading } from './deadline.ts';
import type { ItemKind, ItemRow, PlanRow, ResponsibleRow } from './entities.ts';
import type { titleSchema } from './fields.ts';
import { restand } from './standing.ts';
import * as store from './store.ts';

/** In Azerbaijani; the other languages where they are known. */
export type Title = Static<typeof titleSchema>;

export interface NewItem {
  /** The plan's own number, unique in it. */
  readonly number: string;
  readonly parent?: string | undefined;
  readonly kind: ItemKind;
  readonly title: Title;
  readonly note?: Title | undefined;
  readonly absolute?: boolean | undefined;
  /** As it is written, and its reading. Absent: what was entered before stays; null: there is none. */
  readonly deadlineText?: string | null | undefined;
  readonly deadline?: DeadlineReading | undefined;
}

/*
 * What is written here is written in the caller's transaction, with its history; none of it checks access. Each step
 * leaves what is the same as before untouched, and computes anew how the measures stand that it changed.
 */

/** Enters a plan with its items, or brings it up to date. Items that are left out are removed; their history stays. Answers how many changed. */
export async function enterPlan(
  ctx: Context,
  plan: Omit<PlanRow, 'entered_at'>,
  items: readonly NewItem[],
): Promise<number> {
  await store.upsertPlan(ctx.db, { ...plan, entered_at: ctx.vahid.now() });
  const before = await store.itemsByNumber(ctx.db, plan.code);
  const given = new Set(items.map(({ number }) => number));
  const written = items.flatMap((one, position) => changedItem(ctx, plan.code, one, position, before.get(one.number)));
  const removed = [...before.values()]
    .filter((row) => row.removed_at === null && !given.has(row.number))
    .map((row) => ({ ...row, removed_at: ctx.vahid.now() }));
  await store.writeItems(ctx.db, [...written, ...removed]);
  await note(ctx, plan.code, [
    ...written.map((row) => ({
      item: row.id,
      what: before.has(row.number) ? 'item_changed' : 'item_added',
      details: { number: row.number },
    })),
    ...removed.map((row) => ({ item: row.id, what: 'item_removed', details: { number: row.number } })),
  ]);
  const measures = written.filter(({ kind }) => kind === 'measure').map(({ id }) => id);
  await restand(ctx, measures);
  return written.length + removed.length;
}

function changedItem(
  { vahid }: Context,
  plan: string,
  given: NewItem,
  position: number,
  before: ItemRow | undefined,
): readonly ItemRow[] {
  const row: ItemRow = {
    id: before?.id ?? newId(vahid.now().getTime()),
    plan,
    number: given.number,
    parent: given.parent ?? null,
    kind: given.kind,
    position,
    title: given.title,
    note: given.note ?? null,
    absolute: given.absolute ?? false,
    wording: before?.wording ?? null,
    wording_source: before?.wording_source ?? null,
    ...deadlineOf(given, before),
    removed_at: null,
  };
  return before && sameJson(row, before) ? [] : [row];
}

function deadlineOf(
  { deadlineText, deadline }: NewItem,
  before: ItemRow | undefined,
): Pick<ItemRow, 'deadline_text' | 'deadline_reading'> {
  if (deadlineText === undefined)
    return { deadline_text: before?.deadline_text ?? null, deadline_reading: before?.deadline_reading ?? null };
  return { deadline_text: deadlineText, deadline_reading: deadline ?? null };
}

export interface GivenParty {
  readonly institution: string;
  readonly role: 'executor' | 'co_executor';
}

export interface From {
  /** Where it comes from: a file, a process, the desk. */
  readonly source: string;
  /** Of the demonstration: shown as such, removed by one command. */
  readonly sample?: boolean | undefined;
}

/** Who carries out a measure from today on: those named go on or begin, the others end. Answers whether anything changed. */
export async function setParties(
  ctx: Context,
  item: ItemRow,
  parties: readonly GivenParty[],
  { source, sample = false }: From,
): Promise<boolean> {
  const now = ctx.vahid.now();
  const today = bakuDate(now);
  const present = await store.partiesNow(ctx.db, item.id);
  const key = ({ institution, role }: GivenParty) => `${role} ${institution}`;
  const wanted = new Set(parties.map(key));
  const held = new Set(present.map(key));
  const ended = present.filter((one) => !wanted.has(key(one)));
  const begun = parties.filter((one) => !held.has(key(one)));
  for (const { id } of ended) await store.endParty(ctx.db, id, today);
  for (const { institution, role } of begun) {
    const id = newId(now.getTime());
    const row = {
      id,
      item: item.id,
      institution,
      role,
      from_day: today,
      to_day: null,
      sample,
      source,
      entered_at: now,
    };
    await store.insertParty(ctx.db, row);
  }
  if (ended.length + begun.length === 0) return false;
  await note(ctx, item.plan, [
    ...ended.map(({ institution, role }) => ({ item: item.id, what: 'party_ended', details: { institution, role } })),
    ...begun.map(({ institution, role }) => ({ item: item.id, what: 'party_begun', details: { institution, role } })),
  ]);
  await restand(ctx, [item.id]);
  return true;
}

export type GivenResponsible = Pick<ResponsibleRow, 'institution' | 'person' | 'name' | 'post' | 'from_day' | 'act'>;

/** Who answers for an institution from a day on; the one before ends on that day. Answers whether anything changed. */
export async function setResponsible(
  ctx: Context,
  given: GivenResponsible,
  { source, sample = false }: From,
): Promise<boolean> {
  const now = ctx.vahid.now();
  const present = await store.responsibleNow(ctx.db, given.institution);
  if (present && sameJson({ ...present, ...given }, present)) return false;
  if (present) await store.endResponsible(ctx.db, present.id, laterOf(given.from_day, present.from_day));
  const id = newId(now.getTime());
  await store.insertResponsible(ctx.db, { ...given, id, to_day: null, sample, source, entered_at: now });
  return true;
}

// Somebody who is named anew from their own first day held the post for one day at least.
function laterOf(from: string, before: string): string {
  if (from > before) return from;
  return new Date(Date.parse(`${before}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

export interface Noted {
  readonly item: string | null;
  readonly what: string;
  readonly details: Readonly<Record<string, Json>>;
}

/** Writes what changed into the history of a plan's items. */
export async function note(ctx: Context, plan: string, changes: readonly Noted[]): Promise<void> {
  const at = ctx.vahid.now();
  const person = ctx.actor.person ?? null;
  const institution = ctx.actor.appointments[0]?.institution ?? null;
  await store.insertChanges(
    ctx.db,
    changes.map((one) => ({ id: newId(at.getTime()), plan, at, institution, person, ...one })),
  );
}

/** Are the values the same, whatever the order of their keys? */
export function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.toSorted(([x], [y]) => (x < y ? -1 : 1)).map(([name, one]) => [name, ordered(one)]),
  );
}
