-- An approval may be taken back, by a decision of its own.
alter table services.case drop constraint case_outcome_check,
  add constraint case_outcome_check check (outcome in ('approved', 'refused', 'lapsed', 'revoked'));
alter table services.decision drop constraint decision_outcome_check,
  add constraint decision_outcome_check check (outcome in ('approved', 'refused', 'lapsed', 'revoked'));
