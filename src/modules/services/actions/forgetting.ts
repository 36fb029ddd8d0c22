import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { instances } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import * as store from '../store.ts';

const kind = 'services.forget';
const dayLength = 86_400_000;
const atOnce = 200;
const live: ReadonlySet<string> = new Set(['submitted', 'in_review', 'waiting_for_applicant', 'decided', 'appealed']);

export async function scheduleForgetting(ctx: Context, at: Date): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: null });
}

/**
 * Once a day: what applicants answered and what registers said is deleted from cases that ended, or were never
 * submitted, as many years ago as the service keeps them. Number, decision and articles stay.
 */
export const forgetJob: JobKind = {
  kind,
  async run(ctx) {
    const now = ctx.vahid.now();
    let full = false;
    for (const { name, compiled } of ctx.vahid.releases.all<CompiledService>('service')) {
      const before = yearsBefore(now, compiled.retention.years);
      const ids = await store.listRemembered(ctx.db, name, before, atOnce);
      const ended = (await instances(ctx, ids)).filter((of) => of.updated_at < before && !live.has(of.status));
      await store.forget(
        ctx.db,
        ended.map(({ id }) => id),
      );
      full ||= ended.length === atOnce;
    }
    await scheduleForgetting(ctx, new Date(now.getTime() + (full ? 1000 : dayLength)));
  },
};

function yearsBefore(now: Date, years: number): Date {
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - years);
  return before;
}
