-- A risk belongs to an institution once that institution has agreed; until then it is only offered.
alter table plan.risk add column owner text constraint risk_owner_fkey references identity.institution (code);
alter table plan.risk add column offered_to text constraint risk_offered_to_fkey references identity.institution (code);
alter table plan.risk add constraint risk_offer_check check (offered_to is null or offered_to <> owner);
update plan.risk r set owner = (select a.owner from plan.risk_assessment a where a.risk = r.id order by a.at desc, a.id desc limit 1);
create index risk_offered_index on plan.risk (offered_to) where offered_to is not null;
