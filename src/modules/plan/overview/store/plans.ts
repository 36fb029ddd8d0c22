import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { MeasureState, PlanRow, Title } from '../../measures/index.ts';

export interface ContainerRow {
  readonly number: string;
  readonly parent: string | null;
  readonly title: Title;
  readonly kind: string;
}

/** Directions, groups, and whatever else something stands under, in the plan's order. */
export async function containersOf(db: Database, plan: string): Promise<readonly ContainerRow[]> {
  const { rows } = await sql<ContainerRow>`select number, parent, title, kind from plan.item
    where plan = ${plan} and removed_at is null and (kind in ('direction', 'group')
      or number in (select parent from plan.item where plan = ${plan} and kind = 'measure' and removed_at is null))
    order by position, number`.execute(db);
  return rows;
}

export interface ParentCount {
  /** Number of the item that the measures stand under directly; none: under nothing. */
  readonly parent: string | null;
  readonly state: MeasureState;
  readonly count: number;
}

/** How many measures of a plan stand how, by what they are directly under. */
export async function countsByParent(db: Database, plan: string): Promise<readonly ParentCount[]> {
  const { rows } = await sql<ParentCount>`select i.parent, s.state, count(*)::integer as count
    from plan.item i join plan.standing s on s.item = i.id
    where i.plan = ${plan} and i.kind = 'measure' and i.removed_at is null group by i.parent, s.state`.execute(db);
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
  const { rows } = await sql<ChangeGroup>`with recent as (
      select what, item, at from plan.change where plan = ${plan} and at >= ${since}),
    counted as (select what, count(*)::integer as count, max(at) as last from recent group by what),
    newest as (select c.what, n.item, n.at from counted c cross join lateral (select item, max(at) as at from recent r
      where r.what = c.what and item is not null group by item order by max(at) desc, item limit ${namedInGroup}) n)
    select c.what, c.count, c.last,
      coalesce((select json_agg(json_build_object('number', i.number, 'kind', i.kind) order by n.at desc, i.number)
        from newest n join plan.item i on i.id = n.item where n.what = c.what), '[]') as items
    from counted c order by c.last desc, c.what`.execute(db);
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
  const of = item === undefined ? sql`plan = ${plan}` : sql`item = ${item}`;
  const { rows } = await sql<ChangeRow>`select c.id, i.number, c.what, c.details, c.institution, c.at
    from (select id from plan.change where ${of} order by at desc, id desc offset ${offset} limit ${limit}) part
      join plan.change c on c.id = part.id left join plan.item i on i.id = c.item
    order by c.at desc, c.id desc`.execute(db);
  return rows;
}
