import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { bakuDate } from '../../../language/index.ts';
import { forgetValues, instances, stateOfInstance } from '../../process/index.ts';
import { forgetCorrections } from '../correction-request/actions.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { CaseRow } from '../entities.ts';
import { forgetSeen, listAgreements } from '../agreement-store.ts';
import { forgetQuestions, listInquiries } from '../inquiry-store.ts';
import { listOpinions } from '../opinion-store.ts';
import { forgetLines, reviewInstances } from '../review-store.ts';
import * as store from '../store.ts';
import { forgetEvidence } from './evidence.ts';

const kind = 'services.forget';
const dayLength = 86_400_000;
const atOnce = 200;

/** By service, the case up to which this round has come. */
type Reached = Readonly<Record<string, string>>;

async function schedule(ctx: Context, at: Date, reached: Reached): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: reached });
}

export async function scheduleForgetting(ctx: Context, at: Date): Promise<void> {
  await schedule(ctx, at, {});
}

/**
 * Once a day: what applicants answered, what registers said, and the names and notes beside the journal are deleted
 * from cases that ended, or were never submitted, as many years ago as the service keeps them. Number, decision and
 * articles stay.
 */
export const forgetJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const now = ctx.vahid.now();
    const reached = (payload ?? {}) as Reached;
    const round = Object.keys(reached);
    const further: Record<string, string> = {};
    for (const { name, compiled } of ctx.vahid.releases.all<CompiledService>('service')) {
      // In the course of a round only services with more cases than one step holds are left.
      if (round.length > 0 && !round.includes(name)) continue;
      const before = yearsBefore(now, compiled.retention.years);
      const rows = await store.listRemembered(ctx.db, name, before, reached[name], atOnce);
      const over = await ended(ctx, rows, before);
      await forgetEvidence(ctx, over);
      await store.forget(ctx.db, over);
      await forgetLines(ctx.db, over);
      const parts = [
        ...(await listOpinions(ctx.db, over)),
        ...(await listAgreements(ctx.db, over)),
        ...(await listInquiries(ctx.db, over)),
      ];
      const asked = [...parts.map(({ instance }) => instance), ...(await reviewInstances(ctx.db, over))];
      await forgetValues(ctx, [...over, ...asked]);
      await forgetSeen(ctx.db, over);
      await forgetQuestions(ctx.db, over);
      const last = rows.at(-1);
      if (last && rows.length === atOnce) further[name] = last.id;
    }
    await forgetCorrections(ctx, atOnce);
    const more = Object.keys(further).length > 0;
    await schedule(ctx, new Date(now.getTime() + (more ? 1000 : dayLength)), further);
  },
};

/** Those that rest for good since before a moment: in an end of their process, with no appeal open; or never sent. */
async function ended(ctx: Context, rows: readonly CaseRow[], before: Date): Promise<readonly string[]> {
  const appealable = new Set(
    rows.flatMap(({ id, appeal_until: until }) => (until !== null && until >= bakuDate(ctx.vahid.now()) ? [id] : [])),
  );
  const found: string[] = [];
  const all = await instances(
    ctx,
    rows.map(({ id }) => id),
  );
  for (const of of all) {
    if (of.updated_at >= before || appealable.has(of.id)) continue;
    if (of.status === 'draft' || (await stateOfInstance(ctx, of)).end) found.push(of.id);
  }
  return found;
}

function yearsBefore(now: Date, years: number): Date {
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - years);
  return before;
}
