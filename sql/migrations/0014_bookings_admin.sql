-- What a tenant's staff needs to work with its bookings and messages.

-- The list, narrowed down or not, and paged both ways: by start, and by (purpose, status) or by
-- person before that. What is narrowed to some statuses or purposes is merged from their parts.
-- Fifty rows of each part are read and fifty in all shown: what decides between them stands in the
-- index, so that the rows of the table are read for those alone.
create index nx_scheduler_booking_by_kind on nx.nx_scheduler_booking
  (tenant_id, purpose, status, start_at, uid) include (attendee_user_id);
create index nx_scheduler_booking_by_person on nx.nx_scheduler_booking
  (tenant_id, attendee_user_id, start_at, uid) include (status, purpose);
-- One booking's story.
create index nx_scheduler_intent_of_booking on nx.nx_scheduler_intent
  (tenant_id, booking_uid, created_at);

-- A message that staff has sent once more is a row of its own: the first one stays what it was.
alter table nx.nx_notification_outbox
  add column copy smallint not null default 0,
  add constraint nx_notification_outbox_copies check (copy between 0 and 9);
drop index nx.nx_notification_outbox_once;
create unique index nx_notification_outbox_once on nx.nx_notification_outbox
  (tenant_id, booking_uid, event_key, revision, recipient, channel, due_offset_minutes, copy)
  where booking_uid is not null;
grant select (copy), insert (copy) on nx.nx_notification_outbox to nx_app, nx_dispatch;
