import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { Text } from '../../language/lang.ts';

export interface NotificationRow {
  readonly id: string;
  readonly at: Date;
  readonly person: string | null;
  readonly organisation: string | null;
  readonly institution: string | null;
  readonly role: string | null;
  readonly text: Text;
  readonly link: string | null;
  readonly instance: string | null;
  readonly effect_key: string | null;
}

/** False where one with its effect key is there. */
export async function insertNotification(db: Database, row: NotificationRow): Promise<boolean> {
  const { rows } =
    await sql`insert into process.notification (id, at, person, organisation, institution, role, text, link, instance, effect_key)
    values (${row.id}, ${row.at}, ${row.person}, ${row.organisation}, ${row.institution}, ${row.role},
    ${JSON.stringify(row.text)}::jsonb, ${row.link}, ${row.instance}, ${row.effect_key})
    on conflict (effect_key) do nothing returning id`.execute(db);
  return rows.length > 0;
}

/** Whose notifications: a person's own, an organisation's, or those of a person's offices. */
export type Reader =
  | { readonly person: string }
  | { readonly person: string; readonly organisation: string }
  | { readonly person: string; readonly offices: readonly { readonly institution: string; readonly role: string }[] };

function addressedTo(reader: Reader): RawBuilder<boolean> {
  if ('organisation' in reader) return sql`n.organisation = ${reader.organisation}`;
  if (!('offices' in reader)) return sql`n.person = ${reader.person} and n.institution is null`;
  const institutions = reader.offices.map(({ institution }) => institution);
  const roles = reader.offices.map(({ role }) => role);
  return sql`((n.person = ${reader.person} and n.institution is not null) or (n.institution, n.role) in
    (select * from unnest(${institutions}::text[], ${roles}::text[])))`;
}

export interface ShownNotification extends Pick<NotificationRow, 'id' | 'at' | 'text' | 'link' | 'instance'> {
  readonly read: boolean;
  /** To a person or an organisation, not to an office. */
  readonly personal: boolean;
  /** How many there are in all. */
  readonly total: number;
}

export async function listNotifications(
  db: Database,
  reader: Reader,
  limit: number,
  offset: number,
): Promise<readonly ShownNotification[]> {
  const { rows } = await sql<ShownNotification>`select n.id, n.at, n.text, n.link, n.instance,
      r.person is not null as read, n.role is null as personal, (count(*) over ())::integer as total
    from process.notification n
    left join process.notification_read r on r.notification = n.id and r.person = ${reader.person}
    where ${addressedTo(reader)} order by n.at desc, n.id desc limit ${limit} offset ${offset}`.execute(db);
  return rows;
}

/** Ends the effect key of what who represents an owner is left beside them. */
export const toRepresentative = '-representative';

export interface LeftToOwner extends Pick<NotificationRow, 'id' | 'at'> {
  readonly read_at: Date | null;
}

/** The newest notifications about an instance to its owner, and to who then represented them: those of one moment. */
export async function lastToOwner(
  db: Database,
  to: { readonly instance: string; readonly person: string | null; readonly organisation: string | null },
): Promise<readonly LeftToOwner[]> {
  const { rows } = await sql<LeftToOwner>`select id, at, read_at from (
      select n.id, n.at, max(n.at) over () as last,
        (select min(r.at) from process.notification_read r where r.notification = n.id) as read_at
      from process.notification n
      where n.instance = ${to.instance} and n.institution is null
        and (n.person = ${to.person} or n.organisation = ${to.organisation} or n.effect_key like ${`%${toRepresentative}`})) told
    where at = last`.execute(db);
  return rows;
}

/** Notes one notification, or all, as read by the reader; those of others are left alone. */
export async function insertReads(db: Database, reader: Reader, id: string | undefined, now: Date): Promise<void> {
  await sql`insert into process.notification_read (notification, person, at)
    select n.id, ${reader.person}, ${now} from process.notification n
    where ${addressedTo(reader)} and ${id === undefined ? sql`true` : sql`n.id = ${id}`}
    on conflict do nothing`.execute(db);
}
