-- A signature that somebody has been asked for: until it is made, or given up.
create table identity.signing (
  id uuid primary key,
  person uuid not null constraint signing_person_fkey references identity.person (id),
  session uuid not null,
  step text not null constraint signing_step_check check (step in
    ('asked', 'listing', 'chosen', 'agreeing', 'signing', 'done', 'failed')),
  -- Digest of the state that the next answer of the signing service has to bring.
  state bytea constraint signing_state_key unique,
  until timestamptz not null,
  sealed bytea,
  done_to text
);
create index signing_until_index on identity.signing (until);
