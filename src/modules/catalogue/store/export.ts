import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/index.ts';
import type { EntryKind, EntryState, Spec } from '../kinds.ts';
import type { Change } from './versions.ts';

/** What the export of a service is made of. */
export interface ServiceRow {
  readonly code: string;
  readonly title: Text;
  readonly institution: string;
  readonly about: Text | null;
  readonly path: string | null;
  readonly state: EntryState;
  readonly acts: readonly string[];
  /** What was entered by hand may be empty. */
  readonly spec: Partial<Spec<'service'>>;
}

const serviceColumns = sql`code, title, institution, about, path, state, acts, spec`;

/** Services in use whose code comes after the given one, in the order of their codes. */
export async function listServices(
  db: Database,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly ServiceRow[]> {
  const { rows } = await sql<ServiceRow>`select ${serviceColumns} from catalogue.entry
    where kind = 'service' and code > ${after} and state = 'in_use' order by code limit ${limit}`.execute(db);
  return rows;
}

/** One service in any state. */
export async function findService(db: Database, code: string): Promise<ServiceRow | undefined> {
  const { rows } =
    await sql<ServiceRow>`select ${serviceColumns} from catalogue.entry where kind = 'service' and code = ${code}`.execute(
      db,
    );
  return rows[0];
}

/** The changes of all entries committed last, newest first. */
export async function listLatestChanges(db: Database, limit: number): Promise<readonly Omit<Change, 'cursor'>[]> {
  const { rows } = await sql<Omit<Change, 'cursor'>>`
    select e.kind, e.code, v.version, v.at, v.envelope -> 'title' as title
    from catalogue.entry_version v join catalogue.entry e on e.id = v.entry
    where v.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by v.xid desc, v.entry desc, v.version desc limit ${limit}`.execute(db);
  return rows;
}

export interface PageRow {
  readonly kind: EntryKind;
  readonly code: string;
  readonly updatedAt: Date;
}

export async function countEntries(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from catalogue.entry`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Entries by kind and code: at most `limit` from the place `offset`, counted from 0. */
export async function listPages(
  db: Database,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly PageRow[]> {
  const { rows } = await sql<PageRow>`select kind, code, updated_at as "updatedAt" from catalogue.entry
    order by kind, code offset ${offset} limit ${limit}`.execute(db);
  return rows;
}
