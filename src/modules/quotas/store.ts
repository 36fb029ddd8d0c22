import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { AccessKeyRow, CorrectionRow, EntryRow, QuotaRow, QuotaTables, UsageReportRow } from './entities.ts';
import type { Sums } from './rules.ts';

const tables = (db: Database) => db.withTables<QuotaTables>();

/** Until the transaction ends nobody else books anything on this quota. */
export async function lock(db: Database, number: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`quotas:${number}`}, 0))`.execute(db);
}

export async function insertQuota(db: Database, row: QuotaRow): Promise<void> {
  await tables(db)
    .insertInto('quotas.quota')
    .values({ ...row, title: sql`${JSON.stringify(row.title)}::jsonb` })
    .execute();
}

/** A quota with what its ledger says. */
export type Standing = QuotaRow & Sums;

const standing = sql`select q.*, e.given, e.used, e.left, e.first_day::text as "validFrom",
    coalesce(e.last_day, e.first_day)::text as "validTo", coalesce(e.last_kind = 'ended', false) as ended
  from quotas.quota q cross join lateral (select
      coalesce(sum(amount) filter (where kind in ('granted', 'extended', 'restored')), 0)::numeric(14,3) as given,
      coalesce(-sum(amount) filter (where kind in ('used', 'corrected')), 0)::numeric(14,3) as used,
      coalesce(sum(amount), 0)::numeric(14,3) as left, min(valid_from) as first_day,
      (array_agg(valid_to order by number desc) filter (where valid_to is not null))[1] as last_day,
      (array_agg(kind order by number desc) filter (where kind in ('granted', 'extended', 'restored', 'ended')))[1] as last_kind
    from quotas.entry where quota = q.id) e`;

export async function findQuota(db: Database, id: string): Promise<Standing | undefined> {
  return (await sql<Standing>`${standing} where q.id = ${id}`.execute(db)).rows[0];
}

export async function findQuotaByNumber(db: Database, number: string): Promise<Standing | undefined> {
  return (await sql<Standing>`${standing} where q.number = ${number}`.execute(db)).rows[0];
}

/** The quota to which a process gave something. */
export async function findQuotaOfSubject(db: Database, subject: string): Promise<Standing | undefined> {
  return (
    await sql<Standing>`${standing} where q.id = (select quota from quotas.entry where subject = ${subject} limit 1)`.execute(
      db,
    )
  ).rows[0];
}

/** Quotas that an institution gave or measures, the newest first; with `search` those whose number holds these signs. */
export async function listQuotas(
  db: Database,
  institution: string,
  { search, limit, offset }: { readonly search: string; readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly Standing[]; readonly total: number }> {
  const found = sql`(q.institution = ${institution} or q.operator = ${institution}) and strpos(q.number, ${search}) > 0`;
  const { rows: items } =
    await sql<Standing>`${standing} where ${found} order by q.granted_at desc, q.id limit ${limit} offset ${offset}`.execute(
      db,
    );
  const { rows } = await sql<{ total: number }>`select count(*) as total from quotas.quota q where ${found}`.execute(
    db,
  );
  return { items, total: rows[0]?.total ?? 0 };
}

export type NewEntry = Pick<EntryRow, 'at' | 'quota' | 'kind' | 'amount' | 'effect_key'> &
  Partial<Pick<EntryRow, 'subject' | 'valid_from' | 'valid_to' | 'used_on' | 'correction' | 'access_key' | 'person'>>;

/** False when it stood in the ledger already. */
export async function insertEntry(db: Database, row: NewEntry): Promise<boolean> {
  const done = await tables(db)
    .insertInto('quotas.entry')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .execute();
  return done.length > 0;
}

export async function findEntryByKey(db: Database, effectKey: string): Promise<EntryRow | undefined> {
  return tables(db).selectFrom('quotas.entry').selectAll().where('effect_key', '=', effectKey).executeTakeFirst();
}

/** What a process has given, and what its ends have taken, in order. */
export async function entriesOfSubject(db: Database, subject: string): Promise<readonly EntryRow[]> {
  return tables(db).selectFrom('quotas.entry').selectAll().where('subject', '=', subject).orderBy('number').execute();
}

/** An entry of the ledger with what was written to its correction, and the system that reported it. */
export type LedgerRow = EntryRow & { readonly note: string | null; readonly system: string | null };

/** The newest first. */
export async function listLedger(db: Database, quota: string, limit: number): Promise<readonly LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`select e.*, c.note, k.name as system from quotas.entry e
    left join quotas.correction c on c.id = e.correction left join quotas.access_key k on k.id = e.access_key
    where e.quota = ${quota} order by e.number desc limit ${limit}`.execute(db);
  return rows;
}

export async function insertCorrection(db: Database, row: CorrectionRow): Promise<void> {
  await tables(db).insertInto('quotas.correction').values(row).execute();
}

export async function findCorrection(db: Database, id: string): Promise<CorrectionRow | undefined> {
  return tables(db).selectFrom('quotas.correction').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Corrections of a quota that nobody has decided on, the oldest first. */
export async function openCorrections(db: Database, quota: string): Promise<readonly CorrectionRow[]> {
  const { rows } = await sql<CorrectionRow>`select c.* from quotas.correction c where c.quota = ${quota}
    and not exists (select from quotas.entry e where e.correction = c.id) order by c.ordered_at, c.id`.execute(db);
  return rows;
}

/** Quotas of an operator on which corrections wait for a second person. */
export async function quotasAwaiting(
  db: Database,
  operator: string,
): Promise<readonly { readonly id: string; readonly number: string; readonly count: number }[]> {
  const { rows } = await sql<{ id: string; number: string; count: number }>`select q.id, q.number, count(*) as count
    from quotas.correction c join quotas.quota q on q.id = c.quota where q.operator = ${operator}
      and not exists (select from quotas.entry e where e.correction = c.id)
    group by q.id, q.number order by q.number`.execute(db);
  return rows;
}

export async function insertReport(db: Database, row: UsageReportRow): Promise<void> {
  await tables(db).insertInto('quotas.usage_report').values(row).execute();
}

export async function lastReport(db: Database, operator: string): Promise<UsageReportRow | undefined> {
  return tables(db)
    .selectFrom('quotas.usage_report')
    .selectAll()
    .where('operator', '=', operator)
    .orderBy('reported_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertAccessKey(db: Database, row: AccessKeyRow): Promise<void> {
  await tables(db).insertInto('quotas.access_key').values(row).execute();
}

export async function findAccessKey(
  db: Database,
  by: { id: string } | { digest: Buffer },
): Promise<AccessKeyRow | undefined> {
  const query = tables(db).selectFrom('quotas.access_key').selectAll();
  return ('id' in by ? query.where('id', '=', by.id) : query.where('digest', '=', by.digest)).executeTakeFirst();
}

export async function listAccessKeys(db: Database, operator: string): Promise<readonly AccessKeyRow[]> {
  return tables(db)
    .selectFrom('quotas.access_key')
    .selectAll()
    .where('operator', '=', operator)
    .where('withdrawn_at', 'is', null)
    .orderBy('issued_at')
    .execute();
}

export async function withdrawAccessKey(db: Database, id: string, now: Date): Promise<void> {
  await tables(db)
    .updateTable('quotas.access_key')
    .set({ withdrawn_at: now })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** Entries of the ledger written by transactions of the window. */
export async function listWritten(
  db: Database,
  { after, before }: { readonly after: string; readonly before: string },
): Promise<readonly Written[]> {
  const { rows } = await sql<Written>`select e.at, e.kind, q.institution, q.subject_name as service, e.amount
    from quotas.entry e join quotas.quota q on q.id = e.quota
    where e.xid >= ${after}::xid8 and e.xid < ${before}::xid8`.execute(db);
  return rows;
}

export interface Written extends Pick<EntryRow, 'at' | 'kind' | 'amount'> {
  readonly institution: string;
  readonly service: string;
}
