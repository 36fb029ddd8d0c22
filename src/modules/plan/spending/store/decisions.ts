import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { Outcome } from '../autonomy.ts';
import type { DecisionVerdict } from '../choices.ts';
import { spentIn } from '../states.ts';

export interface DecisionRow {
  readonly seq: number;
  readonly at: Date;
  readonly day: string;
  readonly verdict: DecisionVerdict;
  readonly office: string;
  readonly route: string;
  readonly amount: string;
  readonly days: number;
  readonly inTime: boolean;
  readonly checks: number;
  readonly conforming: number;
  readonly reason: string;
}

export interface NewDecision extends DecisionRow {
  readonly request: string;
  readonly institution: string;
  readonly person: string;
  readonly actedAs: string;
}

export async function insertDecision(db: Database, row: NewDecision): Promise<void> {
  await sql`insert into plan.spend_decision (request, seq, at, day, verdict, institution, office, route, amount, days, in_time,
      checks, conforming, reason, person, acted_as)
    values (${row.request}, ${row.seq}, ${row.at}, ${row.day}, ${row.verdict}, ${row.institution}, ${row.office}, ${row.route},
      ${row.amount}::numeric, ${row.days}, ${row.inTime}, ${row.checks}, ${row.conforming}, ${row.reason}, ${row.person}, ${row.actedAs})`.execute(
    db,
  );
}

/** Oldest first. */
export async function listDecisions(db: Database, request: string): Promise<readonly DecisionRow[]> {
  const { rows } =
    await sql<DecisionRow>`select seq, at, day, verdict, office, route, amount, days, in_time as "inTime",
    checks, conforming, reason from plan.spend_decision where request = ${request} order by seq`.execute(db);
  return rows;
}

/** What became of what was approved and committed, beside what was approved first; of these institutions or of all. */
export async function listOutcomes(
  db: Database,
  institutions?: readonly string[],
): Promise<readonly (Outcome & { readonly institution: string })[]> {
  const of = institutions === undefined ? sql`true` : sql`institution = any(${institutions}::text[])`;
  const { rows } = await sql<Outcome & { institution: string }>`select institution, first_approved as approved,
      greatest(forecast, committed) as forecast, first_end as "approvedEnd", finished_on as "finishedOn"
    from plan.spend_request where ${of} and first_approved is not null and forecast is not null and first_end is not null
      and state = any(${spentIn}::text[])`.execute(db);
  return rows;
}
