-- Indicators: definition sheets in versions, their figures, what institutions report, and where both differ.
create table plan.indicator (
  code text primary key,
  owner text not null constraint indicator_owner_fkey references identity.institution (code),
  origin text not null constraint indicator_origin_check check (origin in ('definition', 'desk')),
  -- The version of the sheet that is in force.
  version integer not null constraint indicator_version_check check (version >= 1),
  -- Since when it is no longer followed; its figures stay.
  ended_at timestamptz
);

create table plan.indicator_sheet (
  indicator text not null constraint indicator_sheet_indicator_fkey references plan.indicator (code),
  version integer not null constraint indicator_sheet_version_check check (version >= 1),
  content jsonb not null,
  -- What its figures come about by: versions that agree in it give the same ones.
  query text not null,
  source text not null,
  release integer,
  instance uuid constraint indicator_sheet_instance_fkey references process.instance (id),
  approved_at timestamptz not null,
  primary key (indicator, version),
  -- Approved by a release or by a process, never by neither.
  constraint indicator_sheet_approval_check check (num_nonnulls(release, instance) = 1)
);

create table plan.indicator_draft (
  id uuid primary key constraint indicator_draft_id_fkey references process.instance (id),
  code text not null,
  institution text not null constraint indicator_draft_institution_fkey references identity.institution (code),
  content jsonb not null,
  writers text[] not null,
  open boolean not null,
  changed_at timestamptz not null
);
-- One sheet of an indicator is worked on at a time.
create unique index indicator_draft_open_index on plan.indicator_draft (code) where open;
create index indicator_draft_institution_index on plan.indicator_draft (institution) where open;

create table plan.indicator_report (
  id uuid primary key,
  indicator text not null constraint indicator_report_indicator_fkey references plan.indicator (code),
  sheet_version integer not null,
  period text not null,
  ends date not null,
  value numeric not null,
  numerator numeric,
  denominator numeric,
  institution text not null constraint indicator_report_institution_fkey references identity.institution (code),
  url text not null,
  note text not null,
  person uuid not null constraint indicator_report_person_fkey references identity.person (id),
  at timestamptz not null
);
create index indicator_report_indicator_index on plan.indicator_report (indicator, ends);
create index indicator_report_institution_index on plan.indicator_report (institution, at);

create table plan.indicator_verdict (
  report uuid primary key constraint indicator_verdict_report_fkey references plan.indicator_report (id),
  verdict text not null constraint indicator_verdict_verdict_check check (verdict in ('confirmed', 'rejected')),
  reason text,
  person uuid not null constraint indicator_verdict_person_fkey references identity.person (id),
  at timestamptz not null,
  constraint indicator_verdict_reason_check check (verdict = 'confirmed' or reason is not null)
);

create table plan.indicator_value (
  id uuid primary key,
  indicator text not null,
  sheet_version integer not null,
  period text not null,
  ends date not null,
  kind text not null constraint indicator_value_kind_check check (kind in ('measured', 'derived', 'external', 'reported')),
  -- Empty where so few cases stand behind it that it is not published.
  value numeric,
  numerator numeric,
  denominator numeric,
  count numeric,
  query text not null,
  -- Up to which transaction the journal was read.
  watermark text,
  computed_at timestamptz not null,
  supersedes uuid constraint indicator_value_supersedes_fkey references plan.indicator_value (id),
  institution text constraint indicator_value_institution_fkey references identity.institution (code),
  edition text,
  url text,
  note text,
  report uuid constraint indicator_value_report_fkey references plan.indicator_report (id),
  constraint indicator_value_sheet_fkey foreign key (indicator, sheet_version) references plan.indicator_sheet (indicator, version),
  constraint indicator_value_reported_check check ((kind = 'reported') = (report is not null)),
  constraint indicator_value_external_check check (kind <> 'external' or num_nulls(value, edition, url) = 0)
);
-- One value for each period and kind; each further one says which it takes the place of, and none is replaced twice.
create unique index indicator_value_first_index on plan.indicator_value (indicator, kind, period) where supersedes is null;
create unique index indicator_value_supersedes_index on plan.indicator_value (supersedes) where supersedes is not null;
create index indicator_value_series_index on plan.indicator_value (indicator, kind, ends desc);

create table plan.discrepancy (
  id uuid primary key constraint discrepancy_id_fkey references process.instance (id),
  indicator text not null constraint discrepancy_indicator_fkey references plan.indicator (code),
  period text not null,
  ends date not null,
  measured uuid not null constraint discrepancy_measured_fkey references plan.indicator_value (id),
  reported uuid not null constraint discrepancy_reported_fkey references plan.indicator_value (id),
  gap numeric not null,
  institution text not null constraint discrepancy_institution_fkey references identity.institution (code),
  opened_at timestamptz not null,
  explanation text,
  resolution text,
  closed_at timestamptz,
  constraint discrepancy_pair_key unique (measured, reported)
);
create index discrepancy_indicator_index on plan.discrepancy (indicator, ends);
create index discrepancy_open_index on plan.discrepancy (institution) where closed_at is null;
