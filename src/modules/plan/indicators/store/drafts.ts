import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { Answers } from '../form.ts';

/** A sheet on its way to approval; its id is that of its process. */
export interface DraftRow {
  readonly id: string;
  readonly code: string;
  readonly institution: string;
  readonly content: Answers;
  readonly writers: readonly string[];
  readonly open: boolean;
  readonly changedAt: Date;
}

const read = (db: Database, where: RawBuilder<unknown>) =>
  sql<DraftRow>`select d.id, d.code, d.institution, d.content, d.writers, d.open, d.changed_at as "changedAt"
    from plan.indicator_draft d ${where}`.execute(db);

export async function findDraft(db: Database, id: string): Promise<DraftRow | undefined> {
  return (await read(db, sql`where d.id = ${id}`)).rows[0];
}

/** One at a time writes or acts on a draft: what is decided on is what was read. */
export async function lockDraft(db: Database, id: string): Promise<DraftRow | undefined> {
  return (await read(db, sql`where d.id = ${id} for update`)).rows[0];
}

/** Drafts under way, of some institutions or of all. */
export async function listDrafts(db: Database, institutions?: readonly string[]): Promise<readonly DraftRow[]> {
  const whose = institutions ? sql`and d.institution = any(${institutions}::text[])` : sql``;
  return (await read(db, sql`where d.open ${whose} order by d.changed_at desc limit 200`)).rows;
}

/** Answers false where a draft of that code is under way already. */
export async function insertDraft(db: Database, row: DraftRow): Promise<boolean> {
  const { rows } =
    await sql`insert into plan.indicator_draft (id, code, institution, content, writers, open, changed_at)
    values (${row.id}, ${row.code}, ${row.institution}, ${JSON.stringify(row.content)}::jsonb, ${row.writers}, true, ${row.changedAt})
    on conflict do nothing returning id`.execute(db);
  return rows.length > 0;
}

export async function updateDraft(db: Database, id: string, content: Answers, writer: string, at: Date): Promise<void> {
  await sql`update plan.indicator_draft set content = ${JSON.stringify(content)}::jsonb, changed_at = ${at},
      writers = case when ${writer} = any(writers) then writers else writers || ${writer}::text end
    where id = ${id}`.execute(db);
}

export async function closeDraft(db: Database, id: string): Promise<void> {
  await sql`update plan.indicator_draft set open = false where id = ${id}`.execute(db);
}
