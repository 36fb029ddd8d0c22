-- Consent where no act gives the right: what a system asked of somebody, and how it stood then and after, append-only.
create table exchange.consent (
  id uuid primary key,
  client text not null,
  service text not null,
  purpose text not null,
  act text not null,
  article text not null,
  fields jsonb,
  entity text not null constraint consent_entity_check check (entity in ('person', 'organisation')),
  subject uuid not null,
  subject_key text not null,
  reason text not null,
  until date not null,
  asked_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id()
);
create index consent_subject_index on exchange.consent (subject, asked_at desc, id);
create index consent_key_index on exchange.consent (subject_key, client, service, purpose);

create table exchange.consent_step (
  consent uuid not null constraint consent_step_consent_fkey references exchange.consent (id),
  seq integer not null,
  standing text not null constraint consent_step_standing_check check (standing in ('asked', 'granted', 'refused', 'withdrawn')),
  person uuid,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (consent, seq),
  constraint consent_step_person_check check ((standing = 'asked') = (person is null))
);
