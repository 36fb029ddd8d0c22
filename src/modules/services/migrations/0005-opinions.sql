-- Opinions of other institutions on a case: how each stands, and the journal of what was given.

create table services.opinion (
  instance uuid primary key constraint opinion_instance_fkey references process.instance (id),
  "case" uuid not null constraint opinion_case_fkey references services.case (id),
  name text not null,
  institution text not null constraint opinion_institution_fkey references identity.institution (code),
  asked_at timestamptz not null,
  answer text constraint opinion_answer_check check (answer in ('agrees', 'agrees-with-conditions', 'objects')),
  given_by text constraint opinion_given_by_check check (given_by in ('officials', 'silence')),
  given_at timestamptz,
  constraint opinion_case_name_key unique ("case", name)
);

create table services.opinion_given (
  instance uuid not null constraint opinion_given_instance_fkey references process.instance (id),
  seq integer not null,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  service text not null,
  name text not null,
  institution text not null constraint opinion_given_institution_fkey references identity.institution (code),
  answer text not null constraint opinion_given_answer_check check (answer in ('agrees', 'agrees-with-conditions', 'objects')),
  given_by text not null constraint opinion_given_given_by_check check (given_by in ('officials', 'silence')),
  in_time boolean not null,
  primary key (instance, seq)
);
create index opinion_given_xid_index on services.opinion_given (xid);
