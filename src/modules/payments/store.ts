import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { BankEntryRow, BillRow, EntryKind, EntryRow, PaymentTables, RefundRow } from './entities.ts';
import type { Sums } from './rules.ts';

const tables = (db: Database) => db.withTables<PaymentTables>();

/** Next number of a year, from 1; an abandoned transaction gives its number back. */
export async function nextNumber(db: Database, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`insert into payments.counter as c (year, last) values (${year}, 1)
    on conflict (year) do update set last = c.last + 1 returning last`.execute(db);
  return rows[0]?.last ?? 1;
}

/** Until the transaction ends nobody else moves money of this bill, entry or refund. */
export async function lock(db: Database, what: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payments:${what}`}, 0))`.execute(db);
}

/** False when a bill with this effect key stood there already. */
export async function insertBill(db: Database, row: BillRow): Promise<boolean> {
  const done = await tables(db)
    .insertInto('payments.bill')
    .values({ ...row, bank: sql`${JSON.stringify(row.bank)}::jsonb`, title: sql`${JSON.stringify(row.title)}::jsonb` })
    .onConflict((conflict) => conflict.column('effect_key').doNothing())
    .returning('id')
    .execute();
  return done.length > 0;
}

export async function findBillByKey(db: Database, effectKey: string): Promise<BillRow | undefined> {
  return tables(db).selectFrom('payments.bill').selectAll().where('effect_key', '=', effectKey).executeTakeFirst();
}

/** A bill with what the ledger says of it. */
export type Standing = BillRow & Sums & { readonly paidAt: Date | null; readonly voidedAt: Date | null };

const standing = sql`select b.*, coalesce(e.received, 0)::numeric(14,2) as received,
    coalesce(e.ordered, 0)::numeric(14,2) as ordered, coalesce(e.sent, 0)::numeric(14,2) as sent,
    e.voided_at is not null as voided, e.paid_at as "paidAt", e.voided_at as "voidedAt"
  from payments.bill b cross join lateral (select sum(amount) filter (where kind = 'received') as received,
    sum(case kind when 'refund_ordered' then amount when 'refund_rejected' then -amount end) as ordered,
    sum(amount) filter (where kind = 'refund_sent') as sent, max(at) filter (where kind = 'paid') as paid_at,
    max(at) filter (where kind = 'void') as voided_at from payments.entry e where e.bill = b.id) e`;

export async function findBill(db: Database, id: string): Promise<Standing | undefined> {
  return (await sql<Standing>`${standing} where b.id = ${id}`.execute(db)).rows[0];
}

export async function findBillByReference(db: Database, reference: string): Promise<Standing | undefined> {
  return (await sql<Standing>`${standing} where b.reference = ${reference}`.execute(db)).rows[0];
}

/** Bills with one of these references. */
export async function listBillsBy(db: Database, references: readonly string[]): Promise<readonly BillRow[]> {
  const { rows } = await sql<BillRow>`select * from payments.bill where reference = any(${references}::text[])`.execute(
    db,
  );
  return rows;
}

/** Bills of an institution, the newest first; with `search` those whose reference holds these signs. */
export async function listBills(
  db: Database,
  institution: string,
  { search, limit, offset }: { readonly search: string; readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly Standing[]; readonly total: number }> {
  const found = sql`b.institution = ${institution} and strpos(b.reference, ${search}) > 0`;
  const { rows: items } =
    await sql<Standing>`${standing} where ${found} order by b.issued_at desc, b.id limit ${limit} offset ${offset}`.execute(
      db,
    );
  const { rows } = await sql<{ total: number }>`select count(*) as total from payments.bill b where ${found}`.execute(
    db,
  );
  return { items, total: rows[0]?.total ?? 0 };
}

/** False when the entry is known already. */
export async function insertBankEntry(
  db: Database,
  { remittance, payer_name, payer_iban, ...row }: BankEntryRow,
): Promise<boolean> {
  const done = await tables(db)
    .insertInto('payments.bank_entry')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .execute();
  if (done.length === 0) return false;
  await tables(db)
    .insertInto('payments.payer')
    .values({ bank_entry: row.id, remittance, payer_name, payer_iban })
    .execute();
  return true;
}

/** Does the entry that stands under this key say the same? */
export async function isSameEntry(
  db: Database,
  {
    key,
    amount,
    currency,
    booked_on: day,
    reference,
  }: Pick<BankEntryRow, 'key' | 'amount' | 'currency' | 'booked_on' | 'reference'>,
): Promise<boolean> {
  const { rows } = await sql`select from payments.bank_entry where key = ${key} and amount = ${amount}
    and currency = ${currency} and booked_on = ${day} and reference is not distinct from ${reference}`.execute(db);
  return rows.length > 0;
}

const bankEntries = sql`select n.*, p.remittance, p.payer_name, p.payer_iban
  from payments.bank_entry n left join payments.payer p on p.bank_entry = n.id`;

export async function findBankEntry(db: Database, id: string): Promise<BankEntryRow | undefined> {
  return (await sql<BankEntryRow>`${bankEntries} where n.id = ${id}`.execute(db)).rows[0];
}

/** Nothing has been done with the money yet: it belongs to no bill, is not set aside and does not go back. */
export const isLoose = sql`not exists (select from payments.entry e where e.bank_entry = n.id and e.kind in ('received', 'set_aside'))
  and not exists (select from payments.entry e where e.bank_entry = n.id and e.kind = 'refund_ordered'
    and not exists (select from payments.entry r where r.refund = e.refund and r.kind = 'refund_rejected'))`;

export async function isUnsettled(db: Database, bankEntry: string): Promise<boolean> {
  const { rows } = await sql`select from payments.bank_entry n where n.id = ${bankEntry} and ${isLoose}`.execute(db);
  return rows.length > 0;
}

/** Money of an institution that belongs to nothing, the oldest first. */
export async function listUnmatched(
  db: Database,
  institution: string,
  limit: number,
): Promise<{ readonly items: readonly BankEntryRow[]; readonly total: number }> {
  const found = sql`where n.institution = ${institution} and n.problem is not null and ${isLoose}`;
  const { rows: items } =
    await sql<BankEntryRow>`${bankEntries} ${found} order by n.booked_on, n.id limit ${limit}`.execute(db);
  const { rows } = await sql<{ total: number }>`select count(*) as total from payments.bank_entry n ${found}`.execute(
    db,
  );
  return { items, total: rows[0]?.total ?? 0 };
}

export type NewEntry = Pick<EntryRow, 'id' | 'at' | 'institution' | 'kind' | 'amount'> &
  Partial<Pick<EntryRow, 'bill' | 'bank_entry' | 'refund' | 'person'>> & { readonly note?: string };

/** False when it stood in the ledger already. */
export async function insertEntry(db: Database, { note, ...row }: NewEntry): Promise<boolean> {
  const done = await tables(db)
    .insertInto('payments.entry')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  if (done.length > 0 && note !== undefined)
    await tables(db).insertInto('payments.note').values({ entry: row.id, text: note }).execute();
  return done.length > 0;
}

/** An entry of the ledger with what was written to it, and the bank's day of the money. */
export type LedgerRow = Pick<EntryRow, 'id' | 'at' | 'kind' | 'amount' | 'person' | 'refund'> & {
  readonly note: string | null;
  readonly bookedOn: string | null;
};

/** In order; of what one moment brought, in the order in which one leads to another. */
export async function listLedger(db: Database, bill: string): Promise<readonly LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`select e.id, e.at, e.kind, e.amount, e.person, e.refund, t.text as note,
      n.booked_on as "bookedOn"
    from payments.entry e left join payments.note t on t.entry = e.id left join payments.bank_entry n on n.id = e.bank_entry
    where e.bill = ${bill} order by e.at, array_position(
      '{issued,received,set_aside,paid,refund_ordered,refund_confirmed,refund_sent}'::text[], e.kind), e.id`.execute(
    db,
  );
  return rows;
}

/** By whose hands money came to a bill: who read the statement that tells of it, confirmed it, or put the money there. */
export async function listReceivers(db: Database, bill: string): Promise<readonly string[]> {
  const { rows } = await sql<{ person: string }>`select person from payments.entry
    where bill = ${bill} and kind = 'received' and person is not null
    union select s.person from payments.entry e join payments.bank_entry n on n.id = e.bank_entry
      join payments.statement s on s.id = n.statement
    where e.bill = ${bill} and e.kind = 'received' and s.person is not null`.execute(db);
  return rows.map(({ person }) => person);
}

/** Whose account the money of a bill came from; undefined where none came, and where it came from several. */
export async function payerOf(
  db: Database,
  bill: string,
): Promise<Pick<BankEntryRow, 'payer_iban' | 'payer_name'> | undefined> {
  const { rows } = await sql<Pick<BankEntryRow, 'payer_iban' | 'payer_name'>>`select distinct on (p.payer_iban)
      p.payer_iban, p.payer_name from payments.entry e left join payments.payer p on p.bank_entry = e.bank_entry
    where e.bill = ${bill} and e.kind = 'received' order by p.payer_iban, e.at desc, e.id desc limit 2`.execute(db);
  return rows.length === 1 ? rows[0] : undefined;
}

/** False when a refund with this effect key stood there already. */
export async function insertRefund(
  db: Database,
  { iban, holder, note, ...row }: RefundRow & { readonly note: string },
): Promise<boolean> {
  const done = await tables(db)
    .insertInto('payments.refund')
    .values(row)
    .onConflict((conflict) => conflict.column('effect_key').doNothing())
    .returning('id')
    .execute();
  if (done.length === 0) return false;
  await tables(db).insertInto('payments.recipient').values({ refund: row.id, iban, holder, note }).execute();
  return true;
}

/** `filed`: confirmed, and in a file for the bank. */
export type RefundStage = 'ordered' | 'confirmed' | 'rejected' | 'filed' | 'sent';
export type RefundWithStage = RefundRow & {
  readonly stage: RefundStage;
  readonly reference: string | null;
  readonly bankFile: string | null;
};

const refunds = sql`select r.*, c.iban, c.holder, c.note, b.reference, f.bank_file as "bankFile",
    case when f.bank_file is not null and s.stage = 'confirmed' then 'filed' else s.stage end as stage
  from payments.refund r left join payments.bill b on b.id = r.bill
  left join payments.bank_file_refund f on f.refund = r.id left join payments.recipient c on c.refund = r.id
  cross join lateral (select substr(e.kind, 8) as stage from payments.entry e
    where e.refund = r.id order by e.kind = 'refund_ordered', e.kind <> 'refund_sent' limit 1) s`;

export async function findRefund(db: Database, id: string): Promise<RefundWithStage | undefined> {
  return (await sql<RefundWithStage>`${refunds} where r.id = ${id}`.execute(db)).rows[0];
}

/** Refunds of an institution in a stage, the oldest first. */
export async function listRefunds(
  db: Database,
  institution: string,
  stage: RefundStage,
  limit: number,
): Promise<readonly RefundWithStage[]> {
  const { rows } = await sql<RefundWithStage>`select * from (${refunds} where r.institution = ${institution}) r
    where stage = ${stage} order by ordered_at, id limit ${limit}`.execute(db);
  return rows;
}

export interface Settled {
  readonly institution: string;
  readonly service: string;
  readonly kind: EntryKind;
  readonly at: Date;
  readonly issuedAt: Date;
  readonly dueAt: Date;
  /** Day on which the bank had the last of the money; null of a void bill. */
  readonly bookedOn: string | null;
}

/** Bills whose fate was written by transactions of the window: paid, or void. */
export async function listSettled(
  db: Database,
  { after, before }: { readonly after: string; readonly before: string },
): Promise<readonly Settled[]> {
  const { rows } =
    await sql<Settled>`select e.institution, b.subject_name as service, e.kind, e.at, b.issued_at as "issuedAt",
      b.due_at as "dueAt", (select max(n.booked_on) from payments.entry r join payments.bank_entry n on n.id = r.bank_entry
        where r.bill = b.id and r.kind = 'received')::text as "bookedOn"
    from payments.entry e join payments.bill b on b.id = e.bill
    where e.kind in ('paid', 'void') and e.xid >= ${after}::xid8 and e.xid < ${before}::xid8`.execute(db);
  return rows;
}
