import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { MeasureLine } from './line.ts';

export interface EditionRow {
  readonly id: string;
  readonly plan: string;
  readonly number: number;
  readonly takenAt: Date;
  readonly institution: string | null;
  readonly lines: number;
  readonly digest: string;
}

const columns = sql`id, plan, number, taken_at as "takenAt", institution, lines, digest`;

/** Measures of a plan as they stand now, in the plan's order. One statement, so that all are of one moment. */
export async function measureLines(db: Database, plan: string): Promise<readonly MeasureLine[]> {
  const { rows } = await sql<MeasureLine>`select 'measure' as kind, i.number, i.parent, i.title, s.executor,
      coalesce((select array_agg(p.institution order by p.institution) from plan.party p
        where p.item = i.id and p.role = 'co_executor' and p.to_day is null), '{}') as "coExecutors",
      r.post ->> 'az' as responsible, s.state, s.self_rating as "selfRating", s.progress::float8 as progress,
      s.due_first::text as "dueFirst", s.due::text as due, s.slip_first as "slipFirst", s.slip, s.next_due::text as "nextDue",
      (select count(*)::integer from plan.milestone m where m.item = i.id and m.removed_at is null) as milestones,
      (select count(distinct m.id)::integer from plan.evidence e join plan.verdict v on v.evidence = e.id and v.verdict = 'verified'
        join plan.milestone m on m.id = e.milestone and m.removed_at is null where e.item = i.id) as reached,
      (select count(*)::integer from plan.evidence e join plan.verdict v on v.evidence = e.id and v.verdict = 'verified'
        where e.item = i.id) as evidence,
      s.last_report as "lastReport", coalesce(jsonb_path_query_array(s.reasons, '$[*].code'), '[]') as reasons, s.waits_for as "waitsFor"
    from plan.item i join plan.standing s on s.item = i.id
      left join plan.responsible r on r.institution = s.executor and r.to_day is null
    where i.plan = ${plan} and i.kind = 'measure' and i.removed_at is null
    order by i.position, i.number`.execute(db);
  return rows;
}

/** Locks the plan, so that two editions never bear one number, and answers the next. */
export async function nextNumber(db: Database, plan: string): Promise<number | undefined> {
  const { rows } = await sql<{
    number: number;
  }>`select (select coalesce(max(number), 0) + 1 from plan.edition where plan = p.code)::integer as number
    from plan.plan p where code = ${plan} for update`.execute(db);
  return rows[0]?.number;
}

export interface KeptLine {
  readonly position: number;
  readonly number: string;
  readonly line: string;
}

export async function insertLines(db: Database, edition: string, lines: readonly KeptLine[]): Promise<void> {
  await sql`insert into plan.edition_line (edition, position, number, line)
    select ${edition}, position, number, line from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as r(position integer, number text, line text)`.execute(db);
}

export async function insertEdition(db: Database, row: EditionRow): Promise<void> {
  await sql`insert into plan.edition (id, plan, number, taken_at, institution, lines, digest)
    values (${row.id}, ${row.plan}, ${row.number}, ${row.takenAt}, ${row.institution}, ${row.lines}, ${row.digest})`.execute(
    db,
  );
}

/** Has the program taken an edition of a plan since a moment? */
export async function hasEdition(db: Database, plan: string, since: Date): Promise<boolean> {
  const { rows } = await sql`select from plan.edition
    where plan = ${plan} and institution is null and taken_at >= ${since} limit 1`.execute(db);
  return rows.length > 0;
}

/** The newest first. */
export async function listEditions(
  db: Database,
  part: { readonly offset: number; readonly limit: number },
): Promise<{
  readonly items: readonly EditionRow[];
  readonly total: number;
}> {
  const { rows } = await sql<
    EditionRow & { total: number }
  >`select ${columns}, count(*) over ()::integer as total from plan.edition
    order by taken_at desc, id desc offset ${part.offset} limit ${part.limit}`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}

export async function findEdition(db: Database, id: string): Promise<EditionRow | undefined> {
  const { rows } = await sql<EditionRow>`select ${columns} from plan.edition where id = ${id}`.execute(db);
  return rows[0];
}

export async function lastEdition(db: Database, plan: string): Promise<EditionRow | undefined> {
  const { rows } = await sql<EditionRow>`select ${columns} from plan.edition
    where plan = ${plan} order by number desc limit 1`.execute(db);
  return rows[0];
}

/** Editions of the same plan before this one, the newest first. */
export async function editionsBefore(
  db: Database,
  { plan, number }: EditionRow,
  limit: number,
): Promise<readonly EditionRow[]> {
  const { rows } = await sql<EditionRow>`select ${columns} from plan.edition
    where plan = ${plan} and number < ${number} order by number desc limit ${limit}`.execute(db);
  return rows;
}

/** Lines from a place on, in their order. */
export async function readLines(
  db: Database,
  edition: string,
  from: number,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ line: string }>`select line from plan.edition_line
    where edition = ${edition} and position >= ${from} order by position limit ${limit}`.execute(db);
  return rows.map(({ line }) => line);
}

export interface StateCount {
  readonly state: MeasureLine['state'];
  readonly count: number;
}

/**
 * How many measures of an edition stood in each state. The order of the names is part of the format and a quotation mark
 * within a title is escaped, so the state is found without reading five thousand lines as JSON.
 */
export async function countStates(db: Database, edition: string): Promise<readonly StateCount[]> {
  const { rows } = await sql<StateCount>`select split_part(split_part(line, '"state":"', 2), '"', 1) as state,
      count(*)::integer as count
    from plan.edition_line where edition = ${edition} and starts_with(line, '{"kind":"measure"') group by 1`.execute(
    db,
  );
  return rows;
}

/** Lines that two editions do not have alike, by number, in the order of the later one: equal ones, most of them, are never read out. */
export async function unlikeLines(
  db: Database,
  before: string,
  after: string,
): Promise<readonly { readonly number: string; readonly before: string | null; readonly after: string | null }[]> {
  const { rows } = await sql<{
    number: string;
    before: string | null;
    after: string | null;
  }>`select coalesce(a.number, b.number) as number, b.line as before, a.line as after
    from (select * from plan.edition_line where edition = ${before}) b
      full join (select * from plan.edition_line where edition = ${after}) a on a.number = b.number
    where a.line is distinct from b.line order by a.position, b.position`.execute(db);
  return rows;
}
