-- What was contracted with and what was approved first: by these a deviation, and an institution's record, are judged.
alter table plan.spend_request
  add column approved_supplier text,
  add column first_approved numeric constraint spend_request_first_approved_positive check (first_approved >= 0),
  add column first_end date,
  add column cabinet_act_by uuid constraint spend_request_cabinet_act_by_fkey references identity.person (id);
update plan.spend_request r set
  approved_supplier = supplier,
  first_approved = coalesce((select d.amount from plan.spend_decision d where d.request = r.id
    and d.verdict in ('approved', 'approved_with_conditions') order by d.seq limit 1), approved),
  first_end = case when answers ->> 'endsOn' ~ '^\d{4}-\d\d-\d\d$' then (answers ->> 'endsOn')::date else approved_end end
  where approved is not null;

-- A waiver is proposed by one person and granted by another.
alter table plan.spend_check
  add column proposed_by uuid constraint spend_check_proposed_by_fkey references identity.person (id),
  add column proposed_why text,
  add column proposed_at timestamptz,
  add constraint spend_check_proposed_whole check ((proposed_by is null) = (proposed_why is null) and (proposed_by is null) = (proposed_at is null)),
  add constraint spend_check_two_people check (waived_by is null or proposed_by is distinct from waived_by);

-- In what office each decision was made: times are told by it.
alter table plan.spend_decision add column acted_as text;
update plan.spend_decision d set acted_as = j.acted_as from process.journal j where j.instance = d.request and j.seq = d.seq;
update plan.spend_decision set acted_as = 'approver' where acted_as is null;
alter table plan.spend_decision alter column acted_as set not null;

-- What has lapsed is compared with no more; what was taken up again is.
update plan.spend_document d set live = r.state not in ('withdrawn', 'rejected', 'upheld', 'expired')
  from plan.spend_request r where r.id = d.request;
-- Whoever owes a condition finds it at the desk.
create index spend_condition_owner_index on plan.spend_condition (owner);

-- The record of institutions is read in an index alone.
drop index plan.spend_request_state_index;
create index spend_request_state_index on plan.spend_request (state, institution)
  include (id, number, measure, approved, forecast, committed, first_approved, first_end, finished_on);
