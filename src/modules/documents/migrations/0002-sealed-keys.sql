-- A digest of the public key under the installation's key, which is not in the database. Keys that the program made
-- before this are sealed at the next start.
alter table documents.signing_key add column seal bytea;
