-- The words as the index and the order of a search look at them, made once when an entry is written.
alter table catalogue.entry add column lexemes tsvector not null generated always as (array_to_tsvector(words)) stored;
drop index catalogue.entry_words_index;
create index entry_lexemes_index on catalogue.entry using gin (lexemes);
