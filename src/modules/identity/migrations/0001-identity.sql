create table identity.person (
  id uuid primary key,
  fin text constraint person_fin_key unique constraint person_fin_check check (fin ~ '^[0-9A-HJ-NP-Z]{7}$'),
  subject bytea constraint person_subject_key unique,
  created_at timestamptz not null,
  constraint person_known_check check (fin is not null or subject is not null)
);

create table identity.organisation (
  id uuid primary key,
  voen text not null constraint organisation_voen_key unique constraint organisation_voen_check check (voen ~ '^[0-9]{9}[12]$'),
  kind text not null constraint organisation_kind_check check (kind in ('legal', 'natural'))
);

create table identity.institution (
  code text primary key constraint institution_code_check check (code ~ '^[a-z][a-z0-9-]{0,19}$'),
  kind text not null constraint institution_kind_check
    check (kind in ('ministry', 'agency', 'service', 'committee', 'centre', 'fund', 'academy', 'bank', 'holding', 'other')),
  name jsonb not null,
  acronym jsonb not null,
  -- Deferred: a release may name a successor that stands further down in its list.
  successor text constraint institution_successor_fkey references identity.institution (code) deferrable initially deferred,
  closed_on date,
  number integer not null,
  constraint institution_successor_check check (successor is null or (closed_on is not null and successor <> code))
);

create table identity.appointment (
  id uuid primary key,
  person uuid not null constraint appointment_person_fkey references identity.person (id),
  institution text not null constraint appointment_institution_fkey references identity.institution (code),
  role text not null constraint appointment_role_check
    check (role in ('officer', 'approver', 'registrar', 'deputy_head', 'project_office', 'auditor')),
  title jsonb not null,
  from_day date not null,
  to_day date,
  constraint appointment_days_check check (to_day is null or to_day >= from_day)
);
create unique index appointment_open_index on identity.appointment (person, institution, role) where to_day is null;
create index appointment_office_index on identity.appointment (institution, role);
