import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { ItemRow, PartyRow, PlanRow, PlanTables, ResponsibleRow } from './entities.ts';
import type { StandingRow } from './progress-entities.ts';
import type { MeasurePicture } from './rules.ts';

export const tables = (db: Database) => db.withTables<PlanTables>();

export async function upsertPlan(db: Database, row: PlanRow): Promise<void> {
  const { entered_at: _, ...rest } = row;
  const changed = { ...rest, title: JSON.stringify(row.title) as never };
  await tables(db)
    .insertInto('plan.plan')
    .values({ ...row, title: JSON.stringify(row.title) as never })
    .onConflict((c) => c.column('code').doUpdateSet(changed))
    .execute();
}

export async function findPlans(db: Database): Promise<readonly PlanRow[]> {
  return tables(db).selectFrom('plan.plan').selectAll().orderBy('period_to', 'desc').orderBy('code').execute();
}

export async function findItem(db: Database, plan: string, number: string): Promise<ItemRow | undefined> {
  return tables(db)
    .selectFrom('plan.item')
    .selectAll()
    .where('plan', '=', plan)
    .where('number', '=', number)
    .executeTakeFirst();
}

export async function findItemById(db: Database, id: string): Promise<ItemRow | undefined> {
  return tables(db).selectFrom('plan.item').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Items of a plan that were not removed, in the plan's order. */
export async function listItems(db: Database, plan: string): Promise<readonly ItemRow[]> {
  return tables(db)
    .selectFrom('plan.item')
    .selectAll()
    .where('plan', '=', plan)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .execute();
}

/** All items of a plan, removed ones too, by number. */
export async function itemsByNumber(db: Database, plan: string): Promise<ReadonlyMap<string, ItemRow>> {
  const rows = await tables(db).selectFrom('plan.item').selectAll().where('plan', '=', plan).execute();
  return new Map(rows.map((row) => [row.number, row]));
}

export async function writeItems(db: Database, rows: readonly ItemRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) {
    const part = JSON.stringify(rows.slice(at, at + 500));
    await sql`insert into plan.item (id, plan, number, parent, kind, position, title, note, absolute, wording, wording_source,
        deadline_text, deadline_reading, removed_at)
      select id, plan, number, parent, kind, position, title, note, absolute, wording, wording_source, deadline_text,
        deadline_reading, removed_at
      from jsonb_to_recordset(${part}::jsonb) as r(id uuid, plan text, number text, parent text, kind text, position integer,
        title jsonb, note jsonb, absolute boolean, wording text, wording_source text, deadline_text text,
        deadline_reading jsonb, removed_at timestamptz)
      on conflict (id) do update set parent = excluded.parent, kind = excluded.kind, position = excluded.position,
        title = excluded.title, note = excluded.note, absolute = excluded.absolute, wording = excluded.wording,
        wording_source = excluded.wording_source, deadline_text = excluded.deadline_text,
        deadline_reading = excluded.deadline_reading, removed_at = excluded.removed_at`.execute(db);
  }
}

/** Institutions that carry out an item now. */
export async function partiesNow(db: Database, item: string): Promise<readonly PartyRow[]> {
  return tables(db)
    .selectFrom('plan.party')
    .selectAll()
    .where('item', '=', item)
    .where('to_day', 'is', null)
    .orderBy('role', 'desc')
    .orderBy('institution')
    .execute();
}

export async function insertParty(db: Database, row: PartyRow): Promise<void> {
  await tables(db).insertInto('plan.party').values(row).execute();
}

export async function endParty(db: Database, id: string, day: string): Promise<void> {
  await tables(db).updateTable('plan.party').set({ to_day: day }).where('id', '=', id).execute();
}

export async function responsibleNow(db: Database, institution: string): Promise<ResponsibleRow | undefined> {
  return tables(db)
    .selectFrom('plan.responsible')
    .selectAll()
    .where('institution', '=', institution)
    .where('to_day', 'is', null)
    .executeTakeFirst();
}

export async function insertResponsible(db: Database, row: ResponsibleRow): Promise<void> {
  await tables(db)
    .insertInto('plan.responsible')
    .values({ ...row, post: JSON.stringify(row.post) as never })
    .execute();
}

export async function endResponsible(db: Database, id: string, day: string): Promise<void> {
  await tables(db).updateTable('plan.responsible').set({ to_day: day }).where('id', '=', id).execute();
}

export interface ChangeRow {
  readonly id: string;
  readonly plan: string;
  readonly item: string | null;
  readonly at: Date;
  readonly what: string;
  readonly details: object;
  readonly institution: string | null;
  readonly person: string | null;
}

export async function insertChanges(db: Database, rows: readonly ChangeRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into plan.change (id, plan, item, at, what, details, institution, person)
    select id, plan, item, at, what, details, institution, person from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, plan text, item uuid, at timestamptz, what text, details jsonb, institution text, person uuid)`.execute(
    db,
  );
}

export interface PictureRow extends MeasurePicture {
  readonly item: string;
}

/** What the standing of items is made of, read in one statement. */
export async function pictures(db: Database, items: readonly string[]): Promise<readonly PictureRow[]> {
  const { rows } = await sql<PictureRow>`
    with asked as (select unnest(${items}::uuid[]) as item),
      verified as (select e.* from plan.evidence e join plan.verdict v on v.evidence = e.id and v.verdict = 'verified'
        where e.item in (select item from asked)),
      reached as (select x.id, min((submitted_at at time zone 'Asia/Baku')::date) as day
        from verified cross join lateral (values (milestone), (deliverable)) x(id) where x.id is not null group by 1),
      present as (select distinct on (b.item) b.item, b.id from plan.baseline b join asked using (item) order by b.item, b.version desc),
      first as (select b.item, b.id from plan.baseline b join asked using (item) where b.version = 0),
      steps as (select m.item, json_agg(json_build_object('code', m.code, 'weight', m.weight::float8, 'starts', d.starts,
          'dueFirst', f.due, 'due', d.due,
          'doneOn', r.day,
          'openNeeds', (select coalesce(json_agg(n.code order by n.code), '[]') from plan.dependency x join plan.milestone n on n.id = x.needs
            where x.milestone = m.id and n.removed_at is null and not exists (select 1 from plan.evidence e
              join plan.verdict v on v.evidence = e.id and v.verdict = 'verified' where e.milestone = n.id)))
          order by m.position, m.code) as list
        from plan.milestone m left join present p on p.item = m.item left join plan.baseline_date d on d.baseline = p.id and d.milestone = m.id
          left join first g on g.item = m.item left join plan.baseline_date f on f.baseline = g.id and f.milestone = m.id
          left join reached r on r.id = m.id
        where m.item in (select item from asked) and m.removed_at is null group by m.item),
      things as (select t.item, json_agg(json_build_object('code', t.code, 'doneOn', r.day)
          order by t.position, t.code) as list
        from plan.deliverable t left join reached r on r.id = t.id where t.item in (select item from asked) and t.removed_at is null group by t.item),
      reported as (select distinct on (r.item) r.item, r.period, r.content ->> 'selfRating' as self from plan.report r
        where r.item in (select item from asked) and r.submitted_at is not null order by r.item, r.period desc)
    select a.item, (select institution from plan.party where item = a.item and role = 'executor' and to_day is null) as executor,
      o.starts::text as starts, z.due::text as "dueFirst",
      coalesce(o.due, case when p.id is null then (i.deadline_reading ->> 'due')::date end)::text as due,
      coalesce(s.list, '[]') as milestones, coalesce(t.list, '[]') as deliverables,
      r.period as "lastReport", r.self as "selfRating",
      (select max(period) from verified v where v.item = a.item) as "lastEvidence",
      exists (select 1 from plan.report w where w.item = a.item and w.submitted_at is not null and w.accepted_at is null) as unjudged
    from asked a join plan.item i on i.id = a.item left join present p on p.item = a.item
      left join plan.baseline_date o on o.baseline = p.id and o.milestone is null
      left join first g on g.item = a.item left join plan.baseline_date z on z.baseline = g.id and z.milestone is null
      left join steps s on s.item = a.item left join things t on t.item = a.item left join reported r on r.item = a.item`.execute(
    db,
  );
  return rows;
}

export async function writeStandings(db: Database, rows: readonly StandingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into plan.standing (item, day, state, reasons, progress, self_rating, due_first, due, slip_first, slip, next_due,
      last_report, executor, waits_for)
    select item, day, state, reasons, progress, self_rating, due_first, due, slip_first, slip, next_due, last_report, executor, waits_for
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(item uuid, day date, state text, reasons jsonb, progress numeric,
      self_rating text, due_first date, due date, slip_first integer, slip integer, next_due date, last_report text, executor text,
      waits_for text)
    on conflict (item) do update set day = excluded.day, state = excluded.state, reasons = excluded.reasons,
      progress = excluded.progress, self_rating = excluded.self_rating, due_first = excluded.due_first, due = excluded.due,
      slip_first = excluded.slip_first, slip = excluded.slip, next_due = excluded.next_due, last_report = excluded.last_report,
      executor = excluded.executor, waits_for = excluded.waits_for`.execute(db);
}

export async function standingsOf(db: Database, items: readonly string[]): Promise<readonly StandingRow[]> {
  if (items.length === 0) return [];
  return tables(db)
    .selectFrom('plan.standing')
    .selectAll()
    .where('item', 'in', [...items])
    .execute();
}

/** Items that have a milestone which needs one of these items' milestones. */
export async function dependents(db: Database, items: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ item: string }>`select distinct m.item from plan.dependency d
    join plan.milestone n on n.id = d.needs join plan.milestone m on m.id = d.milestone
    where n.item = any(${items}::uuid[]) and m.item <> n.item`.execute(db);
  return rows.map(({ item }) => item);
}

/** Measures, of all plans, whose standing is of an earlier day or was never made, a part at a time. */
export async function staleMeasures(db: Database, day: string, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select i.id from plan.item i left join plan.standing s on s.item = i.id
    where i.kind = 'measure' and i.removed_at is null and (s.day is null or s.day < ${day}) order by i.id limit ${limit}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

export interface CommentView {
  readonly id: string;
  readonly at: Date;
  readonly institution: string;
  readonly office: string;
  readonly text: string;
  readonly internal: boolean;
}

export async function insertComment(
  db: Database,
  row: CommentView & { readonly item: string; readonly person: string },
): Promise<void> {
  await tables(db).insertInto('plan.comment').values(row).execute();
}

/** The newest first; `inside`: internal ones too. */
export async function listComments(db: Database, item: string, inside: boolean): Promise<readonly CommentView[]> {
  const { rows } = await sql<CommentView>`select id, at, institution, office, text, internal from plan.comment
    where item = ${item} and (${inside} or not internal) order by at desc, id desc limit 200`.execute(db);
  return rows;
}

/** Who answers for each institution now. */
export async function responsibles(db: Database): Promise<readonly ResponsibleRow[]> {
  return tables(db).selectFrom('plan.responsible').selectAll().where('to_day', 'is', null).execute();
}
