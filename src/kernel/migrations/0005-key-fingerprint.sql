-- Which key wraps the secrets of this database; written at the next start.
alter table kernel.installation add column key_fingerprint bytea;
