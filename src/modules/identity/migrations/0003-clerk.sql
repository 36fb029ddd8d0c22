-- A clerk of a service centre enters applications for people who are present.
alter table identity.appointment drop constraint appointment_role_check;
alter table identity.appointment add constraint appointment_role_check
  check (role in ('officer', 'approver', 'registrar', 'deputy_head', 'head', 'project_office', 'auditor', 'clerk'));
