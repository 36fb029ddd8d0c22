import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { retentionInForce } from '../definition.ts';
import { forgetSettled } from '../forgetting-store.ts';
import { lapseUndecided } from './lapsing.ts';

const kind = 'payments.forget';
const dayLength = 86_400_000;
const atOnce = 1000;

export async function scheduleForgetting(ctx: Context, at: Date): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: null });
}

/**
 * Once a day: statements on which nobody decides are rejected when their time is over; names and accounts of payers, what they and officials wrote, and the files that hold both are deleted
 * where the money was settled as many years ago as `accounts.yaml` keeps them. Sums, references and the ledger stay.
 */
export const forgetJob: JobKind = {
  kind,
  async run(ctx) {
    const now = ctx.vahid.now();
    await lapseUndecided(ctx);
    const years = retentionInForce(ctx.vahid.releases);
    if (years === undefined) return scheduleForgetting(ctx, new Date(now.getTime() + dayLength));
    const before = new Date(now);
    before.setUTCFullYear(before.getUTCFullYear() - years);
    const more = await inTransaction(ctx, (inner) => forgetSettled(inner.db, before, atOnce));
    await scheduleForgetting(ctx, new Date(now.getTime() + (more ? 1000 : dayLength)));
  },
};
