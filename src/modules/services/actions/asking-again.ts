import type { Context } from '../../../kernel/context.ts';

/** The job that reads the facts of a case anew. */
export const refreshKind = 'services.refresh';

/** Has the facts of a case read anew at a moment, in the background. */
export async function askAgainAt(ctx: Context, id: string, at: Date): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind: refreshKind, key: `${refreshKind}:${id}`, at, payload: { case: id } });
}
