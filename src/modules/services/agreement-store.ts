import type { Context } from '../../kernel/context.ts';
import type { Database } from '../../kernel/database.ts';
import { finsOf } from '../identity/index.ts';
import type { AgreementRow, AgreementTables } from './agreement-entities.ts';
import { coApplicantsOf } from './definition/co-applicant.ts';
import type { CompiledService } from './definition/compiled.ts';
import type { KnownAgreement } from './rules/co-applicants.ts';

const tables = (db: Database) => db.withTables<AgreementTables>();

export async function insertAgreement(
  db: Database,
  row: Pick<AgreementRow, 'instance' | 'case' | 'name' | 'person' | 'asked_at'>,
): Promise<void> {
  await tables(db)
    .insertInto('services.agreement')
    .values({ ...row, read_at: null, answer: null, answered_at: null, seen: null })
    .execute();
}

export async function updateAgreement(
  db: Database,
  instance: string,
  set: Partial<Omit<AgreementRow, 'instance' | 'case' | 'name' | 'person'>>,
): Promise<void> {
  await tables(db).updateTable('services.agreement').set(set).where('instance', '=', instance).execute();
}

export async function findAgreement(db: Database, instance: string): Promise<AgreementRow | undefined> {
  const all = tables(db).selectFrom('services.agreement').selectAll();
  return all.where('instance', '=', instance).executeTakeFirst();
}

/** Agreements within some cases, in the order in which they were asked for. */
export async function listAgreements(db: Database, cases: readonly string[]): Promise<readonly AgreementRow[]> {
  if (cases.length === 0) return [];
  return tables(db)
    .selectFrom('services.agreement')
    .selectAll()
    .where('case', 'in', [...cases])
    .orderBy('instance')
    .execute();
}

/** Who has agreed to a case, and to what they saw of it. */
export async function knownAgreements(
  ctx: Context,
  service: Pick<CompiledService, 'within'>,
  id: string,
): Promise<readonly KnownAgreement[]> {
  if (coApplicantsOf(service).length === 0) return [];
  const rows = await listAgreements(ctx.db, [id]);
  const fins = await finsOf(
    ctx,
    rows.map(({ person }) => person),
  );
  return rows.flatMap(({ name, person, answer, seen }) => {
    const fin = fins.get(person);
    return answer === 'agrees' && seen !== null && fin !== undefined ? [{ name, fin, seen }] : [];
  });
}

/** Nothing is left of what was agreed to, once the answers are forgotten. */
export async function forgetSeen(db: Database, cases: readonly string[]): Promise<void> {
  if (cases.length === 0) return;
  const all = tables(db).updateTable('services.agreement').set({ seen: null });
  await all
    .where('case', 'in', [...cases])
    .where('seen', 'is not', null)
    .execute();
}
