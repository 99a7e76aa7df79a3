-- What has served its time goes, and what the operator watches.

-- When housekeeping was last done: one row, whose lock keeps a second caller out.
create table nx.nx_upkeep (
  only_row boolean primary key default true check (only_row),
  purged_at timestamptz not null default '-infinity'
);
insert into nx.nx_upkeep default values;
grant select, update on nx.nx_upkeep to nx_system;

-- Rows are looked for by age once an hour: in tables that are written in the order of time, a
-- summary of their blocks finds them and costs a writer nothing. Messages by when they were written,
-- which is no later than they are due: no statement of the queue speaks of that.
create index nx_notification_outbox_by_age on nx.nx_notification_outbox
  using brin (created_at) with (pages_per_range = 32);
create index nx_webhook_inbox_by_age on nx.nx_webhook_inbox
  using brin (received_at) with (pages_per_range = 32);
create index nx_scheduler_reservation_by_age on nx.nx_scheduler_reservation
  using brin (expires_at) with (pages_per_range = 32);
-- The few that somebody should look at, of all tenants. `attempt >= 0` (of every row) keeps the
-- pages of one tenant's staff away from them.
create index nx_notification_outbox_dead on nx.nx_notification_outbox (settled_at)
  where state = 'dead' and attempt >= 0;
create index nx_notification_outbox_uncertain on nx.nx_notification_outbox (due_at)
  where state = 'uncertain' and attempt >= 0;

-- SKIP LOCKED asks for the right to change a row.
create policy nx_idempotency_key_upkeep on nx.nx_idempotency_key to nx_system using (true);
create policy nx_phone_code_upkeep on nx.nx_phone_code to nx_system using (true);
create policy nx_scheduler_reservation_upkeep on nx.nx_scheduler_reservation to nx_system
  using (true);
create policy nx_scheduler_slot_claim_upkeep on nx.nx_scheduler_slot_claim to nx_system using (true);
grant delete on nx.nx_notification_outbox to nx_system;
grant update (expires_at) on nx.nx_account_token to nx_system;
grant update (created_at) on nx.nx_known_device to nx_system;
grant select (tenant_id, user_id, route, key, expires_at), update (expires_at), delete
  on nx.nx_idempotency_key to nx_system;
grant select (tenant_id, user_id, expires_at), update (expires_at), delete
  on nx.nx_phone_code to nx_system;
grant select (tenant_id, id, expires_at), update (expires_at), delete
  on nx.nx_scheduler_reservation to nx_system;
grant select (tenant_id, cal_event_type_id, start_at), update (expires_at), delete
  on nx.nx_scheduler_slot_claim to nx_system;
grant select (bucket, last_hit_at, blocked_until), update (blocked_until), delete on nx.nx_throttle
  to nx_system;
grant select (id, provider, received_at, processed_at), update (processed_at), delete
  on nx.nx_webhook_inbox to nx_system;

-- Messages that ended 90 days ago, with their attempts. That they were written then is not enough: a
-- reminder may be written a year ahead.
create function nx.purge_messages(p_rows integer) returns bigint
language sql volatile security definer set search_path = nx, pg_temp as $$
  with old as materialized (
    select o.tenant_id, o.id from nx_notification_outbox o
     where o.created_at <= nx.now() - interval '90 days'
       and o.due_at <= nx.now() - interval '90 days'
       and o.state not in ('pending', 'sending', 'uncertain')
       and coalesce(o.settled_at, o.due_at) <= nx.now() - interval '90 days'
     limit p_rows for update skip locked),
  gone as (
    delete from nx_notification_outbox o using old
     where o.tenant_id = old.tenant_id and o.id = old.id returning 1)
  select count(*) from gone
$$;

-- Sessions past their limits (those of begin_request).
create function nx.purge_sessions(p_rows integer) returns bigint
language sql volatile security definer set search_path = nx, pg_temp as $$
  with old as materialized (
    select s.tenant_id, s.id from nx_web_session s
     where s.last_seen_at <= nx.now() - interval '14 days'
        or s.created_at <= nx.now() - interval '90 days'
     limit p_rows for update skip locked),
  gone as (
    delete from nx_web_session s using old
     where s.tenant_id = old.tenant_id and s.id = old.id returning 1)
  select count(*) from gone
$$;

-- Browsers whose mark has run out.
create function nx.purge_known_devices(p_rows integer) returns bigint
language sql volatile security definer set search_path = nx, pg_temp as $$
  with old as materialized (
    select d.tenant_id, d.user_id, d.token_sha256 from nx_known_device d
     where d.created_at <= nx.now() - interval '365 days' limit p_rows for update skip locked),
  gone as (
    delete from nx_known_device d using old
     where d.tenant_id = old.tenant_id and d.user_id = old.user_id
       and d.token_sha256 = old.token_sha256 returning 1)
  select count(*) from gone
$$;

create function nx.purge_account_tokens(p_rows integer) returns bigint
language sql volatile security definer set search_path = nx, pg_temp as $$
  with old as materialized (
    select t.tenant_id, t.id from nx_account_token t where t.expires_at <= nx.now()
     limit p_rows for update skip locked),
  gone as (
    delete from nx_account_token t using old
     where t.tenant_id = old.tenant_id and t.id = old.id returning 1)
  select count(*) from gone
$$;

create function nx.purge_phone_codes(p_rows integer) returns bigint
language sql volatile security definer set search_path = nx, pg_temp as $$
  with old as materialized (
    select c.tenant_id, c.user_id from nx_phone_code c where c.expires_at <= nx.now()
     limit p_rows for update skip locked),
  gone as (
    delete from nx_phone_code c using old
     where c.tenant_id = old.tenant_id and c.user_id = old.user_id returning 1)
  select count(*) from gone
$$;

create function nx.purge_idempotency_keys(p_rows integer) returns bigint
language sql volatile security definer set search_path = nx, pg_temp as $$
  with old as materialized (
    select k.tenant_id, k.user_id, k.route, k.key from nx_idempotency_key k
     where k.expires_at <= nx.now() limit p_rows for update skip locked),
  gone as (
    delete from nx_idempotency_key k using old
     where k.tenant_id = old.tenant_id and k.user_id = old.user_id and k.route = old.route
       and k.key = old.key returning 1)
  select count(*) from gone
$$;

-- Holds that ended a week ago: until then a late form is told that its time has run out.
create function nx.purge_reservations(p_rows integer) returns bigint
language sql volatile security definer set search_path = nx, pg_temp as $$
  with old as materialized (
    select r.tenant_id, r.id from nx_scheduler_reservation r
     where r.expires_at <= nx.now() - interval '7 days' limit p_rows for update skip locked),
  gone as (
    delete from nx_scheduler_reservation r using old
     where r.tenant_id = old.tenant_id and r.id = old.id returning 1)
  select count(*) from gone
$$;

-- Nobody books a start that is over.
create function nx.purge_slot_claims(p_rows integer) returns bigint
language sql volatile security definer set search_path = nx, pg_temp as $$
  with old as materialized (
    select c.tenant_id, c.cal_event_type_id, c.start_at from nx_scheduler_slot_claim c
     where c.start_at <= nx.now() - interval '7 days' limit p_rows for update skip locked),
  gone as (
    delete from nx_scheduler_slot_claim c using old
     where c.tenant_id = old.tenant_id and c.cal_event_type_id = old.cal_event_type_id
       and c.start_at = old.start_at returning 1)
  select count(*) from gone
$$;

-- Counters that were quiet for longer than any of their windows.
create function nx.purge_throttles(p_rows integer) returns bigint
language sql volatile security definer set search_path = nx, pg_temp as $$
  with old as materialized (
    select t.bucket from nx_throttle t
     where t.last_hit_at <= nx.now() - interval '2 days'
       and coalesce(t.blocked_until, '-infinity') <= nx.now()
     limit p_rows for update skip locked),
  gone as (delete from nx_throttle t using old where t.bucket = old.bucket returning 1)
  select count(*) from gone
$$;

-- What was heard from providers and dealt with. Cal.com's and Mailgun's hints carry a time that is
-- checked; Twilio's do not, so that theirs are remembered for as long as it keeps its messages.
create function nx.purge_webhooks(p_rows integer) returns bigint
language sql volatile security definer set search_path = nx, pg_temp as $$
  with old as materialized (
    select w.id from nx_webhook_inbox w
     where w.received_at <= nx.now() - interval '90 days' and w.processed_at is not null
       and (w.provider <> 'twilio' or w.received_at <= nx.now() - interval '400 days')
     limit p_rows for update skip locked),
  gone as (delete from nx_webhook_inbox w using old where w.id = old.id returning 1)
  select count(*) from gone
$$;

-- All of it, at most p_rows of each kind, and at most once in p_every: but the next call goes on
-- where this one left something behind. Nothing while another caller is at it.
create function nx.purge(p_rows integer, p_every interval) returns table (what text, removed bigint)
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
#variable_conflict use_column
begin
  perform from nx_upkeep u where u.purged_at <= nx.now() - p_every for update skip locked;
  if not found then
    return;
  end if;
  update nx_upkeep set purged_at = nx.now();
  for what, removed in
    select 'messages', nx.purge_messages(p_rows) union all
    select 'sessions', nx.purge_sessions(p_rows) union all
    select 'known_devices', nx.purge_known_devices(p_rows) union all
    select 'account_tokens', nx.purge_account_tokens(p_rows) union all
    select 'phone_codes', nx.purge_phone_codes(p_rows) union all
    select 'idempotency_keys', nx.purge_idempotency_keys(p_rows) union all
    select 'reservations', nx.purge_reservations(p_rows) union all
    select 'slot_claims', nx.purge_slot_claims(p_rows) union all
    select 'throttles', nx.purge_throttles(p_rows) union all
    select 'webhooks', nx.purge_webhooks(p_rows)
  loop
    if removed >= p_rows then
      update nx_upkeep set purged_at = '-infinity';
    end if;
    if removed > 0 then
      return next;
    end if;
  end loop;
end $$;

-- The outbox for the metrics. Nothing is counted further than 10,000. (`attempt >= 0`: see the index
-- of all due rows.)
create function nx.outbox_figures()
returns table (oldest_due_seconds bigint, due bigint, uncertain bigint, dead_lately bigint)
language sql stable security definer set search_path = nx, pg_temp as $$
  select coalesce((select floor(extract(epoch from nx.now() - o.due_at))::bigint
                     from nx_notification_outbox o
                    where o.state in ('pending', 'uncertain') and o.attempt >= 0
                      and o.due_at <= nx.now()
                      and not exists (select from nx_channel_pause p
                                       where p.tenant_id = o.tenant_id and p.channel = o.channel
                                         and o.priority > 0)
                    order by o.due_at limit 1), 0),
         (select count(*) from (
            select from nx_notification_outbox o
             where o.state in ('pending', 'uncertain') and o.attempt >= 0 and o.due_at <= nx.now()
               and not exists (select from nx_channel_pause p
                                where p.tenant_id = o.tenant_id and p.channel = o.channel
                                  and o.priority > 0)
             limit 10000) few),
         (select count(*) from (
            select from nx_notification_outbox o where o.state = 'uncertain' and o.attempt >= 0
             limit 10000) few),
         (select count(*) from (
            select from nx_notification_outbox o
             where o.state = 'dead' and o.attempt >= 0
               and o.settled_at > nx.now() - interval '24 hours'
             limit 10000) few)
$$;

grant execute on function nx.purge(integer, interval), nx.outbox_figures() to nx_dispatch;
grant create on schema nx to nx_system;
alter function nx.purge_messages(integer) owner to nx_system;
alter function nx.purge_sessions(integer) owner to nx_system;
alter function nx.purge_known_devices(integer) owner to nx_system;
alter function nx.purge_account_tokens(integer) owner to nx_system;
alter function nx.purge_phone_codes(integer) owner to nx_system;
alter function nx.purge_idempotency_keys(integer) owner to nx_system;
alter function nx.purge_reservations(integer) owner to nx_system;
alter function nx.purge_slot_claims(integer) owner to nx_system;
alter function nx.purge_throttles(integer) owner to nx_system;
alter function nx.purge_webhooks(integer) owner to nx_system;
alter function nx.purge(integer, interval) owner to nx_system;
alter function nx.outbox_figures() owner to nx_system;
revoke create on schema nx from nx_system;
