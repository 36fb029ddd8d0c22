-- Letters that say that there is news in the portal. What they say is not in them.

create table mail.address (
  id uuid primary key,
  person uuid unique references identity.person (id),
  organisation uuid unique references identity.organisation (id),
  address text not null,
  lang text not null constraint address_lang_check check (lang in ('az', 'en', 'ru')),
  quiet boolean not null,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  refused_at timestamptz,
  constraint address_owner_check check (num_nonnulls(person, organisation) = 1)
);

create table mail.message (
  id uuid primary key,
  address uuid not null references mail.address (id) on delete cascade,
  desk boolean not null,
  created_at timestamptz not null,
  state text not null constraint message_state_check check (state in ('waiting', 'sent', 'refused')),
  letter text,
  sent_at timestamptz
);
create index message_address_index on mail.message (address, state, created_at);
