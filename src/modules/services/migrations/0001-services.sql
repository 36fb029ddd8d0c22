-- Cases: who applies for what, facts and answers, decisions with their reasons, what followed, ratings.

create table services.case (
  id uuid primary key constraint case_id_fkey references process.instance (id),
  service text not null,
  version integer not null,
  reference text not null constraint case_reference_key unique,
  institution text not null constraint case_institution_fkey references identity.institution (code),
  person uuid not null constraint case_person_fkey references identity.person (id),
  organisation uuid constraint case_organisation_fkey references identity.organisation (id),
  origin text not null constraint case_origin_check check (origin in ('applicant', 'state')),
  submitted_at timestamptz,
  outcome text constraint case_outcome_check check (outcome in ('approved', 'refused', 'lapsed')),
  appeal_until date,
  correct_pages text[] not null,
  document uuid constraint case_document_fkey references documents.document (id),
  document_code text,
  created_at timestamptz not null
);
create index case_person_index on services.case (person, created_at);
create index case_organisation_index on services.case (organisation, created_at);

create table services.counter (
  service text not null,
  year integer not null,
  last integer not null,
  primary key (service, year)
);

create table services.answer (
  instance uuid not null constraint answer_instance_fkey references services.case (id),
  field text not null,
  value jsonb not null,
  answered_at timestamptz not null,
  changed_at timestamptz,
  primary key (instance, field)
);

create table services.fact (
  id uuid primary key,
  instance uuid not null constraint fact_instance_fkey references services.case (id),
  field text not null,
  state text not null constraint fact_state_check check (state in ('value', 'none', 'unknown', 'unavailable', 'refused')),
  value jsonb,
  recorded_at timestamptz,
  read_at timestamptz not null,
  retry_at timestamptz
);
create index fact_instance_index on services.fact (instance, field, read_at desc, id desc);

create table services.submission (
  instance uuid not null constraint submission_instance_fkey references services.case (id),
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  service text not null,
  institution text not null constraint submission_institution_fkey references identity.institution (code),
  fields_asked integer not null,
  fields_known integer not null,
  verdict text not null constraint submission_verdict_check check (verdict in ('approve', 'officer', 'refuse')),
  primary key (instance, at)
) partition by range (at);
create index submission_xid_index on services.submission (xid);

create table services.decision (
  instance uuid not null constraint decision_instance_fkey references services.case (id),
  seq integer not null,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  service text not null,
  institution text not null constraint decision_institution_fkey references identity.institution (code),
  origin text not null constraint decision_origin_check check (origin in ('applicant', 'state')),
  outcome text not null constraint decision_outcome_check check (outcome in ('approved', 'refused', 'lapsed')),
  decided_by text not null constraint decision_decided_by_check check (decided_by in ('table', 'official', 'clock')),
  reasons jsonb not null,
  primary key (instance, seq, at)
) partition by range (at);
create index decision_xid_index on services.decision (xid);

create table services.effect (
  instance uuid not null constraint effect_instance_fkey references services.case (id),
  seq integer not null,
  name text not null,
  at timestamptz not null,
  record text,
  primary key (instance, seq, name)
);

create table services.rating (
  instance uuid not null constraint rating_instance_fkey references services.case (id),
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  service text not null,
  institution text not null constraint rating_institution_fkey references identity.institution (code),
  score integer not null constraint rating_score_check check (score between 1 and 5),
  comment text,
  primary key (instance)
);
create index rating_xid_index on services.rating (xid);
