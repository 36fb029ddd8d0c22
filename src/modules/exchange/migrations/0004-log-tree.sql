-- Over the lines of the message log a Merkle tree (RFC 9162) with signed checkpoints. Digests stay when contents are
-- dropped; lines from before this have none.
alter table exchange.message
  add column xid xid8 not null default pg_current_xact_id(),
  add column head_digest bytea,
  add column body_digest bytea,
  drop constraint message_seal_check;
alter table exchange.message add constraint message_seal_check
  check ((kind = 'failure') = (seal is null) and (seal is null) = (head_digest is null)
    and (head_digest is not null or body_digest is null)) not valid;
create index message_xid_index on exchange.message (xid, id);

-- Perfect nodes, by level (0 for leaves) and place on it; of a leaf, the line that it covers.
create table exchange.log_node (
  level integer not null,
  place bigint not null,
  hash bytea not null,
  line uuid,
  line_at timestamptz,
  primary key (level, place),
  constraint log_node_line_check check ((level = 0) = (line is not null) and (line is null) = (line_at is null))
);
create unique index log_node_line_key on exchange.log_node (line) where line is not null;

create table exchange.log_checkpoint (
  size bigint primary key,
  root bytea not null,
  at timestamptz not null,
  note text not null,
  xid xid8 not null,
  line uuid not null
);

create table exchange.log_key (
  origin text primary key,
  wrapped_private_key bytea not null,
  created_at timestamptz not null
);
create unique index log_key_one_index on exchange.log_key ((true));

-- From now on by day. Partitions that nothing was written to are made anew.
comment on constraint message_pkey on exchange.message is 'partitioned by day';
do $$
declare
  part regclass;
  used boolean;
begin
  for part in select inhrelid::regclass from pg_inherits where inhparent = 'exchange.message'::regclass loop
    execute format('select exists (select from %s)', part) into used;
    if not used then execute format('drop table %s', part); end if;
  end loop;
end $$;
