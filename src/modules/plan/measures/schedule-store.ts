import { type Insertable, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { DeliverableRow, MilestoneRow, PlanTables } from './entities.ts';
import { tables } from './store.ts';

/** All deliverables of a measure, removed ones too. */
export async function deliverablesOf(db: Database, item: string): Promise<readonly DeliverableRow[]> {
  return tables(db).selectFrom('plan.deliverable').selectAll().where('item', '=', item).orderBy('position').execute();
}

/** All milestones of a measure, removed ones too. */
export async function milestonesOf(db: Database, item: string): Promise<readonly MilestoneRow[]> {
  return tables(db).selectFrom('plan.milestone').selectAll().where('item', '=', item).orderBy('position').execute();
}

export async function writeDeliverables(db: Database, rows: readonly DeliverableRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into plan.deliverable (id, item, code, title, position, sample, removed_at)
    select id, item, code, title, position, sample, removed_at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, item uuid, code text, title jsonb, position integer, sample boolean, removed_at timestamptz)
    on conflict (id) do update set title = excluded.title, position = excluded.position, removed_at = excluded.removed_at`.execute(
    db,
  );
}

export async function writeMilestones(db: Database, rows: readonly MilestoneRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into plan.milestone (id, item, code, title, weight, deliverable, position, sample, removed_at)
    select id, item, code, title, weight, deliverable, position, sample, removed_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, item uuid, code text, title jsonb, weight numeric,
      deliverable uuid, position integer, sample boolean, removed_at timestamptz)
    on conflict (id) do update set title = excluded.title, weight = excluded.weight, deliverable = excluded.deliverable,
      position = excluded.position, removed_at = excluded.removed_at`.execute(db);
}

/** Ids of milestones of a plan by `<number>/<code>`. */
export async function milestonesNamed(
  db: Database,
  plan: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`select m.id, i.number || '/' || m.code as name
    from plan.milestone m join plan.item i on i.id = m.item
    where i.plan = ${plan} and m.removed_at is null and i.number || '/' || m.code = any(${names}::text[])`.execute(db);
  return new Map(rows.map(({ name, id }) => [name, id]));
}

export interface Need {
  readonly milestone: string;
  readonly needs: string;
}

/** What the milestones of a measure need, from now on. Answers whether it was otherwise before. */
export async function replaceNeeds(db: Database, item: string, pairs: readonly Need[]): Promise<boolean> {
  const given = JSON.stringify(pairs);
  const { rows } = await sql<{ changed: number }>`with given as (
      select milestone, needs from jsonb_to_recordset(${given}::jsonb) as r(milestone uuid, needs uuid)),
    gone as (delete from plan.dependency d using plan.milestone m where m.id = d.milestone and m.item = ${item}
      and not exists (select 1 from given g where g.milestone = d.milestone and g.needs = d.needs) returning 1),
    new as (insert into plan.dependency (milestone, needs) select milestone, needs from given on conflict do nothing returning 1)
    select ((select count(*) from gone) + (select count(*) from new))::integer as changed`.execute(db);
  return (rows[0]?.changed ?? 0) > 0;
}

/** A milestone of the measure that needs itself over others, by its code. */
export async function circleThrough(db: Database, item: string): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`with recursive reach(start, at) as (
      select d.milestone, d.needs from plan.dependency d join plan.milestone m on m.id = d.milestone where m.item = ${item}
      union select r.start, d.needs from reach r join plan.dependency d on d.milestone = r.at)
    select m.code from reach r join plan.milestone m on m.id = r.start where r.start = r.at limit 1`.execute(db);
  return rows[0]?.code;
}

export interface BaselineDate {
  readonly milestone: string | null;
  readonly starts: string | null;
  readonly due: string;
}

export async function presentBaseline(
  db: Database,
  item: string,
): Promise<{ readonly version: number; readonly dates: readonly BaselineDate[] } | undefined> {
  const { rows } = await sql<{ version: number; dates: readonly BaselineDate[] }>`select b.version,
      (select coalesce(json_agg(json_build_object('milestone', d.milestone, 'starts', d.starts, 'due', d.due)), '[]')
        from plan.baseline_date d where d.baseline = b.id) as dates
    from plan.baseline b where b.item = ${item} order by b.version desc limit 1`.execute(db);
  return rows[0];
}

export async function insertBaseline(
  db: Database,
  row: Insertable<PlanTables['plan.baseline']>,
  dates: readonly BaselineDate[],
): Promise<void> {
  await tables(db).insertInto('plan.baseline').values(row).execute();
  await tables(db)
    .insertInto('plan.baseline_date')
    .values(dates.map((date) => ({ baseline: row.id, ...date })))
    .execute();
}
