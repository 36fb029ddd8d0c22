import { audit } from '../../kernel/audit.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import { actFor, noteMandate, type Session } from '../../kernel/session.ts';
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
