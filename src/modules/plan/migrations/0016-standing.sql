-- Days by which the end of a measure lies beyond the deadline that the plan itself writes.
alter table plan.standing add column slip_plan integer;
-- Who carried a measure out before, too: since when it has been taken up.
create index party_item_index on plan.party (item, role);

-- What a measure is in that asks somebody to act, since when, and how far up it was told.
create table plan.reminder (
  item uuid not null constraint reminder_item_fkey references plan.item (id),
  kind text not null constraint reminder_kind_check check (kind in ('soon', 'late', 'no_dates')),
  -- The date that comes or has passed.
  due date,
  since date not null,
  told integer not null constraint reminder_told_check check (told >= 0),
  constraint reminder_key unique nulls not distinct (item, kind, due)
);

-- Who answers is public by name and post; nobody ever linked the name to a person.
alter table plan.responsible drop column person;
