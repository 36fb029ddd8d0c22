-- What those who answer for an institution's digital targets know, and what they have learned.
create table plan.competence (
  id uuid primary key,
  responsible uuid not null constraint competence_responsible_fkey references plan.responsible (id),
  area text not null
    constraint competence_area_check check (area in ('governance', 'services', 'data', 'ai', 'cyber', 'projects', 'procurement')),
  level integer not null constraint competence_level_check check (level between 0 and 4),
  ground text not null,
  person uuid constraint competence_person_fkey references identity.person (id),
  at timestamptz not null
);
create index competence_responsible_index on plan.competence (responsible, area, at desc);

create table plan.training (
  id uuid primary key,
  responsible uuid not null constraint training_responsible_fkey references plan.responsible (id),
  area text not null
    constraint training_area_check check (area in ('governance', 'services', 'data', 'ai', 'cyber', 'projects', 'procurement')),
  title text not null,
  provider text not null,
  hours integer not null constraint training_hours_check check (hours between 1 and 2000),
  ended_on date not null,
  person uuid constraint training_person_fkey references identity.person (id),
  at timestamptz not null
);
create index training_responsible_index on plan.training (responsible);
