import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { FallbackRow, RemoteEntryRow } from './entities.ts';

/** Writes an entry unless its effect key has come before. True where it is new. */
export async function insertEntry(db: Database, row: RemoteEntryRow): Promise<boolean> {
  const { rows } = await sql`insert into exchange.remote_entry
      (id, effect_key, at, register, consumer, purpose, act, article, reference, content, state, record, attempts, tried_at, problem)
    values (${row.id}, ${row.effect_key}, ${row.at}, ${row.register}, ${row.consumer}, ${row.purpose}, ${row.act},
      ${row.article}, ${row.reference}, ${row.content}, ${row.state}, ${row.record}, ${row.attempts}, ${row.tried_at}, ${row.problem})
    on conflict (effect_key) do nothing returning id`.execute(db);
  return rows.length > 0;
}

export async function entryByKey(db: Database, effectKey: string): Promise<RemoteEntryRow | undefined> {
  const { rows } =
    await sql<RemoteEntryRow>`select * from exchange.remote_entry where effect_key = ${effectKey}`.execute(db);
  return rows[0];
}

export async function findEntry(db: Database, id: string): Promise<RemoteEntryRow | undefined> {
  const { rows } = await sql<RemoteEntryRow>`select * from exchange.remote_entry where id = ${id}`.execute(db);
  return rows[0];
}

/** The entry, held until the end of the transaction so that two do not send it at once. */
export async function lockEntry(db: Database, id: string): Promise<RemoteEntryRow | undefined> {
  const { rows } = await sql<RemoteEntryRow>`select * from exchange.remote_entry where id = ${id} for update`.execute(
    db,
  );
  return rows[0];
}

export async function updateEntry(
  db: Database,
  id: string,
  change: Pick<RemoteEntryRow, 'state' | 'record' | 'content' | 'attempts' | 'tried_at' | 'problem'>,
): Promise<void> {
  await sql`update exchange.remote_entry set state = ${change.state}, record = ${change.record}, content = ${change.content},
    attempts = ${change.attempts}, tried_at = ${change.tried_at}, problem = ${change.problem} where id = ${id}`.execute(
    db,
  );
}

/** Lines of those who enter or ask, and of those whose register it is. */
export interface Side {
  /** Absent: of everybody. */
  readonly institutions: readonly string[] | undefined;
  /** Registers of these institutions. */
  readonly registers: readonly string[];
  readonly most: number;
}

const concerns = ({ institutions, registers }: Side) =>
  institutions === undefined
    ? sql<boolean>`true`
    : sql<boolean>`(consumer = any(${institutions}::text[]) or register = any(${registers}::text[]))`;

/** Entries that no register has acknowledged, the oldest first. */
export async function openEntries(db: Database, side: Side): Promise<readonly Omit<RemoteEntryRow, 'content'>[]> {
  const { rows } = await sql<
    Omit<RemoteEntryRow, 'content'>
  >`select id, effect_key, at, register, consumer, purpose, act, article,
      reference, state, record, attempts, tried_at, problem
    from exchange.remote_entry where state <> 'entered' and ${concerns(side)} order by at, id limit ${side.most}`.execute(
    db,
  );
  return rows;
}

export async function newestFallbacks(
  db: Database,
  side: Side & { readonly since: Date },
): Promise<readonly FallbackRow[]> {
  const { rows } = await sql<FallbackRow>`select * from exchange.fallback
    where at >= ${side.since} and ${concerns(side)} order by at desc, id limit ${side.most}`.execute(db);
  return rows;
}
