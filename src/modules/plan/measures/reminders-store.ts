import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { ReminderKind } from './progress-entities.ts';

export interface Reminder {
  readonly item: string;
  readonly number: string;
  readonly executor: string;
  readonly kind: ReminderKind;
  readonly due: string | null;
  readonly since: string;
  /** Steps of the ladder that were told. */
  readonly told: number;
}

/** Of every measure that somebody carries out: the date that is passed longest, or comes next; or that dates are missing. */
const found = (today: string, days: number) => sql`select s.item, f.kind, f.due from plan.standing s
  join plan.item i on i.id = s.item and i.removed_at is null
  cross join lateral (
    select 'late' as kind, min((r ->> 'due')::date) as due from jsonb_array_elements(s.reasons) r
      where r ->> 'code' in ('milestone_late', 'measure_late') having count(*) > 0
    union all select 'soon', s.next_due where s.next_due between ${today}::date and ${today}::date + ${days}::integer
    union all select 'no_dates', null from jsonb_array_elements(s.reasons) r
      where r ->> 'code' in ('no_deadline', 'milestone_without_date') having count(*) > 0) f
  where s.executor is not null and s.state <> 'done'`;

/** What is over is forgotten; what is new begins today. */
export async function bringUpToDate(db: Database, today: string, days: number): Promise<void> {
  await sql`with found as (${found(today, days)}),
    gone as (delete from plan.reminder m where not exists (select from found f
      where f.item = m.item and f.kind = m.kind and f.due is not distinct from m.due))
    insert into plan.reminder (item, kind, due, since, told) select item, kind, due, ${today}, 0 from found
    on conflict on constraint reminder_key do nothing`.execute(db);
}

/** Those of which not every step was told, the oldest first. */
export async function openReminders(db: Database, steps: number): Promise<readonly Reminder[]> {
  const { rows } =
    await sql<Reminder>`select m.item, i.number, s.executor, m.kind, m.due::text as due, m.since::text as since, m.told
    from plan.reminder m join plan.item i on i.id = m.item join plan.standing s on s.item = m.item
    where m.told < case m.kind when 'soon' then 1 else ${steps} end and s.executor is not null
    order by m.since, m.item, m.kind`.execute(db);
  return rows;
}

export async function noteTold(
  db: Database,
  { item, kind, due }: Pick<Reminder, 'item' | 'kind' | 'due'>,
  told: number,
): Promise<void> {
  await sql`update plan.reminder set told = ${told}
    where item = ${item} and kind = ${kind} and due is not distinct from ${due}`.execute(db);
}
