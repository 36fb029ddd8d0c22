import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { AccountStatement } from '../../protocols/camt053/index.ts';
import type { PaymentTables, StatementRow } from './entities.ts';
import type { Chain } from './rules.ts';

const tables = (db: Database) => db.withTables<PaymentTables>();

export async function insertStatement(db: Database, row: Omit<StatementRow, 'turn'>): Promise<void> {
  await tables(db).insertInto('payments.statement').values(row).execute();
}

/** Kept while it waits, and until its time is over. */
export async function insertContent(db: Database, statement: string, content: AccountStatement): Promise<void> {
  await sql`insert into payments.statement_content (statement, content)
    values (${statement}, ${JSON.stringify(content)}::jsonb)`.execute(db);
}

export async function contentOf(db: Database, statement: string): Promise<AccountStatement | undefined> {
  const { rows } = await sql<{ content: AccountStatement }>`select content from payments.statement_content
    where statement = ${statement}`.execute(db);
  return rows[0]?.content;
}

export type StatementStage = 'counts' | 'waiting' | 'rejected';
export type StatementWithStage = StatementRow & { readonly stage: StatementStage };

const statements = sql`select s.*, case when d.confirmed or s.faults = '{}' then 'counts'
    when d.confirmed is null then 'waiting' else 'rejected' end as stage, coalesce(d.at, s.imported_at) as "countsFrom"
  from payments.statement s left join payments.statement_decision d on d.statement = s.id`;

export async function findStatement(db: Database, id: string): Promise<StatementWithStage | undefined> {
  return (await sql<StatementWithStage>`${statements} where s.id = ${id}`.execute(db)).rows[0];
}

/** The same statement, read before and not rejected. */
export async function findSame(db: Database, iban: string, digest: string): Promise<StatementWithStage | undefined> {
  const { rows } = await sql<StatementWithStage>`select * from (${statements} where s.iban = ${iban}
    and s.digest = ${digest}) s where stage <> 'rejected' order by turn limit 1`.execute(db);
  return rows[0];
}

export async function chainOf(db: Database, iban: string, number: string): Promise<Chain> {
  const { rows } = await sql<Chain>`with counting as (select * from (${statements} where s.iban = ${iban}) s
      where stage = 'counts')
    select coalesce((select closing from counting where closing is not null order by "countsFrom" desc, turn desc limit 1),
        0)::text as expected,
      exists (select from counting where number = ${number} and format = 'camt053') as "numberTaken"`.execute(db);
  return rows[0] ?? { expected: '0', numberTaken: false };
}

/** The latest that counts. */
export async function lastStatement(db: Database, institution: string): Promise<StatementRow | undefined> {
  const { rows } = await sql<StatementRow>`select * from (${statements} where s.institution = ${institution}) s
    where stage = 'counts' order by "countsFrom" desc, turn desc limit 1`.execute(db);
  return rows[0];
}

export async function listWaiting(db: Database, institution: string, limit: number): Promise<readonly StatementRow[]> {
  const { rows } = await sql<StatementRow>`select * from (${statements} where s.institution = ${institution}) s
    where stage = 'waiting' order by turn limit ${limit}`.execute(db);
  return rows;
}

/** Of all institutions, read before a moment and decided by nobody, the oldest first. */
export async function listUndecided(db: Database, before: Date, limit: number): Promise<readonly StatementRow[]> {
  const { rows } = await sql<StatementRow>`select * from (${statements} where s.imported_at <= ${before}) s
    where stage = 'waiting' order by imported_at limit ${limit}`.execute(db);
  return rows;
}

export async function insertDecision(
  db: Database,
  { statement, confirmed, person, at }: { statement: string; confirmed: boolean; person: string | null; at: Date },
): Promise<void> {
  await tables(db).insertInto('payments.statement_decision').values({ statement, confirmed, person, at }).execute();
}
