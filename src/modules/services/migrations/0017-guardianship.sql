-- Cases that a guardian conducts for a ward: on what basis somebody does, who did before, and no last day where the register
-- knows none.

alter table services.representation
  alter column until_day drop not null,
  add column basis text not null default 'parent',
  add column earlier text[] not null default '{}';
alter table services.representation
  alter column basis drop default,
  alter column earlier drop default,
  add constraint representation_basis_check
    check (basis in ('parent', 'minor', 'incapable', 'limited', 'foster', 'temporary'));
