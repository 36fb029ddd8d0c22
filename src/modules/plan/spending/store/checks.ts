import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { Text } from '../../../../language/lang.ts';
import type { Found, Judged } from '../checks/picture.ts';
import type { CheckRule, CheckVerdict } from '../choices.ts';

export interface CheckRow {
  readonly rule: CheckRule;
  readonly verdict: CheckVerdict;
  readonly found: readonly Found[];
  readonly words: Text;
  readonly at: Date;
  readonly waivedBy: string | null;
  readonly waivedWhy: string | null;
  readonly waivedAt: Date | null;
  /** Who asks that a failure be let be, and why; another person grants it. */
  readonly proposedBy: string | null;
  readonly proposedWhy: string | null;
}

export async function listChecks(db: Database, request: string): Promise<readonly CheckRow[]> {
  const { rows } = await sql<CheckRow>`select rule, verdict, found, words, at, waived_by as "waivedBy",
    waived_why as "waivedWhy", waived_at as "waivedAt", proposed_by as "proposedBy", proposed_why as "proposedWhy"
    from plan.spend_check where request = ${request}`.execute(db);
  return rows;
}

/**
 * Keeps what the rules say now. A waiver, and a proposal of one, stands only for what it was given for: where the rule
 * still fails by naming the same things in the same words.
 */
export async function writeChecks(db: Database, request: string, judged: readonly Judged[], at: Date): Promise<void> {
  await sql`insert into plan.spend_check as c (request, rule, verdict, found, words, at)
    select ${request}::uuid, rule, verdict, found, words, ${at}
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as t(rule text, verdict text, found jsonb, words jsonb)
    on conflict (request, rule) do update set verdict = excluded.verdict, found = excluded.found, words = excluded.words,
      at = excluded.at, waived_by = null, waived_why = null, waived_at = null, proposed_by = null, proposed_why = null,
      proposed_at = null
    where not (c.verdict in ('fail', 'waived') and excluded.verdict = 'fail' and c.found = excluded.found
      and c.words = excluded.words)`.execute(db);
}

/** Answers whether there was a failure of which to ask it. */
export async function proposeWaiver(
  db: Database,
  request: string,
  rule: CheckRule,
  { person, why, at }: { readonly person: string; readonly why: string; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`update plan.spend_check set proposed_by = ${person}, proposed_why = ${why},
    proposed_at = ${at} where request = ${request} and rule = ${rule} and verdict = 'fail' returning rule`.execute(db);
  return rows.length > 0;
}

/** Lets a failure be for the reason that was proposed. */
export async function waive(
  db: Database,
  request: string,
  rule: CheckRule,
  { person, at }: { readonly person: string; readonly at: Date },
): Promise<void> {
  await sql`update plan.spend_check set verdict = 'waived', waived_by = ${person}, waived_why = proposed_why,
    waived_at = ${at} where request = ${request} and rule = ${rule} and verdict = 'fail'`.execute(db);
}
