import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { DispatchRow } from './entities.ts';

/** A message without what it says. */
export type DispatchLine = Omit<DispatchRow, 'content'>;

/** Writes a message unless its effect key has come before. True where it is new. */
export async function insertDispatch(db: Database, row: DispatchRow): Promise<boolean> {
  const { rows } = await sql`insert into exchange.dispatch
      (id, effect_key, at, consumer, system, service, path, purpose, act, article, reference, content, state, attempts, tried_at, problem)
    values (${row.id}, ${row.effect_key}, ${row.at}, ${row.consumer}, ${row.system}, ${row.service}, ${row.path}, ${row.purpose},
      ${row.act}, ${row.article}, ${row.reference}, ${row.content}, ${row.state}, ${row.attempts}, ${row.tried_at}, ${row.problem})
    on conflict (effect_key) do nothing returning id`.execute(db);
  return rows.length > 0;
}

export async function findDispatch(db: Database, id: string): Promise<DispatchRow | undefined> {
  const { rows } = await sql<DispatchRow>`select * from exchange.dispatch where id = ${id}`.execute(db);
  return rows[0];
}

/** The message, held until the end of the transaction so that two do not send it at once. */
export async function lockDispatch(db: Database, id: string): Promise<DispatchRow | undefined> {
  const { rows } = await sql<DispatchRow>`select * from exchange.dispatch where id = ${id} for update`.execute(db);
  return rows[0];
}

export async function updateDispatch(
  db: Database,
  id: string,
  change: Pick<DispatchRow, 'state' | 'content' | 'attempts' | 'tried_at' | 'problem'>,
): Promise<void> {
  await sql`update exchange.dispatch set state = ${change.state}, content = ${change.content}, attempts = ${change.attempts},
    tried_at = ${change.tried_at}, problem = ${change.problem} where id = ${id}`.execute(db);
}

const line = sql.raw(
  'id, effect_key, at, consumer, system, service, path, purpose, act, article, reference, state, attempts, tried_at, problem',
);

/** Messages that no system has acknowledged, the oldest first. `institutions` absent: of everybody. */
export async function openDispatches(
  db: Database,
  { institutions, most }: { readonly institutions: readonly string[] | undefined; readonly most: number },
): Promise<readonly DispatchLine[]> {
  const own = institutions === undefined ? sql<boolean>`true` : sql<boolean>`consumer = any(${institutions}::text[])`;
  const { rows } = await sql<DispatchLine>`select ${line} from exchange.dispatch
    where state <> 'delivered' and ${own} order by at, id limit ${most}`.execute(db);
  return rows;
}

/** Messages about one case, the newest first. */
export async function dispatchesAbout(db: Database, reference: string, most: number): Promise<readonly DispatchLine[]> {
  const { rows } = await sql<DispatchLine>`select ${line} from exchange.dispatch
    where reference = ${reference} order by at desc, id desc limit ${most}`.execute(db);
  return rows;
}
