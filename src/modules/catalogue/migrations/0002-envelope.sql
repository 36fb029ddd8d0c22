-- More kinds of entries, one envelope with history, typed relations.
alter table catalogue.entry drop constraint entry_kind_check;
alter table catalogue.entry
  add constraint entry_kind_check check (kind in ('service', 'register', 'system', 'api', 'portal', 'hosting', 'institution')),
  add column state text not null default 'in_use'
    constraint entry_state_check check (state in ('being_established', 'in_use', 'finished')),
  add column criticality text constraint entry_criticality_check check (criticality in ('ordinary', 'important', 'critical')),
  add column contact jsonb,
  add column service_level jsonb,
  add column acts text[] not null default '{}',
  add column spec jsonb not null default '{}',
  -- Where the entry comes from: the kind of its source, and the definition's file or the number of the request.
  add column origin text not null default 'definition' constraint entry_origin_check check (origin in ('definition', 'request', 'import')),
  add column source text not null default '',
  add column version integer not null default 0 constraint entry_version_check check (version >= 0),
  add column digest bytea,
  add column confirmed_at timestamptz;
alter table catalogue.entry alter column origin drop default, alter column source drop default, alter column version drop default,
  alter column state drop default, alter column acts drop default, alter column spec drop default;
create index entry_spec_index on catalogue.entry using gin (spec jsonb_path_ops);
-- The order of every list, by the alphabet of each language.
create index entry_az_index on catalogue.entry ((title ->> 'az') collate "az-x-icu", kind, code);
create index entry_en_index on catalogue.entry ((title ->> 'en') collate "en-x-icu", kind, code);
create index entry_ru_index on catalogue.entry ((title ->> 'ru') collate "ru-x-icu", kind, code);

create table catalogue.entry_version (
  entry uuid not null constraint entry_version_entry_fkey references catalogue.entry (id),
  version integer not null constraint entry_version_version_check check (version > 0),
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  origin text not null constraint entry_version_origin_check check (origin in ('definition', 'request', 'import')),
  source text not null,
  envelope jsonb not null,
  primary key (entry, version)
);
-- The feed of changes is read by this order.
create index entry_version_xid_index on catalogue.entry_version (xid, entry, version);

alter table catalogue.relation drop constraint relation_kind_check;
update catalogue.relation set kind = 'holds' where kind = 'keeps';
alter table catalogue.relation
  add constraint relation_kind_check check (kind in ('reads', 'enters', 'uses', 'holds', 'part_of', 'provides', 'provided_by', 'replaces', 'replaced_by', 'hosted_on')),
  add column channel text constraint relation_channel_check check (channel in ('exchange', 'local'));

-- `relations` counts their changes: who keeps the graph in memory sees by it that theirs is old. Requests have one a year.
create table catalogue.counter (
  name text primary key,
  value integer not null
);
insert into catalogue.counter (name, value) values ('relations', 0);
