-- An explanation ends a finding only until a day, at most a year; what lasts then is found anew.
alter table catalogue.finding
  add column explained_until date,
  add column ended_at timestamptz,
  add column ended_xid xid8;
update catalogue.finding set explained_until = (resolved_at at time zone 'Asia/Baku' + interval '1 year')::date
where explanation is not null;
-- Of what was explained and is gone nobody wrote when it went: in the count of those explained it never stood.
update catalogue.finding set ended_at = resolved_at, ended_xid = resolved_xid where explanation is not null and resolution = 'gone';
alter table catalogue.finding
  drop constraint finding_rule_check,
  add constraint finding_rule_check check (rule in
    ('unregistered_caller', 'no_regulation', 'no_owner', 'not_confirmed', 'unused', 'exception_over', 'replacement_gone')),
  drop constraint finding_resolution_check,
  add constraint finding_resolution_check check (resolution in ('gone', 'explained', 'lapsed')),
  add constraint finding_until_check check ((explanation is null) = (explained_until is null)),
  add constraint finding_ended_check check ((ended_at is not null) = (explanation is not null and resolution <> 'explained') and (ended_at is null) = (ended_xid is null));
drop index catalogue.finding_lasting_index;
create unique index finding_lasting_index on catalogue.finding (rule, kind, code, detail) where resolution is null or resolution = 'explained';
drop index catalogue.finding_public_index;
create index finding_public_index on catalogue.finding (public_on) where resolution is null or resolution = 'explained';
create index finding_ended_index on catalogue.finding (ended_xid);

-- Exceptions are asked for by the institution and granted by another person: what is asked, beside its process. One that is
-- granted has the id of its request.
create table catalogue.exception_request (
  id uuid primary key constraint exception_request_id_fkey references process.instance (id),
  about text not null constraint exception_request_about_check check (about in ('once_only', 'hosting', 'portal_closing')),
  entry uuid not null constraint exception_request_entry_fkey references catalogue.entry (id),
  concept text,
  act text not null,
  reason text not null,
  expires_on date not null,
  institution text not null constraint exception_request_institution_fkey references identity.institution (code),
  open boolean not null,
  at timestamptz not null,
  constraint exception_request_concept_check check ((about = 'once_only') = (concept is not null))
);
-- Asked twice it would be granted twice, and one of the two be left when the other is revoked.
create unique index exception_request_open_index on catalogue.exception_request (about, entry, coalesce(concept, '')) where open;
create index exception_request_institution_index on catalogue.exception_request (institution);
