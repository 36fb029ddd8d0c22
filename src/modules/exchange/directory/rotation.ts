import { allow, permitted } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import { centreOf } from './actions.ts';
import { type CentreKey, centreKeys, makeCentreKey, signingAt, succeedCentreKey } from './centre-key.ts';
import { publishSoon } from './job.ts';
import { publish } from './publish.ts';
import * as refusals from './refusals.ts';
import { takeTurn } from './store.ts';

const dayMs = 86_400_000;
/** For so many days the next key is announced before it signs. */
export const announcedDays = { fewest: 1, usual: 14, most: 90 } as const;

/** Keys of the centre as they stand: which signs, which is announced to follow, which were before. */
export interface CentreKeysView {
  readonly signing: CentreKey | undefined;
  readonly next: CentreKey | undefined;
  readonly former: readonly CentreKey[];
  readonly mayAnnounce: boolean;
}

/** @throws notAllowed */
export async function centreKeysView(ctx: Context): Promise<CentreKeysView> {
  allow(ctx, 'exchange.openDirectory');
  const keys = await centreKeys(ctx);
  const signing = signingAt(keys, ctx.vahid.now());
  const rule = ctx.vahid.access['exchange.rotateCentreKey'] ?? [];
  return {
    signing,
    next: keys.find(({ number }) => signing !== undefined && number > signing.number),
    former: keys.filter(({ number }) => signing !== undefined && number < signing.number),
    mayAnnounce: permitted(rule, ctx.actor, { institution: await centreOf(ctx) }),
  };
}

/**
 * Makes the key that follows: the one in force names it from now on in every configuration, and it signs when the days
 * are over. The secret half never leaves the program, so one approver of the centre is enough.
 * @throws notAllowed, announcedDaysWrong, noCentreKey, nextAnnounced
 */
export async function announceCentreKey(ctx: Context, days: number): Promise<CentreKey> {
  allow(ctx, 'exchange.rotateCentreKey', { institution: await centreOf(ctx) });
  return followCentreKey(ctx, days);
}

/** The same for who runs the installation. @throws as announceCentreKey */
export async function followCentreKey(ctx: Context, days: number): Promise<CentreKey> {
  const { fewest, most } = announcedDays;
  if (!Number.isInteger(days) || days < fewest || days > most) throw refusals.announcedDaysWrong({ fewest, most });
  return inTransaction(ctx, async (inner) => {
    await takeTurn(inner.db);
    const now = inner.vahid.now();
    const keys = await centreKeys(inner);
    const [signing, last] = [signingAt(keys, now), keys.at(-1)];
    if (!signing || !last) throw refusals.noCentreKey();
    if (last !== signing) throw refusals.nextAnnounced({ day: bakuDate(last.signsFrom) });
    const next = await succeedCentreKey(inner, signing, new Date(now.getTime() + days * dayMs));
    await audit(inner, 'exchange.rotateCentreKey', next.fingerprint);
    await publishSoon(inner);
    return next;
  });
}

/**
 * Begins a new trust where the key was lost or is in wrong hands: a key that none before vouches for signs at once, and
 * gateways take nothing until they are given it by hand. Only for who runs the installation.
 */
export async function beginCentreKey(ctx: Context): Promise<CentreKey> {
  return inTransaction(ctx, async (inner) => {
    await takeTurn(inner.db);
    const key = await makeCentreKey(inner, ((await centreKeys(inner)).at(-1)?.number ?? 0) + 1);
    await audit(inner, 'exchange.beginCentreKey', key.fingerprint);
    await publish(inner);
    return key;
  });
}
