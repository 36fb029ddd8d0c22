-- Reviews of experts: how each stands, what is written in it, and the journal of how reviewers were drawn.

create table services.review (
  instance uuid primary key constraint review_instance_fkey references process.instance (id),
  "case" uuid not null constraint review_case_fkey references services.case (id),
  reviewer uuid not null constraint review_reviewer_fkey references identity.person (id),
  ordinal integer not null constraint review_ordinal_check check (ordinal >= 1),
  standing text not null constraint review_standing_check check (standing in ('open', 'given', 'over')),
  drawn_at timestamptz not null,
  given_at timestamptz,
  points jsonb,
  in_time boolean,
  constraint review_case_reviewer_key unique ("case", reviewer),
  constraint review_case_ordinal_key unique ("case", ordinal),
  constraint review_given_check check ((standing = 'given') = (given_at is not null and points is not null))
);
create index review_reviewer_index on services.review (reviewer);

create table services.review_line (
  instance uuid not null constraint review_line_instance_fkey references services.review (instance),
  criterion text not null,
  points integer,
  words text not null,
  primary key (instance, criterion)
);

create table services.review_draw (
  instance uuid not null constraint review_draw_instance_fkey references services.case (id),
  seq integer not null,
  at timestamptz not null,
  seed text not null,
  wanted integer not null,
  candidates jsonb not null,
  barred jsonb not null,
  drawn jsonb not null,
  primary key (instance, seq)
);
