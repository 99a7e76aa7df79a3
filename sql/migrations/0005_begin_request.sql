-- The first statement of every request's transaction.
--
-- An unknown tenant: no row, and nothing is set. Otherwise the tenant is set for the transaction,
-- and one row comes back; person, role and kind are set and returned only with a live session AND a
-- membership of this tenant. A session lives 14 days since it was last seen and 90 days at most;
-- last_seen_at moves at most every 5 minutes, and never waits for another request's row lock.
create function nx.begin_request(p_slug text, p_token_sha256 bytea)
returns table (tenant_id uuid, tenant_slug text, tenant_name text, default_time_zone text,
               scheduling_enabled boolean, session_id uuid, user_id uuid, email text,
               display_name text, phone text, role text, account_kind text, time_zone text,
               hour_cycle text)
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
#variable_conflict use_column
declare
  v_now constant timestamptz := nx.now();
  v record;
begin
  select t.id, t.slug, t.name, coalesce(c.default_time_zone, 'UTC') as zone,
         coalesce(c.is_enabled, false) as enabled, w.id as session_id, w.last_seen_at,
         m.user_id, m.email, m.display_name, m.phone, m.role, m.account_kind, m.time_zone,
         m.hour_cycle
    into v
    from nx_tenant t
    left join nx_scheduler_settings c on c.tenant_id = t.id
    left join nx_web_session w on w.tenant_id = t.id and w.token_sha256 = p_token_sha256
          and w.last_seen_at > v_now - interval '14 days'
          and w.created_at > v_now - interval '90 days'
    left join nx_tenant_membership m on m.tenant_id = w.tenant_id and m.user_id = w.user_id
   where t.slug = p_slug;
  if not found then
    return;
  end if;
  perform set_config('nx.tenant_id', v.id::text, true),
          set_config('nx.user_id', coalesce(v.user_id::text, ''), true),
          set_config('nx.role', coalesce(v.role, ''), true),
          set_config('nx.account_kind', coalesce(v.account_kind, ''), true);
  if v.last_seen_at < v_now - interval '5 minutes' then
    update nx_web_session s set last_seen_at = v_now
      from (select w.id from nx_web_session w
             where w.tenant_id = v.id and w.id = v.session_id for update skip locked) free
     where s.tenant_id = v.id and s.id = free.id;
  end if;
  return query select v.id, v.slug, v.name, v.zone, v.enabled, v.session_id, v.user_id, v.email,
                      v.display_name, v.phone, v.role, v.account_kind, v.time_zone, v.hour_cycle;
end $$;

grant execute on function nx.begin_request(text, bytea) to nx_app;
grant create on schema nx to nx_system;
alter function nx.begin_request(text, bytea) owner to nx_system;
revoke create on schema nx from nx_system;
