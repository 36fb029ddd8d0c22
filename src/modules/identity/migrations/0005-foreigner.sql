-- An applicant without FİN: known by an e-mail address, and by a number of our own.
alter table identity.person add column number text
  constraint person_number_key unique
  constraint person_number_check check (number is null or (number ~ '^F[0-9]{10}$' and fin is null and subject is not null));

-- A one-time code on its way to an e-mail address. The code itself is told from the row and the installation's key.
create table identity.email_code (
  id uuid primary key,
  -- Digest of what the browser that asked for it keeps in a cookie.
  browser bytea not null constraint email_code_browser_key unique,
  -- Keyed digest of the address, by which its account is found.
  account bytea not null,
  address bytea not null,
  lang text not null constraint email_code_lang_check check (lang in ('az', 'en', 'ru')),
  leads_to text not null,
  tries integer not null constraint email_code_tries_check check (tries >= 0),
  until timestamptz not null,
  confirmed boolean not null
);
create index email_code_until_index on identity.email_code (until);
