import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Instance, Official } from '../entities.ts';

const awaitsOfficials = sql`i.awaits && '{officer,approver,deputy_head,head,project_office}'::text[]`;

/** What was given to a person in these institutions and waits for an official. */
export async function listAssigned(
  db: Database,
  person: string,
  institutions: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select i.id from process.instance i
    where i.assignee = ${person} and i.institution = any(${[...institutions]}::text[]) and ${awaitsOfficials}
    order by i.id`.execute(db);
  return rows.map(({ id }) => id);
}

export interface OpenRow {
  /** Null: nobody was given them. */
  readonly assignee: string | null;
  readonly open: number;
  /** Of these, not late and due by the moment asked about. */
  readonly soon: number;
  readonly overdue: number;
}

/** What waits for officials of the institutions, by who was given it. */
export async function openByOfficial(
  db: Database,
  institutions: readonly string[],
  { roles, now, soon }: { readonly roles: readonly Official[]; readonly now: Date; readonly soon: Date },
): Promise<readonly OpenRow[]> {
  const { rows } = await sql<OpenRow>`select i.assignee, count(*)::integer as open,
      (count(*) filter (where i.due_at >= ${now} and i.due_at <= ${soon}))::integer as soon,
      (count(*) filter (where i.due_at < ${now}))::integer as overdue
    from process.instance i where i.institution = any(${[...institutions]}::text[]) and ${awaitsOfficials}
      and i.awaits && ${[...roles]}::text[]
    group by 1`.execute(db);
  return rows;
}

export interface DoneRow {
  readonly assignee: string;
  /** With the applicant for correction now. */
  readonly returned: number;
  /** Decided since the moment asked about. */
  readonly decided: number;
  /** Working days to the decision; null where none was timed. */
  readonly days: number | null;
  /** Entries of the journal of a decided case: how much work it was. */
  readonly steps: number | null;
}

/** What was given to these people: what came of it since a moment, and what is being corrected. */
export async function doneByOfficial(
  db: Database,
  persons: readonly string[],
  institutions: readonly string[],
  since: Date,
): Promise<readonly DoneRow[]> {
  const { rows } =
    await sql<DoneRow>`with own as (select i.id, i.assignee, i.status, i.seq, i.updated_at from process.instance i
      where i.assignee = any(${[...persons]}::uuid[]) and i.institution = any(${[...institutions]}::text[])
        and (i.updated_at >= ${since} or i.status = 'waiting_for_applicant')),
    decided as (select own.assignee, own.seq, (j.clock ->> 'spent')::integer as spent from own
      join process.journal j on j.instance = own.id and j.at >= ${since} and j.to_status = 'decided'
        and j.from_status <> 'decided' where own.updated_at >= ${since}),
    sums as (select assignee, count(*)::integer as decided, percentile_cont(0.5) within group (order by spent) as days,
      avg(seq)::float8 as steps from decided group by 1),
    returned as (select assignee, count(*)::integer as returned from own where status = 'waiting_for_applicant' group by 1)
    select coalesce(s.assignee, r.assignee) as assignee, coalesce(r.returned, 0) as returned,
      coalesce(s.decided, 0) as decided, s.days, s.steps
    from sums s full join returned r on r.assignee = s.assignee`.execute(db);
  return rows;
}

/** A page of what was given to one person, or to none of those `known`, and waits for one of the offices: the most urgent first. */
export async function listOpen(
  db: Database,
  institutions: readonly string[],
  whose: { readonly person: string } | { readonly known: readonly string[] },
  { roles, limit, offset }: { readonly roles: readonly Official[]; readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly Instance[]; readonly total: number }> {
  const { rows } = await sql<Instance & { readonly total: number }>`select i.*, (count(*) over ())::integer as total
    from process.instance i where i.institution = any(${[...institutions]}::text[]) and ${awaitsOfficials}
      and i.awaits && ${[...roles]}::text[] and ${'person' in whose ? sql`i.assignee = ${whose.person}` : sql`(i.assignee is null or i.assignee <> all(${[...whose.known]}::uuid[]))`}
    order by i.due_at nulls last, i.id limit ${limit} offset ${offset}`.execute(db);
  return { items: rows.map(({ total: _total, ...one }) => one), total: rows[0]?.total ?? 0 };
}
