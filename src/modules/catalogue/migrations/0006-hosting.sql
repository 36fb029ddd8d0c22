-- Where systems and portals run, step by step, and as it stands now.
create table catalogue.hosting (
  entry uuid primary key constraint hosting_entry_fkey references catalogue.entry (id) on delete cascade,
  state text not null constraint hosting_state_check check (state in ('local', 'assessed', 'planned', 'moving', 'cloud', 'retired')),
  wave text,
  changed_at timestamptz not null
);
create index hosting_state_index on catalogue.hosting (state);

create table catalogue.hosting_step (
  entry uuid not null constraint hosting_step_entry_fkey references catalogue.entry (id) on delete cascade,
  seq integer not null,
  from_state text constraint hosting_step_from_state_check check (from_state in ('local', 'assessed', 'planned', 'moving', 'cloud', 'retired')),
  to_state text not null constraint hosting_step_to_state_check check (to_state in ('local', 'assessed', 'planned', 'moving', 'cloud', 'retired')),
  wave text,
  cause text not null constraint hosting_step_cause_check check (cause in ('entered', 'moved', 'finished', 'revived', 'blocked')),
  note text,
  person uuid constraint hosting_step_person_fkey references identity.person (id),
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (entry, seq)
);
create index hosting_step_xid_index on catalogue.hosting_step (xid);

insert into catalogue.hosting (entry, state, changed_at)
select e.id, case when e.kind = 'system' and e.state = 'finished' then 'retired' else 'local' end, e.updated_at
from catalogue.entry e where e.kind in ('system', 'portal');
insert into catalogue.hosting_step (entry, seq, to_state, cause, at)
select entry, 1, state, 'entered', changed_at from catalogue.hosting;
