-- The mirror of appointments, what they were before, and what is being asked of Cal.com.

create table nx.nx_scheduler_booking (
  tenant_id uuid not null default nx.tenant_id(),
  uid uuid not null default gen_random_uuid(),
  cal_booking_uid text,
  purpose text not null,
  cal_event_type_id bigint not null,
  status text not null default 'pending',
  start_at timestamptz not null,
  end_at timestamptz not null,
  time_zone text not null,
  revision bigint not null default 0,
  moves integer not null default 0,
  moved_from_at timestamptz,
  agreed_start_at timestamptz,
  attendee_user_id uuid not null,
  attendee_email text not null,
  attendee_name text not null,
  attendee_phone text not null default '',
  actor_user_id uuid,
  title text not null default '',
  location text not null default '',
  notes text not null default '',
  reason text not null default '',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default nx.now(),
  updated_at timestamptz not null default nx.now(),
  constraint nx_scheduler_booking_pkey primary key (tenant_id, uid),
  constraint nx_scheduler_booking_cal_uid_unique unique (tenant_id, cal_booking_uid),
  constraint nx_scheduler_booking_attendee foreign key (tenant_id, attendee_user_id)
    references nx.nx_tenant_membership (tenant_id, user_id),
  constraint nx_scheduler_booking_actor foreign key (tenant_id, actor_user_id)
    references nx.nx_tenant_membership (tenant_id, user_id),
  constraint nx_scheduler_booking_purpose foreign key (tenant_id, purpose)
    references nx.nx_scheduler_event_type_map (tenant_id, purpose),
  constraint nx_scheduler_booking_status check (
    status in ('pending', 'scheduled', 'requested', 'cancelled', 'rejected', 'failed')),
  constraint nx_scheduler_booking_time check (start_at < end_at),
  constraint nx_scheduler_booking_time_zone_length check (length(time_zone) between 1 and 64),
  constraint nx_scheduler_booking_notes_length check (length(notes) <= 2000),
  constraint nx_scheduler_booking_reason_length check (length(reason) <= 1000)
);
comment on column nx.nx_scheduler_booking.agreed_start_at is
  'The start when the booking was last scheduled; null: never. Kept by a trigger.';
create index nx_scheduler_booking_by_request on nx.nx_scheduler_booking
  (tenant_id, attendee_user_id, created_at desc, uid desc);
create index nx_scheduler_booking_upcoming on nx.nx_scheduler_booking
  (tenant_id, attendee_user_id, start_at, uid)
  where status in ('pending', 'scheduled', 'requested');
create index nx_scheduler_booking_by_start on nx.nx_scheduler_booking (tenant_id, start_at, uid);
create index nx_scheduler_booking_by_uid on nx.nx_scheduler_booking (uid);

-- A hold is used up before the booking's own row is written, in one transaction. (A key is checked
-- by its table's owner, whom forced policies would stop.)
alter table nx.nx_scheduler_reservation no force row level security;
alter table nx.nx_scheduler_reservation add constraint nx_scheduler_reservation_booking
  foreign key (tenant_id, booking_uid) references nx.nx_scheduler_booking (tenant_id, uid)
  on delete set null (booking_uid) deferrable initially deferred;
alter table nx.nx_scheduler_reservation force row level security;

alter table nx.nx_scheduler_booking enable row level security;
alter table nx.nx_scheduler_booking force row level security;
create policy nx_scheduler_booking_own on nx.nx_scheduler_booking using (
  tenant_id = (select nx.tenant_id())
  and (attendee_user_id = (select nx.user_id()) or (select nx.is_staff())));
create policy nx_scheduler_booking_system on nx.nx_scheduler_booking for select to nx_system
  using (true);
grant select, insert on nx.nx_scheduler_booking to nx_app, nx_dispatch;
grant update (cal_booking_uid, status, start_at, end_at, time_zone, revision, moves, moved_from_at,
  actor_user_id, title, location, reason, metadata) on nx.nx_scheduler_booking
  to nx_app, nx_dispatch;
grant select (tenant_id, uid, cal_event_type_id) on nx.nx_scheduler_booking to nx_system;

-- The other table whose key is not led by the tenant: every uid that Cal.com ever gave one of our
-- bookings. Written by record_cal_uid only.
create table nx.nx_cal_uid (
  cal_booking_uid text primary key,
  tenant_id uuid not null,
  booking_uid uuid not null,
  constraint nx_cal_uid_tenant unique (tenant_id, cal_booking_uid),
  constraint nx_cal_uid_booking foreign key (tenant_id, booking_uid)
    references nx.nx_scheduler_booking (tenant_id, uid) on delete cascade,
  constraint nx_cal_uid_length check (length(cal_booking_uid) between 1 and 200)
);
create index nx_cal_uid_by_booking on nx.nx_cal_uid (tenant_id, booking_uid);
alter table nx.nx_cal_uid enable row level security;
create policy nx_cal_uid_tenant on nx.nx_cal_uid using (
  tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
create policy nx_cal_uid_system on nx.nx_cal_uid to nx_system using (true);
grant select, insert on nx.nx_cal_uid to nx_system;

-- A mirror row can carry no uid that is not registered for its tenant. The owner reads the rows to
-- check them, and must not be filtered meanwhile.
alter table nx.nx_scheduler_booking no force row level security;
alter table nx.nx_scheduler_booking add constraint nx_scheduler_booking_cal_uid
  foreign key (tenant_id, cal_booking_uid) references nx.nx_cal_uid (tenant_id, cal_booking_uid);
alter table nx.nx_scheduler_booking force row level security;
alter table nx.nx_cal_uid force row level security;

-- Registers a uid for a booking of this tenant. False: it is not available to this tenant, or to
-- this booking.
create function nx.record_cal_uid(p_cal_booking_uid text, p_booking_uid uuid) returns boolean
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
begin
  insert into nx_cal_uid (cal_booking_uid, tenant_id, booking_uid)
    values (p_cal_booking_uid, nx.tenant_id(), p_booking_uid)
    on conflict (cal_booking_uid) do nothing;
  return exists (select from nx_cal_uid c where c.cal_booking_uid = p_cal_booking_uid
                    and c.tenant_id = nx.tenant_id() and c.booking_uid = p_booking_uid);
end $$;

-- Whose booking a webhook speaks of, by Cal.com's uid or by our own reference.
create function nx.tenant_of_cal_uid(p_cal_booking_uid text)
returns table (tenant_id uuid, booking_uid uuid)
language sql stable security definer set search_path = nx, pg_temp as $$
  select c.tenant_id, c.booking_uid from nx_cal_uid c where c.cal_booking_uid = p_cal_booking_uid
$$;
create function nx.tenant_of_booking(p_uid uuid) returns uuid
language sql stable security definer set search_path = nx, pg_temp as $$
  select b.tenant_id from nx_scheduler_booking b where b.uid = p_uid
$$;

-- Event types that this tenant maps no more and never booked are free for others again.
create function nx.release_event_types() returns void
language sql volatile security definer set search_path = nx, pg_temp as $$
  delete from nx_cal_event_type_owner o
   where o.tenant_id = nx.tenant_id()
     and not exists (select from nx_scheduler_event_type_map m
                      where m.tenant_id = o.tenant_id and m.cal_event_type_id = o.cal_event_type_id)
     and not exists (select from nx_scheduler_booking b
                      where b.tenant_id = o.tenant_id and b.cal_event_type_id = o.cal_event_type_id)
$$;

-- What a booking was, each time something superseded it.
create table nx.nx_scheduler_booking_history (
  tenant_id uuid not null default nx.tenant_id(),
  id uuid not null default gen_random_uuid(),
  booking_uid uuid not null,
  cal_booking_uid text,
  start_at timestamptz not null,
  status text not null,
  actor_user_id uuid,
  reason text not null default '',
  at timestamptz not null default nx.now(),
  constraint nx_scheduler_booking_history_pkey primary key (tenant_id, id),
  constraint nx_scheduler_booking_history_booking foreign key (tenant_id, booking_uid)
    references nx.nx_scheduler_booking (tenant_id, uid) on delete cascade,
  constraint nx_scheduler_booking_history_actor foreign key (tenant_id, actor_user_id)
    references nx.nx_tenant_membership (tenant_id, user_id),
  constraint nx_scheduler_booking_history_status check (status in (
    'pending', 'scheduled', 'requested', 'cancelled', 'rejected', 'failed', 'rescheduled'))
);
create index nx_scheduler_booking_history_of_booking on nx.nx_scheduler_booking_history
  (tenant_id, booking_uid, at);

alter table nx.nx_scheduler_booking_history enable row level security;
alter table nx.nx_scheduler_booking_history force row level security;
create policy nx_scheduler_booking_history_own on nx.nx_scheduler_booking_history using (
  tenant_id = (select nx.tenant_id())
  and exists (select from nx.nx_scheduler_booking b
               where b.tenant_id = nx_scheduler_booking_history.tenant_id and b.uid = booking_uid));
grant select, insert on nx.nx_scheduler_booking_history to nx_app, nx_dispatch;

-- What we are about to ask of Cal.com, committed before the call; open while outcome is null.
create table nx.nx_scheduler_intent (
  tenant_id uuid not null default nx.tenant_id(),
  id uuid not null default gen_random_uuid(),
  booking_uid uuid not null,
  kind text not null,
  new_start timestamptz,
  reason text not null default '',
  cal_reservation_uid text,
  attendee_address text not null default '',
  actor_user_id uuid,
  lease_expires_at timestamptz not null,
  call_started_at timestamptz not null default nx.now(),
  next_check_at timestamptz not null,
  checks integer not null default 0,
  outcome text,
  created_at timestamptz not null default nx.now(),
  closed_at timestamptz,
  constraint nx_scheduler_intent_pkey primary key (tenant_id, id),
  constraint nx_scheduler_intent_booking foreign key (tenant_id, booking_uid)
    references nx.nx_scheduler_booking (tenant_id, uid) on delete cascade,
  constraint nx_scheduler_intent_actor foreign key (tenant_id, actor_user_id)
    references nx.nx_tenant_membership (tenant_id, user_id),
  constraint nx_scheduler_intent_kind check (
    kind in ('book', 'cancel') or (kind = 'move' and new_start is not null)),
  constraint nx_scheduler_intent_outcome check (
    (outcome is null and closed_at is null)
    or (outcome in ('done', 'refused', 'failed') and closed_at is not null)),
  constraint nx_scheduler_intent_reason_length check (length(reason) <= 1000)
);
create unique index nx_scheduler_intent_one_open on nx.nx_scheduler_intent (tenant_id, booking_uid)
  where outcome is null;
-- The list of a person's bookings looks for the open intent of each row. With few open the planner
-- took the index of what is due, which names no booking: a plan kept from such a day reads every
-- open intent for each row once Cal.com is down and thousands are open. This predicate follows from
-- what lease_intents asks, and from nothing that a list asks.
create index nx_scheduler_intent_due on nx.nx_scheduler_intent (next_check_at)
  where outcome is null and next_check_at is not null;

alter table nx.nx_scheduler_intent enable row level security;
alter table nx.nx_scheduler_intent force row level security;
create policy nx_scheduler_intent_own on nx.nx_scheduler_intent using (
  tenant_id = (select nx.tenant_id())
  and exists (select from nx.nx_scheduler_booking b
               where b.tenant_id = nx_scheduler_intent.tenant_id and b.uid = booking_uid));
create policy nx_scheduler_intent_system on nx.nx_scheduler_intent to nx_system using (true);
grant select, insert, update (lease_expires_at, next_check_at, checks, outcome, closed_at)
  on nx.nx_scheduler_intent to nx_app, nx_dispatch;
grant select (tenant_id, id, lease_expires_at, next_check_at, outcome), update (lease_expires_at)
  on nx.nx_scheduler_intent to nx_system;

-- Open intents whose worker is gone and whose next look-up is due, oldest first, leased to the
-- caller. Two callers at once take disjoint ones.
create function nx.lease_intents(p_limit integer, p_lease interval)
returns table (tenant_id uuid, id uuid)
language sql volatile security definer set search_path = nx, pg_temp as $$
  update nx_scheduler_intent i set lease_expires_at = nx.now() + p_lease
    from (select d.tenant_id, d.id from nx_scheduler_intent d
           where d.outcome is null and d.next_check_at <= nx.now()
             and d.lease_expires_at <= nx.now()
           order by d.next_check_at limit p_limit for update skip locked) due
   where i.tenant_id = due.tenant_id and i.id = due.id
  returning i.tenant_id, i.id
$$;

-- How far the comparison with Cal.com has come: the next two days again and again, the time behind
-- them in slices. One row per tenant and reach, made when first asked for.
create table nx.nx_calendar_sweep (
  tenant_id uuid not null references nx.nx_tenant (id),
  reach text not null,
  due_at timestamptz not null default nx.now(),
  position timestamptz,
  constraint nx_calendar_sweep_pkey primary key (tenant_id, reach),
  constraint nx_calendar_sweep_reach check (reach in ('near', 'far'))
);
create index nx_calendar_sweep_due on nx.nx_calendar_sweep (due_at);
alter table nx.nx_calendar_sweep enable row level security;
alter table nx.nx_calendar_sweep force row level security;
create policy nx_calendar_sweep_system on nx.nx_calendar_sweep to nx_system using (true);
grant select, insert, update on nx.nx_calendar_sweep to nx_system;
grant select (start_at, status) on nx.nx_scheduler_booking to nx_system;

-- The tenant and slice that have waited longest, for a minute the caller's alone.
create function nx.lease_sweep()
returns table (tenant_id uuid, reach text, range_start timestamptz, range_end timestamptz)
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
#variable_conflict use_column
declare
  v_near_end constant timestamptz := nx.now() + interval '48 hours';
begin
  insert into nx_calendar_sweep (tenant_id, reach)
    select s.tenant_id, r.reach
      from nx_scheduler_settings s cross join (values ('near'), ('far')) r (reach)
     where not exists (select from nx_calendar_sweep c
                        where c.tenant_id = s.tenant_id and c.reach = r.reach)
    on conflict do nothing;
  return query
    update nx_calendar_sweep c
       set due_at = nx.now() + interval '1 minute',
           position = case c.reach when 'far' then greatest(c.position, v_near_end) end
      from (select d.tenant_id, d.reach from nx_calendar_sweep d where d.due_at <= nx.now()
             order by d.due_at limit 1 for update skip locked) due
     where c.tenant_id = due.tenant_id and c.reach = due.reach
    returning c.tenant_id, c.reach, coalesce(c.position, nx.now()),
              coalesce(c.position + interval '14 days', v_near_end);
end $$;

-- The slice has been compared. The next one follows at once, the first one after its time.
create function nx.finish_sweep(p_tenant_id uuid, p_reach text, p_range_end timestamptz)
returns void language sql volatile security definer set search_path = nx, pg_temp as $$
  with rest (is_left) as (
    select p_reach = 'far' and exists (
      select from nx_scheduler_booking b
       where b.tenant_id = p_tenant_id and b.start_at >= p_range_end
         and b.status in ('scheduled', 'requested')))
  update nx_calendar_sweep c
     set position = case when r.is_left then p_range_end end,
         due_at = nx.now() + case when r.is_left then interval '0' when p_reach = 'near'
                                  then interval '2 minutes' else interval '1 hour' end
    from rest r
   where c.tenant_id = p_tenant_id and c.reach = p_reach
$$;

grant execute on function nx.release_event_types() to nx_app;
grant execute on function nx.record_cal_uid(text, uuid) to nx_app, nx_dispatch;
grant execute on function nx.tenant_of_cal_uid(text), nx.tenant_of_booking(uuid),
  nx.lease_intents(integer, interval), nx.lease_sweep(),
  nx.finish_sweep(uuid, text, timestamptz) to nx_dispatch;
grant create on schema nx to nx_system;
alter function nx.release_event_types() owner to nx_system;
alter function nx.record_cal_uid(text, uuid) owner to nx_system;
alter function nx.tenant_of_cal_uid(text) owner to nx_system;
alter function nx.tenant_of_booking(uuid) owner to nx_system;
alter function nx.lease_intents(integer, interval) owner to nx_system;
alter function nx.lease_sweep() owner to nx_system;
alter function nx.finish_sweep(uuid, text, timestamptz) owner to nx_system;
revoke create on schema nx from nx_system;
