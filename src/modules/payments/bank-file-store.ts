import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { BankFileRow, PaymentTables } from './entities.ts';
import { listRefunds, type RefundWithStage } from './store.ts';

const tables = (db: Database) => db.withTables<PaymentTables>();

/** Fails when one of the refunds is in another file. */
export async function insertBankFile(
  db: Database,
  row: BankFileRow,
  { content, refunds }: { readonly content: string; readonly refunds: readonly string[] },
): Promise<void> {
  await tables(db).insertInto('payments.bank_file').values(row).execute();
  await sql`insert into payments.bank_file_refund (refund, bank_file) select unnest(${refunds}::uuid[]), ${row.id}`.execute(
    db,
  );
  await tables(db).insertInto('payments.bank_file_content').values({ bank_file: row.id, content }).execute();
}

export async function findBankFile(db: Database, id: string): Promise<BankFileRow | undefined> {
  return tables(db).selectFrom('payments.bank_file').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Undefined once it has been deleted. */
export async function bankFileContent(db: Database, id: string): Promise<string | undefined> {
  const found = await tables(db)
    .selectFrom('payments.bank_file_content')
    .select('content')
    .where('bank_file', '=', id)
    .executeTakeFirst();
  return found?.content;
}

export type BankFileView = BankFileRow & {
  /** Not yet said to be with the bank. */
  readonly open: boolean;
  /** Can be downloaded still. */
  readonly held: boolean;
};

/** Those not yet with the bank, and the latest of the others. */
export async function listBankFiles(
  db: Database,
  institution: string,
  limit: number,
): Promise<readonly BankFileView[]> {
  const { rows } = await sql<BankFileView>`select * from (select f.*,
      exists (select from payments.bank_file_refund r where r.bank_file = f.id and not exists (
        select from payments.entry e where e.refund = r.refund and e.kind = 'refund_sent')) as open,
      exists (select from payments.bank_file_content c where c.bank_file = f.id) as held
    from payments.bank_file f where f.institution = ${institution}) f
    order by open desc, made_at desc, id limit ${limit}`.execute(db);
  return rows;
}

/** Confirmed refunds that are in no file, the oldest first. */
export const listUnfiled = (db: Database, institution: string, limit: number): Promise<readonly RefundWithStage[]> =>
  listRefunds(db, institution, 'confirmed', limit);

export async function listFiled(db: Database, bankFile: string): Promise<readonly string[]> {
  const { rows } = await sql<{ refund: string }>`select refund from payments.bank_file_refund
    where bank_file = ${bankFile} order by refund`.execute(db);
  return rows.map(({ refund }) => refund);
}
