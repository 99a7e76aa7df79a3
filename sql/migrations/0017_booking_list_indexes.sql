-- The lists of staff read fifty rows of each part that they are merged from and show fifty in all: what
-- decides between them stands in the index, so that the rows of the table are read for those alone.
drop index nx.nx_scheduler_booking_by_kind, nx.nx_scheduler_booking_by_person;
create index nx_scheduler_booking_by_kind on nx.nx_scheduler_booking
  (tenant_id, purpose, status, start_at, uid) include (attendee_user_id);
create index nx_scheduler_booking_by_person on nx.nx_scheduler_booking
  (tenant_id, attendee_user_id, start_at, uid) include (status, purpose);
