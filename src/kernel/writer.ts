import { CompiledQuery } from 'kysely';
import type { Pool } from 'pg';
import { arrayOf, type Row, valueOf } from './binary.ts';
import { CopyFormat, sendCopy } from './copy.ts';
import { type Database, isAway } from './database.ts';

interface Waiting {
  readonly row: Row;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** An append-only table and its columns with their SQL types, in the order in which they are sent. */
export interface Journal {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
}

export interface Writer {
  /** Resolves when the row is committed, never before. */
  append(journal: Journal, row: Row): Promise<void>;
  /** Waits for what is on its way. */
  drain(): Promise<void>;
}

const batch = 500;
/** So many rows do not wait for the end of the turn: the database writes them while the rest of it is worked on. */
const enough = 32;

/** Rows for one table. */
interface Lane {
  readonly format: CopyFormat;
  readonly queue: Waiting[];
  running: Promise<void> | undefined;
  /** Called once there is {@link enough}; before the first row nobody waits for it. */
  gathered: () => void;
}

/** Waits for the end of this turn of the event loop, or until there is enough. */
const gather = (lane: Lane): Promise<void> =>
  new Promise((done) => {
    if (lane.queue.length >= enough) return done();
    lane.gathered = done;
    setImmediate(done);
  });

/**
 * Group commit: rows that arrive in one turn of the event loop, or while a commit is under way, go together, so that
 * many acknowledgements share one flush (figures in docs/figures.md). An idle writer adds no delay, and a long turn does
 * not hold up those that are many.
 */
export function openWriter(pool: Pick<Pool, 'query'>): Writer {
  const lanes = new Map<Journal, Lane>();
  /** A row that the database refuses must not take its neighbours with it: halves tell which it is in few statements. */
  async function commit(format: CopyFormat, group: readonly Waiting[]): Promise<void> {
    try {
      await sendCopy(pool, format.bytesOf(group.map((waiting) => waiting.row)));
      for (const waiting of group) waiting.done();
    } catch (error) {
      if (group.length === 1 || isOfAll(error)) {
        for (const waiting of group) waiting.failed(error);
        return;
      }
      const half = Math.ceil(group.length / 2);
      await commit(format, group.slice(0, half));
      await commit(format, group.slice(half));
    }
  }

  async function run(lane: Lane): Promise<void> {
    while (lane.queue.length > 0) {
      await gather(lane);
      await commit(lane.format, lane.queue.splice(0, batch));
    }
    lane.running = undefined;
  }

  function laneOf(journal: Journal): Lane {
    const known = lanes.get(journal);
    if (known !== undefined) return known;
    const format = new CopyFormat(targetOf(journal), journal.columns);
    const lane: Lane = { format, queue: [], running: undefined, gathered: () => undefined };
    lanes.set(journal, lane);
    return lane;
  }

  return {
    append(journal, row) {
      return new Promise((done, failed) => {
        const lane = laneOf(journal);
        lane.format.check(row);
        lane.queue.push({ row, done, failed });
        lane.running ??= run(lane);
        if (lane.queue.length === enough) lane.gathered();
      });
    },
    async drain() {
      const running = () => [...lanes.values()].flatMap((lane) => lane.running ?? []);
      while (running().length > 0) await Promise.all(running());
    },
  };
}

const timedOut = '57014';

/** Whether no row of a group is to blame, so that smaller groups would fail as well, one after another. */
const isOfAll = (error: unknown): boolean => isAway(error) || (error as { code?: string }).code === timedOut;

/** One statement for all rows: `insert … select from unnest(…)`. */
export async function insertAll(db: Database, journal: Journal, rows: readonly Row[]): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(insertOf(journal), listsOf(journal, rows)));
}

/** A list for each column, as {@link insertOf} takes them. */
const listsOf = ({ columns }: Journal, rows: readonly Row[]): unknown[] =>
  Object.entries(columns).map(([name, type]) =>
    arrayOf(
      type,
      rows.map((row) => valueOf(row, name, type)),
    ),
  );

const quoted = (name: string): string => `"${name}"`;
/** Table and columns, as they stand in a statement. */
const targetOf = ({ table, columns }: Journal): string =>
  `${table.split('.').map(quoted).join('.')} (${Object.keys(columns).map(quoted).join(', ')})`;

function insertOf(journal: Journal): string {
  const lists = Object.values(journal.columns).map((type, at) => `$${at + 1}::${type}[]`);
  return `insert into ${targetOf(journal)} select * from unnest(${lists.join(', ')})`;
}
