-- Processes: present state, journal, personal values beside it, receipts, notifications.

create table process.instance (
  id uuid primary key,
  kind text not null,
  name text not null,
  definition_version integer not null,
  reference text not null,
  title jsonb not null,
  institution text not null constraint instance_institution_fkey references identity.institution (code),
  owner_person uuid constraint instance_owner_person_fkey references identity.person (id),
  owner_organisation uuid constraint instance_owner_organisation_fkey references identity.organisation (id),
  state text not null,
  status text not null constraint instance_status_check check (status in
    ('draft', 'submitted', 'in_review', 'waiting_for_applicant', 'decided', 'issued', 'appealed', 'closed', 'withdrawn')),
  awaits text[] not null,
  assignee uuid constraint instance_assignee_fkey references identity.person (id),
  version integer not null,
  seq integer not null,
  taken jsonb not null,
  clocks jsonb not null,
  due_at timestamptz,
  overdue boolean not null,
  calendar_version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
) with (fillfactor = 80);
create index instance_worklist_index on process.instance (institution, due_at, id)
  where awaits && '{officer,approver,deputy_head}'::text[];
create index instance_owner_person_index on process.instance (owner_person, updated_at);
create index instance_owner_organisation_index on process.instance (owner_organisation, updated_at);
create index instance_due_at_index on process.instance (due_at, calendar_version) where due_at is not null;

create table process.journal (
  instance uuid not null,
  seq integer not null,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  action text not null,
  from_state text,
  to_state text not null,
  from_status text constraint journal_from_status_check check (from_status in
    ('draft', 'submitted', 'in_review', 'waiting_for_applicant', 'decided', 'issued', 'appealed', 'closed', 'withdrawn')),
  to_status text not null constraint journal_to_status_check check (to_status in
    ('draft', 'submitted', 'in_review', 'waiting_for_applicant', 'decided', 'issued', 'appealed', 'closed', 'withdrawn')),
  acted_as text not null constraint journal_acted_as_check check (acted_as in
    ('applicant', 'officer', 'approver', 'deputy_head', 'system')),
  person uuid,
  organisation uuid,
  effects text[] not null,
  details jsonb not null,
  clock jsonb,
  name_hmac bytea,
  note_hmac bytea,
  primary key (instance, seq, at)
) partition by range (at);
create index journal_xid_index on process.journal (xid) where to_status = 'decided';

create table process.journal_value (
  instance uuid not null,
  seq integer not null,
  field text not null constraint journal_value_field_check check (field in ('name', 'note')),
  at timestamptz not null,
  key bytea not null,
  value text not null,
  primary key (instance, seq, field, at)
) partition by range (at);

create table process.receipt (
  instance uuid not null constraint receipt_instance_fkey references process.instance (id),
  key text not null,
  action text not null,
  seq integer not null,
  state text not null,
  status text not null constraint receipt_status_check check (status in
    ('draft', 'submitted', 'in_review', 'waiting_for_applicant', 'decided', 'issued', 'appealed', 'closed', 'withdrawn')),
  primary key (instance, key)
);

create table process.notification (
  id uuid primary key,
  at timestamptz not null,
  person uuid constraint notification_person_fkey references identity.person (id),
  organisation uuid constraint notification_organisation_fkey references identity.organisation (id),
  institution text constraint notification_institution_fkey references identity.institution (code),
  role text,
  text jsonb not null,
  link text,
  instance uuid constraint notification_instance_fkey references process.instance (id),
  effect_key text constraint notification_effect_key_key unique,
  -- To a person, to an organisation, to an office, or to a person in their office.
  constraint notification_to_check check (case when institution is null
    then num_nonnulls(person, organisation) = 1 and role is null
    else num_nonnulls(person, role) = 1 and organisation is null end)
);
create index notification_person_index on process.notification (person, at);
create index notification_organisation_index on process.notification (organisation, at);
create index notification_role_index on process.notification (institution, role, at);

create table process.notification_read (
  notification uuid not null constraint notification_read_notification_fkey references process.notification (id),
  person uuid not null constraint notification_read_person_fkey references identity.person (id),
  at timestamptz not null,
  primary key (notification, person)
);
