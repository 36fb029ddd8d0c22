-- What PostgreSQL is told to find out about the columns of a table that is cut by time counts for its parts, which do not
-- take it from there by themselves.
create function kernel.give_statistics(part regclass) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  told record;
begin
  for told in
    select a.attname as name, a.attstattarget as target from pg_inherits i join pg_attribute a on a.attrelid = i.inhparent
    where i.inhrelid = part and a.attnum > 0 and not a.attisdropped and a.attstattarget >= 0
  loop
    execute format('alter table %s alter column %I set statistics %s', part, told.name, told.target);
  end loop;
end $$;

create or replace function kernel.make_partitions(moment timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog set lock_timeout = '100ms' as $$
declare
  parent record;
  step integer;
  start timestamp;
  part text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(4839201);
  for parent in
    select room, name, case when daily then 'day' else 'month' end as unit,
      case when daily then interval '1 day' else interval '1 month' end as span,
      case when daily then 'YYYYMMDD' else 'YYYYMM' end as shape, case when daily then 13 else 3 end as ahead,
      case when daily then format('with (%s)', kernel.day_settings()) else '' end as settings
    from (select n.nspname as room, c.relname as name, exists (select from pg_constraint k where k.conrelid = c.oid
        and k.contype = 'p' and obj_description(k.oid, 'pg_constraint') = 'partitioned by day') as daily
      from pg_partitioned_table p
      join pg_class c on c.oid = p.partrelid join pg_namespace n on n.oid = c.relnamespace) t
  loop
    if to_regclass(format('%I.%I', parent.room, parent.name || '_default')) is null then
      execute format('create table %I.%I partition of %I.%I default %s', parent.room, parent.name || '_default', parent.room,
        parent.name, parent.settings);
      perform kernel.give_statistics(format('%I.%I', parent.room, parent.name || '_default')::regclass);
    end if;
    for step in 0..parent.ahead loop
      start := date_trunc(parent.unit, moment at time zone 'UTC') + step * parent.span;
      part := parent.name || '_' || to_char(start, parent.shape);
      if to_regclass(format('%I.%I', parent.room, part)) is null then
        begin
          execute format('create table %I.%I partition of %I.%I for values from (%L) to (%L) %s', parent.room, part,
            parent.room, parent.name, start at time zone 'UTC', (start + parent.span) at time zone 'UTC', parent.settings);
          perform kernel.give_statistics(format('%I.%I', parent.room, part)::regclass);
          made := made + 1;
        exception when check_violation or invalid_object_definition or lock_not_available then
          -- Another partition already holds rows of this time, or is meant to (they stay readable where they are), or
          -- somebody writes to this table for longer.
          null;
        end;
      end if;
    end loop;
  end loop;
  return made;
end $$;
