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

/** The program itself acts, in the name of a room: timers, reactions, seeding. */
export function systemContext(vahid: Vahid, requestId: string): Context {
  return { vahid, db: vahid.db, actor: { kind: 'system', appointments: [] }, requestId };
}
