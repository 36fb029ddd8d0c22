import { type RawBuilder, sql } from 'kysely';
import type { Appointment, Role } from '../../kernel/access.ts';
import type { Database } from '../../kernel/database.ts';
import type { Row, Tables } from '../../kernel/entity.ts';
import type { Text, VoenKind } from '../../language/index.ts';
import type { appointment, AppointmentRecord, Institution, institution, organisation, person } from './entities.ts';
import { inForceOn } from './substitution/store.ts';

const tables = (db: Database) =>
  db.withTables<Tables<typeof person | typeof organisation | typeof institution | typeof appointment>>();

export async function insertPerson(
  db: Database,
  row: { id: string; fin: string | null; subject: Buffer | null; now: Date },
): Promise<void> {
  // Two sign-ins of one person at the same moment: the second finds what the first wrote.
  await tables(db)
    .insertInto('identity.person')
    .values({ id: row.id, fin: row.fin, number: null, subject: row.subject, created_at: row.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findPersonByFin(db: Database, fin: string): Promise<string | undefined> {
  const found = await tables(db).selectFrom('identity.person').select('id').where('fin', '=', fin).executeTakeFirst();
  return found?.id;
}

export async function findPersonBySubject(db: Database, subject: Buffer): Promise<string | undefined> {
  const query = tables(db).selectFrom('identity.person').select('id').where('subject', '=', subject);
  return (await query.executeTakeFirst())?.id;
}

export async function findFins(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; fin: string }>`select id, fin from identity.person
    where id = any(${[...ids]}::uuid[]) and fin is not null`.execute(db);
  return new Map(rows.map(({ id, fin }) => [id, fin]));
}

/** Numbers by which registers know people: the FİN, or of who has none the applicant's number; who has neither is absent. */
export async function findNumbers(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; number: string }>`select id, coalesce(fin, number) as number
    from identity.person where id = any(${[...ids]}::uuid[]) and coalesce(fin, number) is not null`.execute(db);
  return new Map(rows.map(({ id, number }) => [id, number]));
}

export async function findPersonByNumber(db: Database, number: string): Promise<string | undefined> {
  const query = tables(db).selectFrom('identity.person').select('id').where('number', '=', number);
  return (await query.executeTakeFirst())?.id;
}

export async function insertOrganisation(
  db: Database,
  row: { id: string; voen: string; kind: VoenKind },
): Promise<void> {
  await tables(db)
    .insertInto('identity.organisation')
    .values(row)
    .onConflict((conflict) => conflict.column('voen').doNothing())
    .execute();
}

export async function findOrganisationByVoen(db: Database, voen: string): Promise<string | undefined> {
  const query = tables(db).selectFrom('identity.organisation').select('id').where('voen', '=', voen);
  return (await query.executeTakeFirst())?.id;
}

export async function findVoen(db: Database, id: string): Promise<string | undefined> {
  const query = tables(db).selectFrom('identity.organisation').select('voen').where('id', '=', id);
  return (await query.executeTakeFirst())?.voen;
}

function toInstitution(row: Row<typeof institution>): Institution {
  const { code, kind, name, acronym, successor, closed_on } = row;
  return { code, kind, name, acronym, successor, closedOn: closed_on };
}

export async function listInstitutions(db: Database): Promise<readonly Institution[]> {
  const rows = await tables(db)
    .selectFrom('identity.institution')
    .selectAll()
    .orderBy('number')
    .orderBy('code')
    .execute();
  return rows.map(toInstitution);
}

/** Writes the list as given; an institution that left the definitions keeps its row, because offices point to it. */
export async function writeInstitutions(db: Database, institutions: readonly Institution[]): Promise<void> {
  if (institutions.length === 0) return;
  const rows = institutions.map(({ code, kind, name, acronym, successor, closedOn }, index) => {
    return { code, kind, name, acronym, successor, closed_on: closedOn, number: index + 1 };
  });
  await sql`insert into identity.institution (code, kind, name, acronym, successor, closed_on, number)
    select code, kind, name, acronym, successor, closed_on, number
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(code text, kind text, name jsonb, acronym jsonb, successor text, closed_on date, number integer)
    on conflict (code) do update set kind = excluded.kind, name = excluded.name, acronym = excluded.acronym,
      successor = excluded.successor, closed_on = excluded.closed_on, number = excluded.number`.execute(db);
}

/** False when the person already holds the office without an end. */
export async function insertAppointment(
  db: Database,
  row: { id: string; person: string; institution: string; role: Role; title: Text; from: string },
): Promise<boolean> {
  const { rows } = await sql`insert into identity.appointment (id, person, institution, role, title, from_day)
    values (${row.id}, ${row.person}, ${row.institution}, ${row.role}, ${JSON.stringify(row.title)}::jsonb, ${row.from})
    on conflict (person, institution, role) where to_day is null do nothing returning id`.execute(db);
  return rows.length > 0;
}

/** False when there is no such open appointment or it begins after `day`. */
export async function closeAppointment(db: Database, id: string, day: string): Promise<boolean> {
  const { rows } = await sql`update identity.appointment set to_day = ${day}
    where id = ${id} and to_day is null and from_day <= ${day} returning id`.execute(db);
  return rows.length > 0;
}

const inForce = (day: string): RawBuilder<boolean> =>
  sql<boolean>`from_day <= ${day}::date and (to_day is null or to_day > ${day}::date)`;

type Held = Omit<AppointmentRecord, 'instead'> & { readonly instead: string | null };

/** Offices of a person's own, then those that they hold for somebody who is away. */
export async function findAppointments(db: Database, of: string, day: string): Promise<readonly AppointmentRecord[]> {
  const { rows } =
    await sql<Held>`select id, person, institution, role, title, from_day as "from", to_day as "to", null::uuid as instead
      from identity.appointment where person = ${of} and ${inForce(day)}
    union all select id, substitute, institution, role, title, from_day, to_day, absent
      from (${inForceOn(day)}) away where substitute = ${of}
    order by instead nulls first, "from", id`.execute(db);
  return rows.map(({ instead, ...held }) => (instead === null ? held : { ...held, instead }));
}

interface StandingRow {
  /** By which registers know the person; null where there is none. */
  readonly number: string | null;
  readonly offices: readonly Appointment[];
}

/**
 * What every request of somebody asks of them. Whether a substitution rests on what both still hold takes PostgreSQL
 * longer to plan than all else to answer: it is looked at only where they stand in for somebody.
 */
export async function findStanding(db: Database, of: string, day: string): Promise<StandingRow> {
  type Row = { number: string | null; standsIn: boolean; institution: string | null; role: Role };
  const { rows } = await sql<Row>`select coalesce(p.fin, p.number) as number, held.institution, held.role,
      exists (select from identity.substitution where substitute = p.id and ${inForce(day)}) as "standsIn"
    from identity.person p left join identity.appointment held on held.person = p.id and ${inForce(day)}
    where p.id = ${of} order by held.from_day, held.id`.execute(db);
  const [first] = rows;
  const own = rows.flatMap(({ institution: at, role }) => (at === null ? [] : [{ institution: at, role }]));
  const offices = first?.standsIn ? (await findAppointments(db, of, day)).map(officeOf) : own;
  return { number: first?.number ?? null, offices };
}

const officeOf = ({ institution: at, role, instead }: AppointmentRecord): Appointment => ({
  institution: at,
  role,
  ...(instead === undefined ? {} : { instead }),
});

/** One appointment, in force or not. */
export async function findAppointment(db: Database, id: string): Promise<AppointmentRecord | undefined> {
  const { rows } =
    await sql<AppointmentRecord>`select id, person, institution, role, title, from_day as "from", to_day as "to"
      from identity.appointment where id = ${id}`.execute(db);
  return rows[0];
}

/** Offices of institutions that somebody holds on a day. */
export async function listHeld(
  db: Database,
  at: readonly string[],
  day: string,
): Promise<readonly Pick<Appointment, 'institution' | 'role'>[]> {
  const { rows } = await sql<{ institution: string; role: Role }>`select distinct institution, role
    from identity.appointment where institution = any(${[...at]}::text[]) and ${inForce(day)}`.execute(db);
  return rows;
}

export async function findOfficials(db: Database, at: string, role: Role, day: string): Promise<readonly string[]> {
  const { rows } = await sql<{ person: string }>`select distinct person from identity.appointment
    where institution = ${at} and role = ${role} and ${inForce(day)} order by person`.execute(db);
  return rows.map(({ person: official }) => official);
}
