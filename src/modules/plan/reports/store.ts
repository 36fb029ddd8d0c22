import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Database } from '../../../kernel/database.ts';
import { lockItems, type MeasureState, type selfRatings } from '../measures/index.ts';
import type { reportContentSchema } from './entities.ts';

export type ReportContent = Static<typeof reportContentSchema>;
export type SelfRating = keyof typeof selfRatings;

export interface ReportRow {
  readonly id: string;
  readonly item: string;
  readonly period: string;
  readonly institution: string;
  /** As last submitted, or accepted where what came after it was returned. */
  readonly content: ReportContent;
  /** As it is being written. */
  readonly draft: ReportContent;
  /** Persons who wrote any of it, or submitted it. */
  readonly writers: readonly string[];
  readonly openedAt: Date;
  readonly owedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly changedAt: Date;
  /** Counts each time that any of it was written. */
  readonly revision: number;
}

const columns = sql`id, item, period, institution, content, draft, writers, opened_at as "openedAt", owed_at as "owedAt",
  submitted_at as "submittedAt", accepted_at as "acceptedAt", changed_at as "changedAt", revision`;

export async function insertReport(
  db: Database,
  row: Pick<ReportRow, 'id' | 'item' | 'period' | 'institution' | 'owedAt' | 'openedAt'>,
): Promise<void> {
  await sql`insert into plan.report (id, item, period, institution, content, draft, writers, opened_at, owed_at, changed_at)
    values (${row.id}, ${row.item}, ${row.period}, ${row.institution}, '{}', '{}', '{}', ${row.openedAt}, ${row.owedAt},
      ${row.openedAt})`.execute(db);
}

export async function findReport(db: Database, id: string): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`select ${columns} from plan.report where id = ${id}`.execute(db);
  return rows[0];
}

/** Its measure is held before it, as wherever both are. */
export async function lockReport(db: Database, id: string): Promise<ReportRow | undefined> {
  const found = await findReport(db, id);
  if (found) await lockItems(db, [found.item]);
  const { rows } = await sql<ReportRow>`select ${columns} from plan.report where id = ${id} for update`.execute(db);
  return rows[0];
}

export async function reportsOfItem(db: Database, item: string): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`select ${columns} from plan.report where item = ${item}
    order by period desc`.execute(db);
  return rows;
}

/** Reports of institutions, those that are not accepted first, then the newest. */
export async function reportsOfInstitutions(
  db: Database,
  institutions: readonly string[],
  limit: number,
): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`select ${columns} from plan.report
    where institution = any(${institutions}::text[])
    order by accepted_at is null and dropped_at is null desc, period desc, changed_at desc, id limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Reports of these measures for a period, the newest first; those that were stopped are none. */
export async function reportsFor(
  db: Database,
  items: readonly string[],
  period: string,
): Promise<readonly Pick<ReportRow, 'id' | 'item' | 'institution'>[]> {
  const { rows } = await sql<
    Pick<ReportRow, 'id' | 'item' | 'institution'>
  >`select id, item, institution from plan.report
    where item = any(${items}::uuid[]) and period = ${period} and dropped_at is null order by opened_at desc, id`.execute(
    db,
  );
  return rows;
}

/** A report, or a request for dates, that may have no end yet, with who carries the measure out now. */
export interface UnderWay {
  readonly id: string;
  readonly kind: 'report' | 'dates';
  readonly institution: string;
  readonly executor: string | null;
  /** The measure left its plan. */
  readonly removed: boolean;
}

export async function underWay(db: Database, items: readonly string[]): Promise<readonly UnderWay[]> {
  const { rows } = await sql<UnderWay>`select x.*, p.institution as executor, i.removed_at is not null as removed
    from (select id, 'report' as kind, item, institution from plan.report where dropped_at is null
      union all select id, 'dates', item, institution from plan.date_request where open) x
    join plan.item i on i.id = x.item
    left join plan.party p on p.item = i.id and p.role = 'executor' and p.to_day is null
    where x.item = any(${items}::uuid[]) order by x.id`.execute(db);
  return rows;
}

/** What was accepted of it stays what the report says. */
export async function drop(db: Database, id: string, at: Date): Promise<void> {
  await sql`update plan.report set dropped_at = case when accepted_at is null then ${at}::timestamptz end, changed_at = ${at}
    where id = ${id}`.execute(db);
}

export interface MeasureLine {
  readonly id: string;
  readonly plan: string;
  readonly number: string;
  readonly title: { readonly az: string; readonly en?: string; readonly ru?: string };
  readonly state: MeasureState | null;
  readonly selfRating: SelfRating | null;
  readonly nextDue: string | null;
  /** Only as a co-executor: another institution reports. */
  readonly helps: boolean;
}

/** Measures that institutions carry out now, or help to, those that are due first before the others. */
export async function measuresOf(
  db: Database,
  institutions: readonly string[],
  limit: number,
): Promise<readonly MeasureLine[]> {
  const { rows } =
    await sql<MeasureLine>`select i.id, i.plan, i.number, i.title, s.state, s.self_rating as "selfRating",
      s.next_due as "nextDue", p.helps
    from (select item, bool_and(role = 'co_executor') as helps from plan.party
        where to_day is null and institution = any(${institutions}::text[]) group by item) p
      join plan.item i on i.id = p.item left join plan.standing s on s.item = i.id
    where i.kind = 'measure' and i.removed_at is null
    order by p.helps, s.state = 'done', s.next_due nulls last, i.plan, i.position limit ${limit}`.execute(db);
  return rows;
}

/** What was typed, over what stood there; from now on this person has written of it. */
export async function updateDraft(
  db: Database,
  id: string,
  { draft, writer, at }: { readonly draft?: ReportContent; readonly writer: string | undefined; readonly at: Date },
): Promise<void> {
  const added = writer === undefined ? [] : [writer];
  await sql`update plan.report set draft = coalesce(${draft ? JSON.stringify(draft) : null}::jsonb, draft), changed_at = ${at},
      revision = revision + 1, writers = case when writers @> ${added}::text[] then writers else writers || ${added}::text[] end
    where id = ${id}`.execute(db);
}

export async function markOwed(db: Database, id: string, at: Date): Promise<void> {
  await sql`update plan.report set owed_at = ${at} where id = ${id}`.execute(db);
}

/** Reports of earlier periods that were begun, never submitted, and have not fallen due. */
export async function notFallenDue(db: Database, present: string, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select id from plan.report r where owed_at is null and dropped_at is null and period < ${present}
    and not exists (select from plan.submission s where s.report = r.id) order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Measures after one, by id, that somebody carries out and that have no report of a period. */
export async function withoutReport(
  db: Database,
  period: string,
  after: string,
  limit: number,
): Promise<readonly { readonly item: string; readonly institution: string }[]> {
  const { rows } = await sql<{ item: string; institution: string }>`select i.id as item, p.institution
    from plan.item i join plan.party p on p.item = i.id and p.role = 'executor' and p.to_day is null
    where i.kind = 'measure' and i.removed_at is null and i.id > ${after}::uuid
      and not exists (select from plan.report r where r.item = i.id and r.period = ${period}
        and r.dropped_at is null)
    order by i.id limit ${limit}`.execute(db);
  return rows;
}

export interface SubmissionRow {
  readonly number: number;
  readonly content: ReportContent;
  readonly person: string;
  readonly at: Date;
  readonly outcome: 'accepted' | 'returned' | null;
  readonly judgedBy: string | null;
  readonly judgedAt: Date | null;
}

/** What was submitted, the newest first, with what became of it. */
export async function submissionsOf(db: Database, report: string): Promise<readonly SubmissionRow[]> {
  const { rows } =
    await sql<SubmissionRow>`select s.number, s.content, s.person, s.at, j.outcome, j.institution as "judgedBy",
      j.at as "judgedAt"
    from plan.submission s left join plan.judgement j on j.report = s.report and j.number = s.number
    where s.report = ${report} order by s.number desc`.execute(db);
  return rows;
}

/** The draft becomes what was submitted; what was gathered becomes evidence. Under the lock of the instance. */
export async function submit(db: Database, id: string, person: string, at: Date): Promise<void> {
  await sql`insert into plan.submission (report, number, content, person, at)
    select id, 1 + (select count(*) from plan.submission where report = ${id}), draft, ${person}, ${at}
    from plan.report where id = ${id}`.execute(db);
  await sql`with taken as (delete from plan.piece where report = ${id} returning *)
    insert into plan.evidence (id, item, milestone, deliverable, report, period, kind, digest, file, internal, name, url, note,
      person, submitted_at)
    select t.id, r.item, t.milestone, t.deliverable, r.id, r.period, t.kind, t.digest, t.file, t.internal, t.name, t.url,
      t.note, t.person, ${at}
    from taken t join plan.report r on r.id = t.report`.execute(db);
  await sql`update plan.report set content = draft, submitted_at = ${at}, accepted_at = null, changed_at = ${at}
    where id = ${id}`.execute(db);
}

/**
 * Judges what was submitted last. What was returned counts no more: the report stands again as it was accepted before,
 * or as not submitted.
 */
export async function judge(
  db: Database,
  id: string,
  given: {
    readonly outcome: 'accepted' | 'returned';
    readonly institution: string;
    readonly person: string;
    readonly at: Date;
  },
): Promise<void> {
  const { outcome, institution, person, at } = given;
  await sql`insert into plan.judgement (report, number, outcome, institution, person, at)
    select report, max(number), ${outcome}, ${institution}, ${person}, ${at} from plan.submission where report = ${id}
    group by report`.execute(db);
  await sql`update plan.report r set content = coalesce(l.content, '{}'), submitted_at = l.at, accepted_at = l.judged,
      changed_at = ${at}
    from (select) one left join (select s.content, s.at, j.at as judged from plan.submission s
      join plan.judgement j on j.report = s.report and j.number = s.number and j.outcome = 'accepted'
      where s.report = ${id} order by s.number desc limit 1) l on true
    where r.id = ${id}`.execute(db);
}
