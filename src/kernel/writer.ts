import { sql } from 'kysely';
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
 * Group commit: rows that arrive while a commit is under way go together in the next one, so that many
 * acknowledgements share one flush (figures in docs/figures.md). An idle writer adds no delay.
 */
export function openWriter(db: Database): Writer {
  const queues = new Map<Journal, Waiting[]>();
  const running = new Map<Journal, Promise<void>>();

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

  async function run(journal: Journal, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const group = queue.splice(0, batch);
      await commit(journal, group);
    }
    running.delete(journal);
  }

  return {
    append(journal, row) {
      return new Promise((done, failed) => {
        const queue = queues.get(journal) ?? [];
        queues.set(journal, queue);
        queue.push({ row, done, failed });
        if (!running.has(journal))
          running.set(
            journal,
            Promise.resolve().then(() => run(journal, queue)),
          );
      });
    },
    async drain() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

/** One statement for all rows: `insert … select from unnest(…)`. */
export async function insertAll(
  db: Database,
  { table, columns }: Journal,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const names = Object.keys(columns);
  const lists = names.map((name) => {
    const type = columns[name] ?? 'text';
    const values = rows.map((row) => (type === 'jsonb' ? JSON.stringify(row[name] ?? null) : (row[name] ?? null)));
    return sql`${values}::${sql.raw(type)}[]`;
  });
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))}) select * from unnest(${sql.join(lists)})`.execute(
    db,
  );
}
