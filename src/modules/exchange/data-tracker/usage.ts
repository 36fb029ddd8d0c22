import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { installedAt } from './store.ts';
import { isForeignNumber } from '../../../language/index.ts';
import { headedPort, organisationByVoen, personByFin, personByNumber } from '../../identity/index.ts';
import { operations, outcomes } from '../entities.ts';
import { type LookUp, platform, presented } from '../look-up.ts';
import { type Asked, countLookUps, readLookUps } from '../store.ts';
import { type Code, mostReached } from './query.ts';

/** One use of somebody's data, with the names of Estonia's data tracker (dumonitor-openapi v2). */
export interface Usage {
  readonly logtime: string;
  /** Why, in words for people. */
  readonly action: string;
  readonly receiverCode: string;
  readonly receiverName: string;
  readonly receiverSystem: string;
}

export interface UsageAsked {
  /** Who asks, by the word of the portal where they signed in. */
  readonly user: Code;
  /** Whose data. */
  readonly about: Code;
  readonly from: Date | undefined;
  /** Included. */
  readonly to: Date | undefined;
  readonly offset: number;
  readonly limit: number;
}

/**
 * Uses of somebody's data, newest first, counted up to `most`; undefined where the one who asks may not ask about them.
 */
export async function findUsage(
  ctx: Context,
  { user, about, from, to, offset, limit }: UsageAsked,
  most: number = mostReached,
): Promise<{ readonly totalUsages: number; readonly usages: readonly Usage[] } | undefined> {
  allow(ctx, 'exchange.trackUsage');
  const subject = await keyOf(ctx, about);
  if (!(await mayAsk(ctx, user, { about, subject }))) return undefined;
  if (subject === undefined) return { totalUsages: 0, usages: [] };
  const asked: Asked = {
    subject,
    now: ctx.vahid.now(),
    from,
    to: to && new Date(to.getTime() + 1),
  };
  const rows = await readLookUps(ctx.db, asked, { limit, offset });
  return { totalUsages: await countLookUps(ctx.db, asked, most), usages: (await presented(ctx, rows)).map(usageOf) };
}

/** From when on uses are kept. */
export async function usagePeriod(ctx: Context): Promise<{ readonly periodStart: string }> {
  allow(ctx, 'exchange.trackUsage');
  return { periodStart: (await installedAt(ctx.db)).toISOString() };
}

const keyOf = (ctx: Context, { kind, number }: Code): Promise<string | undefined> =>
  kind === 'person' ? personOf(ctx, number) : organisationByVoen(ctx, number);

/** Nobody is entered because somebody asked: only who is known. */
const personOf = (ctx: Context, number: string): Promise<string | undefined> =>
  isForeignNumber(number) ? personByNumber(ctx, number) : personByFin(ctx, number);

/** About oneself, or about a company that one heads: the portal's word is good for who asks, the register's for whom. */
async function mayAsk(
  ctx: Context,
  user: Code,
  { about, subject }: { readonly about: Code; readonly subject: string | undefined },
): Promise<boolean> {
  if (user.kind !== 'person') return false;
  if (about.kind === 'person') return about.number === user.number;
  const person = await personOf(ctx, user.number);
  if (person === undefined || subject === undefined) return false;
  return (await headedPort.of(ctx.vahid)(ctx, person))?.includes(subject) ?? false;
}

function usageOf({ at, operation, consumer, institution, system, purpose, outcome }: LookUp): Usage {
  const why = (purpose ?? operations[operation]).az;
  return {
    logtime: at.toISOString(),
    action: outcome === 'granted' ? why : `${why} (${outcomes[outcome].az})`,
    receiverCode: consumer,
    receiverName: institution.az,
    receiverSystem: system?.title.az ?? platform,
  };
}
