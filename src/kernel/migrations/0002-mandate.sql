-- The right to act for an organisation is asked of its register again and again while the session lasts.
alter table kernel.session add column mandate_known_at timestamptz, add column mandate_asked_at timestamptz;
