-- Exceptions that an act allows: each with its approver and last day, and how it ended.
create table catalogue.exception (
  id uuid primary key,
  about text not null constraint exception_about_check check (about in ('once_only', 'hosting', 'portal_closing')),
  entry uuid not null constraint exception_entry_fkey references catalogue.entry (id),
  concept text,
  act text not null,
  reason text not null,
  institution text not null constraint exception_institution_fkey references identity.institution (code),
  person uuid not null constraint exception_person_fkey references identity.person (id),
  granted_at timestamptz not null,
  expires_on date not null,
  xid xid8 not null default pg_current_xact_id(),
  constraint exception_concept_check check ((about = 'once_only') = (concept is not null))
);
create index exception_entry_index on catalogue.exception (entry, about);

create table catalogue.exception_end (
  exception uuid primary key constraint exception_end_exception_fkey references catalogue.exception (id),
  why text not null constraint exception_end_why_check check (why in ('revoked', 'expired')),
  reason text,
  person uuid constraint exception_end_person_fkey references identity.person (id),
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id()
);
