-- What every room stands on.

create table kernel.installation (
  id uuid primary key,
  mode text not null constraint installation_mode_check check (mode in ('demo', 'production')),
  seeded_at timestamptz,
  created_at timestamptz not null
);

create table kernel.release (
  number integer primary key,
  approver text not null,
  released_at timestamptz not null
);

create table kernel.definition (
  kind text not null,
  name text not null,
  version integer not null,
  release integer not null references kernel.release (number),
  hash text not null,
  file text not null,
  source text not null,
  -- json, not jsonb: the order of fields and choices in a definition is the order in which people see them
  compiled json not null,
  primary key (kind, name, version)
);

create table kernel.session (
  id uuid primary key,
  token_hash bytea not null constraint session_token_hash_key unique,
  person uuid not null,
  name text not null,
  organisation uuid,
  organisation_name text,
  agent text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
create index session_person_index on kernel.session (person) where ended_at is null;

create unlogged table kernel.attempt (
  key text primary key,
  since timestamptz not null,
  count integer not null
);

create table kernel.job (
  id bigint generated always as identity primary key,
  kind text not null,
  key text not null constraint job_key_key unique,
  run_at timestamptz not null,
  payload jsonb not null,
  attempts integer not null default 0,
  error text
);
create index job_run_at_index on kernel.job (run_at, id);

create table kernel.event (
  id bigint generated always as identity,
  name text not null,
  payload jsonb not null,
  at timestamptz not null,
  primary key (id, at)
) partition by range (at);

create table kernel.audit (
  id bigint generated always as identity,
  at timestamptz not null,
  request text not null,
  action text not null,
  outcome text not null,
  actor_kind text not null constraint audit_actor_kind_check check (actor_kind in ('anonymous', 'person', 'system')),
  person uuid,
  organisation uuid,
  subject text,
  primary key (id, at)
) partition by range (at);
create index audit_subject_index on kernel.audit (subject);

create table kernel.watermark (
  measurement text primary key,
  reached xid8 not null,
  measured_at timestamptz
);

create table kernel.measurement (
  name text not null,
  day date not null,
  institution text not null,
  service text not null,
  region text not null,
  dimension text not null,
  numerator bigint not null,
  denominator bigint not null,
  count bigint not null,
  histogram bigint[],
  primary key (name, day, institution, service, region, dimension)
);

-- Months of every partitioned table, three ahead of the given moment. A default partition takes what lies outside,
-- so that no write ever fails for want of one. The application may call it but not create tables itself.
create function kernel.make_partitions(moment timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  parent record;
  step integer;
  first_day timestamptz;
  part text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(4839201);
  for parent in
    select n.nspname as room, c.relname as name from pg_partitioned_table p
    join pg_class c on c.oid = p.partrelid join pg_namespace n on n.oid = c.relnamespace
  loop
    if to_regclass(format('%I.%I', parent.room, parent.name || '_default')) is null then
      execute format('create table %I.%I partition of %I.%I default', parent.room, parent.name || '_default', parent.room, parent.name);
    end if;
    for step in 0..3 loop
      first_day := date_trunc('month', moment at time zone 'UTC') at time zone 'UTC' + make_interval(months => step);
      part := parent.name || '_' || to_char(first_day at time zone 'UTC', 'YYYYMM');
      if to_regclass(format('%I.%I', parent.room, part)) is null then
        begin
          execute format('create table %I.%I partition of %I.%I for values from (%L) to (%L)', parent.room, part,
            parent.room, parent.name, first_day, first_day + interval '1 month');
          made := made + 1;
        exception when check_violation then
          -- The default partition already holds rows of this month: they stay readable where they are.
          null;
        end;
      end if;
    end loop;
  end loop;
  return made;
end $$;
revoke all on function kernel.make_partitions(timestamptz) from public;
