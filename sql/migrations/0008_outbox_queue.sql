-- The queue across tenants, for the dispatcher: lease, start, settle.
--
-- These functions run for every wave of messages, so their plans are made once per connection, and
-- not from the statistics of a queue that is empty at one moment and long at the next: a sequential
-- scan or a hash of the whole table, right for a short queue, costs a claim its constant time. A
-- scan that there is no way around then seems to cost so much that it would be compiled: no JIT.

-- A lease whose worker is gone: due again when its call had not started, else uncertain, and looked
-- up half a minute later (mailgun.md section 7, twilio.md section 4).
create function nx.give_up_lost_leases() returns void
language plpgsql volatile security definer set search_path = nx, pg_temp
set plan_cache_mode = force_generic_plan set jit = off set enable_seqscan = off
set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update nx_notification_outbox o
     set state = case when o.call_started_at is null then 'pending' else 'uncertain' end,
         due_at = nx.now() + case when o.call_started_at is null then interval '0'
                                  else interval '30 seconds' end,
         uncertain_since = coalesce(o.uncertain_since, o.call_started_at),
         resends = o.resends + case when o.call_started_at is not null
                                     and o.uncertain_since is not null then 1 else 0 end,
         lease_expires_at = null
    from (select l.tenant_id, l.id from nx_notification_outbox l
           where l.state = 'sending' and l.lease_expires_at <= nx.now()
           for update skip locked) lost
   where o.tenant_id = lost.tenant_id and o.id = lost.id;
end $$;

-- Which of these channels may be sent on now. One whose pause is over is handed to one caller a
-- minute, alone, until somebody lifts the pause: that caller probes the provider.
create function nx.open_channels(p_channels text[]) returns table (channels text[], probing boolean)
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
declare
  v_probed text;
begin
  if not exists (select from nx_provider_pause p) then
    return query select p_channels, false;
    return;
  end if;
  update nx_provider_pause p set until = nx.now() + interval '1 minute', probed_at = nx.now()
    from (select due.channel from nx_provider_pause due
           where due.channel = any (p_channels) and due.until <= nx.now()
             and (select true from nx_notification_outbox o
                   where o.channel = due.channel and o.state in ('pending', 'uncertain')
                     and o.due_at <= nx.now() limit 1)
           limit 1 for update skip locked) one
   where p.channel = one.channel
  returning p.channel into v_probed;
  if found then
    return query select array[v_probed], true;
  else
    return query select array(select unnest(p_channels)
                              except select p.channel from nx_provider_pause p), false;
  end if;
end $$;

-- Leases up to p_limit due rows, shared evenly among the tenants that have any: a tenant with a
-- long queue makes nobody else wait. Within a tenant, whoever waits at a screen comes first.
-- `tenants` steps through the index from one tenant to the next, so the cost grows with their number
-- and not with their rows. Two callers take disjoint rows. Of a channel that the tenant has stopped only
-- what concerns accounts leaves, for nobody could sign in otherwise.
create function nx.lease_messages(p_limit integer, p_lease interval, p_channels text[])
returns table (id uuid, tenant_id uuid, event_key text, channel text, recipient_kind text,
               recipient text, booking_uid uuid, revision bigint, payload jsonb, secret text,
               attempt integer, created_at timestamptz, expires_at timestamptz, uncertain_since timestamptz,
               resends integer)
language plpgsql volatile security definer set search_path = nx, pg_temp
set plan_cache_mode = force_generic_plan set jit = off set enable_seqscan = off
set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  v_now timestamptz;
  v_channels text[];
  v_probing boolean;
  v_paused text[];
begin
  perform nx.give_up_lost_leases();
  select c.channels, c.probing into v_channels, v_probing from nx.open_channels(p_channels) c;
  if v_probing then
    p_limit := 1;
  end if;
  select array_agg(p.tenant_id || p.channel) into v_paused from nx_channel_pause p;
  v_now := nx.now();  -- After it, or what it made due would wait for the next call.
  return query
  with recursive kinds (channel, priority) as materialized (
    select c, p from unnest(v_channels) c cross join generate_series(0, 2) p),
  tenants (tenant_id) as (
    (select o.tenant_id from nx_notification_outbox o
      where o.state in ('pending', 'uncertain') order by o.tenant_id limit 1)
    union all
    select (select o.tenant_id from nx_notification_outbox o
             where o.state in ('pending', 'uncertain') and o.tenant_id > t.tenant_id
             order by o.tenant_id limit 1)
      from tenants t where t.tenant_id is not null),
  due as (
    select t.tenant_id, min(k.priority) as priority, min(oldest.due_at) as due_at
      from tenants t cross join kinds k cross join lateral (
        select o.due_at from nx_notification_outbox o
         where o.tenant_id = t.tenant_id and o.channel = k.channel and o.priority = k.priority
           and o.state in ('pending', 'uncertain')
         order by o.due_at limit 1) oldest
     where oldest.due_at <= v_now
       and (v_paused is null or k.priority = 0 or t.tenant_id || k.channel <> all (v_paused))
     group by t.tenant_id order by 2, 3 limit p_limit),
  share (rows) as (select ceil(p_limit::numeric / greatest(count(*), 1)) from due),
  picked as (
    select p.tenant_id, p.id
      from due d cross join share s cross join lateral (
        select one.tenant_id, one.id
          from (select k.channel, k.priority from kinds k
                 where v_paused is null or k.priority = 0
                    or d.tenant_id || k.channel <> all (v_paused)
                 order by k.priority) k
         cross join lateral (
           select o.tenant_id, o.id from nx_notification_outbox o
            where o.tenant_id = d.tenant_id and o.channel = k.channel and o.priority = k.priority
              and o.state in ('pending', 'uncertain') and o.due_at <= v_now
            order by o.due_at limit s.rows for update skip locked) one
         limit s.rows) p
     limit p_limit)
  update nx_notification_outbox o
     set state = 'sending', attempt = o.attempt + 1, lease_expires_at = v_now + p_lease,
         call_started_at = null
    from picked
   where o.tenant_id = picked.tenant_id and o.id = picked.id
  returning o.id, o.tenant_id, o.event_key, o.channel, o.recipient_kind, o.recipient,
            o.booking_uid, o.revision, o.payload, o.secret, o.attempt, o.created_at,
            o.expires_at, o.uncertain_since, o.resends;
end $$;

-- The calls for these rows begin now; answers those that their attempt still holds. The state is
-- compared as an expression, here and below, so that the plan goes by the key: through the index of
-- what is leased it would look at all that all dispatchers hold, for each row.
create function nx.start_calls(p_tenants uuid[], p_ids uuid[], p_attempts integer[])
returns setof uuid
language plpgsql volatile security definer set search_path = nx, pg_temp
set plan_cache_mode = force_generic_plan set jit = off set enable_seqscan = off
set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  return query
  update nx_notification_outbox o set call_started_at = nx.now()
    from unnest(p_tenants, p_ids, p_attempts) as wave (tenant_id, id, attempt)
   where o.tenant_id = wave.tenant_id and o.id = wave.id and o.attempt = wave.attempt
     and o.state || '' = 'sending' and o.lease_expires_at > nx.now()
  returning o.id;
end $$;

-- Writes how attempts ended, and answers those that their row still held: the others are somebody
-- else's by now. `counts` false gives an attempt back: the account was at fault, or the row was only
-- looked up. What becomes uncertain once more after a look-up has been sent again.
create function nx.settle_messages(p_batch jsonb) returns setof uuid
language plpgsql volatile security definer set search_path = nx, pg_temp
set plan_cache_mode = force_generic_plan set jit = off set enable_seqscan = off
set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  return query
  with ended as materialized (
    select * from jsonb_to_recordset(p_batch) as e (
      tenant_id uuid, id uuid, attempt integer, state text, wait_ms bigint, counts boolean,
      looked_up boolean, provider_id text, error text, took_ms integer)),
  settled as (
    update nx_notification_outbox o
       set state = e.state,
           due_at = case when e.state in ('pending', 'uncertain')
                         then nx.now() + e.wait_ms * interval '1 ms' else o.due_at end,
           attempt = o.attempt - case when e.counts then 0 else 1 end,
           lease_expires_at = null,
           settled_at = case when e.state not in ('pending', 'uncertain') then nx.now() end,
           uncertain_since = case when e.state = 'uncertain'
                                  then coalesce(o.uncertain_since, o.call_started_at, nx.now())
                                  else o.uncertain_since end,
           resends = o.resends + case when e.state = 'uncertain' and not e.looked_up
                                           and o.uncertain_since is not null then 1 else 0 end,
           provider_message_id = coalesce(nullif(e.provider_id, ''), o.provider_message_id),
           last_error = nullif(e.error, ''),
           secret = case when e.state in ('pending', 'uncertain') then o.secret end
      from ended e
     where o.tenant_id = e.tenant_id and o.id = e.id and o.state || '' = 'sending'
       and o.attempt = e.attempt
    returning o.tenant_id, o.id, e.attempt, e.state, e.provider_id, e.error, e.took_ms),
  recorded as (
    insert into nx_notification_attempt (tenant_id, outbox_id, attempt, outcome,
                                         provider_message_id, error, took_ms)
    select s.tenant_id, s.id, s.attempt, s.state, nullif(s.provider_id, ''), nullif(s.error, ''),
           s.took_ms from settled s)
  select s.id from settled s;
end $$;

-- What these messages of the current tenant are about. Not a join under the tenants' policies: the
-- estimate of those is that of the tenant for whom the plan was made, and the plan is kept. One that
-- was made for a tenant with hardly a row reads all rows of the next.
create function nx.subjects_of_messages(p_ids uuid[])
returns table (id uuid, tenant_id uuid, event_key text, channel text, recipient text, address text,
               booking nx.nx_scheduler_booking, intent text, hour_cycle text, time_zone text,
               is_resend boolean)
language plpgsql stable security definer set search_path = nx, pg_temp
set plan_cache_mode = force_generic_plan set jit = off set enable_seqscan = off
set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  v_tenant constant uuid := nx.tenant_id();
begin
  return query
  select o.id, o.tenant_id, o.event_key, o.channel, o.recipient, lower(o.recipient), b, i.kind,
         m.hour_cycle, coalesce(m.time_zone, b.time_zone), o.resend_of is not null
    from unnest(p_ids) wanted (id)
    join nx_notification_outbox o on o.tenant_id = v_tenant and o.id = wanted.id
    left join nx_scheduler_booking b on b.tenant_id = v_tenant and b.uid = o.booking_uid
    left join nx_scheduler_intent i
      on i.tenant_id = v_tenant and i.booking_uid = b.uid and i.outcome is null
    left join nx_tenant_membership m
      on m.tenant_id = v_tenant and m.user_id = b.attendee_user_id;
end $$;

-- Leaves a provider alone for that long. A longer pause that is on already stays. True when none was
-- on: a row that was inserted has no earlier version.
create function nx.pause_provider(p_channel text, p_wait interval, p_reason text) returns boolean
language sql volatile security definer set search_path = nx, pg_temp as $$
  insert into nx_provider_pause as p (channel, until, reason)
    values (p_channel, nx.now() + p_wait, p_reason)
    on conflict (channel) do update
      set until = greatest(p.until, excluded.until), reason = excluded.reason, probed_at = null
  returning p.xmax = 0
$$;
-- What was begun before a pause and ends well says nothing against it: only a probe lifts it.
create function nx.resume_provider(p_channel text) returns void
language sql volatile security definer set search_path = nx, pg_temp as $$
  delete from nx_provider_pause where channel = p_channel and probed_at is not null
$$;
-- Whom we leave alone now, for the metrics and for staff.
create function nx.provider_pauses()
returns table (channel text, until timestamptz, reason text, since timestamptz)
language sql stable security definer set search_path = nx, pg_temp as $$
  select p.channel, p.until, p.reason, p.since from nx_provider_pause p
$$;

-- Rows that are due or leased, each counted up to ten thousand: more only says that it is many, and
-- a long queue is not worth walking through after every call. What a tenant has stopped itself is not
-- left to do, here and for the metrics: nobody is to call again and again, or to be woken, for it.
create function nx.count_remaining_messages() returns bigint
language plpgsql stable security definer set search_path = nx, pg_temp
set plan_cache_mode = force_generic_plan set jit = off set enable_seqscan = off as $$
begin
  return (select count(*) from (
            select from nx_notification_outbox o
             where o.state in ('pending', 'uncertain') and o.attempt >= 0 and o.due_at <= nx.now()
               and not exists (select from nx_channel_pause p
                                where p.tenant_id = o.tenant_id and p.channel = o.channel
                                  and o.priority > 0)
             limit 10000) due)
       + (select count(*) from (
            select from nx_notification_outbox where state = 'sending' limit 10000) leased);
end $$;

-- Whose message a provider's callback speaks of: by our id, or by the provider's.
create function nx.tenant_of_message(p_id uuid) returns uuid
language sql stable security definer set search_path = nx, pg_temp as $$
  select o.tenant_id from nx_notification_outbox o where o.id = p_id
$$;
create function nx.message_of_provider_id(p_provider_id text)
returns table (tenant_id uuid, id uuid)
language sql stable security definer set search_path = nx, pg_temp as $$
  select o.tenant_id, o.id from nx_notification_outbox o where o.provider_message_id = p_provider_id
$$;

grant execute on function nx.subjects_of_messages(uuid[]),
  nx.lease_messages(integer, interval, text[]),
  nx.start_calls(uuid[], uuid[], integer[]), nx.settle_messages(jsonb),
  nx.pause_provider(text, interval, text), nx.resume_provider(text), nx.provider_pauses(),
  nx.count_remaining_messages(), nx.tenant_of_message(uuid), nx.message_of_provider_id(text)
  to nx_dispatch;
grant create on schema nx to nx_system;
grant select on nx.nx_scheduler_booking, nx.nx_scheduler_intent, nx.nx_tenant_membership to nx_system;
alter function nx.subjects_of_messages(uuid[]) owner to nx_system;
alter function nx.give_up_lost_leases() owner to nx_system;
alter function nx.open_channels(text[]) owner to nx_system;
alter function nx.lease_messages(integer, interval, text[]) owner to nx_system;
alter function nx.start_calls(uuid[], uuid[], integer[]) owner to nx_system;
alter function nx.settle_messages(jsonb) owner to nx_system;
alter function nx.pause_provider(text, interval, text) owner to nx_system;
alter function nx.resume_provider(text) owner to nx_system;
alter function nx.provider_pauses() owner to nx_system;
alter function nx.count_remaining_messages() owner to nx_system;
alter function nx.tenant_of_message(uuid) owner to nx_system;
alter function nx.message_of_provider_id(text) owner to nx_system;
revoke create on schema nx from nx_system;

-- Whoever writes messages wakes the dispatcher, once per transaction (NOTIFY drops repetitions).
-- This third kind of trigger only rings: it holds no rule, and a message that nobody is woken for
-- waits for the timer.
create function nx.ring_for_messages() returns trigger language plpgsql
  set search_path = nx, pg_temp as $$
begin
  notify nx_outbox;
  return null;
end $$;
create trigger nx_notification_outbox_ring after insert on nx.nx_notification_outbox
  for each statement execute function nx.ring_for_messages();
