-- The last day of a service, announced ahead; without a day it was taken back. The newest line of a service holds.
create table exchange.service_end (
  number bigint generated always as identity primary key,
  service uuid not null constraint service_end_service_fkey references exchange.service (id),
  last_day date,
  reason text not null,
  person uuid not null constraint service_end_person_fkey references identity.person (id),
  at timestamptz not null
);
create index service_end_service_index on exchange.service_end (service, number desc);

-- The key by which a webhook was signed before, beside the one that followed it, until that time.
alter table exchange.subscription add column former_wrapped_key bytea, add column former_until timestamptz,
  add constraint subscription_former_check check ((former_wrapped_key is null) = (former_until is null));

-- Requests over the exchange by which the platform asked: what gateways tell of them is the same look-up.
alter table exchange.look_up add column requests text;
