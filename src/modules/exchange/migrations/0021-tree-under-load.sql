-- Numbers of lines lie in the tree as they are: packed they are no smaller, and to try takes time.
alter table exchange.log_batch alter column lines set storage external;

-- It only grows, as the days of the log: PostgreSQL does not go over it because of that.
alter table exchange.log_batch set (autovacuum_vacuum_insert_threshold = -1, toast.autovacuum_vacuum_insert_threshold = -1);
alter table exchange.log_node set (autovacuum_vacuum_insert_threshold = -1);
alter table exchange.log_checkpoint set (autovacuum_vacuum_insert_threshold = -1);
