-- A report that was stopped, because its measure left the plan or has another executor, makes way for the new executor's.
alter table plan.report add column dropped_at timestamptz;
-- Counts each time that any of it was written: what is sent is what was read.
alter table plan.report add column revision integer not null default 0;
drop index plan.report_item_period_index;
create unique index report_item_period_index on plan.report (item, period, institution) where dropped_at is null;
