-- A proposal to the dictionary: a new concept, or another label or class of one that is there. Its states are those of its process.
create table catalogue.concept_proposal (
  id uuid primary key constraint concept_proposal_id_fkey references process.instance (id),
  concept text not null,
  institution text not null constraint concept_proposal_institution_fkey references identity.institution (code),
  draft jsonb not null,
  open boolean not null,
  -- Who wrote any of it, or sent it: none of them looks at it or decides on it.
  writers text[] not null,
  changed_at timestamptz not null
);
-- Two proposals about one concept would each be decided without sight of the other.
create unique index concept_proposal_open_index on catalogue.concept_proposal (concept) where open;
create index concept_proposal_institution_index on catalogue.concept_proposal (institution);
