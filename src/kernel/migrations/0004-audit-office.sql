-- In which office an official read what is another's.
alter table kernel.audit add column office text;
