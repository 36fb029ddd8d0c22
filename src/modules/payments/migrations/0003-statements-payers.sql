-- A statement that does not prove itself by its balances waits for a second official.

alter table payments.statement
  add column turn bigint generated always as identity,
  add column opening numeric(16,5),
  add column closing numeric(16,5),
  add column expected numeric(16,5),
  add column digest text not null default '',
  add column faults text[] not null default '{}',
  add constraint statement_faults_check check (faults <@ array['no_balances', 'sum', 'gap', 'number']);
create index statement_digest_index on payments.statement (iban, digest);

create table payments.statement_decision (
  statement uuid primary key constraint statement_decision_statement_fkey references payments.statement (id),
  confirmed boolean not null,
  person uuid constraint statement_decision_person_fkey references identity.person (id),
  at timestamptz not null
);

create table payments.statement_content (
  statement uuid primary key constraint statement_content_statement_fkey references payments.statement (id),
  content jsonb not null
);

-- What payers wrote, and whose accounts these are, lies beside the money, so that it can be deleted when its time is over.

create table payments.payer (
  bank_entry uuid primary key constraint payer_bank_entry_fkey references payments.bank_entry (id),
  remittance text,
  payer_name text,
  payer_iban text
);
insert into payments.payer (bank_entry, remittance, payer_name, payer_iban)
  select id, remittance, payer_name, payer_iban from payments.bank_entry
  where num_nonnulls(remittance, payer_name, payer_iban) > 0;
alter table payments.bank_entry drop column remittance, drop column payer_name, drop column payer_iban;

create table payments.recipient (
  refund uuid primary key constraint recipient_refund_fkey references payments.refund (id),
  iban text,
  holder text,
  note text not null
);
insert into payments.recipient (refund, iban, holder, note) select id, iban, holder, note from payments.refund;
alter table payments.refund drop column iban, drop column holder, drop column note;
