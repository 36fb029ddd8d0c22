import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { RegulationDocument } from './document.ts';

export interface NewRegulation {
  readonly service: string;
  readonly definition: number;
  readonly inForceFrom: string;
  readonly at: Date;
  readonly document: RegulationDocument;
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
}

/** Keeps a text as the next version, unless it is that of the newest one. Answers whether it is new. */
export async function insertRegulation(db: Database, given: NewRegulation): Promise<boolean> {
  const { service, definition, inForceFrom, at, document, digest } = given;
  const { rows } = await sql`with newest as (
      select version, digest from catalogue.regulation where service = ${service} order by version desc limit 1
    )
    insert into catalogue.regulation (service, version, definition, in_force_from, at, document, digest)
    select ${service}, coalesce((select version from newest), 0) + 1, ${definition}, ${inForceFrom}, ${at},
      ${JSON.stringify(document)}::jsonb, decode(${digest}, 'hex')
    where not exists (select from newest where digest = decode(${digest}, 'hex'))
    returning version`.execute(db);
  return rows.length > 0;
}

export interface RegulationLine {
  readonly version: number;
  /** Version of the definition that brought this text. */
  readonly definition: number;
  /** `YYYY-MM-DD` */
  readonly inForceFrom: string;
}

export interface KeptRegulation extends RegulationLine {
  readonly document: RegulationDocument;
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
}

/** Versions of a regulation, newest first. */
export async function listRegulations(db: Database, service: string): Promise<readonly RegulationLine[]> {
  const { rows } = await sql<RegulationLine>`select version, definition, in_force_from::text as "inForceFrom"
    from catalogue.regulation where service = ${service} order by version desc`.execute(db);
  return rows;
}

/** One version of a regulation; without its number the newest. */
export async function findRegulation(
  db: Database,
  service: string,
  version?: number,
): Promise<KeptRegulation | undefined> {
  const { rows } = await sql<KeptRegulation>`select version, definition, in_force_from::text as "inForceFrom", document,
      encode(digest, 'hex') as digest
    from catalogue.regulation where service = ${service} and version = coalesce(${version ?? null}::integer, version)
    order by version desc limit 1`.execute(db);
  return rows[0];
}

/** Services whose regulation is kept, by code, in the order of their codes. */
export async function listRegulated(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{
    service: string;
  }>`select distinct service from catalogue.regulation order by service`.execute(db);
  return rows.map(({ service }) => service);
}
