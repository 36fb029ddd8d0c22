import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../src/kernel/database.ts';
import type { Money } from './kill-treasury.ts';

/** Each query finds what must not be. */
export const moneyInvariants: readonly (readonly [says: string, query: RawBuilder<unknown>])[] = [
  [
    'bill that is not issued once, or paid, received or void more than once or both',
    sql`select bill from payments.entry where bill is not null group by bill
      having count(*) filter (where kind = 'issued') <> 1 or count(*) filter (where kind in ('paid', 'void')) > 1
        or count(*) filter (where kind = 'received') <> count(*) filter (where kind = 'paid')`,
  ],
  [
    'bill of which the ledger holds another sum than its own',
    sql`select b.id, e.kind, e.amount from payments.bill b join payments.entry e on e.bill = b.id where e.amount <> b.amount`,
  ],
  ['two bills of one case', sql`select subject from payments.bill group by subject having count(*) > 1`],
  [
    'case whose fee was paid and that did not go on once, or the reverse',
    sql`select b.subject from payments.bill b where
      (select count(*) from payments.entry e where e.bill = b.id and e.kind = 'paid')
      <> (select count(*) from process.journal j where j.instance = b.subject and j.action = 'paid')`,
  ],
  ['money that belongs to no bill', sql`select id, key, problem from payments.bank_entry where problem is not null`],
  [
    'money that came and is not in the ledger once',
    sql`select b.id from payments.bank_entry b where
      (select count(*) from payments.entry e where e.bank_entry = b.id and e.kind = 'received') <> 1`,
  ],
  [
    'statement that waits',
    sql`select id from payments.statement s where faults <> '{}' and not exists (
    select from payments.statement_decision d where d.statement = s.id)`,
  ],
  ['statement read twice', sql`select digest from payments.statement group by iban, digest having count(*) > 1`],
  [
    'refund that is not ordered, confirmed and sent once each, in one file',
    sql`select r.id from payments.refund r where (select array_agg(kind order by kind) from payments.entry e
        where e.refund = r.id) is distinct from array['refund_confirmed', 'refund_ordered', 'refund_sent']
      or (select count(*) from payments.bank_file_refund f where f.refund = r.id) <> 1`,
  ],
  ['two refunds of one bill', sql`select bill from payments.refund group by bill having count(*) > 1`],
  [
    'paid case that was withdrawn and not refunded, or the reverse',
    sql`select b.id from payments.bill b join process.instance i on i.id = b.subject where
      exists (select from payments.refund r where r.bill = b.id)
      <> (i.status = 'withdrawn' and exists (select from payments.entry e where e.bill = b.id and e.kind = 'paid'))`,
  ],
  [
    'file for the bank that does not hold what it says, each refund on one line',
    sql`select f.id from payments.bank_file f join payments.bank_file_content c on c.bank_file = f.id
      join payments.bank_file_refund l on l.bank_file = f.id join payments.refund r on r.id = l.refund
      group by f.id, c.content having count(*) <> f.refunds or sum(r.amount) <> f.amount
        or bool_or(array_length(string_to_array(c.content, r.id::text), 1) <> 2)
        or array_length(string_to_array(c.content, E'\\r\\n'), 1) <> f.refunds + 2`,
  ],
];

/** What was acknowledged of money and is not there, and the reverse. */
export async function moneyFaults(db: Database, { paid, sentBack }: Money): Promise<readonly string[]> {
  const { rows } = await sql<{ reference: string; kind: string }>`select b.reference, e.kind from payments.bill b
    join payments.entry e on e.bill = b.id where e.kind in ('paid', 'refund_sent')`.execute(db);
  const kept = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map(({ reference }) => reference));
  return [...differences('payment', paid, kept('paid')), ...differences('refund', sentBack, kept('refund_sent'))];
}

function differences(what: string, known: ReadonlySet<string>, kept: ReadonlySet<string>): readonly string[] {
  return [
    ...[...known.difference(kept)].map((reference) => `acknowledged ${what} of ${reference} is lost`),
    ...[...kept.difference(known)].map((reference) => `${what} of ${reference} was never asked for`),
  ];
}
