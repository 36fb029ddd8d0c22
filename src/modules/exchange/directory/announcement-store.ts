import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Statement } from './announcement.ts';
import type { AnnouncementKind } from './entities.ts';

export interface AnnouncementRow {
  /** Of its process too. */
  readonly id: string;
  readonly kind: AnnouncementKind;
  /** Identifier of the gateway or of the client. */
  readonly subject: string;
  readonly institution: string;
  readonly number: string;
  readonly content: Statement;
  /** As it was handed in. */
  readonly signed: string;
  readonly open: boolean;
  readonly at: Date;
}

const columns = sql`id, kind, subject, institution, number, content, signed, open, at`;

export async function insertAnnouncement(db: Database, given: AnnouncementRow): Promise<void> {
  await sql`insert into exchange.announcement (id, kind, subject, institution, number, content, signed, open, at)
    values (${given.id}, ${given.kind}, ${given.subject}, ${given.institution}, ${given.number},
      ${JSON.stringify(given.content)}::jsonb, ${given.signed}, ${given.open}, ${given.at})`.execute(db);
}

export async function closeAnnouncement(db: Database, id: string): Promise<void> {
  await sql`update exchange.announcement set open = false where id = ${id}`.execute(db);
}

export async function findAnnouncement(db: Database, id: string): Promise<AnnouncementRow | undefined> {
  const { rows } = await sql<AnnouncementRow>`select ${columns} from exchange.announcement where id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** Those that wait, the oldest first; of these institutions, or of all. */
export async function findOpen(db: Database, of?: readonly string[]): Promise<readonly AnnouncementRow[]> {
  const { rows } = await sql<AnnouncementRow>`select ${columns} from exchange.announcement
    where open and (${of ?? null}::text[] is null or institution = any(${of ?? null}::text[])) order by at`.execute(db);
  return rows;
}

/** Whether one of the same gateway or client waits. */
export async function hasOpen(
  db: Database,
  { kind, subject }: Pick<AnnouncementRow, 'kind' | 'subject'>,
): Promise<boolean> {
  const { rows } = await sql`select from exchange.announcement
    where open and kind = ${kind} and subject = ${subject}`.execute(db);
  return rows.length > 0;
}

/** The latest moment of which an announcement of the same gateway or client says that it was made then, whatever became of it. */
export async function newestMoment(
  db: Database,
  { kind, subject }: Pick<AnnouncementRow, 'kind' | 'subject'>,
): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`select max((content ->> 'at')::timestamptz) as at
    from exchange.announcement where kind = ${kind} and subject = ${subject}`.execute(db);
  return rows[0]?.at ?? undefined;
}

/** Number under which people know the next one of a year. Under the lock of the directory. */
export async function nextNumber(db: Database, year: string): Promise<string> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(split_part(number, '-', 3)::integer), 0) as last
    from exchange.announcement where number like ${`MŞ-${year}-%`}`.execute(db);
  return `MŞ-${year}-${String((rows[0]?.last ?? 0) + 1).padStart(5, '0')}`;
}
