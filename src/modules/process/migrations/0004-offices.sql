-- The head and the project office decide too, and an institution that owns a process acts in offices beside its registrar.
drop index process.instance_worklist_index;
create index instance_worklist_index on process.instance (institution, due_at, id)
  where awaits && '{officer,approver,deputy_head,head,project_office}'::text[];
drop index process.instance_owner_worklist_index;
create index instance_owner_worklist_index on process.instance (owner_institution, due_at, id)
  where awaits && '{registrar,owner_officer,owner_deputy_head,owner_head}'::text[];

alter table process.journal drop constraint journal_acted_as_check;
alter table process.journal add constraint journal_acted_as_check check (acted_as in
  ('applicant', 'registrar', 'owner_officer', 'owner_deputy_head', 'owner_head', 'officer', 'approver', 'deputy_head', 'head',
  'project_office', 'system'));
