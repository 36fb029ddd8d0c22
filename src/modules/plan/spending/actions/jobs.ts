import type { Context } from '../../../../kernel/context.ts';
import { type JobKind, type Json } from '../../../../kernel/job.ts';
import { bakuInstant } from '../../../../language/index.ts';
import { act, effectKey, instance, notifyOwner } from '../../../process/index.ts';
import { today } from '../lookup.ts';
import { rulesOf } from '../rules.ts';
import { retireDocument } from '../store/duplicates.ts';
import * as store from '../store/requests.ts';
import { notices } from '../notices.ts';
import { monthsLater } from '../timing.ts';

const expiryKind = 'plan.spending_expiry';
const benefitsKind = 'plan.spending_benefits';

/** An approval lasts so many months; answers its last day. */
export async function scheduleExpiry(ctx: Context, id: string, months: number): Promise<string> {
  const last = monthsLater(today(ctx), months);
  const at = bakuInstant(last, '18:00');
  await ctx.vahid.jobs.schedule(ctx, { kind: expiryKind, key: `${expiryKind}:${id}`, at, payload: { id } });
  return last;
}

/** The benefits are looked at some months after the end. */
export async function scheduleBenefits(ctx: Context, { id }: Pick<store.SpendRow, 'id'>): Promise<void> {
  const day = today(ctx);
  const due = monthsLater(day, rulesOf(ctx).benefitsMonths);
  await store.setFinished(ctx.db, id, day, due);
  const at = bakuInstant(due, '09:00');
  await ctx.vahid.jobs.schedule(ctx, { kind: benefitsKind, key: `${benefitsKind}:${id}`, at, payload: { id } });
}

const idIn = (payload: Json): string => (payload as { id: string }).id;

/** What was approved and not used in its time lapses; nothing else ever follows from silence. */
export const expiryJob: JobKind = {
  kind: expiryKind,
  async run(ctx, payload) {
    const id = idIn(payload);
    const row = await store.lockSpend(ctx.db, id);
    const of = await instance(ctx, id);
    if (!row?.expiresOn || (of.state !== 'approved' && of.state !== 'approved_with_conditions')) return;
    if (bakuInstant(row.expiresOn, '18:00') > ctx.vahid.now()) return;
    const { state, seq } = await act(ctx, { instance: id, action: 'expire' });
    await store.setState(ctx.db, id, state, ctx.vahid.now());
    await retireDocument(ctx.db, id);
    await notifyOwner(ctx, of, { text: notices.expired(row.number), effectKey: effectKey(id, seq, 'expired') });
  },
};

export const benefitsJob: JobKind = {
  kind: benefitsKind,
  async run(ctx, payload) {
    const id = idIn(payload);
    const of = await instance(ctx, id);
    if (of.state !== 'benefits_review') return;
    const row = await store.findSpend(ctx.db, id);
    if (!row) return;
    await notifyOwner(ctx, of, { text: notices.benefits(row.number), effectKey: effectKey(id, of.seq, 'benefits') });
  },
};
