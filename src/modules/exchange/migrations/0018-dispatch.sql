-- What is sent to an information system, from the transaction that decided it until the system has acknowledged it.
create table exchange.dispatch (
  id uuid primary key,
  effect_key text not null constraint dispatch_effect_key unique,
  at timestamptz not null,
  consumer text not null,
  system text not null,
  service text not null,
  path text not null,
  purpose text not null,
  act text not null,
  article text not null,
  reference text not null,
  -- Sealed; dropped once it is acknowledged.
  content bytea,
  state text not null constraint dispatch_state_check check (state in ('waiting', 'delivered', 'refused')),
  attempts integer not null,
  tried_at timestamptz,
  problem text,
  constraint dispatch_content_check check ((state = 'delivered') = (content is null))
);
create index dispatch_open_index on exchange.dispatch (at) where state <> 'delivered';
create index dispatch_reference_index on exchange.dispatch (reference, at);
