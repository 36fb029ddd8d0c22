create table exchange.look_up (
  id uuid not null,
  at timestamptz not null,
  operation text not null constraint look_up_operation_check check (operation in ('read', 'entry')),
  consumer text not null,
  actor_person uuid,
  entity text not null constraint look_up_entity_check check (entity in ('person', 'organisation')),
  subject uuid not null,
  concepts jsonb not null,
  purpose text not null,
  act text not null,
  article text not null,
  reference text,
  outcome text not null constraint look_up_outcome_check check (outcome in ('granted', 'unavailable', 'refused')),
  reason text constraint look_up_reason_check check (reason in ('no_right', 'no_purpose', 'no_act')),
  constraint look_up_refusal_check check ((outcome = 'refused') = (reason is not null)),
  primary key (id, at)
) partition by range (at);
-- “Who looked at my data”: newest first.
create index look_up_subject_index on exchange.look_up (subject, at desc, id desc);
