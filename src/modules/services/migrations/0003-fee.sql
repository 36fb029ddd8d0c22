-- What was to be paid for a case, once it was known: a bill, or why there is none.
create table services.fee (
  instance uuid primary key constraint fee_instance_fkey references services.case (id),
  at timestamptz not null,
  state text not null constraint fee_state_check check (state in ('due', 'waived', 'none')),
  amount numeric(14,2),
  reason jsonb,
  article text,
  bill uuid constraint fee_bill_fkey references payments.bill (id),
  constraint fee_bill_check check ((state = 'due') = (bill is not null))
);
