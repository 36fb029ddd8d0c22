-- What goes to the bank is a file that is made once: each refund is in one, and the same bytes are given to whoever downloads it.

create table payments.bank_file (
  id uuid primary key,
  institution text not null constraint bank_file_institution_fkey references identity.institution (code),
  refunds integer not null constraint bank_file_refunds_positive check (refunds > 0),
  amount numeric(14,2) not null,
  digest text not null,
  person uuid constraint bank_file_person_fkey references identity.person (id),
  made_at timestamptz not null
);
create index bank_file_institution_index on payments.bank_file (institution, made_at desc);

create table payments.bank_file_refund (
  refund uuid primary key constraint bank_file_refund_refund_fkey references payments.refund (id),
  bank_file uuid not null constraint bank_file_refund_file_fkey references payments.bank_file (id)
);
create index bank_file_refund_file_index on payments.bank_file_refund (bank_file);

create table payments.bank_file_content (
  bank_file uuid primary key constraint bank_file_content_file_fkey references payments.bank_file (id),
  content text not null
);
