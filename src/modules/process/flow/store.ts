import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';

/** Processes of one definition that some institutions decide, begun since a moment; what was never sent is left out. */
export interface Chosen {
  readonly kind: string;
  readonly name: string;
  readonly institutions: readonly string[];
  readonly since: Date;
  readonly now: Date;
  /** States in which it is over. */
  readonly ends: readonly string[];
}

export interface FlowRow {
  readonly kind: string;
  readonly name: string;
  readonly begun: number;
}

/** A draft, kept or discarded, is no work of the institution: on how many never come the drop-out of a service tells. */
const wasSent = sql`exists (select from process.journal sent where sent.instance = process.instance.id
  and sent.to_status not in ('draft', 'withdrawn'))`;

/** What institutions decided on since a moment, the most frequent first. */
export async function listFlows(
  db: Database,
  institutions: readonly string[],
  since: Date,
): Promise<readonly FlowRow[]> {
  const { rows } = await sql<FlowRow>`select kind, name, count(*)::integer as begun from process.instance
    where institution = any(${institutions}) and created_at >= ${since} and ${wasSent}
    group by 1, 2 order by 3 desc, 1, 2`.execute(db);
  return rows;
}

/** Stays in one state. Lengths in days. */
export interface StayRow {
  readonly state: string;
  readonly visits: number;
  readonly cases: number;
  /** Not over yet. */
  readonly open: number;
  readonly median: number;
  /** Nine of ten took no longer. */
  readonly most: number;
  readonly total: number;
}

const chosenCases = ({ kind, name, institutions, since }: Chosen): RawBuilder<unknown> =>
  sql`select id from process.instance where institution = any(${institutions}) and kind = ${kind} and name = ${name}
    and created_at >= ${since} and ${wasSent}`;

/** Steps that led into another state; what is only noted ends no stay. */
const moves = (chosen: Chosen): RawBuilder<unknown> =>
  sql`select j.instance, j.seq, j.at, j.action, j.to_state as state,
      lead(j.at) over (partition by j.instance order by j.seq) as until
    from process.journal j where j.instance in (${chosenCases(chosen)}) and j.at >= ${chosen.since}
      and j.from_state is distinct from j.to_state`;

const inDays = (span: RawBuilder<unknown>): RawBuilder<number> => sql`extract(epoch from ${span})::float8 / 86400`;

export async function stays(db: Database, chosen: Chosen): Promise<readonly StayRow[]> {
  const { rows } = await sql<StayRow>`with moves as (${moves(chosen)}),
    stays as (select instance, state, until is null as open,
      ${inDays(sql`coalesce(until, ${chosen.now}) - at`)} as days from moves)
    select state, count(*)::integer as visits, count(distinct instance)::integer as cases,
      (count(*) filter (where open))::integer as open,
      percentile_cont(0.5) within group (order by days) as median,
      percentile_cont(0.9) within group (order by days) as most, sum(days) as total
    from stays group by 1`.execute(db);
  return rows;
}

export interface FlowSums {
  readonly begun: number;
  readonly over: number;
  /** Days from the beginning to the end; null where none is over. */
  readonly median: number | null;
  /** Came back into a state in which they had been. */
  readonly returned: number;
}

export async function sums(db: Database, chosen: Chosen): Promise<FlowSums> {
  const { rows } = await sql<FlowSums>`with moves as (${moves(chosen)}),
    each as (select instance, count(*) > count(distinct state) as returned,
      (array_agg(state order by seq desc))[1] = any(${chosen.ends}) as over,
      ${inDays(sql`max(at) - min(at)`)} as days from moves group by 1)
    select count(*)::integer as begun, (count(*) filter (where over))::integer as over,
      percentile_cont(0.5) within group (order by days) filter (where over) as median,
      (count(*) filter (where returned))::integer as returned from each`.execute(db);
  return rows[0] ?? { begun: 0, over: 0, median: null, returned: 0 };
}

export interface InstitutionSums extends FlowSums {
  readonly institution: string;
}

/** The same for each institution, those with the most begun first. */
export async function sumsByInstitution(db: Database, chosen: Chosen): Promise<readonly InstitutionSums[]> {
  const { rows } = await sql<InstitutionSums>`with moves as (${moves(chosen)}),
    each as (select instance, count(*) > count(distinct state) as returned,
      (array_agg(state order by seq desc))[1] = any(${chosen.ends}) as over,
      ${inDays(sql`max(at) - min(at)`)} as days from moves group by 1)
    select i.institution, count(*)::integer as begun, (count(*) filter (where over))::integer as over,
      percentile_cont(0.5) within group (order by days) filter (where over) as median,
      (count(*) filter (where returned))::integer as returned
    from each join process.instance i on i.id = each.instance group by 1 order by 2 desc, 1`.execute(db);
  return rows;
}

export interface VariantRow {
  readonly actions: readonly string[];
  readonly count: number;
  readonly median: number;
}

/** The ways that were gone to an end, the most frequent first. */
export async function variants(db: Database, chosen: Chosen, most: number): Promise<readonly VariantRow[]> {
  const { rows } = await sql<VariantRow>`with moves as (${moves(chosen)}),
    ways as (select instance, array_agg(action order by seq) filter (where seq > 1) as actions,
      (array_agg(state order by seq desc))[1] as state, ${inDays(sql`max(at) - min(at)`)} as days
      from moves group by 1)
    select actions, count(*)::integer as count, percentile_cont(0.5) within group (order by days) as median
    from ways where state = any(${chosen.ends}) and actions is not null
    group by 1 order by 2 desc, 1 limit ${most}`.execute(db);
  return rows;
}
