import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';

/** How far a subscription is behind. */
export interface Standing {
  /** Published and not looked through yet, wanted or not; counted to `mostCounted`. */
  readonly behind: number;
  /** To be delivered, or delivered and not acknowledged. */
  readonly waiting: number;
  readonly dead: number;
  /** When the oldest of these was published. */
  readonly oldest: Date | null;
  /** Never delivered, because their time was over, or acknowledged, in the last 30 days. */
  readonly expired: number;
  readonly acknowledged: number;
}

export const mostCounted = 10_000;

export async function standingOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Standing & { id: string }>`select s.id, b.count as behind, d.waiting, d.dead,
      least(d.oldest, b.oldest_behind) as oldest, n.expired, n.acknowledged
    from exchange.subscription s
    cross join lateral (select count(*) as count, min(at) as oldest_behind from (select e.at from exchange.event e
      where e.type = s.type and (e.xid, e.id) > (s.reached_xid, s.reached_id) and s.state <> 'ended'
      order by e.xid, e.id limit ${mostCounted}) e) b
    cross join lateral (select count(*) filter (where state = 'waiting') as waiting,
      count(*) filter (where state = 'dead') as dead, min(event_at) as oldest
      from exchange.delivery where subscription = s.id and s.state <> 'ended') d
    cross join lateral (select count(*) filter (where outcome = 'expired') as expired,
      count(*) filter (where outcome = 'acknowledged') as acknowledged from exchange.delivery_end
      where subscription = s.id and at > now() - interval '30 days') n
    where s.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...standing }) => [id, standing]));
}
