import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import { firstId } from '../../kernel/identifier.ts';

/*
 * Journals are read in the order of the transactions that wrote them, and of ids within one (decision 0007), by an index
 * that begins with the transaction.
 */

/** A line's place in a journal. */
export interface Place {
  /** xid8 as decimal text. */
  readonly xid: string;
  readonly id: string;
}

/**
 * Has lines read along the index of transactions, until the end of the transaction. PostgreSQL does not know how far a
 * journal has grown, takes what waits for a few lines, and reads and sorts all of it for each piece that is asked for
 * (decision 0090).
 */
export const readAlongIndex = (db: Database) => sql`set local enable_sort = off`.execute(db);

/**
 * Lines of a journal, called `l` in the query, behind a place. To be given as values: what a query joins to find them does
 * not say where to begin in the index. Said twice, for indexes that hold transactions only.
 */
export const behind = ({ xid, id }: Place): RawBuilder<unknown> =>
  sql`l.xid >= ${xid}::xid8 and (l.xid, l.id) > (${xid}::xid8, ${id}::uuid)`;

/** Up to where the centre has a journal of a gateway; before all lines where it has none. */
export async function reachedIn(db: Database, journal: 'disclosure' | 'operation', gateway: string): Promise<Place> {
  const { rows } = await sql<Place>`select p.xid::text as xid, p.id
    from ${sql.table(`exchange.${journal}_position`)} p where p.gateway = ${gateway}`.execute(db);
  return rows[0] ?? { xid: '0', id: firstId };
}
