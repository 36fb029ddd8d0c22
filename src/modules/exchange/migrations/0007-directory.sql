-- Who takes part in the exchange, by which gateways, with which certificates and keys. What was once announced and
-- approved is never changed; how it ended stands beside it.
create table exchange.announcement (
  id uuid primary key constraint announcement_id_fkey references process.instance (id),
  kind text not null constraint announcement_kind_check check (kind in ('gateway', 'client')),
  subject text not null,
  institution text not null constraint announcement_institution_fkey references identity.institution (code),
  number text not null constraint announcement_number_key unique,
  content jsonb not null,
  signed text not null,
  open boolean not null,
  at timestamptz not null
);
-- Of two that wait at once the second would be judged by what the first changes.
create unique index announcement_open_index on exchange.announcement (kind, subject) where open;
create index announcement_institution_index on exchange.announcement (institution);

create table exchange.gateway (
  id uuid primary key,
  name text not null constraint gateway_name_key unique,
  institution text not null constraint gateway_institution_fkey references identity.institution (code),
  address text not null,
  state text not null constraint gateway_state_check check (state in ('in_use', 'retired')),
  at timestamptz not null
);
create index gateway_institution_index on exchange.gateway (institution);

-- By which a gateway shows itself, or with `client` an information system that has none of its own.
create table exchange.certificate (
  fingerprint text primary key,
  gateway uuid not null constraint certificate_gateway_fkey references exchange.gateway (id),
  client text,
  pem text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  announcement uuid not null constraint certificate_announcement_fkey references exchange.announcement (id),
  person uuid not null constraint certificate_person_fkey references identity.person (id),
  at timestamptz not null
);
create index certificate_gateway_index on exchange.certificate (gateway);

create table exchange.gateway_key (
  gateway uuid not null constraint gateway_key_gateway_fkey references exchange.gateway (id),
  kid text not null,
  jwk jsonb not null,
  thumbprint text not null constraint gateway_key_thumbprint_key unique,
  announcement uuid not null constraint gateway_key_announcement_fkey references exchange.announcement (id),
  person uuid not null constraint gateway_key_person_fkey references identity.person (id),
  at timestamptz not null,
  primary key (gateway, kid)
);

create table exchange.withdrawal (
  id uuid primary key,
  gateway uuid not null constraint withdrawal_gateway_fkey references exchange.gateway (id),
  certificate text constraint withdrawal_certificate_fkey references exchange.certificate (fingerprint),
  kid text,
  reason text not null,
  institution text not null constraint withdrawal_institution_fkey references identity.institution (code),
  person uuid not null constraint withdrawal_person_fkey references identity.person (id),
  at timestamptz not null,
  constraint withdrawal_what_check check (num_nonnulls(certificate, kid) = 1)
);
create unique index withdrawal_certificate_index on exchange.withdrawal (certificate) where certificate is not null;
create unique index withdrawal_key_index on exchange.withdrawal (gateway, kid) where kid is not null;

-- Through which gateway a system takes part from when on; without gateway through none.
create table exchange.serving (
  number bigint generated always as identity primary key,
  subsystem text not null,
  gateway uuid constraint serving_gateway_fkey references exchange.gateway (id),
  person uuid not null constraint serving_person_fkey references identity.person (id),
  at timestamptz not null
);
create index serving_subsystem_index on exchange.serving (subsystem, number desc);

create table exchange.centre_key (
  name text primary key,
  wrapped_private_key bytea not null,
  created_at timestamptz not null
);
create unique index centre_key_one_index on exchange.centre_key ((true));

-- What is handed out now: the configuration, and the book of each gateway.
create table exchange.published (
  name text primary key,
  content_digest text not null,
  signed text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null
);

-- Every content that was ever handed out, by its digest, and from when on.
create table exchange.publication (
  id uuid primary key,
  name text not null,
  content_digest text not null,
  at timestamptz not null
);
create index publication_name_index on exchange.publication (name, at);
