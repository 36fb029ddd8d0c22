-- What went through this gateway: append-only, never without its seal or the code of what failed. Heads and bodies are
-- sealed by the key of the installation.
create table exchange.message (
  id uuid not null,
  at timestamptz not null,
  side text not null constraint message_side_check check (side in ('consumer', 'provider')),
  kind text not null constraint message_kind_check check (kind in ('request', 'response', 'failure')),
  request_id text not null,
  client text not null,
  service text not null,
  method text not null,
  peer text not null,
  signer text not null,
  head bytea,
  body bytea,
  seal bytea,
  purpose text,
  act text,
  article text,
  status integer,
  fault text,
  primary key (id, at),
  constraint message_failure_check check ((kind = 'failure') = (fault is not null)),
  constraint message_seal_check check ((kind = 'failure') = (seal is null) and (seal is null) = (head is null))
) partition by range (at);
-- A request that is sent again bears the moment and the id under which it was sealed.
create unique index message_once_index on exchange.message (request_id, kind, side, signer, at);
