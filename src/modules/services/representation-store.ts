import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { Tables } from '../../kernel/entity.ts';
import type { serviceCase } from './entities.ts';
import type { RepresentationRow, RepresentationTables } from './representation-entities.ts';

const tables = (db: Database) => db.withTables<RepresentationTables & Tables<typeof serviceCase>>();

/** The right has not ended by a day. */
const lasts = (day: string) => sql<boolean>`coalesce(until_day > ${day}::date, true)`;

export async function insertRepresentation(db: Database, row: RepresentationRow): Promise<void> {
  await tables(db).insertInto('services.representation').values(row).execute();
}

export async function findRepresentation(db: Database, instance: string): Promise<RepresentationRow | undefined> {
  const all = tables(db).selectFrom('services.representation').selectAll();
  return all.where('instance', '=', instance).executeTakeFirst();
}

/**
 * Notes when the register said that the guardian may go on, or another, and until when; nothing where
 * another has taken over since.
 */
export async function confirmRepresentation(
  db: Database,
  { instance, guardian }: Pick<RepresentationRow, 'instance' | 'guardian'>,
  set: Partial<Pick<RepresentationRow, 'guardian' | 'basis' | 'earlier'>> &
    Pick<RepresentationRow, 'until_day' | 'known_at'>,
): Promise<void> {
  await tables(db)
    .updateTable('services.representation')
    .set(set)
    .where('instance', '=', instance)
    .where('guardian', '=', guardian)
    .execute();
}

/** Cases that somebody conducts for others on a day, the newest first; those taken back among them. */
export async function listRepresented(db: Database, guardian: string, day: string): Promise<readonly string[]> {
  const rows = await tables(db)
    .selectFrom('services.representation')
    .select('instance')
    .where('guardian', '=', guardian)
    .where(lasts(day))
    .orderBy('instance', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ instance }) => instance);
}

/** Of the cases that somebody conducts for others on a day, those that ended with a document, the newest first. */
export async function listRepresentedDocuments(
  db: Database,
  guardian: string,
  day: string,
): Promise<readonly { readonly instance: string; readonly document: string }[]> {
  const rows = await tables(db)
    .selectFrom('services.representation')
    .innerJoin('services.case', 'services.case.id', 'services.representation.instance')
    .select(['instance', 'document'])
    .where('guardian', '=', guardian)
    .where(lasts(day))
    .where('document', 'is not', null)
    .orderBy('instance', 'desc')
    .limit(100)
    .$narrowType<{ document: string }>()
    .execute();
  return rows;
}

/** A case of somebody, and who conducts it; `conducted` is null where they do so themselves. */
export interface CaseOfWard {
  readonly instance: string;
  readonly conducted: RepresentationRow | null;
}

/** Cases of a person for a service, with who conducts them; the newest first. */
export async function listCasesOf(db: Database, service: string, person: string): Promise<readonly CaseOfWard[]> {
  const rows = await tables(db)
    .selectFrom('services.case')
    .leftJoin('services.representation', 'services.representation.instance', 'services.case.id')
    .select(['id', 'guardian', 'basis', 'earlier', 'until_day', 'known_at'])
    .where('service', '=', service)
    .where('person', '=', person)
    .where('organisation', 'is', null)
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ id, guardian, basis, earlier, known_at, until_day }) => ({
    instance: id,
    conducted:
      guardian && basis && earlier && known_at ? { instance: id, guardian, basis, earlier, known_at, until_day } : null,
  }));
}
