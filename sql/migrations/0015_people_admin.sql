-- Members as their admins see them: search, roles, invitations; and the filters of the audit log.

alter table nx.nx_tenant_membership
  add column disabled_at timestamptz,
  add column version bigint not null default 1;
comment on column nx.nx_tenant_membership.disabled_at is
  'Since when this person may not sign in here; their bookings and messages stay.';
comment on column nx.nx_tenant_membership.version is
  'Optimistic lock of the admin''s form: role, kind, disabled.';

-- What a person is found by: the beginnings of the words of the name, of the address and of its
-- parts. Each begins with the tenant, so that the index is led by it.
create function nx.member_words(p_tenant_id uuid, p_name text, p_email text) returns tsvector
language sql immutable parallel safe set search_path = pg_catalog as $$
  select array_to_tsvector(array(
    select distinct p_tenant_id::text || left(word, 100)
      from regexp_split_to_table(lower(p_name) || ' ' || p_email || ' '
             || split_part(p_email, '@', 2) || ' '
             || regexp_replace(p_email, '[@._+-]', ' ', 'g'), '\s+') word
     where word <> ''))
$$;
alter table nx.nx_tenant_membership
  add column search tsvector
    generated always as (nx.member_words(tenant_id, display_name, email)) stored;
create index nx_tenant_membership_search on nx.nx_tenant_membership using gin (search)
  with (fastupdate = off);
create index nx_tenant_membership_in_order
  on nx.nx_tenant_membership (tenant_id, lower(display_name), user_id);

-- Roles, kinds and the right to sign in change in nx.change_member alone, whoever asks; nobody is
-- taken out of a tenant.
revoke update (role, account_kind) on nx.nx_tenant_membership from nx_app;
revoke delete on nx.nx_tenant_membership from nx_app;
drop policy nx_tenant_membership_remove on nx.nx_tenant_membership;
grant select (version, disabled_at, search), update (role, account_kind, disabled_at, version)
  on nx.nx_tenant_membership to nx_system;
grant execute on function nx.member_words(uuid, text, text) to nx_app, nx_system;

-- One page of this tenant's members in the order of their names, behind the given person; for its
-- staff. Every word of p_query begins a word of the name or the address. Under a policy no index
-- could be used for that: @@ may leak. When most fit, a page of them stands among the next v_near,
-- and no index is asked. Else few that fit are fetched and sorted; of many the first ones are found
-- sooner by reading in order, so a page costs no more than the square root of the members.
create function nx.find_members(p_query text, p_after uuid, p_rows integer)
returns table (user_id uuid, role text, account_kind text, email text, display_name text,
               phone text, time_zone text, hour_cycle text, is_disabled boolean)
language plpgsql stable security definer set search_path = nx, pg_temp
set plan_cache_mode = force_generic_plan set jit = off set enable_seqscan = off as $$
#variable_conflict use_column
declare
  v_few constant integer := 500;
  v_near constant integer := 200;
  v_tenant constant uuid := nx.tenant_id();
  v_after constant uuid := coalesce(p_after, '00000000-0000-0000-0000-000000000000');
  v_name text;
  v_query tsquery;
  v_is_near boolean;
  v_found uuid[];
begin
  if not nx.is_staff() then
    return;
  end if;
  select lower(m.display_name) into v_name
    from nx_tenant_membership m where m.tenant_id = v_tenant and m.user_id = p_after;
  v_name := coalesce(v_name, '');
  if p_query = '' then
    return query
      select m.user_id, m.role, m.account_kind, m.email, m.display_name, m.phone, m.time_zone,
             m.hour_cycle, m.disabled_at is not null
        from nx_tenant_membership m
       where m.tenant_id = v_tenant and (lower(m.display_name), m.user_id) > (v_name, v_after)
       order by lower(m.display_name), m.user_id limit p_rows;
    return;
  end if;
  -- A quoted lexeme, in which both quotes and backslashes are doubled.
  select string_agg('''' || replace(replace(v_tenant || left(word, 100), '\', '\\'), '''', '''''')
                    || ''':*', ' & ')::tsquery
    into v_query from regexp_split_to_table(lower(p_query), '\s+') word;
  v_is_near := p_rows = (
    select count(*) from (
      select from (
        select m.search from nx_tenant_membership m
         where m.tenant_id = v_tenant and (lower(m.display_name), m.user_id) > (v_name, v_after)
         order by lower(m.display_name), m.user_id limit v_near) near
       where near.search @@ v_query limit p_rows) fits);
  if not v_is_near then
    v_found := array(select m.user_id from nx_tenant_membership m where m.search @@ v_query
                      limit v_few);
  end if;
  if cardinality(v_found) < v_few then
    return query
      select m.user_id, m.role, m.account_kind, m.email, m.display_name, m.phone, m.time_zone,
             m.hour_cycle, m.disabled_at is not null
        from unnest(v_found) found (user_id)
       cross join lateral (
         select one.* from nx_tenant_membership one
          where one.tenant_id = v_tenant and one.user_id = found.user_id limit 1) m
       where (lower(m.display_name), m.user_id) > (v_name, v_after)
       order by lower(m.display_name), m.user_id limit p_rows;
  else
    -- As `is true` the condition has no index, and the order decides.
    return query
      select m.user_id, m.role, m.account_kind, m.email, m.display_name, m.phone, m.time_zone,
             m.hour_cycle, m.disabled_at is not null
        from nx_tenant_membership m
       where m.tenant_id = v_tenant and (lower(m.display_name), m.user_id) > (v_name, v_after)
         and (m.search @@ v_query) is true
       order by lower(m.display_name), m.user_id limit p_rows;
  end if;
end $$;

-- Gives a person another role or kind, or takes or returns the right to sign in, and ends their
-- sessions here with it; false when the version is not the stored one any more, or nobody is there.
-- Admins only, and not of themselves: whoever asks is an admin and stays one, so a tenant keeps its
-- last. One at a time within a tenant, or two who demote each other would leave nobody.
create function nx.change_member(p_user_id uuid, p_role text, p_account_kind text,
                                 p_is_disabled boolean, p_version bigint) returns boolean
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
declare
  v_tenant constant uuid := nx.tenant_id();
begin
  if not nx.is_admin() or p_user_id = nx.user_id() then
    raise insufficient_privilege using message = 'only an admin may change another member',
      constraint = 'nx_tenant_membership_actor_is_admin';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('nx.change_member ' || v_tenant, 0));
  -- The one who asks may have been demoted while waiting.
  if not exists (select from nx_tenant_membership m
                  where m.tenant_id = v_tenant and m.user_id = nx.user_id() and m.role = 'admin'
                    and m.disabled_at is null) then
    raise insufficient_privilege using message = 'no admin any more',
      constraint = 'nx_tenant_membership_actor_is_admin';
  end if;
  update nx_tenant_membership m
     set role = p_role, account_kind = p_account_kind,
         disabled_at = case when p_is_disabled then coalesce(m.disabled_at, nx.now()) end,
         version = m.version + 1
   where m.tenant_id = v_tenant and m.user_id = p_user_id and m.version = p_version;
  if not found then
    return false;
  end if;
  delete from nx_web_session s where s.tenant_id = v_tenant and s.user_id = p_user_id;
  return true;
end $$;

-- Invitations by mail. The clear token is in the outbox row alone; `nx_app` cannot read its digest
-- either.
create table nx.nx_invitation (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  id uuid not null default gen_random_uuid(),
  email text not null,
  role text not null,
  account_kind text not null,
  token_sha256 bytea not null,
  invited_by uuid not null default nx.user_id(),
  created_at timestamptz not null default nx.now(),
  expires_at timestamptz not null,
  constraint nx_invitation_pkey primary key (tenant_id, id),
  constraint nx_invitation_email_unique unique (tenant_id, email),
  constraint nx_invitation_token_unique unique (tenant_id, token_sha256),
  constraint nx_invitation_invited_by foreign key (tenant_id, invited_by)
    references nx.nx_tenant_membership (tenant_id, user_id),
  constraint nx_invitation_role check (role in ('member', 'staff', 'admin')),
  constraint nx_invitation_account_kind check (account_kind in ('prospect', 'customer', 'staff')),
  constraint nx_invitation_email_form check (email = lower(email) and length(email) <= 254),
  constraint nx_invitation_token_length check (length(token_sha256) = 32)
);
create index nx_invitation_by_age on nx.nx_invitation (tenant_id, created_at desc, id desc);
create index nx_invitation_by_inviter on nx.nx_invitation (tenant_id, invited_by);

alter table nx.nx_invitation enable row level security;
alter table nx.nx_invitation force row level security;
create policy nx_invitation_admin on nx.nx_invitation using (
  tenant_id = (select nx.tenant_id()) and (select nx.is_admin()));
create policy nx_invitation_system on nx.nx_invitation to nx_system using (true);
grant select (tenant_id, id, email, role, account_kind, invited_by, created_at, expires_at), delete,
  insert (email, role, account_kind, token_sha256, expires_at) on nx.nx_invitation to nx_app;
grant select, delete on nx.nx_invitation to nx_system;

-- A live invitation of this tenant. Whoever sent it must be an admin here still. `has_account`: a
-- user has this address, in whatever tenant; the link went to that address alone.
create function nx.find_invitation(p_token_sha256 bytea)
returns table (id uuid, email text, has_account boolean)
language sql stable security definer set search_path = nx, pg_temp as $$
  select i.id, i.email, exists (select from nx_user u where u.email = i.email)
    from nx_invitation i
    join nx_tenant_membership m on m.tenant_id = i.tenant_id and m.user_id = i.invited_by
   where i.tenant_id = nx.tenant_id() and i.token_sha256 = p_token_sha256
     and i.expires_at > nx.now() and m.role = 'admin' and m.disabled_at is null
$$;

-- Uses an invitation up: makes the user (one who is there already is left as they are) and the
-- membership (likewise); answers who it is. Null: used, withdrawn or expired meanwhile.
create function nx.accept_invitation(p_token_sha256 bytea, p_password_hash text,
                                     p_display_name text) returns uuid
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
declare
  v_invitation nx_invitation;
  v_user uuid;
begin
  delete from nx_invitation i
   where i.tenant_id = nx.tenant_id()
     and i.id = (select f.id from nx.find_invitation(p_token_sha256) f)
  returning i.* into v_invitation;
  if not found then
    return null;
  end if;
  v_user := nx.create_user(v_invitation.email, p_password_hash);
  insert into nx_tenant_membership (tenant_id, user_id, role, account_kind, email, display_name)
    values (v_invitation.tenant_id, v_user, v_invitation.role, v_invitation.account_kind,
            v_invitation.email, p_display_name)
    on conflict on constraint nx_tenant_membership_pkey do nothing;
  return v_user;
end $$;

-- The filters of the audit log, each in the order of the list.
create index nx_audit_log_by_action on nx.nx_audit_log (tenant_id, action, at desc, id desc);
create index nx_audit_log_by_actor on nx.nx_audit_log (tenant_id, actor_user_id, at desc, id desc)
  where actor_user_id is not null;
create index nx_audit_log_by_subject on nx.nx_audit_log (tenant_id, subject, at desc, id desc)
  where subject <> '';

-- One page of the log, latest first, behind the given entry; with the rights of whoever asks.
-- p_person: who did it, or to whom it was done. p_action: empty for all.
create function nx.audit_page(p_person uuid, p_action text, p_from timestamptz, p_to timestamptz,
                              p_after_at timestamptz, p_after_id uuid, p_rows integer)
returns setof nx.nx_audit_log language plpgsql stable set search_path = nx, pg_temp as $$
declare
  -- One bound for both: of two the index may be entered at the wrong one, and read down to the other.
  v_to constant timestamptz := least(p_to, p_after_at);
  v_to_id constant uuid := case when p_to <= p_after_at
                                then '00000000-0000-0000-0000-000000000000' else p_after_id end;
begin
  if p_person is not null then
    return query
      select * from (
        (select a.* from nx_audit_log a
          where a.tenant_id = nx.tenant_id() and a.actor_user_id = p_person
            and (p_action = '' or a.action = p_action) and a.at >= p_from
            and (a.at, a.id) < (v_to, v_to_id)
          order by a.at desc, a.id desc limit p_rows)
        union
        (select a.* from nx_audit_log a
          where a.tenant_id = nx.tenant_id() and a.subject <> '' and a.subject = p_person::text
            and (p_action = '' or a.action = p_action) and a.at >= p_from
            and (a.at, a.id) < (v_to, v_to_id)
          order by a.at desc, a.id desc limit p_rows)) both_lists
       order by at desc, id desc limit p_rows;
  elsif p_action <> '' then
    return query
      select a.* from nx_audit_log a
       where a.tenant_id = nx.tenant_id() and a.action = p_action and a.at >= p_from
         and (a.at, a.id) < (v_to, v_to_id)
       order by a.at desc, a.id desc limit p_rows;
  else
    return query
      select a.* from nx_audit_log a
       where a.tenant_id = nx.tenant_id() and a.at >= p_from
         and (a.at, a.id) < (v_to, v_to_id)
       order by a.at desc, a.id desc limit p_rows;
  end if;
end $$;
grant execute on function nx.audit_page(uuid, text, timestamptz, timestamptz, timestamptz, uuid,
  integer) to nx_app;

grant create on schema nx to nx_system;
set local role nx_system;

-- A disabled person is a stranger here: to the log-in, to a session, and to a forgotten password.
create or replace function nx.credentials_by_email(p_email text)
returns table (user_id uuid, password_hash text, is_member boolean)
language sql stable security definer set search_path = nx, pg_temp as $$
  select u.id, u.password_hash, m.user_id is not null
    from nx_user u
    left join nx_tenant_membership m
      on m.tenant_id = nx.tenant_id() and m.user_id = u.id and m.disabled_at is null
   where u.email = lower(p_email)
$$;

-- Signs a member of this tenant in. Null: no membership here. The lock is the one that
-- nx.change_member waits for, so that a session begun meanwhile is ended there.
create or replace function nx.start_session(p_user_id uuid, p_token_sha256 bytea,
                                            p_user_agent text, p_address text) returns uuid
language sql volatile security definer set search_path = nx, pg_temp as $$
  with member as materialized (
    select m.tenant_id, m.user_id from nx_tenant_membership m
     where m.tenant_id = nx.tenant_id() and m.user_id = p_user_id and m.disabled_at is null
       for share)
  insert into nx_web_session (tenant_id, user_id, token_sha256, user_agent, address)
    select m.tenant_id, m.user_id, p_token_sha256, left(p_user_agent, 300), left(p_address, 64)
      from member m
  returning id
$$;

reset role;

grant execute on function nx.find_members(text, uuid, integer),
  nx.change_member(uuid, text, text, boolean, bigint), nx.find_invitation(bytea),
  nx.accept_invitation(bytea, text, text) to nx_app;
alter function nx.find_members(text, uuid, integer) owner to nx_system;
alter function nx.change_member(uuid, text, text, boolean, bigint) owner to nx_system;
alter function nx.find_invitation(bytea) owner to nx_system;
alter function nx.accept_invitation(bytea, text, text) owner to nx_system;
revoke create on schema nx from nx_system;
