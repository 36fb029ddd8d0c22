-- Risks of a plan, how they are assessed over time, and what is done about them.
create table plan.risk (
  id uuid primary key,
  plan text not null constraint risk_plan_fkey references plan.plan (code),
  -- The plan's own risk, or the measure that a further risk is about.
  item uuid constraint risk_item_fkey references plan.item (id),
  title jsonb not null,
  raised_by text constraint risk_raised_by_fkey references identity.institution (code),
  raised_at timestamptz not null,
  closed_at timestamptz,
  closing text,
  constraint risk_closing_check check ((closed_at is null) = (closing is null))
);
create unique index risk_own_index on plan.risk (item) where raised_by is null;
create index risk_plan_index on plan.risk (plan) where closed_at is null;

create table plan.risk_assessment (
  id uuid primary key,
  risk uuid not null constraint risk_assessment_risk_fkey references plan.risk (id),
  likelihood integer not null constraint risk_assessment_likelihood_check check (likelihood between 1 and 5),
  impact integer not null constraint risk_assessment_impact_check check (impact between 1 and 5),
  owner text not null constraint risk_assessment_owner_fkey references identity.institution (code),
  reason text not null,
  person uuid constraint risk_assessment_person_fkey references identity.person (id),
  at timestamptz not null
);
create index risk_assessment_index on plan.risk_assessment (risk, at desc);

create table plan.mitigation (
  id uuid primary key,
  risk uuid not null constraint mitigation_risk_fkey references plan.risk (id),
  title jsonb not null,
  owner text constraint mitigation_owner_fkey references identity.institution (code),
  due date,
  entered_at timestamptz not null
);
create index mitigation_risk_index on plan.mitigation (risk);

-- How a mitigation goes on; the last one that says so ends it.
create table plan.mitigation_step (
  id uuid primary key,
  mitigation uuid not null constraint mitigation_step_mitigation_fkey references plan.mitigation (id),
  text text not null,
  done boolean not null,
  person uuid constraint mitigation_step_person_fkey references identity.person (id),
  at timestamptz not null
);
create index mitigation_step_index on plan.mitigation_step (mitigation, at desc);
