-- Plans, their items by the plan's own numbers, who carries them out, and how they stand.
create table plan.plan (
  code text primary key,
  kind text not null constraint plan_kind_check check (kind in ('national', 'roadmap')),
  title jsonb not null,
  institution text constraint plan_institution_fkey references identity.institution (code),
  topic text constraint plan_topic_check check (topic in ('digital', 'ai', 'innovation', 'cyber')),
  year integer,
  period_from date not null,
  period_to date not null,
  act text,
  supersedes text constraint plan_supersedes_fkey references plan.plan (code),
  origin text not null constraint plan_origin_check check (origin in ('definition', 'import', 'desk')),
  source text not null,
  entered_at timestamptz not null,
  constraint plan_period_check check (period_from <= period_to),
  -- A roadmap is an institution's, for a topic and a year.
  constraint plan_roadmap_check check ((kind = 'roadmap') = (num_nulls(institution, topic, year) = 0))
);

create table plan.item (
  id uuid primary key,
  plan text not null constraint item_plan_fkey references plan.plan (code),
  number text not null,
  parent text,
  kind text not null constraint item_kind_check check (kind in ('direction', 'group', 'measure', 'result', 'risk', 'goal', 'target')),
  position integer not null,
  title jsonb not null,
  note jsonb,
  absolute boolean not null,
  -- The official wording, as the institution that keeps the plan entered it.
  wording text,
  wording_source text,
  -- The deadline as it is written, where it is; its reading.
  deadline_text text,
  deadline_reading jsonb,
  -- Left out by a later edition of the plan; its history stays.
  removed_at timestamptz,
  constraint item_plan_number_key unique (plan, number),
  constraint item_parent_fkey foreign key (plan, parent) references plan.item (plan, number) deferrable initially deferred
);
create index item_plan_index on plan.item (plan, kind, position) where removed_at is null;

create table plan.serves (
  item uuid not null constraint serves_item_fkey references plan.item (id),
  served uuid not null constraint serves_served_fkey references plan.item (id),
  primary key (item, served)
);
create index serves_served_index on plan.serves (served);

create table plan.party (
  id uuid primary key,
  item uuid not null constraint party_item_fkey references plan.item (id),
  institution text not null constraint party_institution_fkey references identity.institution (code),
  role text not null constraint party_role_check check (role in ('executor', 'co_executor')),
  from_day date not null,
  to_day date,
  sample boolean not null,
  source text not null,
  entered_at timestamptz not null
);
create unique index party_executor_index on plan.party (item) where role = 'executor' and to_day is null;
create unique index party_now_index on plan.party (item, institution) where to_day is null;
create index party_institution_index on plan.party (institution) where to_day is null;

create table plan.responsible (
  id uuid primary key,
  institution text not null constraint responsible_institution_fkey references identity.institution (code),
  person uuid constraint responsible_person_fkey references identity.person (id),
  name text not null,
  post jsonb not null,
  from_day date not null,
  to_day date,
  act text,
  sample boolean not null,
  source text not null,
  entered_at timestamptz not null,
  constraint responsible_days_check check (to_day is null or to_day > from_day)
);
create unique index responsible_now_index on plan.responsible (institution) where to_day is null;
create index responsible_institution_index on plan.responsible (institution, from_day);

create table plan.deliverable (
  id uuid primary key,
  item uuid not null constraint deliverable_item_fkey references plan.item (id),
  code text not null,
  title jsonb not null,
  position integer not null,
  sample boolean not null,
  removed_at timestamptz,
  constraint deliverable_item_code_key unique (item, code)
);

create table plan.milestone (
  id uuid primary key,
  item uuid not null constraint milestone_item_fkey references plan.item (id),
  code text not null,
  title jsonb not null,
  -- Part of the measure that it is, against the other milestones' weights.
  weight numeric not null constraint milestone_weight_check check (weight > 0),
  deliverable uuid constraint milestone_deliverable_fkey references plan.deliverable (id),
  position integer not null,
  sample boolean not null,
  removed_at timestamptz,
  constraint milestone_item_code_key unique (item, code)
);

create table plan.dependency (
  milestone uuid not null constraint dependency_milestone_fkey references plan.milestone (id),
  needs uuid not null constraint dependency_needs_fkey references plan.milestone (id),
  primary key (milestone, needs),
  constraint dependency_itself_check check (milestone <> needs)
);
create index dependency_needs_index on plan.dependency (needs);

-- The dates of a measure, once set. Version 0 is the first and stays for ever beside the present one.
create table plan.baseline (
  id uuid primary key,
  item uuid not null constraint baseline_item_fkey references plan.item (id),
  version integer not null constraint baseline_version_check check (version >= 0),
  reason text not null,
  source text not null,
  sample boolean not null,
  -- The process in which it was agreed to; none where it came by import.
  instance uuid constraint baseline_instance_fkey references process.instance (id),
  entered_at timestamptz not null,
  constraint baseline_item_version_key unique (item, version)
);

create table plan.baseline_date (
  baseline uuid not null constraint baseline_date_baseline_fkey references plan.baseline (id),
  -- None: the measure itself.
  milestone uuid constraint baseline_date_milestone_fkey references plan.milestone (id),
  starts date,
  due date not null,
  constraint baseline_date_order_check check (starts is null or starts <= due),
  constraint baseline_date_key unique nulls not distinct (baseline, milestone)
);

create table plan.report (
  id uuid primary key constraint report_id_fkey references process.instance (id),
  item uuid not null constraint report_item_fkey references plan.item (id),
  -- `2026-4`: the quarter of a year.
  period text not null,
  institution text not null constraint report_institution_fkey references identity.institution (code),
  content jsonb not null,
  writers text[] not null,
  opened_at timestamptz not null,
  submitted_at timestamptz,
  accepted_at timestamptz,
  changed_at timestamptz not null
);
-- One report of a measure at a time: the next begins when it is accepted, or has lapsed.
create unique index report_item_period_index on plan.report (item, period);
create index report_institution_index on plan.report (institution, period);

create table plan.evidence (
  id uuid primary key,
  item uuid not null constraint evidence_item_fkey references plan.item (id),
  milestone uuid constraint evidence_milestone_fkey references plan.milestone (id),
  deliverable uuid constraint evidence_deliverable_fkey references plan.deliverable (id),
  report uuid not null constraint evidence_report_fkey references plan.report (id),
  period text not null,
  kind text not null constraint evidence_kind_check check (kind in ('file', 'link')),
  -- SHA-256 of the file, or of what the link showed where it was fetched.
  digest text,
  name text not null,
  url text,
  note text,
  person uuid not null constraint evidence_person_fkey references identity.person (id),
  submitted_at timestamptz not null,
  constraint evidence_link_check check ((kind = 'link') = (url is not null)),
  constraint evidence_file_check check (kind <> 'file' or digest is not null)
);
create index evidence_item_index on plan.evidence (item);
create index evidence_report_index on plan.evidence (report);

create table plan.verdict (
  evidence uuid primary key constraint verdict_evidence_fkey references plan.evidence (id),
  verdict text not null constraint verdict_verdict_check check (verdict in ('verified', 'rejected')),
  reason text,
  person uuid not null constraint verdict_person_fkey references identity.person (id),
  at timestamptz not null,
  constraint verdict_reason_check check (verdict <> 'rejected' or reason is not null)
);

-- How an item stands today, made of all of the above by one rule. Pages read only this.
create table plan.standing (
  item uuid primary key constraint standing_item_fkey references plan.item (id),
  day date not null,
  state text not null constraint standing_state_check
    check (state in ('done', 'on_track', 'soon', 'late', 'no_evidence', 'not_assessed', 'no_deadline', 'no_executor')),
  reasons jsonb not null,
  progress numeric,
  self_rating text constraint standing_self_rating_check check (self_rating in ('on_track', 'at_risk', 'late', 'done')),
  due_first date,
  due date,
  slip_first integer,
  slip integer,
  next_due date,
  last_report text,
  executor text,
  waits_for text
);
create index standing_state_index on plan.standing (state);
create index standing_executor_index on plan.standing (executor);

create table plan.comment (
  id uuid primary key,
  item uuid not null constraint comment_item_fkey references plan.item (id),
  at timestamptz not null,
  person uuid not null constraint comment_person_fkey references identity.person (id),
  institution text not null constraint comment_institution_fkey references identity.institution (code),
  office text not null,
  text text not null,
  internal boolean not null
);
create index comment_item_index on plan.comment (item, at);

-- What was changed, for the history of a measure and the week's news.
create table plan.change (
  id uuid primary key,
  plan text not null constraint change_plan_fkey references plan.plan (code),
  item uuid constraint change_item_fkey references plan.item (id),
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  what text not null,
  details jsonb not null,
  institution text constraint change_institution_fkey references identity.institution (code),
  person uuid constraint change_person_fkey references identity.person (id)
);
create index change_item_index on plan.change (item, at);
create index change_plan_index on plan.change (plan, at);
