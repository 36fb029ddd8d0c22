import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import { firstId } from '../../../kernel/identifier.ts';
import { readAlongIndex } from '../journal-order.ts';
import type { LogName } from './entities.ts';
import type { Leaves } from './leaves.ts';
import { after, committed, elsewhere, first, type From, type Position, type Reached, wasMoved } from './turn.ts';

/* Lines whose leaves were made when they were written come many in a row, and stay as the database writes them. */

/** Lines that the database puts into a row. */
const mostInPiece = 512;
/** How often the time that a piece took is left to the messages before the next. */
const rests = 3;

interface Piece {
  readonly count: number;
  /** Leaves one after the other, of 32 bytes each; fewer than lines where some have none. */
  readonly leaves: Buffer;
  /** What PostgreSQL writes for an array. */
  readonly ids: string;
  readonly first: Date;
  readonly last: Date;
  readonly xid: string;
  readonly line: string;
}

/**
 * Lines that come next with their leaves, in the order of `nextTurn`, without taking each apart, and with pauses: whoever
 * takes 4096 lines at once keeps all messages waiting meanwhile. Undefined where `nextTurn` has to be asked: where there
 * are none, where some have no leaf yet, and in a cluster to which the log was restored. To be called in a transaction.
 */
export async function readyTurn(db: Database, name: LogName, from: From): Promise<(Leaves & Reached) | undefined> {
  const { last, cluster, most } = from;
  if (elsewhere(from) || (await wasMoved(db, name))) return undefined;
  await readAlongIndex(db);
  const pieces: Piece[] = [];
  let taken = 0;
  for (let at: Position = last ?? { xid: '0', line: firstId }; taken < most; ) {
    const begun = performance.now();
    const wanted = Math.min(mostInPiece, most - taken);
    const piece = await nextPiece(db, name, at, wanted);
    if (piece === undefined) break;
    if (piece.leaves.length < 32 * piece.count) return undefined;
    pieces.push(piece);
    taken += piece.count;
    at = piece;
    if (piece.count < wanted || taken === most) break;
    await sleep((performance.now() - begun) * rests);
  }
  return joined(pieces, cluster);
}

async function nextPiece(db: Database, name: LogName, at: Position, most: number): Promise<Piece | undefined> {
  const { rows } =
    await sql<Piece>`select count(*)::integer as count, coalesce(string_agg(leaf, ''::bytea), '') as leaves,
      array_agg(id)::text as ids, min(at) as first, max(at) as last,
      (array_agg(xid))[count(*)]::text as xid, (array_agg(id))[count(*)] as line
    from (select m.id, m.at, m.leaf, m.xid from ${sql.table(`exchange.${name}`)} m
      where ${after(at)} and ${committed} ${first(most)}) m having count(*) > 0`.execute(db);
  return rows[0];
}

function joined(pieces: readonly Piece[], cluster: string): (Leaves & Reached) | undefined {
  const newest = pieces.at(-1);
  if (newest === undefined) return undefined;
  const times = pieces.flatMap(({ first, last }) => [first.getTime(), last.getTime()]);
  return {
    ids: `{${pieces.map(({ ids }) => ids.slice(1, -1)).join(',')}}`,
    leaves: pieces.flatMap(({ leaves, count }) =>
      Array.from({ length: count }, (_, at) => leaves.subarray(32 * at, 32 * at + 32)),
    ),
    first: new Date(Math.min(...times)),
    last: new Date(Math.max(...times)),
    xid: newest.xid,
    line: newest.line,
    cluster,
  };
}
