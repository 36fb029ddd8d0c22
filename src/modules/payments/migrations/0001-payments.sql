-- Bills of the state, what banks say came in, and the ledger that says what became of both. Nothing here is ever changed.

create table payments.counter (
  year integer primary key,
  last integer not null
);

create table payments.bill (
  id uuid primary key,
  person uuid constraint bill_person_fkey references identity.person (id),
  organisation uuid constraint bill_organisation_fkey references identity.organisation (id),
  institution text not null constraint bill_institution_fkey references identity.institution (code),
  iban text not null,
  bank jsonb not null,
  amount numeric(14,2) not null constraint bill_amount_positive check (amount > 0),
  currency text not null constraint bill_currency_check check (currency in ('AZN')),
  reference text not null constraint bill_reference_key unique,
  subject_kind text not null,
  subject uuid not null constraint bill_subject_fkey references process.instance (id),
  subject_name text not null,
  title jsonb not null,
  effect_key text not null constraint bill_effect_key unique,
  due_at timestamptz not null,
  issued_at timestamptz not null,
  constraint bill_payer_check check (num_nonnulls(person, organisation) = 1)
);
create index bill_institution_index on payments.bill (institution, issued_at desc, id);
create index bill_subject_index on payments.bill (subject);

create table payments.statement (
  id uuid primary key,
  institution text not null constraint statement_institution_fkey references identity.institution (code),
  iban text not null,
  number text not null,
  format text not null constraint statement_format_check check (format in ('camt053', 'csv')),
  entries integer not null,
  person uuid constraint statement_person_fkey references identity.person (id),
  imported_at timestamptz not null
);
create index statement_institution_index on payments.statement (institution, imported_at desc);

create table payments.bank_entry (
  id uuid primary key,
  statement uuid not null constraint bank_entry_statement_fkey references payments.statement (id),
  key text not null constraint bank_entry_key unique,
  institution text not null constraint bank_entry_institution_fkey references identity.institution (code),
  iban text not null,
  booked_on date not null,
  amount numeric(16,5) not null,
  currency text not null,
  reference text,
  bill uuid constraint bank_entry_bill_fkey references payments.bill (id),
  problem text constraint bank_entry_problem_check check (problem in ('no_reference', 'unknown_reference', 'part',
    'over', 'currency', 'reversed', 'paid_already', 'void')),
  remittance text,
  payer_name text,
  payer_iban text,
  imported_at timestamptz not null
);
create index bank_entry_unmatched_index on payments.bank_entry (institution, booked_on) where problem is not null;

create table payments.refund (
  id uuid primary key,
  institution text not null constraint refund_institution_fkey references identity.institution (code),
  bill uuid constraint refund_bill_fkey references payments.bill (id),
  bank_entry uuid constraint refund_bank_entry_fkey references payments.bank_entry (id),
  amount numeric(14,2) not null constraint refund_amount_positive check (amount > 0),
  iban text,
  holder text,
  note text not null,
  effect_key text constraint refund_effect_key unique,
  person uuid constraint refund_person_fkey references identity.person (id),
  ordered_at timestamptz not null,
  constraint refund_source_check check (num_nonnulls(bill, bank_entry) = 1)
);
create index refund_institution_index on payments.refund (institution, ordered_at desc);

create table payments.entry (
  id uuid primary key,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  institution text not null constraint entry_institution_fkey references identity.institution (code),
  kind text not null constraint entry_kind_check check (kind in ('issued', 'received', 'paid', 'void', 'set_aside',
    'refund_ordered', 'refund_confirmed', 'refund_rejected', 'refund_sent')),
  bill uuid constraint entry_bill_fkey references payments.bill (id),
  bank_entry uuid constraint entry_bank_entry_fkey references payments.bank_entry (id),
  refund uuid constraint entry_refund_fkey references payments.refund (id),
  amount numeric(14,2) not null,
  person uuid constraint entry_person_fkey references identity.person (id)
);
create index entry_bill_index on payments.entry (bill, at);
create index entry_bank_entry_index on payments.entry (bank_entry);
create index entry_xid_index on payments.entry (xid);
-- What can happen once happens once, whoever tries it at the same moment.
create unique index entry_bill_once on payments.entry (bill, kind) where kind in ('issued', 'paid', 'void');
create unique index entry_settled_once on payments.entry (bank_entry) where kind in ('received', 'set_aside');
create unique index entry_refund_once on payments.entry (refund, kind) where refund is not null;

create table payments.note (
  entry uuid primary key constraint note_entry_fkey references payments.entry (id),
  text text not null
);
