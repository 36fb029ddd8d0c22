import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { CompiledDefinition } from './definition.ts';

/** One version of one definition, as released. */
export interface ReleasedDefinition extends CompiledDefinition {
  readonly version: number;
  readonly release: number;
  readonly hash: string;
}

/** The definitions in force, in memory; older versions come from the database when a case still needs them. */
export interface Releases {
  readonly number: () => number;
  get<T>(kind: string, name: string): { readonly compiled: T; readonly version: number } | undefined;
  all<T>(kind: string): readonly { readonly name: string; readonly compiled: T; readonly version: number }[];
  version<T>(kind: string, name: string, version: number): Promise<T | undefined>;
  current(): readonly ReleasedDefinition[];
  /**
   * Loads the newest release, if another process made one: asked at the beginning of every request and job, and by
   * whoever waited for a lock, in their own transaction.
   */
  refresh(within?: Database): Promise<void>;
}

export async function openReleases(db: Database): Promise<Releases> {
  let number = -1;
  let byKey = new Map<string, ReleasedDefinition>();
  const old = new Map<string, unknown>();

  async function ask(from: Database): Promise<void> {
    const { rows } = await sql<{ number: number | null }>`select max(number) as number from kernel.release`.execute(
      from,
    );
    const newest = rows[0]?.number ?? 0;
    if (newest <= number) return;
    const current = await currentDefinitions(from);
    // Somebody who asked at the same time may have loaded a newer one.
    if (newest <= number) return;
    byKey = new Map(current.map((definition) => [`${definition.kind}/${definition.name}`, definition]));
    number = newest;
  }
  const refresh = taken(() => ask(db));
  await refresh();

  return {
    number: () => number,
    get: <T>(kind: string, name: string) =>
      byKey.get(`${kind}/${name}`) as (ReleasedDefinition & { compiled: T }) | undefined,
    all: <T>(kind: string) =>
      [...byKey.values()].filter((item) => item.kind === kind) as (ReleasedDefinition & { compiled: T })[],
    async version<T>(kind: string, name: string, version: number) {
      const now = byKey.get(`${kind}/${name}`);
      if (now?.version === version) return now.compiled as T;
      const key = `${kind}/${name}/${version}`;
      if (!old.has(key)) {
        const { rows } = await sql<{ compiled: unknown }>`select compiled from kernel.definition
          where kind = ${kind} and name = ${name} and version = ${version}`.execute(db);
        if (rows[0]) old.set(key, rows[0].compiled);
      }
      return old.get(key) as T | undefined;
    },
    current: () => [...byKey.values()],
    refresh: (within) => (within ? ask(within) : refresh()),
  };
}

/**
 * Lets all who come while one question is under way share the next: each learns what was true after it came, and
 * many visitors at once cost hardly more than one.
 */
function taken(ask: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = () => {
    next = undefined;
    running = ask().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}

export async function currentDefinitions(db: Database): Promise<readonly ReleasedDefinition[]> {
  const { rows } =
    await sql<ReleasedDefinition>`select distinct on (kind, name) kind, name, version, release, hash, file, source, compiled
    from kernel.definition order by kind, name, version desc`.execute(db);
  return rows;
}

/**
 * Releases what changed as new versions, all or nothing. Answers the release number and what is new in it;
 * nothing new makes no release. `approver` is a person's id or the name of the command that released.
 */
export async function release(
  db: Database,
  definitions: readonly CompiledDefinition[],
  approver: string,
  now: Date,
): Promise<{ readonly number: number; readonly released: readonly string[] }> {
  return db.transaction().execute((tx) => releaseWithin(tx, definitions, approver, now));
}

/** The same within a transaction that is open: what is decided and what comes of it are written together. */
export async function releaseWithin(
  tx: Database,
  definitions: readonly CompiledDefinition[],
  approver: string,
  now: Date,
): Promise<{ readonly number: number; readonly released: readonly string[] }> {
  await sql`select pg_advisory_xact_lock(4839202)`.execute(tx);
  const changed = changedFrom(await currentDefinitions(tx), definitions);
  const { rows } = await sql<{ last: number | null }>`select max(number) as last from kernel.release`.execute(tx);
  const last = rows[0]?.last ?? 0;
  if (changed.length === 0) return { number: last, released: [] };
  const number = last + 1;
  await sql`insert into kernel.release (number, approver, released_at) values (${number}, ${approver}, ${now})`.execute(
    tx,
  );
  for (const { definition, version } of changed) {
    const { kind, name, file, source, compiled } = definition;
    await sql`insert into kernel.definition (kind, name, version, release, hash, file, source, compiled)
      values (${kind}, ${name}, ${version}, ${number}, ${hashOf(source, compiled)}, ${file}, ${source}, ${JSON.stringify(compiled)}::json)`.execute(
      tx,
    );
  }
  return { number, released: changed.map(({ key }) => key) };
}

/** A version of a definition, or of the part of it that was asked for, and when it came into force. */
export interface PastDefinition<C = unknown> {
  readonly kind: string;
  readonly version: number;
  readonly releasedAt: Date;
  readonly file: string;
  /** Null where the definition had no such part. */
  readonly compiled: C | null;
}

/** Every version of the definitions named, or of a part of what was compiled, by its keys; oldest first. */
export async function pastDefinitions<C>(
  db: Database,
  named: readonly { readonly kind: string; readonly name: string; readonly part?: readonly string[] }[],
): Promise<readonly PastDefinition<C>[]> {
  const { rows } = await sql<PastDefinition<C>>`
    select d.kind, d.version, r.released_at as "releasedAt", d.file, d.compiled #> coalesce(t.part, '{}') as compiled
    from kernel.definition d join kernel.release r on r.number = d.release
    join jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as t(kind text, name text, part text[])
      on t.kind = d.kind and t.name = d.name
    order by d.release, d.kind`.execute(db);
  return rows;
}

/** What a release would bring into force, and as which version. */
export function changedFrom(
  current: readonly ReleasedDefinition[],
  definitions: readonly CompiledDefinition[],
): readonly { readonly key: string; readonly version: number; readonly definition: CompiledDefinition }[] {
  const before = new Map(current.map((item) => [`${item.kind}/${item.name}`, item]));
  return definitions.flatMap((definition) => {
    const key = `${definition.kind}/${definition.name}`;
    const last = before.get(key);
    if (last?.hash === hashOf(definition.source, definition.compiled)) return [];
    return [{ key, version: (last?.version ?? 0) + 1, definition }];
  });
}

/** A definition is new when its text or what the compiler makes of it has changed. */
function hashOf(source: string, compiled: unknown): string {
  return createHash('sha256').update(source).update('\0').update(JSON.stringify(compiled)).digest('hex');
}
