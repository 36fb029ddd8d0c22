-- People besides the applicant who have to agree before an application is sent: how each stands, and to what they agreed.

create table services.agreement (
  instance uuid primary key constraint agreement_instance_fkey references process.instance (id),
  "case" uuid not null constraint agreement_case_fkey references services.case (id),
  name text not null,
  person uuid not null constraint agreement_person_fkey references identity.person (id),
  asked_at timestamptz not null,
  read_at timestamptz,
  answer text constraint agreement_answer_check check (answer in ('agrees', 'declines')),
  answered_at timestamptz,
  seen text constraint agreement_seen_check check (seen ~ '^[0-9a-f]{64}$'),
  constraint agreement_party_key unique ("case", name, person),
  constraint agreement_answered_check check ((answer is null) = (answered_at is null))
);
