-- What an edition of an index says is confirmed by another person too, as a reported value is.
alter table plan.indicator_report add column edition text;
alter table plan.indicator_value drop constraint indicator_value_reported_check;
alter table plan.indicator_value add constraint indicator_value_reported_check
  check (case when report is null then kind <> 'reported' else kind in ('reported', 'external') end);

-- What the demonstration wrote of its own.
create table plan.sample_record (
  id uuid primary key,
  kind text not null constraint sample_record_kind_check check (kind in ('report', 'risk', 'spending')),
  at timestamptz not null
);

-- A report, a risk or a request is deleted only where it is one of these, and then with all that hangs on it.
create function plan.keep_record() returns trigger language plpgsql as $$
begin
  if not exists (select from plan.sample_record where id = old.id) then
    raise exception 'a record of the plan is never deleted';
  end if;
  return old;
end $$;
create trigger keep_record before delete on plan.report for each row execute function plan.keep_record();
create trigger keep_record before delete on plan.risk for each row execute function plan.keep_record();
create trigger keep_record before delete on plan.spend_request for each row execute function plan.keep_record();

do $$
declare hangs record;
begin
  for hangs in select c.conname, c.conrelid::regclass as owner, pg_get_constraintdef(c.oid) as definition from pg_constraint c
    where c.contype = 'f' and c.confrelid in ('plan.report'::regclass, 'plan.submission'::regclass, 'plan.evidence'::regclass,
      'plan.risk'::regclass, 'plan.mitigation'::regclass, 'plan.spend_request'::regclass)
  loop
    execute format('alter table %s drop constraint %I, add constraint %I %s on delete cascade',
      hangs.owner, hangs.conname, hangs.conname, hangs.definition);
  end loop;
end $$;
