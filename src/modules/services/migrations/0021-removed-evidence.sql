-- A file that officials had before them stays for them when the applicant removes it: since when they had, when it was
-- removed, and how the answer named it.
alter table services.evidence
  add column handed_at timestamptz,
  add column removed_at timestamptz,
  add column removed_as jsonb;
update services.evidence e set handed_at = c.submitted_at from services.case c where c.id = e.instance;
alter table services.evidence
  add constraint evidence_removed_check check ((removed_at is null) = (removed_as is null)),
  add constraint evidence_handed_check check (removed_at is null or handed_at is not null);
