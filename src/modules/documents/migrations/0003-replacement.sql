-- A document that was issued anew, because what stood in it was corrected: which one holds in its place. Never changed.
create table documents.replacement (
  document uuid primary key references documents.document (id),
  replaced_by uuid not null constraint replacement_replaced_by_key unique references documents.document (id),
  replaced_at timestamptz not null,
  constraint replacement_other_check check (replaced_by <> document)
);
