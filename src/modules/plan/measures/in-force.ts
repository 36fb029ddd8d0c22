import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import type { Database } from '../../../kernel/database.ts';
import { bakuDate } from '../../../language/index.ts';
import type { PlanRow } from './entities.ts';

export async function findPlan(db: Database, code: string): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`select * from plan.plan where code = ${code}`.execute(db);
  return rows[0];
}

/**
 * The national plan of a day, today if none is given: one that has begun and that no plan which has begun replaces;
 * before any has begun, the first to begin. A plan takes the place of another only by saying so.
 */
export async function planInForce(
  { db, vahid }: Pick<Context, 'db' | 'vahid'>,
  day = bakuDate(vahid.now()),
): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`select p.* from plan.plan p where p.kind = 'national'
      and not exists (select from plan.plan n where n.kind = 'national' and n.supersedes = p.code and n.period_from <= ${day})
    order by (p.period_from <= ${day}) desc, (p.supersedes is not null and p.period_from <= ${day}) desc, p.period_from, p.code
    limit 1`.execute(db);
  return rows[0];
}
