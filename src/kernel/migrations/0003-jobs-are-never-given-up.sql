-- Jobs used to be parked for ever after twenty attempts; now they come again every hour, and those that keep failing
-- are counted by /readyz.
update kernel.job set run_at = now() where run_at = 'infinity';
create index job_failing_index on kernel.job (attempts) where attempts >= 10;
