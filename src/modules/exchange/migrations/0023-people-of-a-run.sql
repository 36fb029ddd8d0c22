-- People of a run over many are counted as its parts come, in the order of transactions, and nobody of them a second time:
-- however large it is, it is counted in small pieces, and nothing else waits for that.
alter table exchange.run_part add column xid xid8 not null default '0'::xid8;
alter table exchange.run_part alter column xid set default pg_current_xact_id();
create index run_part_order_index on exchange.run_part (gateway, run, xid, id);

create table exchange.run_person (
  gateway text not null,
  run uuid not null,
  digest bytea not null,
  primary key (gateway, run, digest)
);

alter table exchange.run add column counted_xid xid8 not null default '0'::xid8,
  add column counted_id uuid not null default '00000000-0000-0000-0000-000000000000';
-- Those that go on are counted anew.
update exchange.run set people = 0 where not final;

-- Keys of events are forgotten by their age.
create index event_key_at_index on exchange.event_key (at);
