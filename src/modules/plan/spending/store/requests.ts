import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { RouteName, SpendKind } from '../choices.ts';
import type { Content, CostLine, FundingShare } from '../content.ts';
import type { Answers } from '../questions.ts';
import type { Ground } from '../triage.ts';

export interface SpendRow {
  readonly id: string;
  readonly number: string;
  readonly institution: string;
  readonly answers: Answers;
  readonly title: string;
  readonly purpose: string;
  readonly plan: string | null;
  readonly measure: string | null;
  readonly capabilities: readonly string[];
  readonly users: readonly string[];
  readonly concepts: readonly string[];
  readonly entries: readonly string[];
  readonly kind: SpendKind | null;
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  readonly ai: boolean | null;
  readonly retrospective: boolean;
  /** Money as decimals: `1234.50`. */
  readonly forecast: string | null;
  readonly approved: string | null;
  readonly committed: string | null;
  readonly contract: string | null;
  readonly budgetLine: string | null;
  readonly supplier: string | null;
  readonly endsOn: string | null;
  readonly approvedEnd: string | null;
  readonly finishedOn: string | null;
  readonly benefitsOn: string | null;
  readonly benefits: string | null;
  readonly cabinetAct: string | null;
  readonly cabinetActBy: string | null;
  readonly scannedAt: Date | null;
  readonly route: RouteName | null;
  readonly routeGrounds: readonly Ground[];
  readonly sampled: boolean;
  readonly state: string;
  /** Persons who wrote any of it, or signed it. */
  readonly writers: readonly string[];
  readonly expiresOn: string | null;
  readonly changedAt: Date;
  /** What goes beyond the approval: `cost`, `time`, `supplier`, `scope`, `hosting`. */
  readonly deviation: readonly string[];
  /** With whom it was contracted first, or since a change was accepted. */
  readonly approvedSupplier: string | null;
}

const columns = sql`r.id, r.number, r.institution, r.answers, r.title, r.purpose, r.plan, r.measure, r.capabilities, r.users,
  r.concepts, r.entries, r.kind, r.year_from as "yearFrom", r.year_to as "yearTo", r.ai, r.retrospective, r.forecast, r.approved,
  r.committed, r.contract, r.budget_line as "budgetLine", r.supplier, r.ends_on as "endsOn", r.approved_end as "approvedEnd",
  r.finished_on as "finishedOn", r.benefits_on as "benefitsOn", r.benefits, r.cabinet_act as "cabinetAct", r.cabinet_act_by as "cabinetActBy",
  r.scanned_at as "scannedAt", r.route, r.route_grounds as "routeGrounds", r.sampled, r.state, r.writers,
  r.expires_on as "expiresOn", r.changed_at as "changedAt", r.deviation, r.approved_supplier as "approvedSupplier"`;

export interface NewSpend {
  readonly id: string;
  readonly number: string;
  readonly institution: string;
  readonly title: string;
  readonly answers: Answers;
  readonly state: string;
  readonly writers: readonly string[];
  readonly at: Date;
}

export async function insertSpend(db: Database, row: NewSpend): Promise<void> {
  await sql`insert into plan.spend_request (id, number, institution, answers, title, purpose, capabilities, users, concepts,
      entries, retrospective, route_grounds, sampled, state, writers, entered_at, changed_at, deviation)
    values (${row.id}, ${row.number}, ${row.institution}, ${JSON.stringify(row.answers)}::jsonb, ${row.title}, '', '{}', '{}', '{}',
      '{}', false, '[]', false, ${row.state}, ${row.writers}, ${row.at}, ${row.at}, '{}')`.execute(db);
}

export async function findSpend(db: Database, id: string): Promise<SpendRow | undefined> {
  const { rows } = await sql<SpendRow>`select ${columns} from plan.spend_request r where r.id = ${id}`.execute(db);
  return rows[0];
}

/** Under a lock, so that what is decided is what was read. */
export async function lockSpend(db: Database, id: string): Promise<SpendRow | undefined> {
  const { rows } =
    await sql<SpendRow>`select ${columns} from plan.spend_request r where r.id = ${id} for update`.execute(db);
  return rows[0];
}

/** Keeps what was typed, what could be read of it, and the parts of the money. */
export async function updateContent(
  db: Database,
  id: string,
  answers: Answers,
  content: Content,
  at: Date,
): Promise<void> {
  await sql`update plan.spend_request set answers = ${JSON.stringify(answers)}::jsonb,
      title = case when ${content.title} = '' then title else ${content.title} end, purpose = ${content.purpose},
      plan = ${content.plan ?? null}, measure = ${content.measure ?? null}, capabilities = ${content.capabilities},
      users = ${content.users}, concepts = ${content.concepts}, entries = ${content.entries}, kind = ${content.kind ?? null},
      year_from = ${content.firstYear ?? null}, year_to = ${content.lastYear ?? null}, ai = ${content.ai ?? null},
      retrospective = ${content.retrospective}, forecast = ${content.total ?? null}::numeric, ends_on = ${content.endsOn ?? null},
      changed_at = ${at} where id = ${id}`.execute(db);
  await replaceMoney(db, id, content.costs, content.funding);
}

async function replaceMoney(
  db: Database,
  id: string,
  costs: readonly CostLine[],
  funding: readonly FundingShare[],
): Promise<void> {
  await sql`delete from plan.spend_cost_line where request = ${id}`.execute(db);
  await sql`delete from plan.spend_funding_share where request = ${id}`.execute(db);
  await sql`insert into plan.spend_cost_line (request, year, category, amount)
    select ${id}::uuid, year, category, amount from jsonb_to_recordset(${JSON.stringify(costs)}::jsonb)
      as t(year integer, category text, amount numeric)`.execute(db);
  await sql`insert into plan.spend_funding_share (request, source, percent)
    select ${id}::uuid, source, percent from jsonb_to_recordset(${JSON.stringify(funding)}::jsonb)
      as t(source text, percent numeric)`.execute(db);
}

export async function addWriter(db: Database, id: string, person: string): Promise<void> {
  await sql`update plan.spend_request set writers = array_append(writers, ${person})
    where id = ${id} and not writers @> array[${person}]`.execute(db);
}

export async function setState(db: Database, id: string, state: string, at: Date): Promise<void> {
  await sql`update plan.spend_request set state = ${state}, changed_at = ${at} where id = ${id}`.execute(db);
}

/** An act of the Cabinet named before was about what was asked for before. */
export async function setRoute(
  db: Database,
  id: string,
  { route, grounds }: { readonly route: RouteName; readonly grounds: readonly Ground[] },
): Promise<void> {
  await sql`update plan.spend_request set route = ${route}, route_grounds = ${JSON.stringify(grounds)}::jsonb, cabinet_act = null,
    cabinet_act_by = null where id = ${id}`.execute(db);
}

/** The request was checked and compared; null: what was written since has not been. */
export async function setScanned(db: Database, id: string, at: Date | null): Promise<void> {
  await sql`update plan.spend_request set scanned_at = ${at} where id = ${id}`.execute(db);
}

/** What is foreseen is approved, or what is contracted where that is more; and until when it may be used. */
export async function setApproved(
  db: Database,
  id: string,
  { expiresOn }: { readonly expiresOn: string | null },
): Promise<void> {
  await sql`update plan.spend_request set approved = greatest(forecast, committed), approved_end = ends_on,
    approved_supplier = supplier, first_approved = coalesce(first_approved, greatest(forecast, committed)),
    first_end = coalesce(first_end, ends_on), expires_on = coalesce(${expiresOn}::date, expires_on), deviation = '{}'
    where id = ${id}`.execute(db);
}

/** Drawn by lot for the centre, or not. */
export async function setSampled(db: Database, id: string, sampled: boolean): Promise<void> {
  await sql`update plan.spend_request set sampled = ${sampled} where id = ${id}`.execute(db);
}

/** Facts of the delivery; those not given stay. */
export interface Delivery {
  readonly forecast?: string | undefined;
  readonly committed?: string | undefined;
  readonly contract?: string | undefined;
  readonly budgetLine?: string | undefined;
  readonly supplier?: string | undefined;
  readonly endsOn?: string | undefined;
  readonly benefits?: string | undefined;
}

export async function updateDelivery(db: Database, id: string, given: Delivery, at: Date): Promise<void> {
  await sql`update plan.spend_request set forecast = coalesce(${given.forecast ?? null}::numeric, forecast),
    committed = coalesce(${given.committed ?? null}::numeric, committed), contract = coalesce(${given.contract ?? null}, contract),
    budget_line = coalesce(${given.budgetLine ?? null}, budget_line), supplier = coalesce(${given.supplier ?? null}, supplier),
    approved_supplier = coalesce(approved_supplier, ${given.supplier ?? null}),
    ends_on = coalesce(${given.endsOn ?? null}::date, ends_on), benefits = coalesce(${given.benefits ?? null}, benefits),
    changed_at = ${at} where id = ${id}`.execute(db);
}

export async function setDeviation(db: Database, id: string, deviation: readonly string[]): Promise<void> {
  await sql`update plan.spend_request set deviation = ${deviation} where id = ${id}`.execute(db);
}

export async function setFinished(db: Database, id: string, day: string, benefitsOn: string): Promise<void> {
  await sql`update plan.spend_request set finished_on = ${day}, benefits_on = ${benefitsOn} where id = ${id}`.execute(
    db,
  );
}

export async function setCabinetAct(db: Database, id: string, act: string, person: string): Promise<void> {
  await sql`update plan.spend_request set cabinet_act = ${act}, cabinet_act_by = ${person} where id = ${id}`.execute(
    db,
  );
}

/** Number of a year's next request, counted from 1. */
export async function nextNumber(db: Database, year: number): Promise<number> {
  const { rows } = await sql<{ value: number }>`insert into plan.spend_counter as c (year, value) values (${year}, 1)
    on conflict (year) do update set value = c.value + 1 returning value`.execute(db);
  return rows[0]?.value ?? 1;
}

export async function listMoney(
  db: Database,
  id: string,
): Promise<{ readonly costs: readonly CostLine[]; readonly funding: readonly FundingShare[] }> {
  const costs = await sql<CostLine>`select year, category, amount from plan.spend_cost_line where request = ${id}
    order by year, category`.execute(db);
  const funding = await sql<FundingShare>`select source, percent from plan.spend_funding_share where request = ${id}
    order by percent desc, source`.execute(db);
  return { costs: costs.rows, funding: funding.rows };
}

/** The plan in which a measure of this number stands: the national one before roadmaps. */
export async function planOfMeasure(db: Database, number: string): Promise<string | undefined> {
  const { rows } = await sql<{ plan: string }>`select i.plan from plan.item i join plan.plan p on p.code = i.plan
    where i.number = ${number} and i.kind = 'measure' and i.removed_at is null
    order by p.kind = 'roadmap', p.period_to desc, p.code limit 1`.execute(db);
  return rows[0]?.plan;
}
