import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { ItemRow, PlanRow, PlanTables } from '../measures/index.ts';
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

/** An item serves these measures and no others. Answers whether that is new. */
export async function setServes(db: Database, item: string, served: readonly string[]): Promise<boolean> {
  const gone = await sql`delete from plan.serves where item = ${item} and not served = any(${served}::uuid[])`.execute(
    db,
  );
  const come = await sql`insert into plan.serves (item, served) select ${item}, unnest(${served}::uuid[])
    on conflict do nothing`.execute(db);
  return (gone.numAffectedRows ?? 0n) + (come.numAffectedRows ?? 0n) > 0n;
}

/** Answers whether there was none with this code. */
export async function insertRoadmap(db: Database, row: PlanRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .withTables<PlanTables>()
    .insertInto('plan.plan')
    .values({ ...row, title: JSON.stringify(row.title) as never })
    .onConflict((c) => c.column('code').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** Measures of a plan that bear one of the numbers. */
export async function measuresNumbered(
  db: Database,
  plan: string,
  numbers: readonly string[],
): Promise<readonly ItemRow[]> {
  const { rows } = await sql<ItemRow>`select * from plan.item where plan = ${plan} and kind = 'measure'
    and removed_at is null and number = any(${numbers}::text[])`.execute(db);
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
    .orderBy('plan')
    .orderBy('due')
    .orderBy('id')
    .execute();
}

/** Roadmaps that have figures, narrowed, a part at a time, by code. */
export async function roadmapsWithKpis(
  db: Database,
  given: {
    readonly roadmap: string | undefined;
    readonly institution: string | undefined;
    readonly offset: number;
    readonly limit: number;
  },
): Promise<{ readonly plans: readonly string[]; readonly total: number }> {
  const { roadmap = null, institution = null, offset, limit } = given;
  const wanted = sql`from plan.plan p where p.kind = 'roadmap' and coalesce(p.code = ${roadmap}, true)
    and coalesce(p.institution = ${institution}, true)
    and exists (select from plan.kpi k where k.plan = p.code and k.removed_at is null)`;
  const { rows } = await sql<{ code: string }>`select p.code ${wanted} order by p.code
    offset ${offset} limit ${limit}`.execute(db);
  const counted = await sql<{ total: number }>`select count(*)::integer as total ${wanted}`.execute(db);
  return { plans: rows.map(({ code }) => code), total: counted.rows[0]?.total ?? 0 };
}

export async function writeKpi(db: Database, row: KpiRow): Promise<void> {
  const values = { ...row, title: JSON.stringify(row.title) as never };
  const { id: _, ...changed } = values;
  await tables(db)
    .insertInto('plan.kpi')
    .values(values)
    .onConflict((c) => c.column('id').doUpdateSet(changed))
    .execute();
}

export async function findRoadmap(db: Database, code: string): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`select * from plan.plan where code = ${code} and kind = 'roadmap'`.execute(db);
  return rows[0];
}

/** Locks a roadmap, so that two items never get one number. */
export async function lockPlan(db: Database, code: string): Promise<PlanRow | undefined> {
  const { rows } =
    await sql<PlanRow>`select * from plan.plan where code = ${code} and kind = 'roadmap' for update`.execute(db);
  return rows[0];
}
