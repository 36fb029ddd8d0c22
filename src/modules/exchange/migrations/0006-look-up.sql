-- Of a look-up that came through a gateway: from which system, to which service, what of the answer; and until when it is
-- not shown to those concerned, where an act says so. What was there before came from the platform itself.
alter table exchange.look_up
  add column source text not null default 'platform',
  add column system text,
  add column service text,
  add column endpoint text,
  add column fields jsonb,
  add column request_id text,
  add column gateway text,
  add column hidden_until timestamptz,
  add column xid xid8 not null default pg_current_xact_id(),
  drop constraint look_up_operation_check;
alter table exchange.look_up
  add constraint look_up_operation_check check (operation in ('read', 'entry', 'case', 'exchange')) not valid,
  add constraint look_up_source_check check (source in ('platform', 'gateway')) not valid,
  add constraint look_up_gateway_check check (
    (source = 'gateway') = (gateway is not null)
    and (gateway is null) = (system is null or service is null or endpoint is null or fields is null or request_id is null)
  ) not valid;

-- “Who looked at my data”: newest first, without reading the lines that are skipped or only counted.
create index look_up_owner_index on exchange.look_up (subject, at desc, id desc) include (consumer, hidden_until);
drop index exchange.look_up_subject_index;
-- The order in which lines were committed; those of one commit share an entry.
create index look_up_xid_index on exchange.look_up (xid);

-- Runs over many people, one public line each. It may grow until it is final, and never shrinks or changes otherwise.
create table exchange.mass_run (
  id uuid primary key,
  run uuid not null,
  gateway text not null,
  client text not null,
  service text not null,
  consumer text not null,
  purpose text not null,
  act text not null,
  article text not null,
  started_at timestamptz not null,
  reached_at timestamptz not null,
  people integer not null constraint mass_run_people_check check (people >= 0),
  final boolean not null
);
create unique index mass_run_once_key on exchange.mass_run (run, gateway, client, service);
create index mass_run_started_index on exchange.mass_run (started_at desc, id desc);
create function exchange.mass_run_grows() returns trigger language plpgsql as $$
begin
  if old.final or new.people < old.people or new.reached_at < old.reached_at then
    raise exception 'a mass run only grows, and not once it is final';
  end if;
  return new;
end $$;
create trigger mass_run_grows before update on exchange.mass_run
  for each row execute function exchange.mass_run_grows();
