import { isIP } from 'node:net';
import { sql } from 'kysely';
import type { Context } from './context.ts';
import type { Database } from './database.ts';
import { tooManyAttempts } from './refusal.ts';

/** Networks of people get a block of this size each; within it a visitor takes as many addresses as they like (RFC 6177). */
const groupsOfNetwork = 4;

/** From where somebody comes, for counting: an IPv4 address, or the network (/64) of an IPv6 address. */
export function origin(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(ip) !== 6) return ip;
  const [left = [], right] = ip.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const between = right ? Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0') : [];
  const groups = [...left, ...between, ...(right ?? [])].slice(0, groupsOfNetwork);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** Refuses once there were `limit` counted under `key` in the last `minutes`, and counts nothing itself. */
export async function refuseAfter(ctx: Context, key: string, limit: number, minutes: number): Promise<void> {
  const since = new Date(ctx.vahid.now().getTime() - minutes * 60_000);
  const { rows } = await sql<{ count: number }>`select count from kernel.attempt
    where key = ${hashed(ctx, key)} and since >= ${since}`.execute(ctx.vahid.db);
  if ((rows[0]?.count ?? 0) >= limit) throw tooManyAttempts({ minutes });
}

/** True for the first who comes with a key in a day. */
export async function isFirst(ctx: Context, key: string): Promise<boolean> {
  const { rows } =
    await sql`insert into kernel.attempt (key, since, count) values (${hashed(ctx, key)}, ${ctx.vahid.now()}, 1)
    on conflict (key) do nothing returning key`.execute(ctx.vahid.db);
  return rows.length > 0;
}

const hashed = (ctx: Context, key: string): string => ctx.vahid.keys.digest('attempt', key).toString('base64url');

/**
 * Counts one attempt under `key` and refuses when there were more than `limit` in `minutes`. The count lies in the
 * database, so it holds over all processes; the key is hashed, because it may name a person or an address.
 */
export async function countAttempt(ctx: Context, key: string, limit: number, minutes: number): Promise<void> {
  const now = ctx.vahid.now();
  const since = new Date(now.getTime() - minutes * 60_000);
  const { rows } = await sql<{
    count: number;
  }>`insert into kernel.attempt as a (key, since, count) values (${hashed(ctx, key)}, ${now}, 1)
    on conflict (key) do update set since = case when a.since < ${since} then ${now} else a.since end,
      count = case when a.since < ${since} then 1 else a.count + 1 end
    returning count`.execute(ctx.vahid.db);
  if ((rows[0]?.count ?? 0) > limit) throw tooManyAttempts({ minutes });
}

/**
 * Counts somebody who came without the right key or signature, and refuses as {@link countAttempt} does; of more than
 * `limit` nothing is written. To be called once it was found to be wrong: whoever else comes from the same address and has
 * the right one is not refused for it.
 */
export async function countWrong(ctx: Context, key: string, limit: number, minutes: number): Promise<void> {
  await refuseAfter(ctx, key, limit, minutes);
  await countAttempt(ctx, key, limit, minutes);
}

// Longer than any window in which attempts are counted.
const keepHours = 24;

/** Deletes the counts whose window is long over. */
export async function forgetAttempts(db: Database, now: Date): Promise<void> {
  await sql`delete from kernel.attempt where since < ${now}::timestamptz - make_interval(hours => ${keepHours})`.execute(
    db,
  );
}
