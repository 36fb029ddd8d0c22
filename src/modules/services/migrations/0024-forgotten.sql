-- Fields that were deleted from a case before the case itself: which, and when. Of their values nothing is kept.
create table services.forgotten (
  instance uuid not null constraint forgotten_instance_fkey references services.case (id),
  field text not null,
  at timestamptz not null,
  constraint forgotten_pkey primary key (instance, field, at)
);
