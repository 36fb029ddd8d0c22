import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/lang.ts';
import type { DescribedEndpoint } from './openapi/described.ts';

export interface ServiceRow {
  readonly id: string;
  readonly system: string;
  readonly code: string;
  readonly institution: string;
}

/** What a version says, without its document. */
export interface Description {
  readonly title: Text;
  readonly purpose: Text;
  readonly personal: boolean;
  readonly endpoints: readonly DescribedEndpoint[];
}

/** A service with its newest version. */
export interface PublishedRow extends ServiceRow, Description {
  readonly version: number;
  readonly at: Date;
  /** `YYYY-MM-DD`: announced as its last; null while it goes on. */
  readonly lastDay: string | null;
  /** Why it ends, and what to use instead. */
  readonly endReason: string | null;
}

export interface DraftRow extends Description {
  readonly service: string;
  readonly openapi: string;
  /** Names of the endpoints that a person has looked at. */
  readonly confirmed: readonly string[];
  readonly version: number;
}

/**
 * Enters a service, or takes again one that was dropped before anybody saw it. Answers its id; undefined where the system
 * has one of that code. Under {@link lockServicesOf}.
 */
export async function takeCode(
  db: Database,
  { id, system, code, institution, at }: ServiceRow & { readonly at: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`with entered as (
      insert into exchange.service (id, system, code, institution, at)
      values (${id}, ${system}, ${code}, ${institution}, ${at}) on conflict do nothing returning id)
    select id from entered union all select s.id from exchange.service s
    where s.system = ${system} and s.code = ${code} and s.institution = ${institution} and not ${described}`.execute(
    db,
  );
  return rows[0]?.id;
}

const described = sql`(exists (select from exchange.service_version v where v.service = s.id)
  or exists (select from exchange.service_draft d where d.service = s.id))`;

/** Services of a system that are described and have not ended. */
export async function countServices(db: Database, system: string, today: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from exchange.service s ${ending}
    where s.system = ${system} and ${described} and (e.last_day is null or e.last_day >= ${today})`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Keeps others from entering services of a system until the transaction ends. */
export async function lockServicesOf(db: Database, system: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('exchange.services ' || ${system}, 0))`.execute(db);
}

const columns = sql`s.id, s.system, s.code, s.institution`;
const newest = sql`(select v.* from exchange.service_version v where v.service = s.id order by v.version desc limit 1)`;

export async function findService(db: Database, id: string): Promise<ServiceRow | undefined> {
  const { rows } = await sql<ServiceRow>`select ${columns} from exchange.service s where s.id = ${id}`.execute(db);
  return rows[0];
}

/** Keeps others from changing a service or the rights to it until the transaction ends. */
export async function lockService(db: Database, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('exchange.service ' || ${id}::text, 0))`.execute(db);
}

const ending = sql`left join lateral (select last_day, reason from exchange.service_end e where e.service = s.id
  order by e.number desc limit 1) e on true`;
const published = sql`${columns}, n.version, n.title, n.purpose, n.personal, n.endpoints, n.at, e.last_day::text as "lastDay",
  case when e.last_day is not null then e.reason end as "endReason"`;

export async function findPublished(
  db: Database,
  by: { readonly id: string } | { readonly system: string; readonly code: string },
): Promise<PublishedRow | undefined> {
  const which = 'id' in by ? sql`s.id = ${by.id}` : sql`s.system = ${by.system} and s.code = ${by.code}`;
  const { rows } = await sql<PublishedRow>`select ${published} from exchange.service s
    cross join lateral ${newest} n ${ending} where ${which}`.execute(db);
  return rows[0];
}

/** What a list shows of a service. */
export interface ServiceLine extends ServiceRow {
  readonly title: Text;
  readonly purpose: Text;
  readonly personal: boolean;
  readonly count: number;
  readonly version: number;
  readonly at: Date;
  readonly lastDay: string | null;
}

interface Wanted {
  readonly text: string;
  /** Those whose last day is before it are left out. */
  readonly today: string;
  readonly limit: number;
  readonly offset: number;
}

/** Published services that have not ended, by title; `text` is looked for in titles, purposes and codes. */
export async function listPublished(
  db: Database,
  { text, today, limit, offset }: Wanted,
): Promise<{ readonly items: readonly ServiceLine[]; readonly total: number }> {
  const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const matches = text === '' ? sql`true` : sql`(n.title::text || n.purpose::text || s.code || s.system) ilike ${like}`;
  const { rows } = await sql<ServiceLine & { total: number }>`select ${columns}, n.title, n.purpose, n.personal,
      jsonb_array_length(n.endpoints) as count, n.version, n.at, e.last_day::text as "lastDay",
      count(*) over () as total
    from exchange.service s cross join lateral ${newest} n ${ending}
    where ${matches} and (e.last_day is null or e.last_day >= ${today})
    order by (n.title ->> 'az') collate "az-x-icu", s.id limit ${limit} offset ${offset}`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}

/** Services of some systems, as they are in force; the first of them with their documents, as far as `bytes` go. */
export async function listOfSystems(
  db: Database,
  systems: readonly string[],
  bytes: number,
): Promise<readonly (PublishedRow & { readonly openapi: string | null })[]> {
  const { rows } = await sql<PublishedRow & { openapi: string | null }>`select ${published},
      case when sum(octet_length(n.openapi)) over (order by s.system, s.code) <= ${bytes} then n.openapi end as openapi
    from exchange.service s cross join lateral ${newest} n ${ending} where s.system = any(${[...systems]}::text[])
    order by s.system, s.code`.execute(db);
  return rows;
}

/** A service of one's own, published or not, and whether something of it is being prepared. */
export interface OwnLine extends ServiceRow {
  readonly title: Text;
  readonly version: number | null;
  readonly draft: boolean;
}

export async function listOwn(db: Database, institutions: readonly string[]): Promise<readonly OwnLine[]> {
  const { rows } =
    await sql<OwnLine>`select ${columns}, coalesce(d.title, n.title) as title, n.version, d.service is not null as draft
    from exchange.service s left join lateral ${newest} n on true left join exchange.service_draft d on d.service = s.id
    where s.institution = any(${[...institutions]}::text[]) and (n.version is not null or d.service is not null)
    order by (coalesce(d.title, n.title) ->> 'az') collate "az-x-icu", s.id limit 500`.execute(db);
  return rows;
}

export async function findVersion(
  db: Database,
  service: string,
  version: number,
): Promise<(Description & { readonly openapi: string }) | undefined> {
  const { rows } = await sql<Description & { openapi: string }>`select title, purpose, personal, endpoints, openapi
    from exchange.service_version where service = ${service} and version = ${version}`.execute(db);
  return rows[0];
}

export interface VersionLine {
  readonly version: number;
  readonly at: Date;
  readonly count: number;
}

export async function listVersions(db: Database, service: string): Promise<readonly VersionLine[]> {
  const { rows } = await sql<VersionLine>`select version, at, jsonb_array_length(endpoints) as count
    from exchange.service_version where service = ${service} order by version desc limit 200`.execute(db);
  return rows;
}

/** Who published the versions that came after one. */
export async function publishersAfter(db: Database, service: string, version: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ person: string }>`select distinct person from exchange.service_version
    where service = ${service} and version > ${version}`.execute(db);
  return new Set(rows.map(({ person }) => person));
}

interface By {
  readonly person: string;
  readonly at: Date;
}

export async function insertVersion(db: Database, draft: DraftRow, version: number, by: By): Promise<void> {
  await sql`insert into exchange.service_version (service, version, title, purpose, personal, endpoints, openapi, person, at)
    values (${draft.service}, ${version}, ${JSON.stringify(draft.title)}::jsonb, ${JSON.stringify(draft.purpose)}::jsonb, ${draft.personal},
      ${JSON.stringify(draft.endpoints)}::jsonb, ${draft.openapi}, ${by.person}, ${by.at})`.execute(db);
}

export async function findDraft(db: Database, service: string): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`select service, title, purpose, personal, endpoints, openapi, confirmed, version
    from exchange.service_draft where service = ${service}`.execute(db);
  return rows[0];
}

/** Writes the draft over the one before. */
export async function putDraft(db: Database, draft: DraftRow, by: By): Promise<void> {
  await sql`insert into exchange.service_draft (service, title, purpose, personal, endpoints, openapi, confirmed, version, person, at)
    values (${draft.service}, ${JSON.stringify(draft.title)}::jsonb, ${JSON.stringify(draft.purpose)}::jsonb, ${draft.personal},
      ${JSON.stringify(draft.endpoints)}::jsonb, ${draft.openapi}, ${[...draft.confirmed]}::text[], ${draft.version}, ${by.person}, ${by.at})
    on conflict (service) do update set title = excluded.title, purpose = excluded.purpose, personal = excluded.personal,
      endpoints = excluded.endpoints, openapi = excluded.openapi, confirmed = excluded.confirmed, version = excluded.version,
      person = excluded.person, at = excluded.at`.execute(db);
}

export async function deleteDraft(db: Database, service: string): Promise<void> {
  await sql`delete from exchange.service_draft where service = ${service}`.execute(db);
}

/** Announces the last day of a service, or with null takes it back. Answers the number of the line. */
export async function insertEnd(
  db: Database,
  { service, lastDay, reason }: { readonly service: string; readonly lastDay: string | null; readonly reason: string },
  { person, at }: By,
): Promise<number> {
  const { rows } = await sql<{
    number: number;
  }>`insert into exchange.service_end (service, last_day, reason, person, at)
    values (${service}, ${lastDay}, ${reason}, ${person}, ${at}) returning number::int`.execute(db);
  return rows[0]?.number ?? 0;
}
