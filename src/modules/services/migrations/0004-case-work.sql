-- Files that applicants upload; what their names are stands with the answer.
create table services.evidence (
  id uuid primary key,
  instance uuid not null constraint evidence_instance_fkey references services.case (id),
  field text not null,
  file uuid not null constraint evidence_file_fkey references kernel.file (id),
  added_at timestamptz not null,
  constraint evidence_content_key unique (instance, field, file)
);
create index evidence_file_index on services.evidence (file);

-- What an official asked to be corrected, and which answers changed then; beside the journal, forgotten with the answers.
create table services.correction (
  instance uuid not null constraint correction_instance_fkey references services.case (id),
  seq integer not null,
  page text not null,
  kind text not null constraint correction_kind_check check (kind in ('asked', 'answered')),
  at timestamptz not null,
  remark text,
  before jsonb,
  changed text[] not null,
  primary key (instance, seq, page)
);

-- What officials of the deciding institution note for one another.
create table services.note (
  id uuid primary key,
  instance uuid not null constraint note_instance_fkey references services.case (id),
  at timestamptz not null,
  institution text not null constraint note_institution_fkey references identity.institution (code),
  person uuid not null constraint note_person_fkey references identity.person (id),
  author text,
  words text not null
);
create index note_instance_index on services.note (instance, at);

-- By which way a case came; and of those that a clerk of a service centre entered, who did, where, and on what consent.
alter table services.case add column channel text;
update services.case set channel = 'portal';
alter table services.case alter column channel set not null,
  add constraint case_channel_check check (channel in ('portal', 'centre'));

create table services.assistance (
  instance uuid primary key constraint assistance_instance_fkey references services.case (id),
  centre text not null constraint assistance_centre_fkey references identity.institution (code),
  clerk uuid not null constraint assistance_clerk_fkey references identity.person (id),
  consent text not null constraint assistance_consent_check check (consent in ('paper', 'code')),
  paper text,
  at timestamptz not null,
  constraint assistance_paper_check check ((consent = 'paper') = (paper is not null))
);
create index assistance_clerk_index on services.assistance (clerk, at);

-- The code that a person shows to a clerk: one at a time, used once, gone with the next.
create table services.assist_code (
  person uuid primary key constraint assist_code_person_fkey references identity.person (id),
  digest bytea not null,
  made_at timestamptz not null,
  used_at timestamptz
);
