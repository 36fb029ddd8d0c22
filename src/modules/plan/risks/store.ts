import { type RawBuilder, sql } from 'kysely';
import type { Static } from 'typebox';
import type { Database } from '../../../kernel/database.ts';
import type { titleSchema } from '../measures/index.ts';

type Title = Static<typeof titleSchema>;

export interface MitigationView {
  readonly id: string;
  readonly title: Title;
  readonly owner: string | null;
  readonly due: string | null;
  /** Day on which it was finished. */
  readonly doneOn: string | null;
  /** Day of the last word on it, or on which it was entered. */
  readonly lastDay: string;
  readonly lastText: string | null;
}

export interface AssessmentView {
  readonly likelihood: number;
  readonly impact: number;
  readonly owner: string;
  readonly reason: string;
  readonly day: string;
}

export interface RiskView {
  readonly id: string;
  readonly plan: string;
  readonly title: Title;
  /** Of the plan's own risk its number; of another the measure's. */
  readonly number: string | null;
  readonly ofPlan: boolean;
  /** The plan's edition in force no longer has what it is about. */
  readonly dropped: boolean;
  readonly raisedBy: string | null;
  readonly raisedOn: string;
  readonly closedOn: string | null;
  readonly closing: string | null;
  /** Institution that answers for it. */
  readonly owner: string | null;
  /** Institution that is asked to answer for it. */
  readonly offeredTo: string | null;
  /** The newest first; in lists only the newest. */
  readonly assessments: readonly AssessmentView[];
  /** Those not finished first; in lists a few. */
  readonly mitigations: readonly MitigationView[];
  /** How many are not finished. */
  readonly openMitigations: number;
  /** Institution that carries out the measure that it is about. */
  readonly executor: string | null;
}

interface Reach {
  readonly where: RawBuilder<unknown>;
  readonly order?: RawBuilder<unknown>;
  /** How many assessments and mitigations of each. */
  readonly assessments: number;
  readonly mitigations: number;
  readonly limit: number;
  readonly offset?: number;
}

const newest = sql`left join lateral (select x.likelihood, x.impact from plan.risk_assessment x where x.risk = r.id
  order by x.at desc, x.id desc limit 1) n on true`;

async function read(db: Database, reach: Reach): Promise<readonly RiskView[]> {
  const { where, order = sql`r.raised_at, r.id`, limit, offset = 0 } = reach;
  const { rows } =
    await sql<RiskView>`with page as (select r.id, row_number() over (order by ${order}) as place from plan.risk r
        left join plan.item i on i.id = r.item ${newest} where ${where} order by place limit ${limit} offset ${offset})
    select r.id, r.plan, r.title, i.number, r.raised_by is null as "ofPlan", coalesce(i.removed_at is not null, false) as dropped,
      r.raised_by as "raisedBy", (r.raised_at at time zone 'Asia/Baku')::date::text as "raisedOn",
      (r.closed_at at time zone 'Asia/Baku')::date::text as "closedOn", r.closing, r.owner, r.offered_to as "offeredTo",
      coalesce(a.list, '[]') as assessments, coalesce(m.list, '[]') as mitigations,
      (select p.institution from plan.party p where p.item = r.item and p.role = 'executor' and p.to_day is null) as executor,
      (select count(*) from plan.mitigation y where y.risk = r.id and not coalesce((select z.done from plan.mitigation_step z
        where z.mitigation = y.id order by z.at desc, z.id desc limit 1), false))::integer as "openMitigations"
    from page join plan.risk r on r.id = page.id left join plan.item i on i.id = r.item
      left join lateral (select json_agg(json_build_object('likelihood', x.likelihood, 'impact', x.impact, 'owner', x.owner,
          'reason', x.reason, 'day', (x.at at time zone 'Asia/Baku')::date) order by x.at desc, x.id desc) as list
        from (select * from plan.risk_assessment where risk = r.id order by at desc, id desc limit ${reach.assessments}) x) a on true
      left join lateral (select json_agg(json_build_object('id', y.id, 'title', y.title, 'owner', y.owner, 'due', y.due,
          'doneOn', case when y.done then y.last_day end, 'lastDay', coalesce(y.last_day, (y.entered_at at time zone 'Asia/Baku')::date),
          'lastText', y.last_text) order by y.done, y.entered_at, y.id) as list
        from (select y.*, coalesce(s.done, false) as done, (s.at at time zone 'Asia/Baku')::date as last_day, s.text as last_text
          from plan.mitigation y left join lateral (select * from plan.mitigation_step z where z.mitigation = y.id
            order by z.at desc, z.id desc limit 1) s on true
          where y.risk = r.id order by coalesce(s.done, false), y.entered_at, y.id limit ${reach.mitigations}) y) m on true
    order by page.place`.execute(db);
  return rows;
}

const inPlan = (plan: string) => sql`r.plan = ${plan} and r.closed_at is null and i.removed_at is null`;

/** A part of the open risks of a plan, the gravest first, then its own; each with its newest assessment and a few mitigations. */
export async function listRisks(
  db: Database,
  plan: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly RiskView[]> {
  const order = sql`n.likelihood * n.impact desc nulls last, r.raised_by is not null, i.position, r.raised_at, r.id`;
  return await read(db, { where: inPlan(plan), order, assessments: 1, mitigations: 5, limit, offset });
}

/** Risks of one measure, closed ones too, the newest first. */
export async function listRisksOf(db: Database, item: string): Promise<readonly RiskView[]> {
  const where = sql`r.item = ${item}`;
  return await read(db, { where, order: sql`r.raised_at desc, r.id`, assessments: 1, mitigations: 5, limit: 100 });
}

export async function findRisk(db: Database, id: string): Promise<RiskView | undefined> {
  const [found] = await read(db, { where: sql`r.id = ${id}`, assessments: 100, mitigations: 100, limit: 1 });
  return found;
}

/** Risks of one likelihood and impact; both are null for those that nobody has assessed. */
export interface RiskSquare {
  readonly likelihood: number | null;
  readonly impact: number | null;
  readonly count: number;
  /** A few of them. */
  readonly some: readonly Pick<RiskView, 'id' | 'number' | 'title'>[];
}

/** How the open risks of a plan lie on the board. */
export async function riskSquares(db: Database, plan: string): Promise<readonly RiskSquare[]> {
  const { rows } = await sql<RiskSquare>`select likelihood, impact, count(*)::integer as count,
      json_agg(json_build_object('id', id, 'number', number, 'title', title) order by place) filter (where place <= 4) as some
    from (select n.likelihood, n.impact, r.id, i.number, r.title,
        row_number() over (partition by n.likelihood, n.impact order by r.raised_by is not null, i.position, r.id) as place
      from plan.risk r left join plan.item i on i.id = r.item ${newest} where ${inPlan(plan)}) s
    group by likelihood, impact`.execute(db);
  return rows;
}

/** Brings the plan's own risks to what the plan says: new ones come in, changed words are taken over. */
export async function enterPlanRisks(db: Database, at: Date, newId: () => string): Promise<void> {
  await sql`update plan.risk r set title = i.title from plan.item i
    where i.id = r.item and r.raised_by is null and i.removed_at is null and r.title <> i.title`.execute(db);
  // Of a risk's mitigations the one without an owner is the plan's.
  await sql`update plan.mitigation m set title = i.note from plan.risk r join plan.item i on i.id = r.item
    where m.risk = r.id and m.owner is null and r.raised_by is null and i.note is not null and m.title <> i.note`.execute(
    db,
  );
  const { rows } = await sql<{
    item: string;
    plan: string;
    title: Title;
    note: Title | null;
    risk: string | null;
  }>`select i.id as item, i.plan, i.title, i.note, r.id as risk
    from plan.item i left join plan.risk r on r.item = i.id and r.raised_by is null
    where i.kind = 'risk' and i.removed_at is null and (r.id is null or (i.note is not null
      and not exists (select from plan.mitigation m where m.risk = r.id and m.owner is null)))`.execute(db);
  for (const { item, plan, title, note, risk: known } of rows) {
    const risk = known ?? newId();
    if (known === null)
      await sql`insert into plan.risk (id, plan, item, title, raised_at)
        values (${risk}, ${plan}, ${item}, ${JSON.stringify(title)}::jsonb, ${at})`.execute(db);
    if (note)
      await sql`insert into plan.mitigation (id, risk, title, entered_at)
        values (${newId()}, ${risk}, ${JSON.stringify(note)}::jsonb, ${at})`.execute(db);
  }
}

/** Says who answers for an open risk, and who is asked to. */
export async function setOwner(
  db: Database,
  id: string,
  { owner, offeredTo }: { readonly owner: string; readonly offeredTo: string | null },
): Promise<void> {
  await sql`update plan.risk set owner = ${owner}, offered_to = ${offeredTo} where id = ${id}`.execute(db);
}

/** Ends an offer; with `taken` the risk is theirs. Answers whether it was still offered to them. */
export async function endOffer(db: Database, id: string, to: string, taken: boolean): Promise<boolean> {
  const { rows } =
    await sql`update plan.risk set offered_to = null, owner = case when ${taken} then ${to} else owner end
    where id = ${id} and offered_to = ${to} and closed_at is null returning id`.execute(db);
  return rows.length > 0;
}

export async function insertRisk(
  db: Database,
  row: { id: string; plan: string; item: string; title: Title; raisedBy: string; at: Date },
): Promise<void> {
  await sql`insert into plan.risk (id, plan, item, title, raised_by, raised_at)
    values (${row.id}, ${row.plan}, ${row.item}, ${JSON.stringify(row.title)}::jsonb, ${row.raisedBy}, ${row.at})`.execute(
    db,
  );
}

export async function insertAssessment(
  db: Database,
  row: {
    id: string;
    risk: string;
    likelihood: number;
    impact: number;
    owner: string;
    reason: string;
    person: string | null;
    at: Date;
  },
): Promise<void> {
  await sql`insert into plan.risk_assessment (id, risk, likelihood, impact, owner, reason, person, at)
    values (${row.id}, ${row.risk}, ${row.likelihood}, ${row.impact}, ${row.owner}, ${row.reason}, ${row.person}, ${row.at})`.execute(
    db,
  );
}

export async function insertMitigation(
  db: Database,
  row: { id: string; risk: string; title: Title; owner: string; due: string | null; at: Date },
): Promise<void> {
  await sql`insert into plan.mitigation (id, risk, title, owner, due, entered_at)
    values (${row.id}, ${row.risk}, ${JSON.stringify(row.title)}::jsonb, ${row.owner}, ${row.due}, ${row.at})`.execute(
    db,
  );
}

export async function insertStep(
  db: Database,
  row: { id: string; mitigation: string; text: string; done: boolean; person: string | null; at: Date },
): Promise<void> {
  await sql`insert into plan.mitigation_step (id, mitigation, text, done, person, at)
    values (${row.id}, ${row.mitigation}, ${row.text}, ${row.done}, ${row.person}, ${row.at})`.execute(db);
}

/** Answers whether it was open. */
export async function closeRisk(db: Database, id: string, closing: string, at: Date): Promise<boolean> {
  const { rows } = await sql`update plan.risk set closed_at = ${at}, closing = ${closing}
    where id = ${id} and closed_at is null returning id`.execute(db);
  return rows.length > 0;
}

/** The risk that a mitigation belongs to. */
export async function riskOfMitigation(db: Database, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ risk: string }>`select risk from plan.mitigation where id = ${id}`.execute(db);
  return rows[0]?.risk;
}
