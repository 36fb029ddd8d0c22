-- What officials add to the reasons of a decision in their own words; the decision itself keeps the article.
create table services.own_reason (
  instance uuid not null constraint own_reason_instance_fkey references services.case (id),
  seq integer not null,
  at timestamptz not null,
  words text not null,
  primary key (instance, seq)
);
