import { sql } from 'kysely';
import { type Database, WrongDatabase } from './database.ts';
import type { Room } from './module.ts';

/**
 * Finds out that the server numbers transactions from beyond every place up to which a journal was read (decision 0007).
 * In another server, into which the database was restored from a dump, they may begin anew: what is written there would
 * count as read (decision 0094). Costs one query of small tables. @throws WrongDatabase
 */
export async function checkPlaces(db: Database, rooms: readonly Room[]): Promise<void> {
  const places = rooms.flatMap(({ entities = [] }) =>
    entities.flatMap(({ name, fields }) =>
      Object.entries(fields).flatMap(([column, { isPlace }]) =>
        isPlace ? [sql`select max(${sql.ref(column)}) as reached from ${sql.table(name)}`] : [],
      ),
    ),
  );
  if (places.length === 0) return;
  const { rows } = await sql<{ reached: string; next: string }>`select reached::text, next::text
    from (select max(reached) as reached from (${sql.join(places, sql` union all `)}) p) p,
      pg_snapshot_xmax(pg_current_snapshot()) as next where reached > next`.execute(db);
  const [behind] = rows;
  if (behind) throw begunAnew(behind);
}

/** The upper half of a number is its epoch: with the next one all numbers are greater. */
function begunAnew({ reached, next }: { readonly reached: string; readonly next: string }): WrongDatabase {
  const epoch = (BigInt(reached) >> 32n) + 1n;
  return new WrongDatabase(
    `This database was read up to transaction ${reached}, and its server goes on from ${next}: it was restored from a dump, and nobody would be told what is written now. Stop the server, run pg_resetwal --epoch=${epoch} on its data folder and start it again, or use the numbers up (docs/guides/backup.md).`,
  );
}
