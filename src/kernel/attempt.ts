import { sql } from 'kysely';
import type { Context } from './context.ts';
import type { Database } from './database.ts';
import { tooManyAttempts } from './refusal.ts';

/**
 * Counts one attempt under `key` and refuses when there were more than `limit` in `minutes`. The count lies in the
 * database, so it holds over all processes; the key is hashed, because it may name a person or an address.
 */
export async function countAttempt(ctx: Context, key: string, limit: number, minutes: number): Promise<void> {
  const hashed = ctx.vahid.keys.digest('attempt', key).toString('base64url');
  const now = ctx.vahid.now();
  const since = new Date(now.getTime() - minutes * 60_000);
  const { rows } = await sql<{
    count: number;
  }>`insert into kernel.attempt as a (key, since, count) values (${hashed}, ${now}, 1)
    on conflict (key) do update set since = case when a.since < ${since} then ${now} else a.since end,
      count = case when a.since < ${since} then 1 else a.count + 1 end
    returning count`.execute(ctx.vahid.db);
  if ((rows[0]?.count ?? 0) > limit) throw tooManyAttempts({ minutes });
}

// Longer than any window in which attempts are counted.
const keepHours = 24;

/** Deletes the counts whose window is long over. */
export async function forgetAttempts(db: Database, now: Date): Promise<void> {
  await sql`delete from kernel.attempt where since < ${now}::timestamptz - make_interval(hours => ${keepHours})`.execute(
    db,
  );
}
