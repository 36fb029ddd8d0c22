-- A filled form that somebody at the desk has sent to be read, until it is entered or given up.
create table plan.upload (
  id uuid primary key,
  plan text not null constraint upload_plan_fkey references plan.plan (code),
  file uuid not null constraint upload_file_fkey references kernel.file (id),
  name text not null,
  person uuid not null constraint upload_person_fkey references identity.person (id),
  sent_at timestamptz not null
);
create index upload_file_index on plan.upload (file);
create index upload_person_index on plan.upload (person);
create index upload_plan_index on plan.upload (plan);
