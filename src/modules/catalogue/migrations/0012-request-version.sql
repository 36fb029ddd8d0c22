-- What was sent, as it was read then: a section agrees to a version of it, and what is approved is the last one.
create table catalogue.request_version (
  request uuid not null constraint request_version_request_fkey references catalogue.request (id),
  -- Of the step in the request's journal by which it was sent.
  seq integer not null constraint request_version_seq_check check (seq > 0),
  at timestamptz not null,
  envelope jsonb not null,
  primary key (request, seq)
);

-- The version of the entry over which the draft was written, 0 for a new one: nothing that came later is written over.
alter table catalogue.request add column base_version integer not null default 0
  constraint request_base_version_check check (base_version >= 0);
update catalogue.request r set base_version = e.version from catalogue.entry e where e.kind = r.kind and e.code = r.code;
alter table catalogue.request alter column base_version drop default;

-- Which of the sent versions the section agreed to last.
alter table catalogue.review add column agreed integer;
