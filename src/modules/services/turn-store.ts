import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { CaseRow } from './entities.ts';

/** Until the transaction ends no other case of the service with the same answer is approved. */
export async function lockTurn(db: Database, { id, service }: Pick<CaseRow, 'id' | 'service'>, field: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`services.turn:${service}:${field}:`} || value::text, 0))
    from services.answer where instance = ${id} and field = ${field}`.execute(db);
}

/** Other cases of the service with the same answer that are approved, and whose entry is not there or came since a moment. */
export async function approvedInTurn(
  db: Database,
  { id, service }: Pick<CaseRow, 'id' | 'service'>,
  field: string,
  since: Date,
): Promise<readonly { readonly id: string; readonly entered: boolean }[]> {
  const { rows } = await sql<{ id: string; entered: boolean }>`
    select other.id, entry.at is not null as entered from services."case" other
    join services.answer own on own.instance = ${id} and own.field = ${field}
    join services.answer same on same.instance = other.id and same.field = own.field and same.value = own.value
    cross join lateral
      (select max(seq) as seq from services.decision where instance = other.id and outcome = 'approved') approval
    cross join lateral
      (select max(at) as at from services.effect where instance = other.id and seq >= approval.seq
        and name in ('enter', 'amend')) entry
    where other.service = ${service} and other.id <> ${id} and other.outcome = 'approved'
      and (entry.at is null or entry.at >= ${since})`.execute(db);
  return rows;
}
