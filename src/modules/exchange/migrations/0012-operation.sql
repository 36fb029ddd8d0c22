-- What a gateway counted, minute by minute: append-only, cut by day, read in the order of transactions (decision 0007).
create table exchange.operation (
  id uuid not null,
  at timestamptz not null,
  gateway text not null,
  side text not null constraint operation_side_check check (side in ('consumer', 'provider')),
  client text not null,
  service text not null,
  succeeded integer not null,
  failed integer not null,
  faults jsonb not null,
  classes jsonb not null,
  duration jsonb not null,
  waited jsonb not null,
  request_size jsonb not null,
  response_size jsonb not null,
  last_success timestamptz,
  last_failure timestamptz,
  last_fault text,
  xid xid8 not null default pg_current_xact_id(),
  primary key (id, at),
  constraint operation_count_check check (succeeded >= 0 and failed >= 0 and succeeded + failed > 0)
) partition by range (at);
comment on constraint operation_pkey on exchange.operation is 'partitioned by day';
create index operation_service_index on exchange.operation (service, at);
create index operation_xid_index on exchange.operation (xid);
