-- A request may be about a company, written by who acts for it: then that company is its owner.
alter table services.correction_request add column organisation uuid
  constraint correction_request_organisation_fkey references identity.organisation (id);
create index correction_request_organisation_index on services.correction_request (organisation, at)
  where organisation is not null;
