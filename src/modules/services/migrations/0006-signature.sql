-- E-signatures with which applicants and officials acted, and what they were about.
create table services.signature (
  instance uuid not null constraint signature_instance_fkey references services.case (id),
  seq integer not null,
  at timestamptz not null,
  jws text not null,
  -- Random key of the digests in what was signed, and what they are digests of: deleted together.
  key bytea not null,
  contents text not null,
  primary key (instance, seq)
);
create index case_document_index on services.case (document) where document is not null;
