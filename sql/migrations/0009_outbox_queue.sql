-- The queue across tenants, for the dispatcher: lease, start, settle.

-- A lease whose worker is gone: due again when its call had not started, else uncertain, and then
-- tried again after two minutes (mailgun.md section 7). An SMS is never tried again by itself.
create function nx.give_up_lost_leases() returns void
language sql volatile security definer set search_path = nx, pg_temp as $$
  update nx_notification_outbox o
     set state = case when o.call_started_at is null then 'pending' else 'uncertain' end,
         due_at = case when o.call_started_at is null then nx.now()
                       when o.channel = 'email' then nx.now() + interval '2 minutes'
                       else 'infinity' end,
         lease_expires_at = null
    from (select l.tenant_id, l.id from nx_notification_outbox l
           where l.state = 'sending' and l.lease_expires_at <= nx.now()
           for update skip locked) lost
   where o.tenant_id = lost.tenant_id and o.id = lost.id
$$;

-- Leases up to p_limit due rows, shared evenly among the tenants that have any: a tenant with a
-- long queue makes nobody else wait. `tenants` steps through the index from one tenant to the next,
-- so the cost grows with their number and not with their rows. Two callers take disjoint rows.
create function nx.lease_messages(p_limit integer, p_lease interval)
returns table (id uuid, tenant_id uuid, event_key text, channel text, recipient text,
               booking_uid uuid, revision bigint, payload jsonb, secret text, attempt integer,
               created_at timestamptz, expires_at timestamptz)
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
#variable_conflict use_column
declare
  v_now timestamptz;
begin
  perform nx.give_up_lost_leases();
  v_now := nx.now();  -- After it, or what it made due would wait for the next call.
  return query
  with recursive tenants (tenant_id) as (
    (select o.tenant_id from nx_notification_outbox o
      where o.state in ('pending', 'uncertain') order by o.tenant_id limit 1)
    union all
    select (select o.tenant_id from nx_notification_outbox o
             where o.state in ('pending', 'uncertain') and o.tenant_id > t.tenant_id
             order by o.tenant_id limit 1)
      from tenants t where t.tenant_id is not null),
  due as (
    select t.tenant_id, oldest.due_at
      from tenants t cross join lateral (
        select o.due_at from nx_notification_outbox o
         where o.tenant_id = t.tenant_id and o.state in ('pending', 'uncertain')
         order by o.due_at limit 1) oldest
     where oldest.due_at <= v_now order by oldest.due_at limit p_limit),
  share (rows) as (select ceil(p_limit::numeric / greatest(count(*), 1)) from due),
  picked as (
    select p.tenant_id, p.id
      from due d cross join share s cross join lateral (
        select o.tenant_id, o.id from nx_notification_outbox o
         where o.tenant_id = d.tenant_id and o.state in ('pending', 'uncertain')
           and o.due_at <= v_now and (o.state = 'pending' or o.channel = 'email')
         order by o.due_at limit s.rows for update skip locked) p
     limit p_limit)
  update nx_notification_outbox o
     set state = 'sending', attempt = o.attempt + 1, lease_expires_at = v_now + p_lease,
         call_started_at = null
    from picked
   where o.tenant_id = picked.tenant_id and o.id = picked.id
  returning o.id, o.tenant_id, o.event_key, o.channel, o.recipient, o.booking_uid, o.revision,
            o.payload, o.secret, o.attempt, o.created_at, o.expires_at;
end $$;

-- The calls for these rows begin now; answers those that their attempt still holds.
create function nx.start_calls(p_tenants uuid[], p_ids uuid[], p_attempts integer[])
returns setof uuid
language sql volatile security definer set search_path = nx, pg_temp as $$
  update nx_notification_outbox o set call_started_at = nx.now()
    from unnest(p_tenants, p_ids, p_attempts) as wave (tenant_id, id, attempt)
   where o.tenant_id = wave.tenant_id and o.id = wave.id and o.attempt = wave.attempt
     and o.state = 'sending' and o.lease_expires_at > nx.now()
  returning o.id
$$;

-- Writes how an attempt ended. False, and nothing written, when the row is no longer its own.
-- p_counts false gives the attempt back: the configuration was at fault, not the message.
create function nx.settle_message(p_tenant_id uuid, p_id uuid, p_attempt integer, p_state text,
                                  p_wait interval, p_counts boolean, p_provider_id text,
                                  p_error text, p_took_ms integer) returns boolean
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
declare
  v_open constant boolean := p_state in ('pending', 'uncertain');
begin
  update nx_notification_outbox o
     set state = p_state,
         due_at = case when not v_open then o.due_at
                       when p_state = 'uncertain' and o.channel <> 'email' then 'infinity'
                       else nx.now() + p_wait end,
         attempt = o.attempt - case when p_counts then 0 else 1 end,
         lease_expires_at = null,
         settled_at = case when not v_open then nx.now() end,
         provider_message_id = coalesce(nullif(p_provider_id, ''), o.provider_message_id),
         last_error = nullif(p_error, ''),
         secret = case when v_open then o.secret end
   where o.tenant_id = p_tenant_id and o.id = p_id and o.state = 'sending'
     and o.attempt = p_attempt;
  if not found then
    return false;
  end if;
  insert into nx_notification_attempt (tenant_id, outbox_id, attempt, outcome,
                                       provider_message_id, error, took_ms)
    values (p_tenant_id, p_id, p_attempt, p_state, nullif(p_provider_id, ''), nullif(p_error, ''),
            p_took_ms);
  return true;
end $$;

-- Rows that are due or leased.
create function nx.count_remaining_messages() returns bigint
language sql stable security definer set search_path = nx, pg_temp as $$
  select (select count(*) from nx_notification_outbox
           where state in ('pending', 'uncertain') and due_at <= nx.now())
       + (select count(*) from nx_notification_outbox where state = 'sending')
$$;

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

grant execute on function nx.lease_messages(integer, interval),
  nx.start_calls(uuid[], uuid[], integer[]),
  nx.settle_message(uuid, uuid, integer, text, interval, boolean, text, text, integer),
  nx.count_remaining_messages(), nx.tenant_of_message(uuid), nx.message_of_provider_id(text)
  to nx_dispatch;
grant create on schema nx to nx_system;
alter function nx.give_up_lost_leases() owner to nx_system;
alter function nx.lease_messages(integer, interval) owner to nx_system;
alter function nx.start_calls(uuid[], uuid[], integer[]) owner to nx_system;
alter function nx.settle_message(uuid, uuid, integer, text, interval, boolean, text, text, integer)
  owner to nx_system;
alter function nx.count_remaining_messages() owner to nx_system;
alter function nx.tenant_of_message(uuid) owner to nx_system;
alter function nx.message_of_provider_id(text) owner to nx_system;
revoke create on schema nx from nx_system;
