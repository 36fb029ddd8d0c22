-- Lists and sums over very many rows are read in an index alone; the rows themselves only for the page that is shown.
drop index plan.spend_request_changed_index;
create index spend_request_changed_index on plan.spend_request (changed_at desc, id) include (state, institution, measure);
drop index plan.spend_request_state_index;
create index spend_request_state_index on plan.spend_request (state, institution)
  include (id, number, measure, approved, forecast, approved_end, finished_on);
drop index plan.change_plan_index;
create index change_plan_index on plan.change (plan, at desc, id desc) include (what, item);
