-- A passport belongs to one account of an applicant without FİN. Only a keyed digest of it is here: what it says is a fact of a register.
create table identity.passport (
  key bytea primary key,
  person uuid not null constraint passport_person_fkey references identity.person (id),
  at timestamptz not null
);
create index passport_person_index on identity.passport (person);
