-- What staff look at, on top of tests/bench/fill.sql: three purposes and all states, some of them
-- rare, and messages of the newest bookings. Member 0 is staff. By the superuser, without triggers.
begin;
set local session_replication_role = replica;
set local search_path = nx;
set local timezone = 'UTC';
select set_config('nx.tenant_id', id::text, true) from nx_tenant where slug = 'bench' \g /dev/null

insert into nx_scheduler_event_type_map (purpose, title, cal_event_type_id, length_minutes,
                                         allow_kinds, is_enabled, position)
values ('demo', 'Product demo', 1102, 45, array['customer'], true, 2),
       ('support', 'Support session', 1103, 30, array['customer'], true, 3);
update nx_tenant_membership set role = 'staff', account_kind = 'staff', display_name = 'Sam Staff'
 where user_id = md5('bench member 0')::uuid;
-- A first name each, two hundred last names: a search finds one, or many.
update nx_tenant_membership
   set display_name = 'Pat' || substr(md5(user_id::text), 1, 6) || ' Winter'
                      || (('x' || substr(md5(user_id::text), 1, 4))::bit(16)::integer % 200)
 where role = 'member';

create temporary table changed on commit drop as
  select uid, row_number() over (order by uid) as n from nx_scheduler_booking;
update nx_scheduler_booking b
   set purpose = case when c.n % 10 = 0 then 'support' when c.n % 3 = 0 then 'demo' else b.purpose end,
       status = case when c.n % 1000 = 7 then 'rejected' when c.n % 1000 = 13 then 'failed'
                     when c.n % 500 = 3 then 'requested' else b.status end
  from changed c where c.uid = b.uid and (c.n % 3 = 0 or c.n % 10 = 0 or c.n % 1000 in (7, 13) or c.n % 500 = 3);

insert into nx_notification_outbox (tenant_id, booking_uid, event_key, channel, recipient_kind,
    recipient, state, due_at, expires_at, settled_at)
  select tenant_id, uid, 'booking_created', 'email', 'attendee', attendee_email, 'sent', created_at,
         created_at + interval '3 days', created_at
    from nx_scheduler_booking where status = 'scheduled' order by created_at desc limit 100000;
commit;
vacuum analyze;
