-- How a plan stood at a moment, kept as it was: one line for each measure and indicator, with a digest of them all.
create table plan.edition (
  id uuid primary key,
  plan text not null constraint edition_plan_fkey references plan.plan (code),
  number integer not null constraint edition_number_check check (number >= 1),
  taken_at timestamptz not null,
  -- None: the program itself, at the end of a period.
  institution text constraint edition_institution_fkey references identity.institution (code),
  lines integer not null,
  -- SHA-256 of the lines, each followed by a line feed, in their order.
  digest text not null constraint edition_digest_check check (digest ~ '^[0-9a-f]{64}$'),
  constraint edition_plan_number_key unique (plan, number)
);

create table plan.edition_line (
  edition uuid not null constraint edition_line_edition_fkey references plan.edition (id) deferrable initially deferred,
  position integer not null,
  number text not null,
  -- The line as it is counted into the digest: text, so that no database writes it otherwise.
  line text not null,
  primary key (edition, position)
);
create index edition_line_number_index on plan.edition_line (edition, number);
