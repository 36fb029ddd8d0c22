import type { Actor } from './access.ts';
import type { Database } from './database.ts';
import type { Vahid } from './vahid.ts';

/** What an action gets: the installation, an open database or transaction, and who acts. */
export interface Context {
  readonly vahid: Vahid;
  readonly db: Database;
  readonly actor: Actor;
  readonly requestId: string;
  /** Set inside a transaction: work to do once it is committed. */
  readonly afterCommit?: (() => void)[];
}

/** Runs `work` in one transaction; inside an open one it joins. What it scheduled starts after the commit. */
export async function inTransaction<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.afterCommit) return work(ctx);
  const afterCommit: (() => void)[] = [];
  const result = await ctx.db.transaction().execute((db) => work({ ...ctx, db, afterCommit }));
  for (const step of afterCommit) step();
  return result;
}

/** What ends a transaction that is not to be kept. */
class NotKept extends Error {}

/** The same, of which nothing stays unless `keeps` says so of the result: for a trial, and for all or nothing. */
export async function inTransactionIf<T>(
  ctx: Context,
  keeps: (result: T) => boolean,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  let done: { readonly result: T } | undefined;
  try {
    await inTransaction(ctx, async (inner) => {
      done = { result: await work(inner) };
      if (!keeps(done.result)) throw new NotKept();
    });
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
  }
  if (!done) throw new Error('a transaction ended without a result');
  return done.result;
}

/** The program itself acts, in the name of a room: timers, reactions, seeding. */
export function systemContext(vahid: Vahid, requestId: string): Context {
  return { vahid, db: vahid.db, actor: { kind: 'system', appointments: [] }, requestId };
}
