-- What each official has before them, and what of theirs was decided lately.
create index instance_assignee_index on process.instance (assignee, updated_at) where assignee is not null;
