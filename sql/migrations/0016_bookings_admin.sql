-- What a tenant's staff needs to work with its bookings and messages.

-- The list, narrowed down or not, and paged both ways: by start, and by (purpose, status) or by
-- person before that. What is narrowed to some statuses or purposes is merged from their parts.
create index nx_scheduler_booking_by_kind on nx.nx_scheduler_booking
  (tenant_id, purpose, status, start_at, uid);
create index nx_scheduler_booking_by_person on nx.nx_scheduler_booking
  (tenant_id, attendee_user_id, start_at, uid);
-- One booking's story.
create index nx_scheduler_intent_of_booking on nx.nx_scheduler_intent
  (tenant_id, booking_uid, created_at);

-- A message that staff has sent once more is a row of its own: the first one stays what it was.
alter table nx.nx_notification_outbox
  add column copy smallint not null default 0,
  add constraint nx_notification_outbox_copies check (copy between 0 and 9),
  drop constraint nx_notification_outbox_once,
  add constraint nx_notification_outbox_once unique
    (tenant_id, booking_uid, event_key, revision, recipient, channel, due_offset_minutes, copy);
grant select (copy), insert (copy) on nx.nx_notification_outbox to nx_app, nx_dispatch;

-- Channels that a tenant's staff has stopped, until they start them again. (nx_provider_pause is the
-- program's own, for all tenants.)
create table nx.nx_channel_pause (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  channel text not null,
  actor_user_id uuid not null,
  paused_at timestamptz not null default nx.now(),
  constraint nx_channel_pause_pkey primary key (tenant_id, channel),
  constraint nx_channel_pause_actor foreign key (tenant_id, actor_user_id)
    references nx.nx_tenant_membership (tenant_id, user_id),
  constraint nx_channel_pause_channel check (channel in ('email', 'sms'))
);
alter table nx.nx_channel_pause enable row level security;
alter table nx.nx_channel_pause force row level security;
create policy nx_channel_pause_staff on nx.nx_channel_pause using (
  tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
create policy nx_channel_pause_system on nx.nx_channel_pause for select to nx_system using (true);
grant select, insert (channel, actor_user_id), delete on nx.nx_channel_pause to nx_app;
grant select on nx.nx_channel_pause to nx_system;

grant create on schema nx to nx_system;
set local role nx_system;

-- As before, but for the channels that the tenant has stopped: there only what concerns accounts
-- leaves, for nobody could sign in otherwise.
create or replace function nx.lease_messages(p_limit integer, p_lease interval, p_channels text[])
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

reset role;
revoke create on schema nx from nx_system;
