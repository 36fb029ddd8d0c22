-- A request to establish, take into use, change or finish an entry. Its states are those of its process.
create table catalogue.request (
  id uuid primary key constraint request_id_fkey references process.instance (id),
  type text not null constraint request_type_check check (type in ('establish', 'take_into_use', 'change', 'finish')),
  kind text not null constraint request_kind_check check (kind in ('service', 'register', 'system', 'api', 'portal', 'hosting', 'institution')),
  code text not null,
  institution text not null constraint request_institution_fkey references identity.institution (code),
  draft jsonb not null,
  open boolean not null,
  -- Who wrote any of it, or sent it: none of them reviews it or decides on it.
  writers text[] not null,
  changed_at timestamptz not null
);
-- Two requests about one entry would each be decided without sight of the other.
create unique index request_open_index on catalogue.request (kind, code) where open;
create index request_institution_index on catalogue.request (institution);

create table catalogue.review (
  instance uuid primary key constraint review_instance_fkey references process.instance (id),
  request uuid not null constraint review_request_fkey references catalogue.request (id),
  topic text not null,
  constraint review_request_topic_key unique (request, topic)
);
