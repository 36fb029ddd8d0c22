import { allow } from '../../../kernel/access.ts';
import { countWrong, origin } from '../../../kernel/attempt.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound, signInNeeded } from '../../../kernel/refusal.ts';
import { newToken, tokenHash } from '../../../kernel/session.ts';
import { plainText } from '../../../kernel/text.ts';
import { bakuDate } from '../../../language/index.ts';
import { amountWrong, nameNeeded, quotaUnknown, systemUnknown } from '../refusals.ts';
import { allows, isAmount } from '../rules.ts';
import * as store from '../store.ts';
import type { UsageLine } from '../usage-file.ts';
import { bookAll, type Reported } from './booking.ts';
import { type QuotaView, viewOf } from './granting.ts';

/** Gives a system of an operator its key, which is told here and never again. @throws nameNeeded */
export async function issueKey(
  ctx: Context,
  { operator, name: written }: { readonly operator: string; readonly name: string },
): Promise<string> {
  const name = plainText(written);
  return inTransaction(ctx, async (inner) => {
    allow(inner, 'quotas.manageKeys', { institution: operator });
    const { person } = inner.actor;
    if (person === undefined) throw signInNeeded();
    if (name === '' || name.length > 100) throw nameNeeded();
    const token = newToken();
    const id = newId();
    const row = { id, operator, name, digest: tokenHash(token), person, issued_at: inner.vahid.now() };
    await store.insertAccessKey(inner.db, { ...row, withdrawn_at: null });
    await audit(inner, 'quotas.manageKeys', id);
    return token;
  });
}

/** From now on the key opens nothing; a repeat changes nothing. Answers the operator. */
export async function withdrawKey(ctx: Context, { id }: { readonly id: string }): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    const found = await store.findAccessKey(inner.db, { id });
    if (!found) throw notFound();
    allow(inner, 'quotas.manageKeys', { institution: found.operator });
    await store.withdrawAccessKey(inner.db, id, inner.vahid.now());
    await audit(inner, 'quotas.manageKeys', id);
    return found.operator;
  });
}

/** What a system sends to be known: the header Authorization, and from where it comes. */
export interface Credentials {
  readonly authorization: string;
  readonly ip: string;
}

/** An address from which so many wrong keys came is told to wait with more of them. */
const mostWrong = { count: 50, minutes: 10 };

/** The program acts for the system; `accessKey` says for which. */
interface SystemContext {
  readonly ctx: Context;
  readonly operator: string;
  readonly accessKey: string;
}

async function systemOf(ctx: Context, { authorization, ip }: Credentials): Promise<SystemContext> {
  const token = /^Bearer ([\w-]{20,200})$/.exec(authorization)?.[1];
  const found = token === undefined ? undefined : await store.findAccessKey(ctx.db, { digest: tokenHash(token) });
  if (!found || found.withdrawn_at !== null) {
    await countWrong(ctx, `quota keys ${origin(ip)}`, mostWrong.count, mostWrong.minutes);
    throw systemUnknown();
  }
  const actor = { kind: 'system', appointments: [] } as const;
  return { ctx: { ...ctx, actor }, operator: found.operator, accessKey: found.id };
}

export interface Allowance extends QuotaView {
  /** A job that uses `amount`, or anything at all where no amount was asked about, may begin today. */
  readonly allowed: boolean;
}

/**
 * How much of a quota is left, and whether a job may begin. What it says holds until something else is booked: a job
 * that must not overdraw books what it will use before it begins. @throws systemUnknown, quotaUnknown, amountWrong
 */
export async function askAllowance(
  ctx: Context,
  by: Credentials,
  { number, amount }: { readonly number: string; readonly amount?: string | undefined },
): Promise<Allowance> {
  allow(ctx, 'quotas.askBySystem');
  const { operator } = await systemOf(ctx, by);
  if (amount !== undefined && !isAmount(amount)) throw amountWrong();
  const row = await store.findQuotaByNumber(ctx.db, number);
  if (row?.operator !== operator) throw quotaUnknown();
  return { ...viewOf(ctx, row), allowed: allows(row, bakuDate(ctx.vahid.now()), amount) };
}

/** A system reports use, or books it before its job begins. @throws systemUnknown */
export async function reportUsage(ctx: Context, by: Credentials, lines: readonly UsageLine[]): Promise<Reported> {
  allow(ctx, 'quotas.askBySystem');
  const { ctx: inner, operator, accessKey } = await systemOf(ctx, by);
  return bookAll(inner, { operator, accessKey }, lines);
}
