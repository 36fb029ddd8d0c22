-- The leaf of a line in the tree over its log, from the moment at which it was written: the tree takes it as it is, and
-- an audit finds what was changed before the tree took it. Lines from before have none; theirs is made of the line.
alter table exchange.message add column leaf bytea;
