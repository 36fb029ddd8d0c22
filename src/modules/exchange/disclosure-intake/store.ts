import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { outcomes, subjectKinds } from '../entities.ts';

/** A line of exchange.look_up as a gateway told it. */
export interface ToldLine {
  readonly id: string;
  readonly at: Date;
  readonly operation: 'read' | 'exchange';
  readonly consumer: string;
  readonly entity: keyof typeof subjectKinds;
  readonly subject: string;
  readonly purpose: string;
  readonly act: string;
  readonly article: string;
  readonly reference: string | null;
  readonly outcome: keyof typeof outcomes;
  readonly system: string;
  readonly service: string;
  readonly endpoint: string;
  readonly fields: readonly string[];
  readonly request_id: string;
  readonly gateway: string;
  readonly hidden_until: Date | null;
}

/** Adds the lines that are not there yet, in one statement; answers how many. */
export async function addLines(db: Database, lines: readonly ToldLine[]): Promise<number> {
  if (lines.length === 0) return 0;
  // In one order, so that deliveries of the same lines wait for each other instead of both for both.
  const { rows } =
    await sql`insert into exchange.look_up (id, at, operation, consumer, entity, subject, concepts, purpose,
      act, article, reference, outcome, source, system, service, endpoint, fields, request_id, gateway, hidden_until)
    select id, at, operation, consumer, entity, subject, '[]', purpose, act, article, reference, outcome, 'gateway', system,
      service, endpoint, fields, request_id, gateway, hidden_until
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id uuid, at timestamptz, operation text, consumer text,
      entity text, subject uuid, purpose text, act text, article text, reference text, outcome text, system text,
      service text, endpoint text, fields jsonb, request_id text, gateway text, hidden_until timestamptz)
    order by id, at on conflict (id, at) do nothing returning id`.execute(db);
  return rows.length;
}
