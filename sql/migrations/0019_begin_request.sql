-- The first statement of every request's transaction.
--
-- An unknown tenant: no row, and nothing is set. Otherwise the tenant is set for the transaction,
-- and one row comes back; person, role and kind are set and returned only with a live session AND a
-- membership of this tenant. A session lives 14 days since it was last seen and 90 days at most;
-- last_seen_at moves at most every 5 minutes, and never waits for another request's row lock.
--
-- One look-up after the other, each by its key: joined, they cost three times as much, nearly all of
-- it for setting up the join.
create function nx.begin_request(p_slug text, p_token_sha256 bytea)
returns table (tenant_id uuid, tenant_slug text, tenant_name text, default_time_zone text,
               scheduling_enabled boolean, logo text,
               brand_version bigint, session_id uuid, user_id uuid, email text,
               display_name text, phone text, role text, account_kind text, time_zone text,
               hour_cycle text)
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
#variable_conflict use_variable
declare
  v_now constant timestamptz := nx.now();
  v_last_seen_at timestamptz;
  v_set text;
begin
  select t.id, t.slug, t.name, t.logo, t.brand_version
    into tenant_id, tenant_slug, tenant_name, logo, brand_version
    from nx_tenant t where t.slug = p_slug;
  if not found then
    return;
  end if;
  select c.default_time_zone, c.is_enabled into default_time_zone, scheduling_enabled
    from nx_scheduler_settings c where c.tenant_id = begin_request.tenant_id;
  default_time_zone := coalesce(default_time_zone, 'UTC');
  scheduling_enabled := coalesce(scheduling_enabled, false);
  select w.id, w.user_id, w.last_seen_at into session_id, user_id, v_last_seen_at
    from nx_web_session w
   where w.tenant_id = begin_request.tenant_id and w.token_sha256 = p_token_sha256
     and w.last_seen_at > v_now - interval '14 days'
     and w.created_at > v_now - interval '90 days';
  if found then
    select m.email, m.display_name, m.phone, m.role, m.account_kind, m.time_zone, m.hour_cycle
      into email, display_name, phone, role, account_kind, time_zone, hour_cycle
      from nx_tenant_membership m
     where m.tenant_id = begin_request.tenant_id and m.user_id = begin_request.user_id
       and m.disabled_at is null;
    if not found then
      session_id := null;
      user_id := null;
    end if;
  end if;
  -- Assignments, not a query: they need no executor.
  v_set := set_config('nx.tenant_id', tenant_id::text, true);
  v_set := set_config('nx.user_id', coalesce(user_id::text, ''), true);
  v_set := set_config('nx.role', coalesce(role, ''), true);
  v_set := set_config('nx.account_kind', coalesce(account_kind, ''), true);
  if v_last_seen_at < v_now - interval '5 minutes' then
    update nx_web_session s set last_seen_at = v_now
      from (select w.id from nx_web_session w
             where w.tenant_id = begin_request.tenant_id and w.id = session_id
               for update skip locked) free
     where s.tenant_id = begin_request.tenant_id and s.id = free.id;
  end if;
  return next;
end $$;

grant execute on function nx.begin_request(text, bytea) to nx_app;
grant create on schema nx to nx_system;
alter function nx.begin_request(text, bytea) owner to nx_system;
revoke create on schema nx from nx_system;
