import { audit } from '../../kernel/audit.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import { actFor, noteMandate, type Session } from '../../kernel/session.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { headedPort } from './ports.ts';
import { mandateEnded, mandatesUnavailable } from './refusals.ts';

/** Reading trusts an answer of the register for so long, */
const freshMilliseconds = 60_000;
/** and for so long while the register does not answer. */
export const graceMinutes = 15;

/** Organisations that the actor heads, as the register says now; undefined while it does not answer. */
export async function headedNow(ctx: Context): Promise<readonly string[] | undefined> {
  const { person } = ctx.actor;
  return person === undefined ? [] : headedPort.of(ctx.vahid)(ctx, person);
}

interface Heard {
  /** Milliseconds. */
  readonly at: number;
  readonly headed: readonly string[];
}

/** What the register said, by session; the longest ago first. */
const heard = new WeakMap<Vahid, Map<string, Heard>>();

/**
 * The same for who only looks at something: within a session an answer is trusted for a minute, as its right to act for an
 * organisation is, so that the register is not asked about an official with every page they open.
 */
export async function headedLately(ctx: Context): Promise<readonly string[] | undefined> {
  const { session } = ctx.actor;
  if (session === undefined) return headedNow(ctx);
  const sessions = heard.get(ctx.vahid) ?? new Map<string, Heard>();
  heard.set(ctx.vahid, sessions);
  const now = ctx.vahid.now().getTime();
  const isFresh = ({ at }: Heard) => now - at <= freshMilliseconds;
  const before = sessions.get(session);
  if (before && isFresh(before)) return before.headed;
  const headed = await headedNow(ctx);
  for (const [id, one] of sessions) {
    if (isFresh(one)) break;
    sessions.delete(id);
  }
  sessions.delete(session);
  if (headed) sessions.set(session, { at: now, headed });
  return headed;
}

/**
 * May the session still act for its organisation? A write is always asked anew. When the right is gone, the session
 * goes on for the person alone. @throws mandateEnded, mandatesUnavailable
 */
export async function checkStanding(ctx: Context, session: Session, writes: boolean): Promise<void> {
  const { id, organisation, organisationName, mandateKnownAt, mandateAskedAt } = session;
  if (organisation === null) return;
  const now = ctx.vahid.now();
  const within = (moment: Date | null, milliseconds: number) =>
    moment !== null && now.getTime() - moment.getTime() <= milliseconds;
  if (!writes && within(mandateKnownAt, freshMilliseconds)) return;
  // A register that is silent is not waited for at every page.
  const silent = !writes && within(mandateAskedAt, freshMilliseconds);
  const headed = silent ? undefined : await headedNow(ctx);
  const still = headed?.includes(organisation) === true;
  // What is noted already need not be written again with every form.
  if (!silent && !(still && within(mandateKnownAt, freshMilliseconds))) await noteMandate(ctx.db, id, now, still);
  if (still) return;
  if (headed === undefined) {
    if (!writes && within(mandateKnownAt, graceMinutes * 60_000)) return;
    throw mandatesUnavailable();
  }
  await inTransaction(ctx, async (inner) => {
    await actFor(inner.db, id, null);
    await audit(inner, 'identity.mandateEnded', organisation);
  });
  throw mandateEnded({ name: organisationName ?? '' });
}
