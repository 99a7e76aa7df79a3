-- One tenant with :bookings bookings, 100 of each member, one every seven days; six of each lie
-- ahead. A member's rows are spread over the table, as if all had booked in turn. The first hundred
-- members are signed in; sessions.mjs knows their cookies.
--   psql -v bookings=1000000 -f fill.sql
-- By the superuser, without triggers: what this measures is reading.
begin;
set local session_replication_role = replica;
set local search_path = nx;
set local timezone = 'UTC';

insert into nx_tenant (slug, name) values ('bench', 'Bench');
select set_config('nx.tenant_id', id::text, true) from nx_tenant \g /dev/null

insert into nx_scheduler_settings (is_enabled, default_time_zone, cancel_notice_minutes,
                                   reschedule_notice_minutes, max_moves)
values (true, 'Europe/Berlin', 120, 240, 3);
insert into nx_cal_event_type_owner (cal_event_type_id, tenant_id) values (1101, nx.tenant_id());
insert into nx_scheduler_event_type_map (purpose, title, cal_event_type_id, length_minutes,
                                         allow_kinds, is_enabled)
values ('intro_call', 'Intro call', 1101, 30, array['prospect', 'customer'], true);

create temporary table member on commit drop as
  select n, md5('bench member ' || n)::uuid as id, 'member' || n || '@bench.test' as email,
         'Member ' || n as name
    from generate_series(0, :bookings / 100 - 1) n;
insert into nx_user (id, email, password_hash)
  select id, email, '$argon2id$nobody' from member;
insert into nx_tenant_membership (user_id, role, account_kind, email, display_name, time_zone)
  select id, 'member', 'customer', email, name, 'Europe/Berlin' from member;

-- A token's last character carries four bits, as in 32 bytes of base64url.
insert into nx_web_session (user_id, token_sha256, user_agent)
  select id, sha256((left(translate(encode(sha256(('bench session ' || n)::bytea), 'base64'),
                                    '+/', '-_'), 43))::bytea), 'wrk'
    from member where n < 100;

insert into nx_scheduler_booking (cal_booking_uid, purpose, cal_event_type_id, status, start_at,
    end_at, time_zone, revision, attendee_user_id, attendee_email, attendee_name, actor_user_id,
    title, location, notes, created_at, updated_at)
  select 'cal_' || k || '_' || n, 'intro_call', 1101,
         case when k % 10 = 3 then 'cancelled' else 'scheduled' end, at + interval '40 days',
         at + interval '40 days 30 minutes', 'Europe/Berlin', 1, id, email, name, id,
         'Intro call between Bench and ' || name,
         case when k % 2 = 0 then 'https://meet.example.org/room-' || k || '-' || n
              else 'Bench House, room ' || k end,
         case when k % 4 = 0 then 'Please call me "the new one", and bring the papers.' else '' end,
         at, at + interval '2 seconds'
    from generate_series(99, 0, -1) k
   cross join member
   cross join lateral (select date_trunc('second', now()) - interval '3 days'
                              - k * interval '7 days' - n * interval '1 second' as at) moment;

-- What was asked of Cal.com for each of them, long closed.
insert into nx_scheduler_intent (booking_uid, kind, actor_user_id, lease_expires_at, next_check_at,
                                 outcome, created_at, closed_at)
  select uid, 'book', attendee_user_id, created_at, created_at, 'done', created_at, updated_at
    from nx_scheduler_booking;
commit;
vacuum analyze;
