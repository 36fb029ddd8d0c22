-- Signed documents. A document and its revocation are never changed: both tables are append-only by grant.

create table documents.signing_key (
  kid text primary key,
  public_jwk jsonb not null,
  wrapped_private_key bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz
);
create unique index signing_key_current on documents.signing_key ((true)) where retired_at is null;

create table documents.document (
  id uuid primary key,
  code text not null constraint document_code_key unique,
  effect_key text not null constraint document_effect_key_key unique,
  kind text not null,
  number text not null,
  title jsonb not null,
  lines jsonb not null,
  holder_person uuid references identity.person (id),
  holder_organisation uuid references identity.organisation (id),
  institution text not null references identity.institution (code),
  reference text not null,
  valid_from date not null,
  valid_to date,
  basis jsonb not null,
  signer jsonb not null,
  issued_at timestamptz not null,
  jws text not null,
  constraint document_holder_check check (num_nonnulls(holder_person, holder_organisation) = 1)
);
create index document_person_index on documents.document (holder_person, issued_at desc);
create index document_organisation_index on documents.document (holder_organisation, issued_at desc);

create table documents.revocation (
  document uuid primary key references documents.document (id),
  reason text not null,
  basis jsonb not null,
  revoked_by uuid,
  revoked_at timestamptz not null
);
