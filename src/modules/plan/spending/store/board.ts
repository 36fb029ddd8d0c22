import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { ActorKind } from '../../../process/index.ts';
import type { Gate, RouteName, SpendKind } from '../choices.ts';
import { owedIn } from '../states.ts';

/** What anybody may know of: everything but drafts, and what was withdrawn before it was more. */
const shown = sql`(r.state <> 'draft' and (r.state <> 'withdrawn' or exists (select from plan.spend_document d where d.request = r.id)))`;

export interface StateCount {
  readonly state: string;
  readonly requests: number;
  /** Of what was approved; before that, of what is foreseen. */
  readonly amount: string;
}

export interface SpendFilter {
  readonly state?: string | undefined;
  readonly institution?: string | undefined;
  readonly measure?: string | undefined;
  /** The desk: these institutions' own requests with their drafts, and those of which they owe a condition; undefined means all that is public. */
  readonly own?: readonly string[] | undefined;
}

function where({ state, institution, measure, own }: SpendFilter): RawBuilder<unknown> {
  const conditions = [
    own === undefined
      ? shown
      : sql`(r.institution = any(${own}::text[]) or (r.state = any(${owedIn}::text[])
          and r.id in (select request from plan.spend_condition where owner = any(${own}::text[]))))`,
    ...(state === undefined ? [] : [sql`r.state = ${state}`]),
    ...(institution === undefined ? [] : [sql`r.institution = ${institution}`]),
    ...(measure === undefined ? [] : [sql`r.measure = ${measure}`]),
  ];
  return sql.join(conditions, sql` and `);
}

export async function countByState(db: Database, filter: SpendFilter): Promise<readonly StateCount[]> {
  const { rows } = await sql<StateCount>`select r.state, count(*) as requests,
      coalesce(sum(coalesce(r.approved, r.forecast)), 0)::text as amount
    from plan.spend_request r where ${where({ ...filter, state: undefined })} group by r.state`.execute(db);
  return rows;
}

export interface SpendLine {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly institution: string;
  readonly state: string;
  readonly kind: SpendKind | null;
  readonly measure: string | null;
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  readonly forecast: string | null;
  readonly approved: string | null;
  readonly committed: string | null;
  readonly route: RouteName | null;
  readonly changedAt: Date;
}

const lineColumns = sql`r.id, r.number, r.title, r.institution, r.state, r.kind, r.measure, r.year_from as "yearFrom",
  r.year_to as "yearTo", r.forecast, r.approved, r.committed, r.route, r.changed_at as "changedAt"`;

/** Last changed first. */
export async function listSpending(
  db: Database,
  filter: SpendFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly SpendLine[]> {
  // The page is found in an index alone: what a page far behind passes over is never read.
  const { rows } = await sql<SpendLine>`select ${lineColumns} from plan.spend_request r
    join (select r.id from plan.spend_request r where ${where(filter)}
      order by r.changed_at desc, r.id limit ${limit} offset ${offset}) part on part.id = r.id
    order by r.changed_at desc, r.id`.execute(db);
  return rows;
}

/** Every line, part by part, in the order in which they were entered: what changes meanwhile is neither lost nor told twice. */
export async function* eachSpending(
  db: Database,
  filter: SpendFilter,
  size: number,
): AsyncGenerator<readonly SpendLine[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<SpendLine>`select ${lineColumns} from plan.spend_request r
      where ${where(filter)} and r.id > ${after} order by r.id limit ${size}`.execute(db);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < size || !last) return;
    after = last.id;
  }
}

/** True of a request that anybody may read. */
export async function isShown(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql`select r.id from plan.spend_request r where r.id = ${id} and ${shown}`.execute(db);
  return rows.length > 0;
}

interface Times {
  readonly decisions: number;
  readonly median: number;
  readonly inTime: number;
}

export interface DecisionTimes {
  /** By who asked. */
  readonly institutions: readonly (Times & { readonly institution: string })[];
  /** By who decided, and in what office: `approver`, `officer`, `owner_head`. */
  readonly offices: readonly (Times & { readonly office: string; readonly actedAs: ActorKind })[];
}

/** How long decisions took. */
export async function decisionTimes(db: Database): Promise<DecisionTimes> {
  type Row = Times & { institution: string | null; office: string; actedAs: ActorKind };
  const { rows } = await sql<Row>`select institution, office, acted_as as "actedAs", count(*) as decisions,
      percentile_disc(0.5) within group (order by days) as median, count(*) filter (where in_time) as "inTime"
    from plan.spend_decision where verdict in ('approved', 'approved_with_conditions', 'returned', 'rejected')
    group by grouping sets ((institution), (office, acted_as)) order by institution, office, acted_as`.execute(db);
  return {
    institutions: rows.flatMap(({ institution, decisions, median, inTime }) =>
      institution === null ? [] : [{ institution, decisions, median, inTime }],
    ),
    offices: rows.flatMap(({ institution, ...of }) => (institution === null ? [of] : [])),
  };
}

export interface OverdueCondition {
  readonly request: string;
  readonly number: string;
  readonly institution: string;
  readonly text: string;
  readonly due: string;
  readonly gate: Gate | null;
}

/** Conditions not verified by their day, the oldest first. */
export async function overdueConditions(
  db: Database,
  today: string,
  limit: number,
): Promise<{ readonly items: readonly OverdueCondition[]; readonly total: number }> {
  const { rows } = await sql<OverdueCondition & { total: number }>`select c.request, r.number,
      coalesce(c.owner, r.institution) as institution, c.text, c.due, c.gate, count(*) over () as total
    from plan.spend_condition c join plan.spend_request r on r.id = c.request
    where c.verified_at is null and c.due < ${today}
      and r.state = any(${owedIn}::text[])
    order by c.due, r.number, c.position limit ${limit}`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}

/** Candidates that a person looked at, and those of them that were not paid for twice. */
export async function duplicateCounts(db: Database): Promise<{ readonly resolved: number; readonly avoided: number }> {
  const { rows } = await sql<{ resolved: number; avoided: number }>`select count(*) as resolved,
    count(*) filter (where resolution in ('reuse', 'join')) as avoided from plan.spend_duplicate where resolution is not null`.execute(
    db,
  );
  return rows[0] ?? { resolved: 0, avoided: 0 };
}
