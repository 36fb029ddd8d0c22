import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';

/** What somebody has to do with a case other than as its applicant or an official. */
interface Parts {
  /** Was asked to agree to it. */
  readonly agrees: boolean;
  /** Was drawn to review it. */
  readonly reviews: boolean;
  /** Conducts it for another, or did. */
  readonly conducts: boolean;
  /** Entered it for its applicant at a service centre. */
  readonly entered: boolean;
}

export async function findParts(db: Database, id: string, person: string): Promise<Parts> {
  const { rows } = await sql<Parts>`select
    exists (select from services.agreement where "case" = ${id} and person = ${person}) as agrees,
    exists (select from services.review where "case" = ${id} and reviewer = ${person}) as reviews,
    exists (select from services.representation where instance = ${id} and (guardian = ${person} or ${person} = any(earlier))) as conducts,
    exists (select from services.assistance a join services.case c on c.id = a.instance
      where a.instance = ${id} and a.clerk = ${person} and c.channel = 'centre') as entered`.execute(db);
  const [parts] = rows;
  if (!parts) throw new Error('a select without a table gives one row');
  return parts;
}
