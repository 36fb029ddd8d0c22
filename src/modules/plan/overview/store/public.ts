import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';

/** Codes of all plans but one. */
export async function planCodes(db: Database, but: string | null): Promise<readonly string[]> {
  const { rows } = await sql<{
    code: string;
  }>`select code from plan.plan where code is distinct from ${but} order by code`.execute(db);
  return rows.map(({ code }) => code);
}

/** Institutions that carry out something, or have somebody who answers for them. */
export async function institutionsWithPages(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ code: string }>`select institution as code from plan.party where to_day is null
    union select institution from plan.responsible where to_day is null order by 1`.execute(db);
  return rows.map(({ code }) => code);
}

/** Risks of all plans, closed ones too: those of a plan are some hundreds. */
export async function riskIds(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from plan.risk order by id limit 5000`.execute(db);
  return rows.map(({ id }) => id);
}

export async function countPublicItems(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from plan.item
    where kind in ('measure', 'direction', 'group') and removed_at is null`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface PublicItem {
  readonly plan: string;
  readonly number: string;
  readonly kind: string;
}

/** Directions, groups and measures of all plans. */
export async function publicItems(db: Database, offset: number, limit: number): Promise<readonly PublicItem[]> {
  const { rows } = await sql<PublicItem>`select plan, number, kind from plan.item
    where kind in ('measure', 'direction', 'group') and removed_at is null
    order by plan, position, number offset ${offset} limit ${limit}`.execute(db);
  return rows;
}
