-- Files that rooms refer to. The bytes lie in the folder of files, sealed; who deletes the key here makes them unreadable.
create table kernel.file (
  id uuid primary key,
  sha256 text not null constraint file_sha256_key unique,
  size bigint not null,
  media_type text not null,
  blob text not null constraint file_blob_key unique,
  wrapped_key bytea not null,
  kept_at timestamptz not null
);
create index file_kept_at_index on kernel.file (kept_at);
