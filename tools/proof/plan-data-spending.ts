import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../src/kernel/database.ts';
import { copyOf, journalOf } from './plan-data-copies.ts';

const requests = 20_000;

/** States with their status and whom they wait for; as often as each stands here, of thirty. */
const states: readonly (readonly [state: string, status: string, awaits: string, times: number])[] = [
  ['draft', 'draft', 'registrar', 2],
  ['pipeline', 'draft', 'registrar', 2],
  ['triaged', 'in_review', 'officer', 2],
  ['assessing', 'in_review', 'officer', 2],
  ['clarification', 'waiting_for_applicant', 'registrar', 1],
  ['recommended', 'in_review', 'approver', 1],
  ['approved', 'decided', 'registrar', 3],
  ['approved_with_conditions', 'decided', 'registrar', 2],
  ['returned', 'decided', 'registrar', 1],
  ['rejected', 'decided', '', 1],
  ['committed', 'decided', 'registrar', 2],
  ['delivering', 'decided', 'registrar', 3],
  ['change_request', 'in_review', 'approver', 1],
  ['suspended', 'decided', 'registrar', 1],
  ['closing', 'decided', 'registrar', 1],
  ['benefits_review', 'decided', 'registrar', 1],
  ['closed', 'closed', '', 2],
  ['expired', 'closed', '', 1],
  ['withdrawn', 'withdrawn', '', 1],
];

/** Answers as they are typed: little is asked for and no rule is broken. */
const answers = {
  purpose: 'Təsərrüfatların uçotu və vətəndaşların müraciətlərinin qəbulu.',
  kind: 'licence',
  capabilities: 'registry',
  users: 'officials',
  rough: '50000',
  year: '2027',
  endsOn: '2027-10-01',
  retrospective: 'no',
  hosting: 'government_cloud',
  exchange: 'ehis',
  channel: 'none',
  signIn: 'sima',
  takes: 'forms',
  modelRegistered: 'yes',
  apiOpen: 'yes',
  rights: 'state',
  exitPlan: 'Açıq formatda.',
  dataClass: 'open',
  ai: 'no',
  criticality: 'ordinary',
  transactions: '100',
  cost_software_2027: '50000.50',
  fund_state_budget: '100',
};

/** Requests in every state, as copies of one that was begun, with money, checks, duplicates, conditions and decisions. */
export async function writeSpending(db: Database, model: string, plan: string, officer: string): Promise<void> {
  const all = states.flatMap(([state, status, awaits, times]) =>
    Array.from({ length: times }, () => ({ state, status, awaits })),
  );
  await sql`create temporary table proof_request on commit drop as
    select uuidv7() as id, n, s.state, s.status, case s.awaits when '' then '{}'::text[] else array[s.awaits] end as awaits,
      'PR-' || n as reference, i.code as institution, now() - n * interval '20 minutes' as at,
      (array['Reyestr', 'Portal', 'Lisenziyalar', 'Məlumat mərkəzi', 'Təlim sistemi', 'Arxiv'])[1 + n % 6] || ' № ' || n as title,
      '6.1.' || 1 + n % 20 || '.2.' || 1 + n % 250 as measure, 5000 + n * 37 % 900000 as amount
    from generate_series(1, ${requests}) n
      join (select value, ordinality - 1 as k from jsonb_array_elements(${JSON.stringify(all)}::jsonb) with ordinality) e on e.k = n * 7 % ${all.length}
      cross join lateral jsonb_to_record(e.value) as s(state text, status text, awaits text)
      join (select code, row_number() over (order by number) - 1 as k from identity.institution) i on i.k = n / 3 % 200`.execute(
    db,
  );
  await sql`create index on proof_request (id)`.execute(db);
  const rows = sql`proof_request`;
  const parts = [
    copyOf(model, rows),
    journalOf(model, rows),
    ...requestRows(plan, officer),
    ...reviewRows(officer),
    ...documentRows(),
  ];
  for (const statement of parts) await statement.execute(db);
}

const sent = sql`x.state not in ('draft', 'pipeline')`;
const decided = sql`x.status in ('decided', 'closed')`;

function requestRows(plan: string, officer: string): readonly RawBuilder<unknown>[] {
  return [
    sql`insert into plan.spend_request (id, number, institution, answers, title, purpose, plan, measure, capabilities, users, concepts, entries,
        kind, year_from, year_to, ai, retrospective, forecast, approved, committed, ends_on, approved_end, finished_on, scanned_at, route,
        route_grounds, sampled, state, writers, entered_at, changed_at, deviation, first_approved, first_end)
      select x.id, x.reference, x.institution, ${JSON.stringify(answers)}::jsonb || jsonb_build_object('title', x.title, 'measure', x.measure),
        x.title, ${answers.purpose}, ${plan}, x.measure, '{registry}', '{officials}', '{}', '{}', 'licence', 2027, 2027, false, false, x.amount,
        case when ${decided} then x.amount end, case when x.state in ('committed', 'delivering', 'closing', 'closed') then x.amount end,
        date '2027-10-01', case when ${decided} then current_date + 90 - x.n % 300 end, case x.state when 'closed' then current_date - x.n % 300 end,
        x.at, case when ${sent} then (array['notify', 'self_assure', 'central'])[1 + x.n % 3] end, '[]', x.n % 10 = 0, x.state,
        ${[officer]}, x.at - interval '30 days', x.at, '{}', case when ${decided} then x.amount end,
        case when ${decided} then current_date + 90 - x.n % 300 end from proof_request x`,
    sql`insert into plan.spend_cost_line (request, year, category, amount) select x.id, 2027, c, x.amount / 2
      from proof_request x, unnest(array['software', 'services']) c`,
    sql`insert into plan.spend_funding_share (request, source, percent) select x.id, f, 50
      from proof_request x, unnest(array['state_budget', 'extra_budgetary']) f`,
  ];
}

function reviewRows(officer: string): readonly RawBuilder<unknown>[] {
  const rules = sql`unnest(array['hosting', 'exchange', 'once_only', 'channel', 'sign_in', 'components', 'data_model', 'security', 'closing', 'exit', 'ai']) rule`;
  return [
    sql`insert into plan.spend_check (request, rule, verdict, found, words, at)
      select x.id, rule, (array['pass', 'pass', 'not_applicable', 'fail'])[1 + (x.n + length(rule)) % 4], '[]',
        '{"az":"Yoxlanılıb.","en":"Looked at.","ru":"Проверено."}', x.at from proof_request x, ${rules} where ${sent}`,
    sql`insert into plan.spend_duplicate (id, request, other, score, why, found_at, resolution, reason, resolved_by, resolved_at)
      select uuidv7(), x.id, o.id, 0.6, '{"words":0.6,"data":0,"users":1,"stems":["reyestr"],"concepts":[],"groups":["officials"]}', x.at,
        case when ${decided} then (array['reuse', 'join', 'justified'])[1 + x.n % 3] end, case when ${decided} then 'Baxılıb' end,
        case when ${decided} then ${officer}::uuid end, case when ${decided} then now() end
      from proof_request x join proof_request o on o.n = x.n - 6 where ${sent} and x.n % 4 = 0`,
    sql`insert into plan.spend_condition (id, request, position, text, owner, evidence, due, gate, blocking, set_by, set_at)
      select uuidv7(), x.id, k, 'Açıq API qeydiyyata alınsın.', x.institution, 'entry', current_date - 60 + x.n % 200, 'closing', true, ${officer}, x.at
      from proof_request x, generate_series(1, 2) k where ${decided} and x.n % 2 = 0`,
    sql`insert into plan.spend_decision (request, seq, at, day, verdict, institution, office, route, amount, days, in_time, checks, conforming,
        reason, person, acted_as)
      select x.id, 3, x.at, x.at::date, case x.state when 'rejected' then 'rejected' when 'returned' then 'returned' else 'approved' end,
        x.institution, 'rinn', 'central', x.amount, x.n % 40, x.n % 40 < 20, 11, 9, 'Əsaslıdır.', ${officer}, 'approver'
      from proof_request x where ${decided}`,
  ];
}

function documentRows(): readonly RawBuilder<unknown>[] {
  return [
    sql`insert into plan.spend_document (request, institution, title_stems, stems, capabilities, users, concepts, live)
      select x.id, x.institution, array[lower(split_part(x.title, ' ', 1))], array[lower(split_part(x.title, ' ', 1)), 'tesərrufat', 'ucot'],
        '{registry}', '{officials}', '{}', true from proof_request x where x.state <> 'draft'`,
    sql`insert into plan.spend_stem (stem, documents) select stem, count(*) from plan.spend_document, unnest(stems) stem group by stem
      on conflict (stem) do nothing`,
  ];
}
