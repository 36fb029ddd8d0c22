import { allow } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { notFound } from '../../kernel/refusal.ts';
import { addDays, bakuInstant } from '../../language/index.ts';
import { signIn } from './definition.ts';
import { type LookUp, presented } from './look-up.ts';
import type { Place } from './place.ts';
import { type Asked, countLookUps, countWithOwn, findLookUp, readLookUps, toldOf } from './store.ts';

/** Whose log: a person, or an organisation. */
export type Owner = { readonly person: string } | { readonly organisation: string };

/** Of all look-ups, those that are asked for. Days are those of Baku, `YYYY-MM-DD`, both included. */
export interface LookUpFilter {
  /** Code of the institution. */
  readonly institution?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only those that were hidden until some time ago. */
  readonly late?: boolean | undefined;
  /** Where the page before ended. */
  readonly after?: Place | undefined;
}

export interface LookUpPage {
  readonly lookUps: readonly LookUp[];
  /** How many there are in all; null where there are more than `mostCounted`, which nobody waits for. */
  readonly total: number | null;
  /** How many there are that were shown late, whatever else is asked for; at most `mostCounted` are counted. */
  readonly late: number;
  /** Where the next page begins; null on the last. */
  readonly next: Place | null;
}

export const pageSize = 20;
export const mostCounted = 1000;
const recentDays = 30;

/** Whose log the actor may read: the organisation's while acting for it, else their own. */
export function ownerOf({ actor }: Context): Owner {
  return actor.organisation ? { organisation: actor.organisation } : { person: actor.person ?? '' };
}

const subjectOf = (owner: Owner): string => ('person' in owner ? owner.person : owner.organisation);

/** “Who looked at my data”, newest first. What an act still hides is neither shown nor counted. */
export async function lookUpsAbout(ctx: Context, owner: Owner, filter: LookUpFilter = {}): Promise<LookUpPage> {
  allow(ctx, 'exchange.readLookUps', { owner });
  const { institution, from, to, late, after } = filter;
  const all: Asked = { subject: subjectOf(owner), now: ctx.vahid.now(), once: true };
  const asked: Asked = {
    ...all,
    late,
    consumer: institution,
    from: from === undefined ? undefined : bakuInstant(from, '00:00'),
    // After the last day that can be written nothing comes.
    to: to === undefined || to === '9999-12-31' ? undefined : bakuInstant(addDays(to, 1), '00:00'),
  };
  const [rows, counted, shownLate] = await Promise.all([
    readLookUps(ctx.db, { ...asked, after }, { limit: pageSize + 1 }),
    countLookUps(ctx.db, asked, mostCounted + 1),
    countLookUps(ctx.db, { ...all, late: true }, mostCounted),
  ]);
  const shown = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  return {
    lookUps: await presented(ctx, shown),
    total: counted > mostCounted ? null : counted,
    late: shownLate,
    next: last ? { at: last.at, id: last.id } : null,
  };
}

/** A look-up, and what the gateways of those who answered tell of it, each line with a proof of its own. */
export interface WholeLookUp extends LookUp {
  readonly told: readonly LookUp[];
}

/** One look-up. One that is still hidden is no more there than one that never was. @throws notFound */
export async function lookUpAbout(ctx: Context, owner: Owner, id: string): Promise<WholeLookUp> {
  allow(ctx, 'exchange.readLookUps', { owner });
  const now = ctx.vahid.now();
  const row = await findLookUp(ctx.db, id, { subject: subjectOf(owner), now });
  if (!row) throw notFound();
  const [found, ...told] = await presented(ctx, [row, ...(await toldOf(ctx.db, row, now))]);
  if (!found) throw notFound();
  return { ...found, told };
}

export interface NewestLookUps {
  readonly lookUps: readonly LookUp[];
  /** Null where there are more than `mostCounted`. */
  readonly lastMonth: number | null;
  /** Of them those of the reader’s own doing; 0 where they are not counted. */
  readonly ownLastMonth: number;
}

/**
 * The newest few, and how many there were in the last 30 days, counted up to `mostCounted`: for the home page. One's own coming in, and the checks
 * of one's mandates that go with it, are left to the whole log.
 */
export async function newestLookUps(ctx: Context, owner: Owner, count = 3): Promise<NewestLookUps> {
  allow(ctx, 'exchange.readLookUps', { owner });
  const { person } = ctx.actor;
  const now = ctx.vahid.now();
  const asked: Asked = { subject: subjectOf(owner), now, once: true, without: { person, purpose: signIn } };
  const recent: Asked = { ...asked, from: new Date(now.getTime() - recentDays * 86_400_000) };
  const [{ count: counted, own }, rows] = await Promise.all([
    countWithOwn(ctx.db, recent, person, mostCounted + 1),
    readLookUps(ctx.db, asked, { limit: count }),
  ]);
  const isWhole = counted <= mostCounted;
  return {
    lookUps: await presented(ctx, rows),
    lastMonth: isWhole ? counted : null,
    ownLastMonth: isWhole ? own : 0,
  };
}
