import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import { type GivenSchedule, lockItems } from '../measures/index.ts';
import type { DateDraft } from './date-draft.ts';

export interface DateRequest {
  readonly id: string;
  readonly item: string;
  readonly institution: string;
  readonly draft: DateDraft;
  /** As it was read when it was sent. */
  readonly asked: GivenSchedule | null;
  /** The schedule that was in force when it ended. */
  readonly before: GivenSchedule | null;
  readonly writers: readonly string[];
  readonly open: boolean;
}

const columns = sql`id, item, institution, draft, asked, before, writers, open`;

/** Number of the next request about a measure, counted from 1. Under the lock of the item. */
export async function nextNumber(db: Database, item: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`select coalesce(max(number), 0) + 1 as number from plan.date_request
    where item = ${item}`.execute(db);
  return rows[0]?.number ?? 1;
}

export async function insertDates(
  db: Database,
  row: Pick<DateRequest, 'id' | 'item' | 'institution' | 'draft'> & { readonly number: number; readonly at: Date },
): Promise<void> {
  await sql`insert into plan.date_request (id, item, institution, draft, writers, open, number, opened_at, changed_at)
    values (${row.id}, ${row.item}, ${row.institution}, ${JSON.stringify(row.draft)}::jsonb, '{}', true, ${row.number},
      ${row.at}, ${row.at})`.execute(db);
}

export async function findDates(db: Database, id: string): Promise<DateRequest | undefined> {
  const { rows } = await sql<DateRequest>`select ${columns} from plan.date_request where id = ${id}`.execute(db);
  return rows[0];
}

/** Its measure is held before it, as wherever both are. */
export async function lockDates(db: Database, id: string): Promise<DateRequest | undefined> {
  const found = await findDates(db, id);
  if (found) await lockItems(db, [found.item]);
  const { rows } = await sql<DateRequest>`select ${columns} from plan.date_request where id = ${id} for update`.execute(
    db,
  );
  return rows[0];
}

/** Ids of the requests under way, by measure. */
export async function openDatesOf(db: Database, items: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; item: string }>`select id, item from plan.date_request
    where open and item = any(${items}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, item }) => [item, id]));
}

export interface DatesChange {
  readonly draft?: DateDraft;
  readonly asked?: GivenSchedule;
  readonly before?: GivenSchedule;
  readonly open?: boolean;
  readonly writer?: string | undefined;
  readonly at: Date;
}

/** What is not named stays. */
export async function updateDates(db: Database, id: string, given: DatesChange): Promise<void> {
  const json = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value));
  const added = given.writer === undefined ? [] : [given.writer];
  await sql`update plan.date_request set changed_at = ${given.at}, draft = coalesce(${json(given.draft)}::jsonb, draft),
      asked = coalesce(${json(given.asked)}::jsonb, asked), before = coalesce(${json(given.before)}::jsonb, before),
      open = coalesce(${given.open ?? null}, open),
      writers = case when writers @> ${added}::text[] then writers else writers || ${added}::text[] end
    where id = ${id}`.execute(db);
}
