import { allow } from '../../../kernel/access.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { firstId } from '../../../kernel/identifier.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { bakuDate, bakuInstant } from '../../../language/index.ts';
import {
  type Institution,
  institutionFile,
  institutionsByCode,
  isClosed,
  successorOn,
  successorsOf,
} from '../../identity/index.ts';
import { passToOwner } from '../../process/index.ts';
import type { Envelope } from '../envelope.ts';
import type { EntryRef } from '../store/relations.ts';
import * as store from './store.ts';

const kind = 'catalogue.succeed';
const atOnce = 500;

/** Who answers today for an entry that names this institution; the entry of an institution stays its own. */
export function ownerToday(
  byCode: ReadonlyMap<string, Institution>,
  { kind: of, code, institution }: Pick<Envelope, 'kind' | 'code' | 'institution'>,
  today: string,
): string {
  return of === 'institution' ? institution : successorOn(byCode, institution, today, `${of}/${code}`);
}

/**
 * Enters anew, for their successors, the entries of institutions that are closed today; the own entry of such an
 * institution goes out of use. In the caller's transaction; checks no access. Answers how many entries changed.
 */
export async function handOver(ctx: Context): Promise<number> {
  const byCode = await institutionsByCode(ctx);
  const now = ctx.vahid.now();
  const today = bakuDate(now);
  const closed = [...byCode.values()].filter((one) => isClosed(one, today)).map(({ code }) => code);
  await passRequests(ctx, byCode, closed);
  let count = 0;
  for (let after = firstId; closed.length > 0; ) {
    const held = await store.listHeld(ctx.db, closed, { after, limit: atOnce });
    const handed = held.flatMap(({ id, envelope }): store.HandedOver[] => {
      const next = closing(byCode, envelope, today);
      if (next === undefined) return [];
      const source = institutionFile(ctx.vahid.releases, envelope.institution);
      return [{ id, envelope: next, source }];
    });
    await store.writeHandedOver(ctx.db, handed, now);
    count += handed.length;
    const last = held.at(-1);
    if (!last || held.length < atOnce) break;
    after = last.id;
  }
  return count;
}

/** Requests about what a split gave away go with it; the rest is found by the institution that took the rest. */
async function passRequests(
  ctx: Context,
  byCode: ReadonlyMap<string, Institution>,
  closed: readonly string[],
): Promise<void> {
  const today = bakuDate(ctx.vahid.now());
  const moved = (await store.listRequestsOf(ctx.db, closed)).flatMap(({ id, ...of }) => {
    const taker = ownerToday(byCode, of, today);
    return taker === successorOn(byCode, of.institution, today) ? [] : [{ id, taker }];
  });
  for (const [taker, requests] of Map.groupBy(moved, (one) => one.taker)) {
    const ids = requests.map(({ id }) => id);
    await passToOwner(ctx, await store.passRequests(ctx.db, ids, taker), taker);
  }
}

/** The entry as it stands after the closing; undefined where nothing changes. */
function closing(byCode: ReadonlyMap<string, Institution>, before: Envelope, today: string): Envelope | undefined {
  if (before.kind === 'institution') return { ...before, state: 'finished' };
  const institution = ownerToday(byCode, before, today);
  return institution === before.institution ? undefined : { ...before, institution };
}

/** Just after midnight in Baku: an institution is no more from the first minute of its day. */
export function nextMorning(now: Date, clock = '00:05'): Date {
  const morning = bakuInstant(bakuDate(now), clock);
  return morning > now ? morning : bakuInstant(bakuDate(new Date(morning.getTime() + 86_400_000)), clock);
}

export async function scheduleHandover(ctx: Context): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: nextMorning(ctx.vahid.now()), payload: {} });
}

/** Every day, so that a closing takes effect on its day and not with the next release. */
export const handOverJob: JobKind = {
  kind,
  async run(ctx) {
    await inTransaction(ctx, async (inner) => {
      await handOver(inner);
      await scheduleHandover(inner);
    });
  },
};

/** What became of an institution and what became of others in it. */
export interface SuccessionView {
  /** Institutions into which it went; empty while it is there. */
  readonly successors: readonly Institution[];
  /** First day on which it is no more, where that has come. */
  readonly closedOn?: string;
  /** Closed institutions whose things, or some of them, are its own today. */
  readonly predecessors: readonly Institution[];
  readonly formerNames: NonNullable<Institution['formerNames']>;
  readonly taken: readonly store.TakenOver[];
  readonly takenInAll: number;
}

const mostTaken = 50;

/** Public. An institution that nobody knows has become nothing. */
export async function successionOf(ctx: Context, code: string): Promise<SuccessionView> {
  allow(ctx, 'catalogue.read');
  const byCode = await institutionsByCode(ctx, code);
  const today = bakuDate(ctx.vahid.now());
  const found = byCode.get(code);
  const gone = found !== undefined && isClosed(found, today);
  const predecessors = [...byCode.values()].filter((one) => one.code !== code && reaches(byCode, one, code, today));
  const others = predecessors.map((one) => one.code);
  const taken = others.length === 0 ? noneTaken : await store.listTakenOver(ctx.db, code, others, mostTaken);
  return {
    successors: gone ? successorsOf(found).flatMap((next) => byCode.get(next) ?? []) : [],
    ...(gone && found.closedOn !== null ? { closedOn: found.closedOn } : {}),
    predecessors,
    formerNames: found?.formerNames ?? [],
    taken: taken.entries,
    takenInAll: taken.total,
  };
}

const noneTaken = { entries: [], total: 0 } as const;

/** Did a closed institution, or a part of it, go to `code`, over any number of closings? */
function reaches(byCode: ReadonlyMap<string, Institution>, from: Institution, code: string, today: string): boolean {
  if (!isClosed(from, today)) return false;
  return successorsOf(from).some((next) => {
    const one = byCode.get(next);
    return next === code || (one !== undefined && reaches(byCode, one, code, today));
  });
}

/** When an entry passed from one institution to another. Public. */
export async function changesOfHands(ctx: Context, ref: EntryRef): Promise<readonly store.ChangeOfHands[]> {
  allow(ctx, 'catalogue.read');
  return store.listChangesOfHands(ctx.db, ref);
}
