import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/lang.ts';
import type { DescribedEndpoint } from '../services/openapi/described.ts';
import type { RightContent } from './content.ts';
import type { Standing } from './standing.ts';

/** A right, asked for or granted. */
export interface RightRow {
  readonly id: string;
  readonly service: string;
  /** Institution and system that call. */
  readonly institution: string;
  readonly system: string;
  readonly provider: string;
  readonly reason: string;
  readonly asked: RightContent;
  readonly at: Date;
  readonly standing: Standing;
  readonly proposed: RightContent | null;
  readonly granted: RightContent | null;
  readonly grantedAt: Date | null;
  /** Version of the service that was last looked at with it. */
  readonly serviceVersion: number;
  readonly serviceSystem: string;
  readonly serviceCode: string;
  readonly serviceTitle: Text;
}

const columns = sql`r.id, r.service, r.institution, r.system, r.provider, r.reason, r.asked, r.at, r.standing, r.proposed, r.granted,
  r.granted_at as "grantedAt", r.service_version as "serviceVersion", s.system as "serviceSystem", s.code as "serviceCode",
  (select v.title from exchange.service_version v where v.service = s.id order by v.version desc limit 1) as "serviceTitle"`;
const from = sql`from exchange.access_right r join exchange.service s on s.id = r.service`;

export interface NewRight {
  readonly id: string;
  readonly service: string;
  readonly institution: string;
  readonly system: string;
  readonly provider: string;
  readonly reason: string;
  readonly asked: RightContent;
  readonly at: Date;
  readonly serviceVersion: number;
}

export async function insertRight(db: Database, given: NewRight): Promise<void> {
  await sql`insert into exchange.access_right
    (id, service, institution, system, provider, reason, asked, at, standing, until, service_version)
    values (${given.id}, ${given.service}, ${given.institution}, ${given.system}, ${given.provider}, ${given.reason},
      ${JSON.stringify(given.asked)}::jsonb, ${given.at}, 'asked', ${given.asked.until}, ${given.serviceVersion})`.execute(
    db,
  );
}

export async function findRight(db: Database, id: string): Promise<RightRow | undefined> {
  const { rows } = await sql<RightRow>`select ${columns} ${from} where r.id = ${id}`.execute(db);
  return rows[0];
}

/** Whether the same is asked for and not yet decided. */
export async function isAsked(
  db: Database,
  { service, institution, system, asked: { purpose } }: Pick<NewRight, 'service' | 'institution' | 'system' | 'asked'>,
): Promise<boolean> {
  const { rows } =
    await sql`select from exchange.access_right where service = ${service} and institution = ${institution}
    and system = ${system} and standing = 'asked' and asked ->> 'purpose' = ${purpose} limit 1`.execute(db);
  return rows.length > 0;
}

interface Part {
  readonly limit: number;
  readonly offset: number;
}
interface Listed {
  readonly items: readonly RightRow[];
  readonly total: number;
}

/** Rights that institutions asked for (`consumer`) or are asked for (`provider`): undecided first, then the newest. */
export async function listRights(
  db: Database,
  side: 'consumer' | 'provider',
  institutions: readonly string[],
  { limit, offset }: Part,
): Promise<Listed> {
  const column = side === 'consumer' ? sql`r.institution` : sql`r.provider`;
  const { rows } = await sql<RightRow & { total: number }>`select ${columns}, count(*) over () as total ${from}
    where ${column} = any(${[...institutions]}::text[])
    order by array_position(array['asked', 'reconfirming', 'suspended', 'in_force'], r.standing), r.at desc, r.id
    limit ${limit} offset ${offset}`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}

/** Of rights in force, those of some institutions whose last day comes before a day, the first first. */
export async function listEnding(
  db: Database,
  institutions: readonly string[],
  before: string,
): Promise<readonly RightRow[]> {
  const { rows } = await sql<RightRow>`select ${columns} ${from}
    where (r.institution = any(${[...institutions]}::text[]) or r.provider = any(${[...institutions]}::text[]))
      and r.standing in ('in_force', 'reconfirming', 'suspended') and r.until < ${before}::date
    order by r.until, r.id limit 50`.execute(db);
  return rows;
}

/** Rights that were granted, those in force first; of one service where it is named. */
export async function listGranted(db: Database, service: string | undefined, { limit, offset }: Part): Promise<Listed> {
  const which = service === undefined ? sql`true` : sql`r.service = ${service}`;
  const { rows } = await sql<RightRow & { total: number }>`select ${columns}, count(*) over () as total ${from}
    where r.granted is not null and ${which}
    order by r.standing not in ('in_force', 'reconfirming'), r.granted_at desc, r.id limit ${limit} offset ${offset}`.execute(
    db,
  );
  return { items: rows, total: rows[0]?.total ?? 0 };
}

/** Rights to services that let something through now: granted, not suspended, not past their last day. */
export async function listInForce(
  db: Database,
  services: readonly string[],
  today: string,
): Promise<readonly RightRow[]> {
  if (services.length === 0) return [];
  const { rows } = await sql<RightRow>`select ${columns} ${from} where r.service = any(${[...services]}::uuid[])
    and r.standing in ('in_force', 'reconfirming') and r.until >= ${today}::date order by r.id`.execute(db);
  return rows;
}

/** Rights to a service that a new version of it may touch. */
export async function listAlive(db: Database, service: string): Promise<readonly RightRow[]> {
  const { rows } = await sql<RightRow>`select ${columns} ${from} where r.service = ${service}
    and r.standing in ('in_force', 'reconfirming', 'suspended') order by r.id`.execute(db);
  return rows;
}

export async function setProposed(db: Database, id: string, content: RightContent, version: number): Promise<void> {
  await sql`update exchange.access_right set proposed = ${JSON.stringify(content)}::jsonb, service_version = ${version}
    where id = ${id}`.execute(db);
}

export async function setGranted(
  db: Database,
  id: string,
  { content, at, version }: { readonly content: RightContent; readonly at: Date; readonly version: number },
): Promise<void> {
  await sql`update exchange.access_right set granted = ${JSON.stringify(content)}::jsonb, granted_at = ${at},
    until = ${content.until}::date, service_version = ${version} where id = ${id}`.execute(db);
}

export async function setConfirmed(db: Database, id: string, version: number): Promise<void> {
  await sql`update exchange.access_right set service_version = ${version} where id = ${id}`.execute(db);
}

export interface Step {
  readonly right: string;
  /** Of the journal of its process. */
  readonly seq: number;
  readonly standing: Standing;
  readonly person: string | null;
  readonly at: Date;
  /** Response fields of the endpoints it lets through, and how many of them it leaves out; none while it lets nothing through. */
  readonly fields: { readonly all: number; readonly left: number };
}

/** Writes how a right stands from now on. */
export async function step(db: Database, { right, seq, standing, person, at, fields }: Step): Promise<void> {
  await sql`insert into exchange.access_right_step (access_right, seq, standing, person, at, fields, fields_left_out)
    values (${right}, ${seq}, ${standing}, ${person}, ${at}, ${fields.all}, ${fields.left})`.execute(db);
  await sql`update exchange.access_right set standing = ${standing} where id = ${right}`.execute(db);
}

/** Endpoints of a version of a service. */
export async function endpointsOf(
  db: Database,
  service: string,
  version: number,
): Promise<readonly DescribedEndpoint[] | undefined> {
  const { rows } = await sql<{ endpoints: readonly DescribedEndpoint[] }>`select endpoints from exchange.service_version
    where service = ${service} and version = ${version}`.execute(db);
  return rows[0]?.endpoints;
}

/** Number of the next right that is asked for in a year. */
export async function nextNumber(db: Database, year: number): Promise<number> {
  const { rows } = await sql<{
    number: number;
  }>`insert into exchange.access_right_number (year, last) values (${year}, 1)
    on conflict (year) do update set last = exchange.access_right_number.last + 1 returning last as number`.execute(db);
  return rows[0]?.number ?? 1;
}
