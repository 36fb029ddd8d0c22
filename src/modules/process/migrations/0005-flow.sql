-- Processes of a kind that an institution began lately: where their time goes is read from their journals.
create index instance_flow_index on process.instance (institution, kind, name, created_at);
