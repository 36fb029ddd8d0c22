-- Who stands in for whom while they are away, and under which name holders of offices are known to one another.
create table identity.substitution (
  id uuid primary key,
  absent uuid not null constraint substitution_absent_fkey references identity.person (id),
  substitute uuid not null constraint substitution_substitute_fkey references identity.person (id),
  institution text not null constraint substitution_institution_fkey references identity.institution (code),
  role text not null constraint substitution_role_check check (role in ('officer', 'approver', 'deputy_head', 'head')),
  from_day date not null,
  to_day date not null,
  named_by uuid not null constraint substitution_named_by_fkey references identity.person (id),
  named_at timestamptz not null,
  constraint substitution_days_check check (to_day >= from_day),
  constraint substitution_persons_check check (absent <> substitute)
);
create index substitution_absent_index on identity.substitution (absent, to_day);
create index substitution_substitute_index on identity.substitution (substitute, to_day);
create index substitution_institution_index on identity.substitution (institution, to_day);

create table identity.official_name (
  person uuid primary key constraint official_name_person_fkey references identity.person (id),
  name text not null,
  at timestamptz not null
);
