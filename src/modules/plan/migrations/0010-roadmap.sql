-- What a roadmap of an institution wants to reach, in figures.
create table plan.kpi (
  id uuid primary key,
  plan text not null constraint kpi_plan_fkey references plan.plan (code),
  title jsonb not null,
  -- The indicator that measures it, where there is one; without it nothing is measured, and everybody sees that.
  indicator text,
  unit text not null constraint kpi_unit_check check (unit in ('percent', 'count')),
  baseline numeric,
  target numeric not null,
  due date not null,
  entered_at timestamptz not null,
  removed_at timestamptz
);
create index kpi_plan_index on plan.kpi (plan) where removed_at is null;
