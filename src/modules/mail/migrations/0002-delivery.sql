-- What became of the letter behind each notification; it is told also after its address was deleted or replaced.

alter table mail.message
  add column notification uuid constraint message_notification_fkey references process.notification (id),
  add column due_at timestamptz,
  alter column address drop not null,
  drop constraint message_address_fkey,
  add constraint message_address_fkey foreign key (address) references mail.address (id) on delete set null;
create index message_notification_index on mail.message (notification);
