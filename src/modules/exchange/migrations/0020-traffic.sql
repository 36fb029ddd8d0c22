-- How far the centre of the exchange has what this gateway counted.
create table exchange.operation_position (
  gateway text primary key,
  xid xid8 not null,
  id uuid not null,
  at timestamptz not null
);
