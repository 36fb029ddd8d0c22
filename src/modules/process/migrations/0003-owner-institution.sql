-- Institutions own processes, through their registrar, and a process may hold others. Whoever acts for the owner is kept.
alter table process.instance
  add column owner_institution text constraint instance_owner_institution_fkey references identity.institution (code),
  add column parent uuid constraint instance_parent_fkey references process.instance (id),
  add column spoke_for_owner text[] not null default '{}',
  add constraint instance_owner_check check (num_nonnulls(owner_person, owner_organisation, owner_institution) <= 1);
update process.instance set spoke_for_owner = array(select distinct taker.value ->> 'person'
  from jsonb_each(taken) as taker where taker.value ->> 'as' = 'applicant');
alter table process.instance alter column spoke_for_owner drop default;

create index instance_owner_worklist_index on process.instance (owner_institution, due_at, id)
  where awaits && '{registrar}'::text[];
create index instance_owner_institution_index on process.instance (owner_institution, updated_at);
create index instance_parent_index on process.instance (parent) where parent is not null;

alter table process.journal drop constraint journal_acted_as_check;
alter table process.journal add constraint journal_acted_as_check check (acted_as in
  ('applicant', 'registrar', 'officer', 'approver', 'deputy_head', 'system'));
