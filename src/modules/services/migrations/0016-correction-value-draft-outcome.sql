-- How a fact is right, as the person typed it for the field of the register: entered there when the owner agrees.
create table services.correction_value (
  instance uuid primary key constraint correction_value_instance_fkey references services.correction_request (instance),
  value jsonb not null
);

-- Whether an application that somebody began was sent within thirty days: written when they are over.
create table services.draft_outcome (
  instance uuid primary key constraint draft_outcome_instance_fkey references services.case (id),
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  institution text not null constraint draft_outcome_institution_fkey references identity.institution (code),
  service text not null,
  channel text not null constraint draft_outcome_channel_check check (channel in ('portal', 'centre')),
  sent boolean not null
);
create index draft_outcome_xid_index on services.draft_outcome (xid);
