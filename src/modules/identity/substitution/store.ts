import { type RawBuilder, sql } from 'kysely';
import type { Role } from '../../../kernel/access.ts';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/index.ts';
import { standInPairs, type SubstitutionRow } from './entities.ts';

/** `identity.substitution` in force on a day, as long as both still hold what it rests on. */
export function inForceOn(day: string): RawBuilder<unknown> {
  const open = (table: string) =>
    sql`${sql.ref(`${table}.from_day`)} <= ${day}::date
      and (${sql.ref(`${table}.to_day`)} is null or ${sql.ref(`${table}.to_day`)} > ${day}::date)`;
  return sql`select s.id, s.absent, s.substitute, s.institution, s.role, s.from_day, s.to_day, held.title
    from identity.substitution s
    join identity.appointment held on held.person = s.absent and held.institution = s.institution
      and held.role = s.role and ${open('held')}
    where ${open('s')} and exists (select from identity.appointment own
      where own.person = s.substitute and own.institution = s.institution and ${open('own')}
        and (s.role, own.role) in (select * from unnest(${standInPairs.map(([role]) => role)}::text[],
          ${standInPairs.map(([, by]) => by)}::text[])))`;
}

/** Locks the persons, in one order, so that of two substitutions that exclude each other one comes second. */
export async function lockPersons(db: Database, persons: readonly string[]): Promise<void> {
  await sql`select from identity.person where id = any(${[...persons]}::uuid[]) order by id for no key update`.execute(
    db,
  );
}

/** Of these people, in whatever institution, with a day in common with `from` up to before `to`. */
export async function findOverlapping(
  db: Database,
  persons: readonly string[],
  from: string,
  to: string,
): Promise<readonly SubstitutionRow[]> {
  const { rows } = await sql<SubstitutionRow>`select * from identity.substitution
    where (absent = any(${[...persons]}::uuid[]) or substitute = any(${[...persons]}::uuid[]))
      and from_day < ${to}::date and to_day > ${from}::date and to_day > from_day`.execute(db);
  return rows;
}

export async function insertSubstitution(db: Database, row: SubstitutionRow): Promise<void> {
  await sql`insert into identity.substitution (id, absent, substitute, institution, role, from_day, to_day, named_by, named_at)
    values (${row.id}, ${row.absent}, ${row.substitute}, ${row.institution}, ${row.role}, ${row.from_day}, ${row.to_day},
      ${row.named_by}, ${row.named_at})`.execute(db);
}

export async function findSubstitution(db: Database, id: string): Promise<SubstitutionRow | undefined> {
  const { rows } = await sql<SubstitutionRow>`select * from identity.substitution where id = ${id}`.execute(db);
  return rows[0];
}

/** From this day on it is not in force. False where it was over by then. */
export async function closeSubstitution(db: Database, id: string, day: string): Promise<boolean> {
  const { rows } = await sql`update identity.substitution set to_day = greatest(from_day, ${day}::date)
    where id = ${id} and to_day > greatest(from_day, ${day}::date) returning id`.execute(db);
  return rows.length > 0;
}

/** Of the institutions, those not over on this day, the first to begin first. */
export async function listSubstitutions(
  db: Database,
  institutions: readonly string[],
  day: string,
): Promise<readonly SubstitutionRow[]> {
  const { rows } = await sql<SubstitutionRow>`select * from identity.substitution
    where institution = any(${[...institutions]}::text[]) and to_day > ${day}::date and to_day > from_day
    order by from_day, id`.execute(db);
  return rows;
}

/** Who stands in for a person in an institution on a day. */
export async function findSubstitutes(
  db: Database,
  absent: string,
  institution: string,
  day: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ substitute: string }>`select distinct substitute from (${inForceOn(day)}) now
    where absent = ${absent} and institution = ${institution} order by substitute`.execute(db);
  return rows.map(({ substitute }) => substitute);
}

export interface OfficeRow {
  readonly person: string;
  readonly institution: string;
  readonly role: Role;
  readonly title: Text;
}

/** Offices held on a day in the institutions, by appointment. */
export async function listOffices(
  db: Database,
  institutions: readonly string[],
  roles: readonly Role[],
  day: string,
): Promise<readonly OfficeRow[]> {
  const { rows } = await sql<OfficeRow>`select person, institution, role, title from identity.appointment
    where institution = any(${[...institutions]}::text[]) and role = any(${[...roles]}::text[])
      and from_day <= ${day}::date and (to_day is null or to_day > ${day}::date)
    order by from_day, id`.execute(db);
  return rows;
}

/** Keeps the name of a person who holds an office; of nobody else. */
export async function noteName(db: Database, person: string, name: string, now: Date): Promise<void> {
  await sql`insert into identity.official_name as known (person, name, at)
    select ${person}::uuid, ${name.slice(0, 200)}, ${now}::timestamptz
      where exists (select from identity.appointment where person = ${person})
    on conflict (person) do update set name = excluded.name, at = excluded.at where known.name <> excluded.name`.execute(
    db,
  );
}

export async function findNames(db: Database, persons: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (persons.length === 0) return new Map();
  const { rows } = await sql<{ person: string; name: string }>`select person, name from identity.official_name
    where person = any(${[...persons]}::uuid[])`.execute(db);
  return new Map(rows.map(({ person, name }) => [person, name]));
}
