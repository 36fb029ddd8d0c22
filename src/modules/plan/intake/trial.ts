import { type Context, inTransaction } from '../../../kernel/context.ts';

/** Ends the transaction of an import that is not to be kept. */
class NotKept extends Error {}

/** Runs what enters, and keeps it unless it is a trial. */
export async function entering<T>(ctx: Context, dryRun: boolean, work: (ctx: Context) => Promise<T>): Promise<T> {
  let result: { readonly value: T } | undefined;
  await inTransaction(ctx, async (inner) => {
    result = { value: await work(inner) };
    if (dryRun) throw new NotKept();
  }).catch((error: unknown) => {
    if (!(error instanceof NotKept)) throw error;
  });
  if (!result) throw new Error('nothing was entered and nothing failed');
  return result.value;
}
