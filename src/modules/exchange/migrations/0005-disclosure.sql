-- Whose data this gateway gave out, until the centre of the exchange has it: append-only, numbers of people encrypted.
create table exchange.disclosure (
  id uuid not null,
  at timestamptz not null,
  gateway text not null,
  request_id uuid not null,
  client text not null,
  service text not null,
  method text not null,
  path text not null,
  entity text not null constraint disclosure_entity_check check (entity in ('person', 'organisation')),
  subject bytea not null,
  purpose text not null,
  act text not null,
  article text not null,
  issue text,
  fields jsonb not null,
  outcome text not null constraint disclosure_outcome_check check (outcome in ('granted', 'unavailable')),
  hidden_until timestamptz,
  xid xid8 not null default pg_current_xact_id(),
  primary key (id, at)
) partition by range (at);
-- The order in which lines are delivered: that in which they were committed.
create index disclosure_xid_index on exchange.disclosure (gateway, xid, id);

-- How far the centre has them.
create table exchange.disclosure_position (
  gateway text primary key,
  xid xid8 not null,
  id uuid not null,
  at timestamptz not null
);

-- A run over many people is one public entry; of its parts is kept who they were about until it is over.
create table exchange.run (
  id uuid not null,
  gateway text not null,
  client text not null,
  service text not null,
  purpose text not null,
  act text not null,
  article text not null,
  started_at timestamptz not null,
  touched_at timestamptz not null,
  people integer not null,
  told_until timestamptz,
  final boolean not null,
  primary key (gateway, id)
);
create index run_open_index on exchange.run (gateway, touched_at) where not final;

create table exchange.run_part (
  id uuid not null,
  at timestamptz not null,
  gateway text not null,
  run uuid not null,
  request_id uuid not null,
  method text not null,
  path text not null,
  issue text,
  fields jsonb not null,
  hidden_until timestamptz,
  digests bytea not null,
  subjects bytea not null,
  primary key (id, at)
) partition by range (at);
create index run_part_run_index on exchange.run_part (gateway, run, at);
