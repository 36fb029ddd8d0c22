-- A line of the message log is smaller: its head and body lie together in one column (those of older lines stay where they
-- are), its id follows from what makes a message the same one, so that the primary key refuses a second one, and the index
-- by transaction holds nothing else, so that the lines of one commit share an entry.
alter table exchange.message add column content bytea;
drop index exchange.message_once_index;
create index message_request_index on exchange.message using hash (request_id);
drop index exchange.message_xid_index;
create index message_xid_index on exchange.message (xid);
-- Sealed bytes cannot be compressed any further.
alter table exchange.message alter column content set storage external;

-- There are two logs now, each with its tree: messages, and look-ups. Leaves are kept as they were taken, a turn in one row;
-- nodes only above 256 of them, the others follow from the leaves.
create table exchange.log_batch (
  log text not null constraint log_batch_log_check check (log in ('message', 'look_up')),
  start bigint not null,
  hashes bytea not null,
  lines uuid[] not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (log, start),
  constraint log_batch_size_check check (length(hashes) = 32 * cardinality(lines) and cardinality(lines) between 1 and 4096)
);
-- For parts of it to be read alone.
alter table exchange.log_batch alter column hashes set storage external;
create index log_batch_time_index on exchange.log_batch (log, last_at);

insert into exchange.log_batch (log, start, hashes, lines, first_at, last_at)
  select 'message', min(place), string_agg(hash, null order by place), array_agg(line order by place), min(line_at), max(line_at)
  from exchange.log_node where level = 0 group by place / 256;
delete from exchange.log_node where level < 8;
alter table exchange.log_node drop constraint log_node_pkey, drop constraint log_node_line_check,
  drop column line, drop column line_at, add column log text not null default 'message'
    constraint log_node_log_check check (log in ('message', 'look_up'));
alter table exchange.log_node alter column log drop default, add primary key (log, level, place);

-- Numbers of transactions are those of one cluster: a restored log goes on in another.
alter table exchange.log_checkpoint drop constraint log_checkpoint_pkey, add column cluster text,
  add column log text not null default 'message'
    constraint log_checkpoint_log_check check (log in ('message', 'look_up'));
alter table exchange.log_checkpoint alter column log drop default, add primary key (log, size);
create index log_checkpoint_cluster_index on exchange.log_checkpoint (log, cluster);

-- A key may be followed by another, which it names in a note of its own.
drop index exchange.log_key_one_index;
alter table exchange.log_key drop constraint log_key_pkey, add column number integer not null default 1, add column note text,
  add column log text not null default 'message' constraint log_key_log_check check (log in ('message', 'look_up'));
alter table exchange.log_key alter column log drop default, alter column number drop default, add primary key (log, number),
  add constraint log_key_note_check check ((number = 1) = (note is null));

-- Days of the message log that were written to files.
create table exchange.log_archive (
  day date not null,
  part integer not null,
  name text not null,
  digest text not null,
  previous text,
  lines integer not null,
  at timestamptz not null,
  primary key (day, part),
  constraint log_archive_lines_check check (lines > 0)
);
create unique index log_archive_chain_key on exchange.log_archive (coalesce(previous, ''));

-- Drops a day of the message log if all of its lines lie in archives. Archived days are over for good, so that nobody waits.
create function exchange.drop_archived_day(gone date) returns bigint
language plpgsql security definer set search_path = pg_catalog set lock_timeout = '5s' as $$
declare
  part text := 'message_' || to_char(gone, 'YYYYMMDD');
  kept bigint;
begin
  if to_regclass(format('exchange.%I', part)) is null then return 0; end if;
  execute format('lock table exchange.%I in exclusive mode', part);
  execute format('select count(*) from exchange.%I', part) into kept;
  if kept <> (select coalesce(sum(lines), 0) from exchange.log_archive where day = gone) then
    raise exception 'day % holds % lines, its archives another number', gone, kept;
  end if;
  execute format('alter table exchange.message detach partition exchange.%I', part);
  execute format('drop table exchange.%I', part);
  return kept;
end $$;
revoke all on function exchange.drop_archived_day(date) from public;
grant execute on function exchange.drop_archived_day(date) to vahid_retention;

-- Services whose heads and bodies are kept for another time than is usual here, as the gateway that serves them says.
create table exchange.content_days (
  service text primary key,
  gateway text not null,
  days integer not null constraint content_days_days_check check (days between 1 and 36500)
);

-- Heads and bodies of a piece of the log, in the order of ids, are emptied once their days are over: all that the retention
-- role may do here. Answers the last id looked at, null where none was left.
create function exchange.drop_contents(after uuid, moment timestamptz, usual integer, most integer) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  latest timestamptz := moment - make_interval(days => (
    select least(usual, min(d.days)) from exchange.content_days d));
  reached uuid;
begin
  select max(id::text)::uuid into reached from (
    select id from exchange.message where id > after and at < latest order by id limit most) piece;
  if reached is null then return null; end if;
  update exchange.message m set content = null, head = null, body = null
    where id > after and id <= reached and at < moment - make_interval(days => coalesce((
        select d.days from exchange.content_days d where d.service = m.service), usual))
      and (content is not null or head is not null or body is not null);
  return reached;
end $$;
revoke all on function exchange.drop_contents(uuid, timestamptz, integer, integer) from public;
grant execute on function exchange.drop_contents(uuid, timestamptz, integer, integer) to vahid_retention;
