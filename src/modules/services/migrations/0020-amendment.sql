-- A slip in what was issued: proposed by one official, made by another one, each beside its step of the journal.
create table services.amendment (
  instance uuid not null constraint amendment_instance_fkey references services.case (id),
  seq integer not null constraint amendment_seq_check check (seq >= 1),
  at timestamptz not null,
  kind text not null constraint amendment_kind_check check (kind in ('proposed', 'made')),
  field text not null,
  before jsonb not null,
  value jsonb not null,
  constraint amendment_pkey primary key (instance, seq)
);
