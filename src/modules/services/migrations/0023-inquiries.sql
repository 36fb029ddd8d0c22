-- What officers ask other institutions about a case in words of their own. The answer lies in the journal of its process.
create table services.inquiry (
  instance uuid primary key constraint inquiry_instance_fkey references process.instance (id),
  "case" uuid not null constraint inquiry_case_fkey references services.case (id),
  institution text not null constraint inquiry_institution_fkey references identity.institution (code),
  key uuid not null,
  question text,
  author text,
  sees text[] not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  constraint inquiry_case_key unique ("case", key)
);
