-- The head of an institution is an office too: what its deputy head leaves undone comes before them.
alter table identity.appointment drop constraint appointment_role_check;
alter table identity.appointment add constraint appointment_role_check
  check (role in ('officer', 'approver', 'registrar', 'deputy_head', 'head', 'project_office', 'auditor'));
