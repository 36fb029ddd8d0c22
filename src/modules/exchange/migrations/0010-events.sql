-- What happened, for those who subscribed: append-only, cut by day, read in the order of transactions (decision 0007).
create table exchange.event (
  id uuid not null,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  type text not null,
  source text not null,
  event_id text not null,
  subject text,
  happened_at timestamptz not null,
  entity text constraint event_entity_check check (entity in ('person', 'organisation')),
  subject_key text,
  data jsonb not null,
  publisher text,
  primary key (id, at),
  constraint event_subject_check check ((entity is null) = (subject_key is null))
) partition by range (at);
comment on constraint event_pkey on exchange.event is 'partitioned by day';
create index event_type_index on exchange.event (type, xid, id);

-- By source and id an event that is sent again is known.
create table exchange.event_key (
  source text not null,
  event_id text not null,
  event uuid not null,
  at timestamptz not null,
  primary key (source, event_id)
);

create table exchange.subscription (
  id uuid primary key,
  client text not null,
  service text not null,
  type text not null,
  filter text,
  mode text not null constraint subscription_mode_check check (mode in ('pull', 'push')),
  state text not null constraint subscription_state_check check (state in ('pending', 'active', 'stopped', 'ended')),
  reason text constraint subscription_reason_check
    check (reason in ('handshake', 'failing', 'gone', 'right', 'client', 'type')),
  purpose text not null,
  act text not null,
  article text not null,
  fields jsonb,
  consent boolean not null default false,
  confirmed_at timestamptz not null,
  visibility_seconds integer not null,
  most_attempts integer not null,
  reached_xid xid8 not null,
  reached_id uuid not null,
  address text,
  scheme text constraint subscription_scheme_check check (scheme in ('v1', 'v1a')),
  wrapped_key bytea,
  rate integer,
  next_at timestamptz not null,
  attempts integer not null default 0,
  failing_since timestamptz,
  failure text,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint subscription_push_check check ((mode = 'push') = (address is not null) and (address is null) = (scheme is null)
    and (address is null) = (wrapped_key is null)),
  constraint subscription_reason_state_check check ((state in ('stopped', 'ended')) = (reason is not null))
);
create index subscription_client_index on exchange.subscription (client, type);
create index subscription_type_index on exchange.subscription (type) where state <> 'ended';
create index subscription_push_index on exchange.subscription (next_at) where mode = 'push' and state in ('pending', 'active');

-- What a subscription is to get and has not acknowledged; what it has moves to delivery_end.
create table exchange.delivery (
  subscription uuid not null references exchange.subscription,
  event uuid not null,
  event_at timestamptz not null,
  event_xid xid8 not null,
  state text not null constraint delivery_state_check check (state in ('waiting', 'dead')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  first_at timestamptz,
  failure text,
  primary key (subscription, event)
);
create index delivery_due_index on exchange.delivery (subscription, event_xid, event) where state = 'waiting';
create index delivery_dead_index on exchange.delivery (subscription, event_xid, event) where state = 'dead';

create table exchange.delivery_end (
  id uuid not null,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  subscription uuid not null,
  event uuid not null,
  outcome text not null constraint delivery_end_outcome_check check (outcome in ('acknowledged', 'expired', 'dropped', 'withheld')),
  attempts integer not null,
  in_time boolean not null,
  primary key (id, at)
) partition by range (at);
comment on constraint delivery_end_pkey on exchange.delivery_end is 'partitioned by day';
create index delivery_end_xid_index on exchange.delivery_end (xid);
create index delivery_end_subscription_index on exchange.delivery_end (subscription, at);
