-- Entries in registers kept elsewhere, from the transaction that decided them until the register has acknowledged each.
create table exchange.remote_entry (
  id uuid primary key,
  effect_key text not null constraint remote_entry_effect_key unique,
  at timestamptz not null,
  register text not null,
  consumer text not null,
  purpose text not null,
  act text not null,
  article text not null,
  reference text,
  -- Sealed; dropped once it is acknowledged.
  content bytea,
  state text not null constraint remote_entry_state_check check (state in ('waiting', 'entered', 'refused')),
  record text,
  attempts integer not null,
  tried_at timestamptz,
  problem text,
  constraint remote_entry_record_check check ((state = 'entered') = (record is not null) and (state = 'entered') = (content is null))
);
create index remote_entry_open_index on exchange.remote_entry (at) where state <> 'entered';

-- Where a register was silent and somebody was asked instead of it. No value: what was told stands in the case.
create table exchange.fallback (
  id uuid primary key,
  at timestamptz not null,
  register text not null,
  concept text not null,
  consumer text not null,
  service text not null,
  reference text not null,
  xid xid8 not null default pg_current_xact_id(),
  constraint fallback_once_key unique (reference, concept)
);
create index fallback_xid_index on exchange.fallback (xid);
create index fallback_register_index on exchange.fallback (register, at);
