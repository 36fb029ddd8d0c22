import type { Context } from '../../kernel/context.ts';
import type { Database } from '../../kernel/database.ts';
import type { CompiledService } from './definition/compiled.ts';
import { opinionsOf } from './definition/heard.ts';
import type { OpinionGivenRow, OpinionRow, OpinionTables } from './opinion-entities.ts';
import type { KnownOpinions } from './rules/opinions.ts';

const tables = (db: Database) => db.withTables<OpinionTables>();

export async function insertOpinion(
  db: Database,
  row: Pick<OpinionRow, 'instance' | 'case' | 'name' | 'institution' | 'asked_at'>,
): Promise<void> {
  await tables(db)
    .insertInto('services.opinion')
    .values({ ...row, answer: null, given_by: null, given_at: null })
    .execute();
}

export async function updateOpinion(
  db: Database,
  instance: string,
  set: Partial<Pick<OpinionRow, 'asked_at' | 'answer' | 'given_by' | 'given_at'>>,
): Promise<void> {
  await tables(db).updateTable('services.opinion').set(set).where('instance', '=', instance).execute();
}

export async function findOpinion(db: Database, instance: string): Promise<OpinionRow | undefined> {
  return tables(db).selectFrom('services.opinion').selectAll().where('instance', '=', instance).executeTakeFirst();
}

/** Opinions asked for within some cases. */
export async function listOpinions(db: Database, cases: readonly string[]): Promise<readonly OpinionRow[]> {
  if (cases.length === 0) return [];
  return tables(db)
    .selectFrom('services.opinion')
    .selectAll()
    .where('case', 'in', [...cases])
    .execute();
}

/** Of many instances, those that are opinions. */
export async function findOpinions(db: Database, ids: readonly string[]): Promise<readonly OpinionRow[]> {
  if (ids.length === 0) return [];
  return tables(db)
    .selectFrom('services.opinion')
    .selectAll()
    .where('instance', 'in', [...ids])
    .execute();
}

export async function insertGiven(db: Database, row: Omit<OpinionGivenRow, 'xid'>): Promise<void> {
  await tables(db).insertInto('services.opinion_given').values(row).execute();
}

/** What other institutions have said to a case. */
export async function knownOpinions(ctx: Context, service: CompiledService, id: string): Promise<KnownOpinions> {
  if (opinionsOf(service).length === 0) return {};
  const rows = await listOpinions(ctx.db, [id]);
  return Object.fromEntries(
    rows.flatMap(({ name, answer, given_by: by }) => (answer === null || by === null ? [] : [[name, { answer, by }]])),
  );
}
