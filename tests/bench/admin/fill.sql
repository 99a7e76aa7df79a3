-- What staff look at, on top of tests/bench/fill.sql: three purposes and all states, some of them
-- rare (a page of declined ones in any table), and messages of the newest bookings; :members people
-- of this tenant, of whom member 0 is an admin; and ten entries of the log for each of them. By the
-- superuser, without triggers.
--   psql -v members=10000 -f fill.sql
begin;
set local session_replication_role = replica;
set local search_path = nx;
set local timezone = 'UTC';
select set_config('nx.tenant_id', id::text, true) from nx_tenant where slug = 'bench' \g /dev/null

insert into nx_scheduler_event_type_map (purpose, title, cal_event_type_id, length_minutes,
                                         allow_kinds, is_enabled, position)
values ('demo', 'Product demo', 1102, 45, array['customer'], true, 2),
       ('support', 'Support session', 1103, 30, array['customer'], true, 3);
insert into nx_user (id, email, password_hash)
  select md5('bench member ' || n)::uuid, 'member' || n || '@bench.test', '$argon2id$nobody'
    from generate_series(0, :members - 1) n on conflict do nothing;
insert into nx_tenant_membership (user_id, role, account_kind, email, display_name, time_zone)
  select u.id, 'member', 'customer', u.email, u.email, 'Europe/Berlin'
    from nx_user u on conflict do nothing;
update nx_tenant_membership set role = 'admin', account_kind = 'staff', display_name = 'Sam Staff'
 where user_id = md5('bench member 0')::uuid;
-- A first name each, two hundred last names: a search finds one, or many. Who has no bookings has
-- other last names, so that a search in the bookings finds somebody who has.
update nx_tenant_membership m
   set display_name = 'Pat' || substr(md5(user_id::text), 1, 6)
                      || case when exists (select from nx_scheduler_booking b
                                            where b.tenant_id = m.tenant_id
                                              and b.attendee_user_id = m.user_id)
                              then ' Winter' else ' Summer' end
                      || (('x' || substr(md5(user_id::text), 1, 4))::bit(16)::integer % 200)
 where role = 'member';

create temporary table changed on commit drop as
  select uid, row_number() over (order by uid) as n from nx_scheduler_booking;
update nx_scheduler_booking b
   set purpose = case when c.n % 10 = 0 then 'support' when c.n % 3 = 0 then 'demo' else b.purpose end,
       status = case when c.n % 1000 = 7 or c.n <= 60 then 'rejected' when c.n % 1000 = 13 then 'failed'
                     when c.n % 500 = 3 then 'requested' else b.status end
  from changed c where c.uid = b.uid and (c.n % 3 = 0 or c.n % 10 = 0 or c.n <= 60 or c.n % 1000 in (7, 13) or c.n % 500 = 3);

insert into nx_notification_outbox (tenant_id, booking_uid, event_key, channel, recipient_kind,
    recipient, state, due_at, expires_at, settled_at)
  select tenant_id, uid, 'booking_created', 'email', 'attendee', attendee_email, 'sent', created_at,
         created_at + interval '3 days', created_at
    from nx_scheduler_booking where status = 'scheduled' order by created_at desc limit 100000;
update nx_notification_outbox set state = 'dead', last_error = 'mail_refused'
 where recipient like '%7@bench.test';

insert into nx_audit_log (actor_user_id, actor_role, action, subject, at, details)
  select md5('bench member ' || n % 10)::uuid, 'admin',
         case when n % 100 = 0 then 'branding.changed' else 'member.changed' end,
         md5('bench member ' || n % :members), now() - n * interval '1 minute',
         '{"role.before": "member", "role.after": "staff"}'
    from generate_series(1, :members * 10) n;
commit;
vacuum analyze;
