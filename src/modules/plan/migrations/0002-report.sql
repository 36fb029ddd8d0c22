-- What is being written apart from what was submitted; each submission and each judgement of it stay.
alter table plan.report add column draft jsonb not null default '{}';
-- When it fell due: the period was over and nothing had been submitted.
alter table plan.report add column owed_at timestamptz;
create index report_owed_index on plan.report (period) where owed_at is null;

create table plan.submission (
  report uuid not null constraint submission_report_fkey references plan.report (id),
  number integer not null constraint submission_number_check check (number >= 1),
  content jsonb not null,
  person uuid not null constraint submission_person_fkey references identity.person (id),
  at timestamptz not null,
  primary key (report, number)
);

create table plan.judgement (
  report uuid not null,
  number integer not null,
  outcome text not null constraint judgement_outcome_check check (outcome in ('accepted', 'returned')),
  institution text not null constraint judgement_institution_fkey references identity.institution (code),
  person uuid not null constraint judgement_person_fkey references identity.person (id),
  at timestamptz not null,
  primary key (report, number),
  constraint judgement_submission_fkey foreign key (report, number) references plan.submission (report, number)
);

-- Evidence that is being gathered; it becomes evidence when the report is submitted.
create table plan.piece (
  id uuid primary key,
  report uuid not null constraint piece_report_fkey references plan.report (id),
  milestone uuid constraint piece_milestone_fkey references plan.milestone (id),
  deliverable uuid constraint piece_deliverable_fkey references plan.deliverable (id),
  kind text not null constraint piece_kind_check check (kind in ('file', 'link')),
  file uuid constraint piece_file_fkey references kernel.file (id),
  digest text,
  name text not null,
  url text,
  note text,
  internal boolean not null,
  person uuid not null constraint piece_person_fkey references identity.person (id),
  added_at timestamptz not null,
  constraint piece_kind_values_check check (case kind when 'link' then url is not null and file is null
    else url is null and file is not null and digest is not null end),
  constraint piece_about_check check (num_nonnulls(milestone, deliverable) > 0)
);
create index piece_report_index on plan.piece (report);
create index piece_file_index on plan.piece (file);

alter table plan.evidence add column file uuid constraint evidence_file_fkey references kernel.file (id);
-- Its name, address and content stay inside; that it is there, and its digest, are public.
alter table plan.evidence add column internal boolean not null default false;
create index evidence_file_index on plan.evidence (file);

alter table plan.verdict add column institution text not null constraint verdict_institution_fkey references identity.institution (code);

-- A request for other dates; what is asked for, as it was typed.
create table plan.date_request (
  id uuid primary key constraint date_request_id_fkey references process.instance (id),
  item uuid not null constraint date_request_item_fkey references plan.item (id),
  institution text not null constraint date_request_institution_fkey references identity.institution (code),
  draft jsonb not null,
  -- The schedule that the draft was read as when it was submitted.
  asked jsonb,
  -- The schedule that was then in force, for who reads it later.
  before jsonb,
  writers text[] not null,
  open boolean not null,
  number integer not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index date_request_open_index on plan.date_request (item) where open;
create unique index date_request_number_index on plan.date_request (item, number);
create index date_request_institution_index on plan.date_request (institution);
