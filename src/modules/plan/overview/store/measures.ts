import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { Lang } from '../../../../language/index.ts';
import type { MeasureState, StandingRow, Title } from '../../measures/index.ts';
import { type Lack, type LastPeriod, lacking } from './lacks.ts';

/** A measure with how it stands, as lists show it. */
export interface MeasureRow
  extends Pick<
    StandingRow,
    'state' | 'self_rating' | 'due' | 'due_first' | 'slip' | 'slip_first' | 'next_due' | 'last_report' | 'executor'
  > {
  readonly id: string;
  readonly plan: string;
  readonly number: string;
  readonly parent: string | null;
  readonly title: Title;
  readonly deadline_text: string | null;
  readonly progress: string | null;
}

export interface MeasureFilter {
  readonly plan: string;
  /** Number of a direction or group: what is under it, at any depth. */
  readonly under?: string | undefined;
  /** Carries it out, or takes part. */
  readonly institution?: string | undefined;
  /** Carries it out. */
  readonly executor?: string | undefined;
  readonly state?: MeasureState | undefined;
  readonly lack?: Lack | undefined;
  readonly period: LastPeriod;
  /** Only these. */
  readonly ids?: readonly string[] | undefined;
}

function conditions({
  plan,
  under,
  institution,
  executor,
  state,
  lack,
  period,
  ids,
}: MeasureFilter): RawBuilder<unknown> {
  const all = [
    sql`i.plan = ${plan} and i.kind = 'measure' and i.removed_at is null`,
    ...(under === undefined
      ? []
      : [
          sql`i.number in (with recursive tree (number) as (select ${under}::text
            union all select c.number from tree t join plan.item c on c.plan = ${plan} and c.parent = t.number)
            select number from tree)`,
        ]),
    ...(institution === undefined
      ? []
      : [sql`i.id in (select item from plan.party where institution = ${institution} and to_day is null)`]),
    ...(executor === undefined ? [] : [sql`s.executor = ${executor}`]),
    ...(state === undefined ? [] : [sql`s.state = ${state}`]),
    ...(lack === undefined ? [] : [lacking(lack, period)]),
    ...(ids === undefined ? [] : [sql`i.id = any(${[...ids]}::uuid[])`]),
  ];
  return sql.join(all, sql` and `);
}

export async function listMeasures(
  db: Database,
  filter: MeasureFilter,
  part?: { readonly offset: number; readonly limit: number },
): Promise<readonly MeasureRow[]> {
  const { rows } =
    await sql<MeasureRow>`select i.id, i.plan, i.number, i.parent, i.title, i.deadline_text, s.state, s.self_rating,
      s.progress::text as progress, s.due::text as due, s.due_first::text as due_first, s.slip, s.slip_first,
      s.next_due::text as next_due, s.last_report, s.executor
    from plan.item i join plan.standing s on s.item = i.id where ${conditions(filter)} order by i.position, i.number
    ${part ? sql`offset ${part.offset} limit ${part.limit}` : sql``}`.execute(db);
  return rows;
}

export async function countMeasures(db: Database, filter: MeasureFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count
    from plan.item i join plan.standing s on s.item = i.id where ${conditions(filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Titles, in one language, of what a filter lets through, for a search in their words. */
export async function listTitles(
  db: Database,
  filter: MeasureFilter,
  lang: Lang,
): Promise<readonly { readonly id: string; readonly number: string; readonly title: string }[]> {
  const { rows } = await sql<{ id: string; number: string; title: string }>`select i.id, i.number,
      coalesce(i.title ->> ${lang}, i.title ->> 'az') as title
    from plan.item i join plan.standing s on s.item = i.id where ${conditions(filter)} order by i.position, i.number`.execute(
    db,
  );
  return rows;
}

export interface InstitutionCount {
  readonly institution: string;
  readonly state: MeasureState;
  readonly count: number;
}

/** How the measures of a plan stand, by the institution that carries them out. */
export async function countsByInstitution(db: Database, plan: string): Promise<readonly InstitutionCount[]> {
  const { rows } = await sql<InstitutionCount>`select s.executor as institution, s.state, count(*)::integer as count
    from plan.standing s join plan.item i on i.id = s.item
    where i.plan = ${plan} and i.kind = 'measure' and i.removed_at is null and s.executor is not null
    group by s.executor, s.state`.execute(db);
  return rows;
}

/** How the measures that a filter lets through stand. */
export async function countStates(
  db: Database,
  filter: MeasureFilter,
): Promise<readonly { readonly state: MeasureState; readonly count: number }[]> {
  const { rows } = await sql<{ state: MeasureState; count: number }>`select s.state, count(*)::integer as count
    from plan.item i join plan.standing s on s.item = i.id where ${conditions(filter)} group by s.state`.execute(db);
  return rows;
}
