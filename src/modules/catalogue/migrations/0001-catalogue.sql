create table catalogue.entry (
  id uuid primary key,
  kind text not null constraint entry_kind_check check (kind in ('service', 'register', 'system', 'institution')),
  code text not null,
  title jsonb not null,
  institution text not null constraint entry_institution_fkey references identity.institution (code),
  about jsonb,
  path text,
  words text[] not null,
  updated_at timestamptz not null,
  constraint entry_kind_code_key unique (kind, code)
);
-- Folded words, matched by their beginnings; made by the program, so no text search configuration is involved.
create index entry_words_index on catalogue.entry using gin (array_to_tsvector(words));
create index entry_institution_index on catalogue.entry (institution);

create table catalogue.relation (
  source uuid not null constraint relation_source_fkey references catalogue.entry (id) on delete cascade,
  kind text not null constraint relation_kind_check check (kind in ('reads', 'enters', 'keeps')),
  target uuid not null constraint relation_target_fkey references catalogue.entry (id) on delete cascade,
  concepts text[] not null,
  primary key (source, kind, target)
);
create index relation_target_index on catalogue.relation (target);
