import { setImmediate } from 'node:timers/promises';
import { CompiledQuery } from 'kysely';
import { arrayOf } from './binary-array.ts';
import type { Database } from './database.ts';

interface Waiting {
  readonly row: Readonly<Record<string, unknown>>;
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
  append(journal: Journal, row: Readonly<Record<string, unknown>>): Promise<void>;
  /** Waits for what is on its way. */
  drain(): Promise<void>;
}

const batch = 500;
/**
 * Milliseconds from one commit to the next for each row of the first, ten at most: a statement and a flush cost as much
 * as twenty rows, and a fast disk would be asked for every two or three of them. Who is the only one waits for nothing,
 * and where few come one after another they hardly wait.
 */
const pace = { each: 1, most: 10 };
/** With as many rows waiting, or as many as went last, nobody waits for more. */
const enough = 16;

/** Rows for one table. */
interface Lane {
  readonly queue: Waiting[];
  running: Promise<void> | undefined;
  /** Rows for which the pause ends. */
  wanted: number;
  /** Ends the pause that is now. */
  goOn: (() => void) | undefined;
}

/**
 * Group commit: rows that arrive in one turn of the event loop, or while a commit is under way, go together, so that
 * many acknowledgements share one flush (figures in docs/figures.md). An idle writer adds no delay.
 */
export function openWriter(db: Database): Writer {
  const lanes = new Map<Journal, Lane>();

  /** A row that the database refuses must not take its neighbours with it: halves tell which it is in few statements. */
  async function commit(journal: Journal, group: readonly Waiting[]): Promise<void> {
    try {
      await insertAll(
        db,
        journal,
        group.map((waiting) => waiting.row),
      );
      for (const waiting of group) waiting.done();
    } catch (error) {
      if (group.length === 1) return group[0]?.failed(error);
      const half = Math.ceil(group.length / 2);
      await commit(journal, group.slice(0, half));
      await commit(journal, group.slice(half));
    }
  }

  async function run(journal: Journal, lane: Lane): Promise<void> {
    await setImmediate();
    while (lane.queue.length > 0) {
      const [begun, group] = [performance.now(), lane.queue.splice(0, batch)];
      await commit(journal, group);
      const rest = begun + Math.min(group.length * pace.each, pace.most) - performance.now();
      if (group.length > 1 && rest > 0) await pause(lane, Math.max(group.length, enough), rest);
    }
    lane.running = undefined;
  }

  function laneOf(journal: Journal): Lane {
    const known = lanes.get(journal);
    if (known !== undefined) return known;
    const lane: Lane = { queue: [], running: undefined, wanted: 0, goOn: undefined };
    lanes.set(journal, lane);
    return lane;
  }

  return {
    append(journal, row) {
      return new Promise((done, failed) => {
        const lane = laneOf(journal);
        lane.queue.push({ row, done, failed });
        lane.running ??= run(journal, lane);
        if (lane.queue.length >= lane.wanted) lane.goOn?.();
      });
    },
    async drain() {
      const running = () => [...lanes.values()].flatMap((lane) => lane.running ?? []);
      while (running().length > 0) await Promise.all(running());
    },
  };
}

/** Waits for a time, or until as many rows are there, and for those that come in the same turn. */
async function pause(lane: Lane, wanted: number, milliseconds: number): Promise<void> {
  if (lane.queue.length < wanted) {
    await new Promise<void>((done) => {
      const timer = setTimeout(done, milliseconds);
      lane.wanted = wanted;
      lane.goOn = () => {
        clearTimeout(timer);
        done();
      };
    });
    lane.goOn = undefined;
  }
  await setImmediate();
}

/** One statement for all rows: `insert … select from unnest(…)`. */
export async function insertAll(
  db: Database,
  journal: Journal,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const lists = Object.entries(journal.columns).map(([name, type]) =>
    arrayOf(
      type,
      rows.map((row) => (type === 'jsonb' ? JSON.stringify(row[name] ?? null) : (row[name] ?? null))),
    ),
  );
  await db.executeQuery(CompiledQuery.raw(statementOf(journal), lists));
}

/** Written once for each table: it is the same however many rows there are. */
function statementOf(journal: Journal): string {
  const known = statements.get(journal);
  if (known !== undefined) return known;
  const quoted = (name: string) => `"${name}"`;
  const [names, types] = [Object.keys(journal.columns).map(quoted), Object.values(journal.columns)];
  const table = journal.table.split('.').map(quoted).join('.');
  const lists = types.map((type, at) => `$${at + 1}::${type}[]`);
  const made = `insert into ${table} (${names.join(', ')}) select * from unnest(${lists.join(', ')})`;
  statements.set(journal, made);
  return made;
}

const statements = new WeakMap<Journal, string>();
