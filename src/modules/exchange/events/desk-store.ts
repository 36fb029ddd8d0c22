import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Subscription } from './subscription-store.ts';

export type SubscriptionLine = Pick<
  Subscription,
  'id' | 'client' | 'type' | 'mode' | 'state' | 'reason' | 'failure' | 'failing_since'
>;

/** Who is looked for: subscriptions to these types, or of these members' systems; undefined: any. */
export interface Wanted {
  readonly types?: readonly string[];
  /** `AZ/GOV/rinn`. */
  readonly members?: readonly string[];
}

const mostLines = 200;

/** Subscriptions that have not ended, or did so in the last month; those in trouble first. */
export async function listSubscriptions(
  db: Database,
  { types, members }: Wanted,
  now: Date,
): Promise<readonly SubscriptionLine[]> {
  const { rows } = await sql<SubscriptionLine>`select s.id, s.client, s.type, s.mode, s.state, s.reason, s.failure,
      s.failing_since from exchange.subscription s
    where ${types === undefined ? sql`true` : sql`s.type = any(${[...types]}::text[])`}
      and ${members === undefined ? sql`true` : sql`regexp_replace(s.client, '/[^/]*$', '') = any(${[...members]}::text[])`}
      and (s.ended_at is null or s.ended_at > ${now}::timestamptz - interval '30 days')
    order by s.state = 'ended', s.state <> 'stopped', s.failing_since is null, s.type, s.client, s.id
    limit ${mostLines}`.execute(db);
  return rows;
}

export interface TypeFigures {
  readonly type: string;
  readonly subscriptions: number;
  /** When the last event was published. */
  readonly last: Date | null;
}

export async function typeFigures(db: Database, types: readonly string[]): Promise<ReadonlyMap<string, TypeFigures>> {
  const { rows } = await sql<TypeFigures>`select t.type,
      (select count(*) from exchange.subscription s where s.type = t.type and s.state <> 'ended') as subscriptions,
      (select e.at from exchange.event e where e.type = t.type order by e.xid desc, e.id desc limit 1) as last
    from unnest(${[...types]}::text[]) as t(type)`.execute(db);
  return new Map(rows.map((row) => [row.type, row]));
}
