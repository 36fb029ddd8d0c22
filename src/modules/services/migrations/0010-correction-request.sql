-- Requests to correct what a register holds about a person, to the owner of the register: which fact of which register.
-- What the person wrote stands beside the journal of the instance, and is forgotten with it.
create table services.correction_request (
  instance uuid primary key constraint correction_request_instance_fkey references process.instance (id),
  person uuid not null constraint correction_request_person_fkey references identity.person (id),
  register text not null,
  concept text not null,
  at timestamptz not null,
  forgotten_at timestamptz
);
create index correction_request_person_index on services.correction_request (person, at);
create index correction_request_at_index on services.correction_request (at) where forgotten_at is null;
