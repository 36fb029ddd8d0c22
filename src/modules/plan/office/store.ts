import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { MeasureState, NextStep, Reason, ResponsibleRow, Title } from '../measures/index.ts';
import type { Area } from './entities.ts';

export interface BoardRow {
  readonly item: string;
  readonly plan: string;
  readonly number: string;
  readonly title: Title;
  readonly executor: string | null;
  readonly responsible: string | null;
  readonly state: MeasureState;
  readonly reasons: readonly Reason[];
  readonly due: string | null;
  readonly nextDue: string | null;
  readonly waitsFor: NextStep | null;
}

export const troubled = ['late', 'soon', 'no_evidence', 'no_executor', 'no_deadline', 'not_assessed'] as const;

export interface BoardFilter {
  readonly institution?: string | undefined;
  readonly state?: string | undefined;
  /** Code of a plan, or a kind of plans. */
  readonly plan?: string | undefined;
}

const among = ({
  institution,
  plan,
}: BoardFilter) => sql`(${institution ?? null}::text is null or s.executor = ${institution ?? null})
  and (${plan ?? null}::text is null or i.plan = ${plan ?? null}
    or i.plan in (select code from plan.plan where kind = ${plan ?? null}))`;

/** Measures that are late, about to be, or cannot be judged: the worst first, then the nearest date. */
export async function troubledMeasures(
  db: Database,
  { state, limit, offset, ...rest }: BoardFilter & { readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly BoardRow[]; readonly total: number }> {
  // The page is found among narrow rows; only its own are read whole.
  const { rows } = await sql<
    BoardRow & { total: number }
  >`with found as (select s.item, array_position(${[...troubled]}::text[], s.state) as place, s.next_due, i.plan, i.position
      from plan.standing s join plan.item i on i.id = s.item and i.removed_at is null
      where s.state = any(${[...troubled]}::text[]) and ${among(rest)} and (${state ?? null}::text is null or s.state = ${state ?? null})),
    part as (select *, row_number() over (order by place, next_due nulls last, plan collate "C", position, item) as n,
      count(*) over () as total from found order by n limit ${limit} offset ${offset})
    select s.item, i.plan, i.number, i.title, s.executor, r.name as responsible, s.state, s.reasons, s.due::text as due,
      s.next_due::text as "nextDue", s.waits_for as "waitsFor", p.total::integer as total
    from part p join plan.standing s on s.item = p.item join plan.item i on i.id = p.item
      left join plan.responsible r on r.institution = s.executor and r.to_day is null
    order by p.n`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}

/** How many measures stand in each state, whichever is asked for. */
export async function boardCounts(
  db: Database,
  filter: BoardFilter,
): Promise<readonly { state: MeasureState; count: number }[]> {
  const { rows } = await sql<{ state: MeasureState; count: number }>`select s.state, count(*)::integer as count
    from plan.standing s join plan.item i on i.id = s.item and i.removed_at is null
    where ${among(filter)} group by s.state`.execute(db);
  return rows;
}

export interface TrainedRow extends Pick<ResponsibleRow, 'id' | 'institution' | 'name'> {
  readonly post: Title;
  /** The newest level of each area. */
  readonly levels: Readonly<Partial<Record<Area, number>>>;
  readonly hours: number;
  /** Day on which the last course ended. */
  readonly lastCourse: string | null;
}

/** Who answers now in each institution, or in some, with what they know and have learned. */
export async function trainedPeople(db: Database, institutions?: readonly string[]): Promise<readonly TrainedRow[]> {
  const { rows } = await sql<TrainedRow>`select r.id, r.institution, r.name, r.post,
      coalesce((select json_object_agg(c.area, c.level) from (select distinct on (area) area, level from plan.competence
        where responsible = r.id order by area, at desc, id desc) c), '{}') as levels,
      coalesce((select sum(hours) from plan.training where responsible = r.id), 0)::integer as hours,
      (select max(ended_on)::text from plan.training where responsible = r.id) as "lastCourse"
    from plan.responsible r where r.to_day is null
      and (${institutions ?? null}::text[] is null or r.institution = any(${institutions ?? null}::text[]))
    order by r.institution`.execute(db);
  return rows;
}

export interface TrainingRow {
  readonly area: Area;
  readonly title: string;
  readonly provider: string;
  readonly hours: number;
  readonly endedOn: string;
}

export async function trainingsOf(db: Database, responsible: string): Promise<readonly TrainingRow[]> {
  const { rows } = await sql<TrainingRow>`select area, title, provider, hours, ended_on::text as "endedOn"
    from plan.training where responsible = ${responsible} order by ended_on desc, id desc`.execute(db);
  return rows;
}

export async function findResponsible(db: Database, id: string): Promise<ResponsibleRow | undefined> {
  const { rows } = await sql<ResponsibleRow>`select * from plan.responsible where id = ${id}`.execute(db);
  return rows[0];
}

export interface NewTraining extends TrainingRow {
  readonly id: string;
  readonly responsible: string;
  readonly person: string | null;
  readonly at: Date;
}

export async function insertTraining(db: Database, row: NewTraining): Promise<void> {
  await sql`insert into plan.training (id, responsible, area, title, provider, hours, ended_on, person, at)
    values (${row.id}, ${row.responsible}, ${row.area}, ${row.title}, ${row.provider}, ${row.hours}, ${row.endedOn}, ${row.person}, ${row.at})`.execute(
    db,
  );
}

export interface NewCompetence {
  readonly id: string;
  readonly responsible: string;
  readonly area: Area;
  readonly level: number;
  readonly ground: string;
  readonly person: string | null;
  readonly at: Date;
}

export async function insertCompetence(db: Database, row: NewCompetence): Promise<void> {
  await sql`insert into plan.competence (id, responsible, area, level, ground, person, at)
    values (${row.id}, ${row.responsible}, ${row.area}, ${row.level}, ${row.ground}, ${row.person}, ${row.at})`.execute(
    db,
  );
}
