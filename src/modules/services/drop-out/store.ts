import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { FlowOf } from '../../process/index.ts';

/** Applications of one version that are alike in what matters here; no person stands in it. */
export interface DraftRow {
  readonly version: number;
  readonly channel: 'portal' | 'centre';
  readonly sent: boolean;
  /** Nothing was answered for so long that nobody is thought to come back. */
  readonly idle: boolean;
  /** Fields with an answer; of those that were sent none are told. */
  readonly fields: readonly string[];
  readonly count: number;
}

/** Applications that were begun since a moment, counted by how far they came. `idleSince`: what was left before is idle. */
export async function countDrafts(
  db: Database,
  { name, institutions, since }: FlowOf,
  idleSince: Date,
): Promise<readonly DraftRow[]> {
  const { rows } = await sql<DraftRow>`with each as (
      select c.version, c.channel, c.submitted_at is not null as sent,
        coalesce(max(a.answered_at), c.created_at) < ${idleSince} as idle,
        coalesce(array_agg(a.field order by a.field) filter (where a.field is not null), '{}') as fields
      from services.case c left join services.answer a on a.instance = c.id and c.submitted_at is null
      where c.service = ${name} and c.institution = any(${[...institutions]}) and c.created_at >= ${since}
        and c.origin = 'applicant'
      group by c.id)
    select version, channel, sent, idle and not sent as idle, fields, count(*)::integer as count
    from each group by 1, 2, 3, 4, 5`.execute(db);
  return rows;
}

/** Writes what became of applications whose days are over, the oldest first; how many there were. */
export async function settleDrafts(db: Database, now: Date, days: number, limit: number): Promise<number> {
  const { rows } = await sql`insert into services.draft_outcome (instance, at, institution, service, channel, sent)
    select c.id, c.created_at + make_interval(days => ${days}), c.institution, c.service, c.channel,
      coalesce(c.submitted_at <= c.created_at + make_interval(days => ${days}), false)
    from services.case c where c.origin = 'applicant' and c.created_at + make_interval(days => ${days}) <= ${now}
      and not exists (select from services.draft_outcome o where o.instance = c.id)
    order by c.created_at, c.id limit ${limit} on conflict do nothing returning instance`.execute(db);
  return rows.length;
}
