-- A record that ended at once, on a day on which it was in force: of that day nothing is left.
alter table records.record drop constraint record_valid_check;
alter table records.record add constraint record_valid_check check (valid_to is null or valid_to >= valid_from);
