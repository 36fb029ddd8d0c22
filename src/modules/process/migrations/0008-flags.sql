-- Marks on an instance beside its state, in the order in which they were raised.
alter table process.instance add column flags text[] not null default '{}';
alter table process.instance alter column flags drop default;
