import { type RawBuilder, sql } from 'kysely';
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

/** Everybody who answers or answered for an institution; until the transaction ends nobody else writes of it. */
export async function lockTerms(db: Database, institution: string): Promise<readonly ResponsibleRow[]> {
  await sql`select pg_advisory_xact_lock(hashtext(${`plan.responsible ${institution}`}))`.execute(db);
  return tables(db)
    .selectFrom('plan.responsible')
    .selectAll()
    .where('institution', '=', institution)
    .orderBy('from_day')
    .execute();
}

export async function writeTerm(db: Database, row: ResponsibleRow): Promise<void> {
  const values = { ...row, post: JSON.stringify(row.post) as never };
  await tables(db)
    .insertInto('plan.responsible')
    .values(values)
    .onConflict((c) => c.column('id').doUpdateSet(values))
    .execute();
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

/** Of evidence `e`, looked up piece by piece: those of one measure are few. */
const verified = sql`(select verdict from plan.verdict where evidence = e.id) = 'verified'`;

const verifiedDay = (
  of: RawBuilder<unknown>,
) => sql`(select min((e.submitted_at at time zone 'Asia/Baku')::date) from plan.evidence e
  where ${of} and ${verified})`;

/**
 * What the standing of items is made of, read in one statement: of each item by itself and always by an index, so that
 * it is as quick when nobody has counted the tables lately.
 */
export async function pictures(db: Database, items: readonly string[]): Promise<readonly PictureRow[]> {
  const { rows } = await sql<PictureRow>`
    select a.item, (select institution from plan.party where item = a.item and role = 'executor' and to_day is null) as executor,
      o.starts::text as starts,
      least((select min(from_day) from plan.party where item = a.item and role = 'executor'),
        (g.entered_at at time zone 'Asia/Baku')::date)::text as "takenUp",
      coalesce((select due from plan.baseline_date where baseline = g.id and milestone is null),
        (select max(due) from plan.baseline_date where baseline = g.id))::text as "dueFirst",
      coalesce(o.due, case when p.id is null then (i.deadline_reading ->> 'due')::date end)::text as due,
      i.deadline_reading ->> 'due' as "duePlan", s.list as milestones, t.list as deliverables,
      r.period as "lastReport", r.self as "selfRating",
      (select max(e.period) from plan.evidence e where e.item = a.item and ${verified}) as "lastEvidence",
      exists (select 1 from plan.report w where w.item = a.item and w.submitted_at is not null and w.accepted_at is null
        and w.dropped_at is null) as unjudged
    from unnest(${items}::uuid[]) a(item)
      join lateral (select deadline_reading from plan.item where id = a.item limit 1) i on true
      left join lateral (select id from plan.baseline where item = a.item order by version desc limit 1) p on true
      left join lateral (select id, entered_at from plan.baseline where item = a.item and version = 0 limit 1) g on true
      left join lateral (select starts, due from plan.baseline_date where baseline = p.id and milestone is null limit 1) o on true
      left join lateral (select period, content ->> 'selfRating' as self from plan.report
        where item = a.item and submitted_at is not null and dropped_at is null order by period desc, submitted_at desc limit 1) r on true
      cross join lateral (select coalesce(json_agg(json_build_object('code', m.code, 'weight', m.weight::float8, 'starts', d.starts,
            'due', d.due, 'doneOn', ${verifiedDay(sql`e.item = a.item and e.milestone = m.id`)},
            'openNeeds', (select coalesce(json_agg(n.code order by n.code), '[]') from plan.dependency x
              join plan.milestone n on n.id = x.needs and n.removed_at is null
              join plan.item j on j.id = n.item and j.removed_at is null
              where x.milestone = m.id and ${verifiedDay(sql`e.item = n.item and e.milestone = n.id`)} is null))
          order by m.position, m.code), '[]') as list
        from plan.milestone m
          left join lateral (select starts, due from plan.baseline_date where baseline = p.id and milestone = m.id limit 1) d on true
        where m.item = a.item and m.removed_at is null) s
      cross join lateral (select coalesce(json_agg(json_build_object('code', d.code,
            'doneOn', ${verifiedDay(sql`e.item = a.item and e.deliverable = d.id`)}) order by d.position, d.code), '[]') as list
        from plan.deliverable d where d.item = a.item and d.removed_at is null) t`.execute(db);
  return rows;
}

export async function writeStandings(db: Database, rows: readonly StandingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into plan.standing (item, day, state, reasons, progress, self_rating, due_first, due, slip_first, slip, slip_plan, next_due,
      last_report, executor, waits_for)
    select item, day, state, reasons, progress, self_rating, due_first, due, slip_first, slip, slip_plan, next_due, last_report, executor,
      waits_for
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(item uuid, day date, state text, reasons jsonb, progress numeric,
      self_rating text, due_first date, due date, slip_first integer, slip integer, slip_plan integer, next_due date, last_report text, executor text,
      waits_for text)
    on conflict (item) do update set day = excluded.day, state = excluded.state, reasons = excluded.reasons,
      progress = excluded.progress, self_rating = excluded.self_rating, due_first = excluded.due_first, due = excluded.due,
      slip_first = excluded.slip_first, slip = excluded.slip, slip_plan = excluded.slip_plan, next_due = excluded.next_due, last_report = excluded.last_report,
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

/**
 * One at a time changes a measure, or what the standing of those is made of that need it: all are held, in one order,
 * until the transaction ends. Answers them.
 */
export async function lockItems(db: Database, items: readonly string[]): Promise<readonly string[]> {
  const all = [...new Set([...items, ...(await dependents(db, items))])];
  await sql`select from plan.item where id = any(${all}::uuid[]) order by id for no key update`.execute(db);
  return all;
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
