-- Whether something that an entry reaches keeps it from being called moved. Kept up with every step, link and exception, so
-- that nobody who asks how far the state is looks through all links.
alter table catalogue.hosting add column blocked boolean not null default false;
alter table catalogue.hosting alter column blocked drop default;
create index entry_portal_index on catalogue.entry ((title ->> 'az') collate "az-x-icu", code) where kind = 'portal';
create index hosting_step_pace_index on catalogue.hosting_step (at) where from_state = 'cloud' or to_state = 'cloud';

-- Only what is out of use is retired: what was called so while it is in use is on its way again.
with wrong as (
  select h.entry from catalogue.hosting h join catalogue.entry e on e.id = h.entry
  where h.state = 'retired' and e.state <> 'finished'
), kept as (
  insert into catalogue.hosting_step (entry, seq, from_state, to_state, cause, at)
  select w.entry, (select max(s.seq) + 1 from catalogue.hosting_step s where s.entry = w.entry), 'retired', 'local', 'revived', now()
  from wrong w
)
update catalogue.hosting h set state = 'local', wave = null, changed_at = now() from wrong w where w.entry = h.entry;
