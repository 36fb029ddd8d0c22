-- A plan that replaces none is not the national plan: it is followed beside it.
alter table plan.plan drop constraint plan_kind_check;
alter table plan.plan add constraint plan_kind_check check (kind in ('national', 'roadmap', 'other'));
update plan.plan set kind = 'other' where kind = 'national' and origin = 'import' and supersedes is null;
