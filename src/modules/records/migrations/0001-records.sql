create table records.record (
  id uuid primary key,
  register text not null,
  key text not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  data jsonb not null,
  effect_key text,
  constraint record_valid_check check (valid_to is null or valid_to > valid_from),
  constraint record_superseded_check check (superseded_at >= recorded_at),
  constraint record_effect_key_key unique (effect_key)
);

create index record_history_idx on records.record (register, key);
-- Of what a register says now, a key has one version from any one day.
create unique index record_known_idx on records.record (register, key, valid_from) where superseded_at is null;
-- The FİNs and VÖENs in a record, in whatever field or list they stand: of whom a register tells is found by these, so a
-- new provision in a definition needs no new index. The pattern is wider than the rules of either number.
create function records.natural_keys(data jsonb) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(v.value), '{}')
  from jsonb_each(data) as f,
    jsonb_array_elements_text(case jsonb_typeof(f.value) when 'array' then f.value else jsonb_build_array(f.value) end) as v(value)
  where v.value ~ '^([0-9A-Z]{7}|[0-9]{10})$'
$$;
-- Read far more often than written: no list of pending entries that every reader would have to go through.
create index record_natural_keys_idx on records.record using gin (records.natural_keys(data)) with (fastupdate = off);

-- History is kept by the database itself: a version may be superseded once, and nothing else about it ever changes.
create function records.keep_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.superseded_at is null and new.superseded_at is not null
    and (new.id, new.register, new.key, new.valid_from, new.recorded_at, new.data)
      = (old.id, old.register, old.key, old.valid_from, old.recorded_at, old.data)
    and new.valid_to is not distinct from old.valid_to and new.effect_key is not distinct from old.effect_key
  then
    return new;
  end if;
  raise exception 'a version of a record is never changed or removed' using errcode = 'restrict_violation';
end $$;

create trigger keep_history before update or delete on records.record for each row execute function records.keep_history();

create table records.outage (
  register text primary key,
  since timestamptz not null,
  until timestamptz not null,
  reason jsonb not null,
  constraint outage_until_check check (until >= since)
);
