import { sql } from 'kysely';
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
  readonly raisedBy: string | null;
  readonly raisedOn: string;
  readonly closedOn: string | null;
  readonly closing: string | null;
  /** The newest first. */
  readonly assessments: readonly AssessmentView[];
  readonly mitigations: readonly MitigationView[];
  /** Institution that carries out the measure that it is about. */
  readonly executor: string | null;
}

/** Risks of a plan that are open, or one risk; the plan's own first. */
export async function listRisks(
  db: Database,
  { plan, id, item }: { readonly plan?: string; readonly id?: string; readonly item?: string },
): Promise<readonly RiskView[]> {
  const { rows } =
    await sql<RiskView>`select r.id, r.plan, r.title, i.number, r.raised_by is null as "ofPlan", r.raised_by as "raisedBy",
      (r.raised_at at time zone 'Asia/Baku')::date::text as "raisedOn", (r.closed_at at time zone 'Asia/Baku')::date::text as "closedOn",
      r.closing, coalesce(a.list, '[]') as assessments, coalesce(m.list, '[]') as mitigations,
      (select p.institution from plan.party p where p.item = r.item and p.role = 'executor' and p.to_day is null) as executor
    from plan.risk r left join plan.item i on i.id = r.item
      left join lateral (select json_agg(json_build_object('likelihood', x.likelihood, 'impact', x.impact, 'owner', x.owner,
          'reason', x.reason, 'day', (x.at at time zone 'Asia/Baku')::date) order by x.at desc, x.id desc) as list
        from plan.risk_assessment x where x.risk = r.id) a on true
      left join lateral (select json_agg(json_build_object('id', y.id, 'title', y.title, 'owner', y.owner, 'due', y.due,
          'doneOn', (select (s.at at time zone 'Asia/Baku')::date from plan.mitigation_step s where s.mitigation = y.id and s.done order by s.at limit 1),
          'lastDay', coalesce((select (s.at at time zone 'Asia/Baku')::date from plan.mitigation_step s where s.mitigation = y.id
            order by s.at desc, s.id desc limit 1), (y.entered_at at time zone 'Asia/Baku')::date),
          'lastText', (select s.text from plan.mitigation_step s where s.mitigation = y.id order by s.at desc, s.id desc limit 1))
          order by y.entered_at, y.id) as list
        from plan.mitigation y where y.risk = r.id) m on true
    where (${id ?? null}::uuid is null or r.id = ${id ?? null}) and (${item ?? null}::uuid is null or r.item = ${item ?? null})
      and (${plan ?? null}::text is null or (r.plan = ${plan ?? null} and r.closed_at is null))
    order by r.raised_by is not null, i.position, r.raised_at, r.id`.execute(db);
  return rows;
}

/** Enters the risks that plans name and that are not there yet, each with its mitigation as the plan gives it. */
export async function enterPlanRisks(db: Database, at: Date, newId: () => string): Promise<void> {
  const { rows } = await sql<{
    id: string;
    plan: string;
    title: Title;
    note: Title | null;
  }>`select i.id, i.plan, i.title, i.note
    from plan.item i where i.kind = 'risk' and i.removed_at is null
      and not exists (select 1 from plan.risk r where r.item = i.id and r.raised_by is null)`.execute(db);
  for (const { id: item, plan, title, note } of rows) {
    const risk = newId();
    await sql`insert into plan.risk (id, plan, item, title, raised_at)
      values (${risk}, ${plan}, ${item}, ${JSON.stringify(title)}::jsonb, ${at})`.execute(db);
    if (note)
      await sql`insert into plan.mitigation (id, risk, title, entered_at)
        values (${newId()}, ${risk}, ${JSON.stringify(note)}::jsonb, ${at})`.execute(db);
  }
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
