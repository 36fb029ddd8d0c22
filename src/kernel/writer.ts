import { hash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import type { Pool } from 'pg';
import { arrayOf } from './binary-array.ts';
import { type Database, isAway } from './database.ts';

export type Row = Readonly<Record<string, unknown>>;

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
  const send = sending(pool);

  /** A row that the database refuses must not take its neighbours with it: halves tell which it is in few statements. */
  async function commit(journal: Journal, group: readonly Waiting[]): Promise<void> {
    try {
      await send(
        journal,
        group.map((waiting) => waiting.row),
      );
      for (const waiting of group) waiting.done();
    } catch (error) {
      if (group.length === 1 || isOfAll(error)) {
        for (const waiting of group) waiting.failed(error);
        return;
      }
      const half = Math.ceil(group.length / 2);
      await commit(journal, group.slice(0, half));
      await commit(journal, group.slice(half));
    }
  }

  async function run(journal: Journal, lane: Lane): Promise<void> {
    while (lane.queue.length > 0) {
      await gather(lane);
      await commit(journal, lane.queue.splice(0, batch));
    }
    lane.running = undefined;
  }

  function laneOf(journal: Journal): Lane {
    const known = lanes.get(journal);
    if (known !== undefined) return known;
    const lane: Lane = { queue: [], running: undefined, gathered: () => undefined };
    lanes.set(journal, lane);
    return lane;
  }

  return {
    append(journal, row) {
      return new Promise((done, failed) => {
        const lane = laneOf(journal);
        lane.queue.push({ row, done, failed });
        lane.running ??= run(journal, lane);
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

/** The session has another statement by this name, or none: somebody between us and the server changes sessions. */
const otherSession = new Set(['26000', '42P05']);

/**
 * Sends rows by a statement that the session prepares once: to plan it takes longer than to write a few rows. Behind a
 * pooler that keeps no statements they are sent whole, from the first one on that was not found.
 */
function sending(pool: Pick<Pool, 'query'>) {
  let keeps = true;
  return async (journal: Journal, rows: readonly Row[]): Promise<void> => {
    const [{ text, name }, values] = [statementOf(journal), listsOf(journal, rows)];
    try {
      await pool.query({ text, values, ...(keeps ? { name } : {}) });
    } catch (error) {
      if (!keeps || !otherSession.has((error as { code?: string }).code ?? '')) throw error;
      keeps = false;
      await pool.query({ text, values });
    }
  };
}

/** One statement for all rows: `insert … select from unnest(…)`. */
export async function insertAll(db: Database, journal: Journal, rows: readonly Row[]): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(statementOf(journal).text, listsOf(journal, rows)));
}

/** A list for each column, as {@link statementOf} takes them. */
const listsOf = ({ columns }: Journal, rows: readonly Row[]): unknown[] =>
  Object.entries(columns).map(([name, type]) =>
    arrayOf(
      type,
      rows.map((row) => (type === 'jsonb' ? JSON.stringify(row[name] ?? null) : (row[name] ?? null))),
    ),
  );

interface Statement {
  readonly text: string;
  /** As a session keeps it; PostgreSQL takes 63 bytes. */
  readonly name: string;
}

/** Written once for each table: it is the same however many rows there are. */
function statementOf(journal: Journal): Statement {
  const known = statements.get(journal);
  if (known !== undefined) return known;
  const quoted = (name: string) => `"${name}"`;
  const [names, types] = [Object.keys(journal.columns).map(quoted), Object.values(journal.columns)];
  const table = journal.table.split('.').map(quoted).join('.');
  const lists = types.map((type, at) => `$${at + 1}::${type}[]`);
  const text = `insert into ${table} (${names.join(', ')}) select * from unnest(${lists.join(', ')})`;
  const made = { text, name: `vahid ${hash('sha256', text).slice(0, 32)}` };
  statements.set(journal, made);
  return made;
}

const statements = new WeakMap<Journal, Statement>();
