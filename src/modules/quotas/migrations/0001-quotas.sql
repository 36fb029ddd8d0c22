-- Quotas that decisions give, and the ledger that says what became of each. Of all this only a system's key is ever changed: withdrawn.

create table quotas.quota (
  id uuid primary key,
  number text not null constraint quota_number_key unique,
  person uuid constraint quota_person_fkey references identity.person (id),
  organisation uuid constraint quota_organisation_fkey references identity.organisation (id),
  institution text not null constraint quota_institution_fkey references identity.institution (code),
  operator text not null constraint quota_operator_fkey references identity.institution (code),
  unit text not null constraint quota_unit_check check (unit in ('gpu_hour', 'cpu_hour', 'gigabyte_month')),
  subject uuid not null constraint quota_subject_fkey references process.instance (id),
  subject_name text not null,
  title jsonb not null,
  granted_at timestamptz not null,
  constraint quota_holder_check check (num_nonnulls(person, organisation) = 1)
);
create index quota_institution_index on quotas.quota (institution, granted_at desc, id);
create index quota_operator_index on quotas.quota (operator, granted_at desc, id);

create table quotas.access_key (
  id uuid primary key,
  operator text not null constraint access_key_operator_fkey references identity.institution (code),
  name text not null,
  digest bytea not null constraint access_key_digest_key unique,
  person uuid not null constraint access_key_person_fkey references identity.person (id),
  issued_at timestamptz not null,
  withdrawn_at timestamptz
);
create index access_key_operator_index on quotas.access_key (operator, issued_at desc);

create table quotas.correction (
  id uuid primary key,
  quota uuid not null constraint correction_quota_fkey references quotas.quota (id),
  amount numeric(14,3) not null constraint correction_amount_check check (amount <> 0),
  note text not null,
  person uuid not null constraint correction_person_fkey references identity.person (id),
  ordered_at timestamptz not null
);
create index correction_quota_index on quotas.correction (quota, ordered_at);

create table quotas.entry (
  number bigint generated always as identity primary key,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  quota uuid not null constraint entry_quota_fkey references quotas.quota (id),
  kind text not null constraint entry_kind_check check (kind in ('granted', 'extended', 'used', 'corrected', 'not_corrected',
    'expired', 'ended', 'restored')),
  amount numeric(14,3) not null,
  subject uuid constraint entry_subject_fkey references process.instance (id),
  valid_from date,
  valid_to date,
  used_on date,
  correction uuid constraint entry_correction_fkey references quotas.correction (id),
  access_key uuid constraint entry_access_key_fkey references quotas.access_key (id),
  person uuid constraint entry_person_fkey references identity.person (id),
  effect_key text not null constraint entry_effect_key unique,
  -- What is given is more than nothing, what is used or gone is less.
  constraint entry_amount_check check (case when kind in ('granted', 'extended', 'restored') then amount >= 0
    when kind in ('used', 'expired', 'ended') then amount <= 0 when kind = 'not_corrected' then amount = 0 else true end)
);
create index entry_quota_index on quotas.entry (quota, number);
create index entry_subject_index on quotas.entry (subject) where subject is not null;
create index entry_xid_index on quotas.entry (xid);
-- A correction is decided once.
create unique index entry_correction_once on quotas.entry (correction) where correction is not null;

create table quotas.usage_report (
  id uuid primary key,
  operator text not null constraint usage_report_operator_fkey references identity.institution (code),
  lines integer not null,
  booked integer not null,
  known integer not null,
  refused integer not null,
  access_key uuid constraint usage_report_access_key_fkey references quotas.access_key (id),
  person uuid constraint usage_report_person_fkey references identity.person (id),
  reported_at timestamptz not null
);
create index usage_report_operator_index on quotas.usage_report (operator, reported_at desc);
