-- What was declared in the register and what is so: one line for each thing found, while it lasts and afterwards.
create table catalogue.finding (
  id uuid primary key,
  rule text not null
    constraint finding_rule_check check (rule in ('unregistered_caller', 'no_regulation', 'no_owner', 'not_confirmed', 'unused')),
  kind text not null constraint finding_kind_check check (kind in ('service', 'register', 'system', 'api', 'portal', 'hosting', 'institution')),
  code text not null,
  -- Tells apart what one rule finds about one entry; empty where it finds one thing.
  detail text not null,
  institution text not null constraint finding_institution_fkey references identity.institution (code),
  details jsonb not null,
  found_at timestamptz not null,
  found_xid xid8 not null default pg_current_xact_id(),
  due_on date not null,
  public_on date not null,
  resolved_at timestamptz,
  resolved_xid xid8,
  resolution text constraint finding_resolution_check check (resolution in ('gone', 'explained')),
  explanation text,
  constraint finding_resolved_check check (num_nulls(resolved_at, resolved_xid, resolution) in (0, 3)),
  constraint finding_explained_check check (resolution is distinct from 'explained' or explanation is not null)
);
-- What was explained is not found again while its cause lasts.
create unique index finding_lasting_index on catalogue.finding (rule, kind, code, detail) where resolution is distinct from 'gone';
create index finding_institution_index on catalogue.finding (institution, due_on);
create index finding_public_index on catalogue.finding (public_on) where resolution is distinct from 'gone';
create index finding_found_index on catalogue.finding (found_xid);
create index finding_resolved_index on catalogue.finding (resolved_xid);
