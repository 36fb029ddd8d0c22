import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { ItemRow, PlanRow } from '../measures/index.ts';
import type { KpiRow, RoadmapTables } from './entities.ts';

const tables = (db: Database) => db.withTables<RoadmapTables>();

/** Roadmaps of institutions, the newest year first. */
export async function roadmapsOf(db: Database, institutions: readonly string[]): Promise<readonly PlanRow[]> {
  const { rows } = await sql<PlanRow>`select * from plan.plan
    where kind = 'roadmap' and institution = any(${institutions}::text[]) order by year desc, institution, topic`.execute(
    db,
  );
  return rows;
}

/** Numbers under which roadmap items serve measures, by item. */
export async function servedBy(db: Database, plan: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{
    item: string;
    numbers: string[];
  }>`select s.item, array_agg(m.number order by m.number) as numbers
    from plan.serves s join plan.item i on i.id = s.item join plan.item m on m.id = s.served
    where i.plan = ${plan} group by s.item`.execute(db);
  return new Map(rows.map(({ item, numbers }) => [item, numbers]));
}

export async function insertServes(db: Database, item: string, served: readonly string[]): Promise<void> {
  await sql`insert into plan.serves (item, served) select ${item}, unnest(${served}::uuid[]) on conflict do nothing`.execute(
    db,
  );
}

/** Measures of national plans that bear one of the numbers, in the newest plan that has it. */
export async function measuresNumbered(db: Database, numbers: readonly string[]): Promise<readonly ItemRow[]> {
  const { rows } =
    await sql<ItemRow>`select distinct on (i.number) i.* from plan.item i join plan.plan p on p.code = i.plan
    where p.kind = 'national' and i.kind = 'measure' and i.removed_at is null and i.number = any(${numbers}::text[])
    order by i.number, p.period_to desc`.execute(db);
  return rows;
}

/** The greatest number in a roadmap; its items are counted from 1 and no number is given twice. */
export async function lastNumber(db: Database, plan: string): Promise<number> {
  const { rows } = await sql<{
    last: number;
  }>`select coalesce(max(number::integer), 0) as last from plan.item where plan = ${plan}`.execute(db);
  return rows[0]?.last ?? 0;
}

export async function isReported(db: Database, item: string): Promise<boolean> {
  const { rows } = await sql`select from plan.report where item = ${item} limit 1`.execute(db);
  return rows.length > 0;
}

/** Figures of roadmaps. */
export async function kpisOf(db: Database, plans: readonly string[]): Promise<readonly KpiRow[]> {
  if (plans.length === 0) return [];
  return tables(db)
    .selectFrom('plan.kpi')
    .selectAll()
    .where('plan', 'in', [...plans])
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
}

export async function insertKpi(db: Database, row: KpiRow): Promise<void> {
  await tables(db)
    .insertInto('plan.kpi')
    .values({ ...row, title: JSON.stringify(row.title) as never })
    .execute();
}

/** Locks a roadmap, so that two items never get one number. */
export async function lockPlan(db: Database, code: string): Promise<PlanRow | undefined> {
  const { rows } =
    await sql<PlanRow>`select * from plan.plan where code = ${code} and kind = 'roadmap' for update`.execute(db);
  return rows[0];
}
