import { type Insertable, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Tables } from '../../../kernel/entity.ts';
import type { PlanTables } from '../measures/index.ts';
import type { PieceRow, reportEntities } from './entities.ts';

type ReportTables = PlanTables & Tables<(typeof reportEntities)[number]>;
const tables = (db: Database) => db.withTables<ReportTables>();

/** What a measure has that evidence can be about: its steps and what it makes. */
export interface Target {
  readonly kind: 'milestone' | 'deliverable';
  readonly id: string;
  readonly code: string;
  readonly title: { readonly az: string; readonly en?: string; readonly ru?: string };
  /** Verified evidence of it was given. */
  readonly done: boolean;
}

export async function targetsOf(db: Database, item: string): Promise<readonly Target[]> {
  const { rows } = await sql<Target>`select kind, id, code, title, exists (select from plan.evidence e
        join plan.verdict v on v.evidence = e.id and v.verdict = 'verified'
        where e.item = ${item} and x.id in (e.milestone, e.deliverable)) as done
    from (select 'milestone' as kind, id, code, title, position from plan.milestone where item = ${item} and removed_at is null
      union all
      select 'deliverable', id, code, title, position from plan.deliverable where item = ${item} and removed_at is null) x
    order by kind desc, position, code`.execute(db);
  return rows;
}

export async function insertPiece(db: Database, row: Insertable<ReportTables['plan.piece']>): Promise<void> {
  await tables(db).insertInto('plan.piece').values(row).execute();
}

export async function piecesOf(db: Database, report: string): Promise<readonly PieceRow[]> {
  return tables(db).selectFrom('plan.piece').selectAll().where('report', '=', report).orderBy('id').execute();
}

/** Takes out what is gathered and not submitted. Answers the row that was there. */
export async function removePiece(db: Database, report: string, id: string): Promise<PieceRow | undefined> {
  return tables(db)
    .deleteFrom('plan.piece')
    .where('report', '=', report)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

export interface EvidenceView {
  readonly id: string;
  readonly item: string;
  readonly report: string;
  readonly period: string;
  readonly milestone: string | null;
  readonly deliverable: string | null;
  readonly kind: 'file' | 'link';
  readonly digest: string | null;
  readonly file: string | null;
  readonly internal: boolean;
  readonly name: string;
  readonly url: string | null;
  readonly note: string | null;
  readonly person: string;
  readonly institution: string;
  readonly submittedAt: Date;
  readonly verdict: 'verified' | 'rejected' | null;
  readonly reason: string | null;
  readonly judgedBy: string | null;
  readonly judgedAt: Date | null;
}

const evidence = sql`select e.id, e.item, e.report, e.period, e.milestone, e.deliverable, e.kind, e.digest, e.file, e.internal,
    e.name, e.url, e.note, e.person, r.institution, e.submitted_at as "submittedAt", v.verdict, v.reason,
    v.institution as "judgedBy", v.at as "judgedAt"
  from plan.evidence e join plan.report r on r.id = e.report left join plan.verdict v on v.evidence = e.id`;

/** Of a report, in the order in which it came. */
export async function evidenceOfReport(db: Database, report: string): Promise<readonly EvidenceView[]> {
  const { rows } =
    await sql<EvidenceView>`${evidence} where e.report = ${report} order by e.submitted_at, e.id`.execute(db);
  return rows;
}

/** Of a measure, what was verified, the newest first. */
export async function verifiedOfItem(db: Database, item: string): Promise<readonly EvidenceView[]> {
  const { rows } = await sql<EvidenceView>`${evidence} where e.item = ${item} and v.verdict = 'verified'
    order by e.submitted_at desc, e.id`.execute(db);
  return rows;
}

export async function findEvidence(db: Database, id: string): Promise<EvidenceView | undefined> {
  const { rows } = await sql<EvidenceView>`${evidence} where e.id = ${id}`.execute(db);
  return rows[0];
}

export async function unjudged(db: Database, report: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from plan.evidence e
    where e.report = ${report} and not exists (select from plan.verdict v where v.evidence = e.id)`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function insertVerdict(db: Database, row: Insertable<ReportTables['plan.verdict']>): Promise<void> {
  await tables(db).insertInto('plan.verdict').values(row).execute();
}
