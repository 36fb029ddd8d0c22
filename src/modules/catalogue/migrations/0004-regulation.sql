-- Regulations of e-services, written from their definitions; a version is a text that differs from the one before.
create table catalogue.regulation (
  service text not null,
  version integer not null constraint regulation_version_check check (version > 0),
  -- Of the definition that brought this text.
  definition integer not null constraint regulation_definition_check check (definition > 0),
  in_force_from date not null,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  document jsonb not null,
  digest bytea not null constraint regulation_digest_check check (octet_length(digest) = 32),
  primary key (service, version)
);
create index regulation_xid_index on catalogue.regulation (xid);
