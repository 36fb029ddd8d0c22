-- Services as their providers describe them: every version with the OpenAPI document that it was read from. What is not
-- yet published stands in a draft.
create table exchange.service (
  id uuid primary key,
  system text not null,
  code text not null,
  institution text not null constraint service_institution_fkey references identity.institution (code),
  at timestamptz not null,
  constraint service_code_check check (code ~ '^[a-z0-9][a-z0-9-]{0,62}$')
);
create unique index service_name_index on exchange.service (system, code);
create index service_institution_index on exchange.service (institution);

create table exchange.service_version (
  service uuid not null constraint service_version_service_fkey references exchange.service (id),
  version integer not null,
  title jsonb not null,
  purpose jsonb not null,
  personal boolean not null,
  endpoints jsonb not null,
  openapi text not null,
  person uuid not null constraint service_version_person_fkey references identity.person (id),
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (service, version)
);

create table exchange.service_draft (
  service uuid primary key constraint service_draft_service_fkey references exchange.service (id),
  title jsonb not null,
  purpose jsonb not null,
  personal boolean not null,
  endpoints jsonb not null,
  openapi text not null,
  confirmed text[] not null,
  version integer not null,
  person uuid not null constraint service_draft_person_fkey references identity.person (id),
  at timestamptz not null
);

-- Rights: what was asked, what an officer proposes, what is granted; one that was decided keeps all three.
create table exchange.access_right (
  id uuid primary key constraint access_right_id_fkey references process.instance (id),
  service uuid not null constraint access_right_service_fkey references exchange.service (id),
  institution text not null constraint access_right_institution_fkey references identity.institution (code),
  system text not null,
  provider text not null constraint access_right_provider_fkey references identity.institution (code),
  reason text not null,
  asked jsonb not null,
  at timestamptz not null,
  standing text not null constraint access_right_standing_check check (standing in
    ('asked', 'in_force', 'reconfirming', 'suspended', 'refused', 'withdrawn', 'lapsed', 'ended', 'expired')),
  proposed jsonb,
  granted jsonb,
  granted_at timestamptz,
  until date not null,
  service_version integer not null,
  constraint access_right_version_fkey foreign key (service, service_version) references exchange.service_version (service, version),
  constraint access_right_granted_check check ((granted is null) = (granted_at is null)
    and (standing not in ('in_force', 'reconfirming', 'suspended', 'ended', 'expired') or granted is not null))
);
create index access_right_service_index on exchange.access_right (service, standing);
create index access_right_institution_index on exchange.access_right (institution, at desc);
create index access_right_provider_index on exchange.access_right (provider, at desc);
create index access_right_public_index on exchange.access_right (granted_at desc) where granted is not null;

-- How a right came to stand as it does, in order.
create table exchange.access_right_step (
  access_right uuid not null constraint access_right_step_access_right_fkey references exchange.access_right (id),
  seq integer not null,
  standing text not null constraint access_right_step_standing_check check (standing in
    ('asked', 'in_force', 'reconfirming', 'suspended', 'refused', 'withdrawn', 'lapsed', 'ended', 'expired')),
  person uuid constraint access_right_step_person_fkey references identity.person (id),
  at timestamptz not null,
  fields integer not null,
  fields_left_out integer not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (access_right, seq)
);
create index access_right_step_xid_index on exchange.access_right_step (xid);

create table exchange.access_right_number (
  year integer primary key,
  last integer not null
);
