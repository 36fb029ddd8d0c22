-- Cases that a parent conducts for a child: who, until which day, and when the register last said so.

create table services.representation (
  instance uuid primary key constraint representation_instance_fkey references services.case (id),
  guardian uuid not null constraint representation_guardian_fkey references identity.person (id),
  until_day date not null,
  known_at timestamptz not null
);
create index representation_guardian_index on services.representation (guardian, until_day);
