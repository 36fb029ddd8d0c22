import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { MeasureState, PlanRow, Title } from '../../measures/index.ts';

/** The national plan of a day: of those that have begun the one that began last; before any has begun, the first to begin. */
export async function planOfDay(db: Database, day: string): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`select * from plan.plan where kind = 'national'
    order by (period_from <= ${day}) desc, abs(period_from - ${day}::date), code limit 1`.execute(db);
  return rows[0];
}

export async function findPlan(db: Database, code: string): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`select * from plan.plan where code = ${code}`.execute(db);
  return rows[0];
}

export interface PartRow {
  /** Number of a direction, or of the topmost group or measure. */
  readonly number: string;
  readonly title: Title;
  readonly kind: string;
  readonly state: MeasureState | null;
  readonly count: number;
}

/** How many measures of a plan stand how, by the topmost item they are under, in the plan's order. */
export async function countsByPart(db: Database, plan: string): Promise<readonly PartRow[]> {
  const { rows } = await sql<PartRow>`with recursive tree (id, number, kind, top) as (
      select id, number, kind, id from plan.item where plan = ${plan} and parent is null and removed_at is null
        and kind in ('direction', 'group', 'measure')
      union all select i.id, i.number, i.kind, t.top from tree t join plan.item i on i.plan = ${plan} and i.parent = t.number
        where i.removed_at is null and i.kind in ('direction', 'group', 'measure')),
    counted as (select t.top, s.state, count(s.state)::integer as count from tree t
      left join plan.standing s on s.item = t.id and t.kind = 'measure' group by t.top, s.state)
    select o.number, o.title, o.kind, c.state, c.count from counted c join plan.item o on o.id = c.top
    where c.state is not null or not exists (select 1 from counted n where n.top = c.top and n.state is not null)
    order by o.position, o.number`.execute(db);
  return rows;
}

export interface PlanCountRow extends PlanRow {
  /** Measures by state. */
  readonly states: Readonly<Partial<Record<MeasureState, number>>>;
  /** Of its measures, those that serve an item of another plan. */
  readonly serving: number;
}

/** Plans of a kind with how their measures stand, a part at a time. */
export async function listPlans(
  db: Database,
  { kind, offset, limit }: { readonly kind: PlanRow['kind']; readonly offset: number; readonly limit: number },
): Promise<readonly PlanCountRow[]> {
  const { rows } = await sql<PlanCountRow>`select p.*,
      coalesce((select jsonb_object_agg(c.state, c.count) from (select s.state, count(*) as count from plan.item i
        join plan.standing s on s.item = i.id where i.plan = p.code and i.kind = 'measure' and i.removed_at is null
        group by s.state) c), '{}') as states,
      (select count(distinct v.item)::integer from plan.item i join plan.serves v on v.item = i.id
        where i.plan = p.code and i.kind = 'measure' and i.removed_at is null) as serving
    from plan.plan p where p.kind = ${kind} order by p.period_from desc, p.institution, p.topic, p.code
    offset ${offset} limit ${limit}`.execute(db);
  return rows;
}

export async function countPlans(db: Database, kind: PlanRow['kind']): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::integer as count from plan.plan where kind = ${kind}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Roadmaps of one institution, the newest first. */
export async function roadmapsOf(db: Database, institution: string): Promise<readonly PlanRow[]> {
  const { rows } = await sql<PlanRow>`select * from plan.plan where kind = 'roadmap' and institution = ${institution}
    order by year desc, topic, code`.execute(db);
  return rows;
}

export interface ChangeGroup {
  readonly what: string;
  readonly count: number;
  /** The newest of them: the items' numbers and kinds. */
  readonly items: readonly { readonly number: string; readonly kind: string }[];
  readonly last: Date;
}

const namedInGroup = 5;

/** What was changed in a plan since a moment, by kind of change, the newest first. */
export async function changesSince(db: Database, plan: string, since: Date): Promise<readonly ChangeGroup[]> {
  const { rows } = await sql<ChangeGroup>`select c.what, count(*)::integer as count, max(c.at) as last,
      coalesce((select json_agg(json_build_object('number', n.number, 'kind', n.kind) order by n.at desc, n.number)
        from (select i.number, i.kind, max(x.at) as at from plan.change x join plan.item i on i.id = x.item
          where x.plan = ${plan} and x.what = c.what and x.at >= ${since} group by i.number, i.kind
          order by max(x.at) desc, i.number limit ${namedInGroup}) n), '[]') as items
    from plan.change c where c.plan = ${plan} and c.at >= ${since} group by c.what order by max(c.at) desc, c.what`.execute(
    db,
  );
  return rows;
}

export interface ChangeRow {
  readonly id: string;
  readonly number: string | null;
  readonly what: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly institution: string | null;
  readonly at: Date;
}

/** Changes of a plan, or of one of its items, the newest first, a part at a time. No person: what was done is the institution's. */
export async function listChanges(
  db: Database,
  {
    plan,
    item,
    offset,
    limit,
  }: { readonly plan: string; readonly item?: string; readonly offset: number; readonly limit: number },
): Promise<readonly ChangeRow[]> {
  const of = item === undefined ? sql`c.plan = ${plan}` : sql`c.item = ${item}`;
  const { rows } = await sql<ChangeRow>`select c.id, i.number, c.what, c.details, c.institution, c.at
    from plan.change c left join plan.item i on i.id = c.item where ${of}
    order by c.at desc, c.id desc offset ${offset} limit ${limit}`.execute(db);
  return rows;
}
