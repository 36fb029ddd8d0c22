-- The fee is worked out each time a case is sent: one row a case and step. What was worked out before stands with the
-- step that asked for it, or with the last one until then.
alter table services.fee add column seq integer;
update services.fee f set seq = coalesce(
  (select min(j.seq) from process.journal j where j.instance = f.instance and j.action = 'ask-payment' and f.bill is not null),
  (select max(j.seq) from process.journal j where j.instance = f.instance and j.at <= f.at),
  1);
alter table services.fee
  alter column seq set not null,
  drop constraint fee_pkey,
  add constraint fee_pkey primary key (instance, seq),
  drop constraint fee_state_check,
  add constraint fee_state_check check (state in ('due', 'covered', 'waived', 'none'));
