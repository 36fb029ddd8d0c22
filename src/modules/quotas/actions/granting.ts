import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { bakuDate, bakuInstant, type Text } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import type { QuotaState, Unit } from '../entities.ts';
import { minus, reportingDays, stateOf } from '../rules.ts';
import * as store from '../store.ts';

export interface NewQuota {
  readonly holder: { readonly person: string } | { readonly organisation: string };
  /** That decided, and the one that measures the use. */
  readonly institution: string;
  readonly operator: string;
  /** A quota that bears this number already is extended. */
  readonly number: string;
  readonly unit: Unit;
  /** A decimal of at most three places. */
  readonly amount: string;
  /** Days in Baku, both included. */
  readonly validFrom: string;
  readonly validTo: string;
  /** The process that gives it: its instance, the name of its definition. */
  readonly subject: { readonly id: string; readonly name: string };
  readonly title: Text;
  /** The same key gives once. */
  readonly effectKey: string;
}

/**
 * Gives a quota in the caller's transaction, or adds to the one with this number. What the same process gave before and
 * an end took is restored instead, so that what was used stays used. For other rooms' programs: checks no access.
 */
export async function grantQuota(ctx: Context, given: NewQuota): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { number, amount, subject, validFrom: valid_from, validTo: valid_to, effectKey: effect_key } = given;
    await store.lock(inner.db, number);
    if (await store.findEntryByKey(inner.db, effect_key)) return;
    const at = inner.vahid.now();
    const before = await store.findQuotaByNumber(inner.db, number);
    const quota = before?.id ?? (await open(inner, given));
    const taken = await takenFrom(inner, subject.id);
    const kind = taken === undefined ? (before ? 'extended' : 'granted') : 'restored';
    const row = { at, quota, subject: subject.id, valid_from, valid_to, effect_key };
    await store.insertEntry(inner.db, { ...row, kind, amount: taken ?? amount });
    await scheduleExpiry(inner, quota, valid_to);
  });
}

async function open(ctx: Context, given: NewQuota): Promise<string> {
  const granted_at = ctx.vahid.now();
  const id = newId(granted_at.getTime());
  const { holder, number, unit, subject, title } = given;
  await store.insertQuota(ctx.db, {
    id,
    number,
    person: 'person' in holder ? holder.person : null,
    organisation: 'organisation' in holder ? holder.organisation : null,
    institution: await inChargeOf(ctx, given.institution),
    operator: await inChargeOf(ctx, given.operator),
    unit,
    subject: subject.id,
    subject_name: subject.name,
    title,
    granted_at,
  });
  return id;
}

/** What the end that a process made has taken; undefined where it made none, or that is restored. */
async function takenFrom({ db }: Context, subject: string): Promise<string | undefined> {
  const last = (await store.entriesOfSubject(db, subject)).at(-1);
  return last?.kind === 'ended' ? minus(last.amount) : undefined;
}

/** What a process gave is over from today: what is left is gone. A program's, as `grantQuota`; a repeat changes nothing. */
export async function endQuota(
  ctx: Context,
  { subject, effectKey }: { readonly subject: string; readonly effectKey: string },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const found = await store.findQuotaOfSubject(inner.db, subject);
    if (!found) return;
    await store.lock(inner.db, found.number);
    const row = await store.findQuota(inner.db, found.id);
    if (!row || row.ended) return;
    const at = inner.vahid.now();
    await store.insertEntry(inner.db, {
      at,
      quota: row.id,
      kind: 'ended',
      amount: minus(row.left),
      subject,
      valid_to: bakuDate(at),
      effect_key: effectKey,
    });
  });
}

const kind = 'quotas.expire';

async function scheduleExpiry(ctx: Context, quota: string, validTo: string): Promise<void> {
  const at = bakuInstant(ctx.vahid.calendar().addWorkingDays(validTo, reportingDays), '23:59');
  await ctx.vahid.jobs.schedule(ctx, { kind, key: `${kind}:${quota}`, at, payload: { quota, validTo } });
}

/** The term is over, and so is the time to report use within it: what is left is gone. One that was extended goes on. */
export const expireJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const { quota, validTo } = payload as { quota: string; validTo: string };
    const found = await store.findQuota(ctx.db, quota);
    if (!found) return;
    await store.lock(ctx.db, found.number);
    const row = await store.findQuota(ctx.db, quota);
    if (!row || row.ended || row.validTo !== validTo) return;
    const at = ctx.vahid.now();
    const entry = { at, quota, kind: 'expired', amount: minus(row.left) } as const;
    await store.insertEntry(ctx.db, { ...entry, effect_key: `expire:${quota}:${validTo}` });
  },
};

/** How a quota stands, for the page of what gave it. Amounts are decimals. */
export interface QuotaView {
  readonly id: string;
  readonly number: string;
  readonly unit: Unit;
  readonly given: string;
  readonly used: string;
  readonly left: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly state: QuotaState;
}

/** For a room that shows its own process to whom its own access table lets in: checks no access. */
export async function quotaOf(ctx: Context, subject: string): Promise<QuotaView | undefined> {
  const row = await store.findQuotaOfSubject(ctx.db, subject);
  return row && viewOf(ctx, row);
}

export function viewOf({ vahid }: Context, row: store.Standing): QuotaView {
  const { id, number, unit, given, used, left, validFrom, validTo } = row;
  return { id, number, unit, given, used, left, validFrom, validTo, state: stateOf(row, bakuDate(vahid.now())) };
}
