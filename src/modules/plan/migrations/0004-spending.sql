-- Digital spending of state bodies: from the first idea to the benefits, each request one process.
create table plan.spend_request (
  id uuid primary key constraint spend_request_id_fkey references process.instance (id),
  number text not null constraint spend_request_number_key unique,
  institution text not null constraint spend_request_institution_fkey references identity.institution (code),
  -- As typed, complete or not; the columns below are what could be read of it.
  answers jsonb not null,
  title text not null,
  purpose text not null,
  plan text,
  measure text,
  capabilities text[] not null,
  users text[] not null,
  concepts text[] not null,
  entries text[] not null,
  kind text constraint spend_request_kind_check check (kind in ('new', 'change', 'renewal', 'licence')),
  year_from integer,
  year_to integer,
  ai boolean,
  retrospective boolean not null,
  forecast numeric constraint spend_request_forecast_positive check (forecast >= 0),
  approved numeric constraint spend_request_approved_positive check (approved >= 0),
  committed numeric constraint spend_request_committed_positive check (committed >= 0),
  contract text,
  budget_line text,
  supplier text,
  ends_on date,
  approved_end date,
  finished_on date,
  benefits_on date,
  benefits text,
  cabinet_act text,
  scanned_at timestamptz,
  route text constraint spend_request_route_check check (route in ('notify', 'self_assure', 'central', 'cabinet')),
  route_grounds jsonb not null,
  sampled boolean not null,
  state text not null,
  -- Who wrote any of it, or signed it: none of them recommends or decides.
  writers text[] not null,
  expires_on date,
  entered_at timestamptz not null,
  changed_at timestamptz not null,
  -- Contracted or changed beyond what was approved: the program has seen it and asks for a decision.
  deviation text[] not null
);
create index spend_request_state_index on plan.spend_request (state, changed_at desc, id);
create index spend_request_institution_index on plan.spend_request (institution, changed_at desc, id);
create index spend_request_changed_index on plan.spend_request (changed_at desc, id);
-- The sums of the board are read from this alone.
create index spend_request_board_index on plan.spend_request (state) include (id, institution, measure, approved, forecast);
create index spend_request_measure_index on plan.spend_request (plan, measure);

create table plan.spend_cost_line (
  request uuid not null constraint spend_cost_line_request_fkey references plan.spend_request (id),
  year integer not null,
  category text not null constraint spend_cost_line_category_check check (category in ('hardware', 'software', 'development', 'cloud', 'services', 'training')),
  amount numeric not null constraint spend_cost_line_amount_positive check (amount > 0),
  primary key (request, year, category)
);

create table plan.spend_funding_share (
  request uuid not null constraint spend_funding_share_request_fkey references plan.spend_request (id),
  source text not null constraint spend_funding_share_source_check check (source in ('state_budget', 'extra_budgetary', 'earmarked', 'other_lawful', 'private_sector', 'partnership', 'own_funds')),
  percent numeric not null constraint spend_funding_share_percent_range check (percent > 0 and percent <= 100),
  primary key (request, source)
);

create table plan.spend_check (
  request uuid not null constraint spend_check_request_fkey references plan.spend_request (id),
  rule text not null constraint spend_check_rule_check check (rule in ('hosting', 'exchange', 'once_only', 'channel', 'sign_in', 'components', 'data_model', 'security', 'closing', 'exit', 'ai')),
  verdict text not null constraint spend_check_verdict_check check (verdict in ('pass', 'fail', 'waived', 'not_applicable')),
  found jsonb not null,
  words jsonb not null,
  at timestamptz not null,
  waived_by uuid constraint spend_check_waived_by_fkey references identity.person (id),
  waived_why text,
  waived_at timestamptz,
  primary key (request, rule),
  constraint spend_check_waived_whole check ((verdict = 'waived') = (waived_by is not null and waived_why is not null and waived_at is not null))
);

create table plan.spend_duplicate (
  id uuid primary key,
  request uuid not null constraint spend_duplicate_request_fkey references plan.spend_request (id),
  other uuid constraint spend_duplicate_other_fkey references plan.spend_request (id),
  entry_kind text,
  entry_code text,
  score numeric not null,
  why jsonb not null,
  found_at timestamptz not null,
  resolution text constraint spend_duplicate_resolution_check check (resolution in ('reuse', 'join', 'justified')),
  reason text,
  resolved_by uuid constraint spend_duplicate_resolved_by_fkey references identity.person (id),
  resolved_at timestamptz,
  constraint spend_duplicate_one_other check ((other is null) <> (entry_kind is null or entry_code is null)),
  constraint spend_duplicate_resolved_whole check ((resolution is null) = (reason is null) and (resolution is null) = (resolved_by is null) and (resolution is null) = (resolved_at is null))
);
create unique index spend_duplicate_other_key on plan.spend_duplicate (request, other) where other is not null;
create unique index spend_duplicate_entry_key on plan.spend_duplicate (request, entry_kind, entry_code) where other is null;
create index spend_duplicate_resolution_index on plan.spend_duplicate (resolution);

create table plan.spend_condition (
  id uuid primary key,
  request uuid not null constraint spend_condition_request_fkey references plan.spend_request (id),
  position integer not null,
  text text not null,
  owner text constraint spend_condition_owner_fkey references identity.institution (code),
  evidence text constraint spend_condition_evidence_check check (evidence in ('document', 'link', 'entry', 'report')),
  due date,
  gate text constraint spend_condition_gate_check check (gate in ('commit', 'delivery', 'closing')),
  blocking boolean not null,
  set_by uuid not null constraint spend_condition_set_by_fkey references identity.person (id),
  set_at timestamptz not null,
  shown text,
  shown_by uuid constraint spend_condition_shown_by_fkey references identity.person (id),
  shown_at timestamptz,
  verified_by uuid constraint spend_condition_verified_by_fkey references identity.person (id),
  verified_at timestamptz,
  constraint spend_condition_request_position_key unique (request, position),
  -- Nobody verifies what they showed themselves.
  constraint spend_condition_two_people check (verified_by is null or (shown_by is not null and shown_by <> verified_by))
);
create index spend_condition_due_index on plan.spend_condition (due) where verified_at is null;

create table plan.spend_decision (
  request uuid not null constraint spend_decision_request_fkey references plan.spend_request (id),
  seq integer not null,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  day date not null,
  verdict text not null constraint spend_decision_verdict_check check (verdict in ('approved', 'approved_with_conditions', 'returned', 'rejected', 'change_accepted', 'change_refused')),
  institution text not null constraint spend_decision_institution_fkey references identity.institution (code),
  office text not null constraint spend_decision_office_fkey references identity.institution (code),
  route text not null,
  amount numeric not null,
  -- Working days in which it lay with the office that decides.
  days integer not null,
  in_time boolean not null,
  checks integer not null,
  conforming integer not null,
  reason text not null,
  person uuid not null constraint spend_decision_person_fkey references identity.person (id),
  primary key (request, seq)
);
create index spend_decision_xid_index on plan.spend_decision (xid);
create index spend_decision_institution_index on plan.spend_decision (institution, office);

-- What a request is about, in stems, so that a new one is compared with those alone that share a telling word.
create table plan.spend_document (
  request uuid primary key constraint spend_document_request_fkey references plan.spend_request (id),
  institution text not null constraint spend_document_institution_fkey references identity.institution (code),
  title_stems text[] not null,
  stems text[] not null,
  capabilities text[] not null,
  users text[] not null,
  concepts text[] not null,
  live boolean not null
);
create index spend_document_stems_index on plan.spend_document using gin (stems);
create index spend_document_concepts_index on plan.spend_document using gin (concepts);

-- In how many requests a stem stands; the row with the empty stem counts the requests.
create table plan.spend_stem (
  stem text primary key,
  documents integer not null
);

create table plan.spend_counter (
  year integer primary key,
  value integer not null
);
