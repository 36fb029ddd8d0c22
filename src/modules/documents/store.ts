import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { Row, Tables } from '../../kernel/entity.ts';
import type { document, replacement, revocation } from './entities.ts';

type Own = Tables<typeof document | typeof replacement | typeof revocation>;
export type DocumentRow = Row<typeof document>;

const own = (db: Database) => db.withTables<Own>();

export async function addDocument(db: Database, row: DocumentRow): Promise<void> {
  await own(db)
    .insertInto('documents.document')
    .values({
      ...row,
      title: sql`${JSON.stringify(row.title)}::jsonb`,
      lines: sql`${JSON.stringify(row.lines)}::jsonb`,
      basis: sql`${JSON.stringify(row.basis)}::jsonb`,
      signer: sql`${JSON.stringify(row.signer)}::jsonb`,
    })
    .execute();
}

export async function documentByEffect(db: Database, effectKey: string): Promise<DocumentRow | undefined> {
  return own(db).selectFrom('documents.document').selectAll().where('effect_key', '=', effectKey).executeTakeFirst();
}

export type FoundDocument = DocumentRow & {
  readonly revoked_at: Date | null;
  readonly revoked_reason: string | null;
  readonly replaced_at: Date | null;
  readonly replaced_by: string | null;
};

const found = (db: Database) =>
  own(db)
    .selectFrom('documents.document')
    .leftJoin('documents.revocation', 'documents.revocation.document', 'documents.document.id')
    .leftJoin('documents.replacement', 'documents.replacement.document', 'documents.document.id')
    .selectAll('documents.document')
    .select(['documents.revocation.revoked_at', 'documents.revocation.reason as revoked_reason'])
    .select(['documents.replacement.replaced_at', 'documents.replacement.replaced_by']);

export async function documentByCode(db: Database, code: string): Promise<FoundDocument | undefined> {
  return found(db).where('documents.document.code', '=', code).executeTakeFirst();
}

export async function documentById(db: Database, id: string): Promise<FoundDocument | undefined> {
  return found(db).where('documents.document.id', '=', id).executeTakeFirst();
}

export async function documentsOf(
  db: Database,
  holder: { person?: string; organisation?: string },
): Promise<readonly FoundDocument[]> {
  const of = holder.organisation
    ? (['holder_organisation', holder.organisation] as const)
    : (['holder_person', holder.person ?? ''] as const);
  return found(db)
    .where(`documents.document.${of[0]}`, '=', of[1])
    .orderBy('documents.document.issued_at', 'desc')
    .limit(500)
    .execute();
}

export async function documentsByIds(db: Database, ids: readonly string[]): Promise<readonly FoundDocument[]> {
  return found(db).where('documents.document.id', 'in', ids).orderBy('documents.document.issued_at', 'desc').execute();
}

export async function addReplacement(db: Database, row: Row<typeof replacement>): Promise<void> {
  await own(db).insertInto('documents.replacement').values(row).execute();
}

/** The document in whose place another one holds. */
export async function documentReplacedBy(db: Database, id: string): Promise<FoundDocument | undefined> {
  return found(db).where('documents.replacement.replaced_by', '=', id).executeTakeFirst();
}

export async function addRevocation(db: Database, row: Row<typeof revocation>): Promise<boolean> {
  const { rows } = await sql`insert into documents.revocation (document, reason, basis, revoked_by, revoked_at)
    values (${row.document}, ${row.reason}, ${JSON.stringify(row.basis)}::jsonb, ${row.revoked_by}, ${row.revoked_at})
    on conflict (document) do nothing returning document`.execute(db);
  return rows.length > 0;
}
