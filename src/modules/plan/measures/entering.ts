import type { Static } from 'typebox';
import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import { port } from '../../../kernel/vahid.ts';
import { bakuDate } from '../../../language/index.ts';
import type { DeadlineReading } from './deadline.ts';
import type { ItemKind, ItemRow, PlanRow, ResponsibleRow } from './entities.ts';
import type { titleSchema } from './fields.ts';
import { planInForce } from './in-force.ts';
import * as refusals from './refusals.ts';
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

/** Ends what is under way of measures that left their plan, or that another institution carries out now. */
export const underWay = port<(ctx: Context, items: readonly string[]) => Promise<void>>('plan.under-way');

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
  const known = [...written, ...removed].filter(({ number }) => before.has(number));
  await store.lockItems(
    ctx.db,
    known.map(({ id }) => id),
  );
  await store.writeItems(ctx.db, [...written, ...removed]);
  await note(ctx, plan.code, [
    ...written.map((row) => ({
      item: row.id,
      what: before.has(row.number) ? 'item_changed' : 'item_added',
      details: { number: row.number },
    })),
    ...removed.map((row) => ({ item: row.id, what: 'item_removed', details: { number: row.number } })),
  ]);
  const measures = (rows: readonly ItemRow[]) => rows.filter(({ kind }) => kind === 'measure').map(({ id }) => id);
  // Those that needed one which is gone, or is back, stand otherwise too.
  await restand(ctx, [...measures(written), ...measures(removed)]);
  await underWay.of(ctx.vahid)(ctx, measures(removed));
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
  /** Institution in whose office it was done, for the history. */
  readonly by?: string | undefined;
}

/** Who carries out a measure from today on: those named go on or begin, the others end. Answers whether anything changed. */
export async function setParties(
  ctx: Context,
  item: ItemRow,
  parties: readonly GivenParty[],
  { source, sample = false, by }: From,
): Promise<boolean> {
  await store.lockItems(ctx.db, [item.id]);
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
  const changes = [
    ...ended.map(({ institution, role }) => ({ item: item.id, what: 'party_ended', details: { institution, role } })),
    ...begun.map(({ institution, role }) => ({ item: item.id, what: 'party_begun', details: { institution, role } })),
  ];
  await note(ctx, item.plan, changes, by);
  await restand(ctx, [item.id]);
  if (changes.some(({ details }) => details.role === 'executor')) await underWay.of(ctx.vahid)(ctx, [item.id]);
  return true;
}

export interface GivenResponsible extends Pick<ResponsibleRow, 'institution' | 'name' | 'post' | 'from_day' | 'act'> {
  /** First day on which they answer no more; without it they answer now. */
  readonly to_day?: string | null | undefined;
}

/**
 * Who answers for an institution from a day on; whoever answers now ends on that day. A term that begins on the day of one
 * that is there corrects it. Answers whether anything changed. @throws termsOverlap
 */
export async function setResponsible(
  ctx: Context,
  { to_day = null, ...given }: GivenResponsible,
  { source, sample = false, by }: From,
): Promise<boolean> {
  const now = ctx.vahid.now();
  const terms = await store.lockTerms(ctx.db, given.institution);
  const same = terms.find(({ from_day }) => from_day === given.from_day);
  // Whoever writes the Azerbaijani post anew has not lost the others.
  const post = same?.post.az === given.post.az ? same.post : given.post;
  const row: ResponsibleRow = same
    ? { ...same, ...given, post, to_day }
    : { ...given, post, to_day, id: newId(now.getTime()), sample, source, entered_at: now };
  if (same && sameJson(row, same)) return false;
  const others = terms
    .filter((one) => one !== same)
    .map((one) => (one.to_day === null && one.from_day < row.from_day ? { ...one, to_day: row.from_day } : one));
  const all = [...others, row].toSorted((a, b) => (a.from_day < b.from_day ? -1 : 1));
  if (all.some((one, n) => (one.to_day ?? '9999') > (all[n + 1]?.from_day ?? '9999'))) throw refusals.termsOverlap();
  for (const one of others) if (!terms.includes(one)) await store.writeTerm(ctx.db, one);
  await store.writeTerm(ctx.db, row);
  const plan = await planInForce(ctx);
  const what = to_day === null ? 'responsible_named' : 'responsible_ended';
  if (plan) await note(ctx, plan.code, [{ item: null, what, details: { institution: given.institution } }], by);
  return true;
}

export interface Noted {
  readonly item: string | null;
  readonly what: string;
  readonly details: Readonly<Record<string, Json>>;
}

/** Writes what changed into the history of a plan's items. `by`: the institution in whose office it was done. */
export async function note(
  ctx: Context,
  plan: string,
  changes: readonly Noted[],
  by = ctx.actor.appointments[0]?.institution,
): Promise<void> {
  const at = ctx.vahid.now();
  const person = ctx.actor.person ?? null;
  const institution = by ?? null;
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
