import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { EvidenceKind, Gate } from '../choices.ts';

export interface ConditionRow {
  readonly id: string;
  readonly position: number;
  readonly text: string;
  readonly owner: string | null;
  readonly evidence: EvidenceKind | null;
  readonly due: string | null;
  readonly gate: Gate | null;
  readonly blocking: boolean;
  readonly setBy: string;
  readonly shown: string | null;
  readonly shownBy: string | null;
  readonly shownAt: Date | null;
  readonly verifiedBy: string | null;
  readonly verifiedAt: Date | null;
}

export async function listConditions(db: Database, request: string): Promise<readonly ConditionRow[]> {
  const { rows } =
    await sql<ConditionRow>`select id, position, text, owner, evidence, due, gate, blocking, set_by as "setBy",
    shown, shown_by as "shownBy", shown_at as "shownAt", verified_by as "verifiedBy", verified_at as "verifiedAt"
    from plan.spend_condition where request = ${request} order by position`.execute(db);
  return rows;
}

export type NewCondition = Pick<
  ConditionRow,
  'id' | 'text' | 'owner' | 'evidence' | 'due' | 'gate' | 'blocking' | 'setBy'
>;

export async function insertCondition(db: Database, request: string, given: NewCondition, at: Date): Promise<void> {
  await sql`insert into plan.spend_condition (id, request, position, text, owner, evidence, due, gate, blocking, set_by, set_at)
    select ${given.id}, ${request}, coalesce(max(position), 0) + 1, ${given.text}, ${given.owner}, ${given.evidence}, ${given.due},
      ${given.gate}, ${given.blocking}, ${given.setBy}, ${at} from plan.spend_condition where request = ${request}`.execute(
    db,
  );
}

export async function deleteCondition(db: Database, request: string, id: string): Promise<void> {
  await sql`delete from plan.spend_condition where request = ${request} and id = ${id}`.execute(db);
}

/** What is shown anew has to be verified anew. */
export async function showCondition(
  db: Database,
  id: string,
  { shown, person, at }: { readonly shown: string; readonly person: string; readonly at: Date },
): Promise<void> {
  await sql`update plan.spend_condition set shown = ${shown}, shown_by = ${person}, shown_at = ${at}, verified_by = null,
    verified_at = null where id = ${id}`.execute(db);
}

export async function verifyCondition(db: Database, id: string, person: string, at: Date): Promise<void> {
  await sql`update plan.spend_condition set verified_by = ${person}, verified_at = ${at} where id = ${id}`.execute(db);
}
