import { sql } from 'kysely';
import { appRole, type Database, retentionRole } from '../../kernel/database.ts';
import { isLoose } from './store.ts';

/** Money goes back still: ordered, and neither rejected nor with the bank. */
const isOpen = (
  refund: ReturnType<typeof sql>,
) => sql`not exists (select from payments.entry e where e.refund = ${refund}
    and e.kind in ('refund_rejected', 'refund_sent'))`;

const staysWithMoney = (moment: ReturnType<typeof sql>, refund: ReturnType<typeof sql>) =>
  sql`${moment} or ${isOpen(refund)}`;

/** By table, the rows whose time is over. `before`: what was settled since then stays. */
function over(before: Date) {
  const late = sql`${before}::timestamptz`;
  return {
    payer: sql`select p.bank_entry as id from payments.payer p join payments.bank_entry n on n.id = p.bank_entry
      where n.imported_at < ${late} and not (n.problem is not null and ${isLoose})
      and not exists (select from payments.entry t where t.at >= ${late}
        and (t.bank_entry = n.id or t.bill in (select r.bill from payments.entry r where r.bank_entry = n.id)))
      and not exists (select from payments.refund f where ${isOpen(sql`f.id`)} and (f.bank_entry = n.id
        or f.bill in (select r.bill from payments.entry r where r.bank_entry = n.id)))`,
    recipient: sql`select c.refund as id from payments.recipient c join payments.refund f on f.id = c.refund
      where f.ordered_at < ${late} and not (${staysWithMoney(
        sql`exists (select from payments.entry t where t.refund = f.id and t.at >= ${late})`,
        sql`f.id`,
      )})`,
    note: sql`select t.entry as id from payments.note t join payments.entry e on e.id = t.entry where e.at < ${late}`,
    statement_content: sql`select c.statement as id from payments.statement_content c
      join payments.statement_decision d on d.statement = c.statement where d.at < ${late}`,
    bank_file_content: sql`select c.bank_file as id from payments.bank_file_content c
      join payments.bank_file f on f.id = c.bank_file where f.made_at < ${late} and not exists (
        select from payments.bank_file_refund r where r.bank_file = f.id and (${staysWithMoney(
          sql`exists (select from payments.entry t where t.refund = r.refund and t.at >= ${late})`,
          sql`r.refund`,
        )}))`,
  };
}

const keys = {
  payer: 'bank_entry',
  recipient: 'refund',
  note: 'entry',
  statement_content: 'statement',
  bank_file_content: 'bank_file',
} as const;

/** Deletes for good, at most `limit` rows a table. Is there more? Call it in a transaction: only the retention role may delete. */
export async function forgetSettled(db: Database, before: Date, limit: number): Promise<boolean> {
  let more = false;
  for (const [table, which] of Object.entries(over(before))) {
    const { rows } = await sql<{ id: string }>`select id from (${which}) o limit ${limit}`.execute(db);
    const ids = rows.map(({ id }) => id);
    await sql`set local role ${sql.id(retentionRole)}`.execute(db);
    await sql`delete from ${sql.table(`payments.${table}`)}
      where ${sql.ref(keys[table as keyof typeof keys])} = any(${ids}::uuid[])`.execute(db);
    await sql`set local role ${sql.id(appRole)}`.execute(db);
    if (rows.length === limit) more = true;
  }
  return more;
}
