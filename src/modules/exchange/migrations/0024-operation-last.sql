-- When each service was asked last: who watches asks that every minute, and the minutes of a month are very many.
create table exchange.operation_last (
  service text primary key,
  at timestamptz not null,
  last_success timestamptz,
  last_failure timestamptz
);
insert into exchange.operation_last (service, at, last_success, last_failure)
  select service, max(at), max(last_success), max(last_failure) from exchange.operation
  where side = 'provider' group by service;
