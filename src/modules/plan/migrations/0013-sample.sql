-- Dates that were set in earnest are never deleted, whoever asks; those of the demonstration may be.
create function plan.keep_baseline() returns trigger language plpgsql as $$
begin
  if exists (select 1 from plan.baseline
      where id = coalesce(to_jsonb(old) ->> 'baseline', to_jsonb(old) ->> 'id')::uuid and not sample) then
    raise exception 'a baseline is never deleted';
  end if;
  return old;
end $$;
create trigger keep_baseline before delete on plan.baseline for each row execute function plan.keep_baseline();
create trigger keep_baseline before delete on plan.baseline_date for each row execute function plan.keep_baseline();
