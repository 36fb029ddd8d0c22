-- A key is its sender's: nobody else gets the answer that was given to it.
alter table process.receipt add column person uuid;
