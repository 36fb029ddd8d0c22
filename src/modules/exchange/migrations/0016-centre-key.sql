-- Keys of the centre follow one another, each from its time on, named in a note by the one before.
drop index exchange.centre_key_one_index;
alter table exchange.centre_key add column number integer not null default 1 constraint centre_key_number_key unique,
  add column note text, add column signs_from timestamptz;
update exchange.centre_key set signs_from = created_at;
alter table exchange.centre_key alter column number drop default, alter column signs_from set not null,
  add constraint centre_key_note_check check (number > 1 or note is null),
  add constraint centre_key_signs_from_check check (signs_from >= created_at);
