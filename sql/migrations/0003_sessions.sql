-- Signed-in devices and the proofs that are sent by mail.

create table nx.nx_web_session (
  tenant_id uuid not null default nx.tenant_id(),
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  token_sha256 bytea not null,
  user_agent text not null default '',
  address text not null default '',
  created_at timestamptz not null default nx.now(),
  last_seen_at timestamptz not null default nx.now(),
  constraint nx_web_session_pkey primary key (tenant_id, id),
  constraint nx_web_session_token_unique unique (tenant_id, token_sha256),
  constraint nx_web_session_membership foreign key (tenant_id, user_id)
    references nx.nx_tenant_membership (tenant_id, user_id) on delete cascade,
  constraint nx_web_session_token_length check (length(token_sha256) = 32),
  constraint nx_web_session_user_agent_length check (length(user_agent) <= 300),
  constraint nx_web_session_address_length check (length(address) <= 64)
);
create index nx_web_session_by_person on nx.nx_web_session (tenant_id, user_id, last_seen_at desc);
create index nx_web_session_by_user on nx.nx_web_session (user_id);

alter table nx.nx_web_session enable row level security;
alter table nx.nx_web_session force row level security;
create policy nx_web_session_own on nx.nx_web_session using (
  tenant_id = (select nx.tenant_id())
  and (user_id = (select nx.user_id()) or (select nx.is_admin())));
create policy nx_web_session_system on nx.nx_web_session to nx_system using (true);
grant select (tenant_id, id, user_id, user_agent, address, created_at, last_seen_at), delete
  on nx.nx_web_session to nx_app;
grant select, insert, update (last_seen_at), delete on nx.nx_web_session to nx_system;

-- Browsers in which a person has signed in before: guesses that others make do not slow these down.
create table nx.nx_known_device (
  tenant_id uuid not null default nx.tenant_id(),
  user_id uuid not null,
  token_sha256 bytea not null,
  created_at timestamptz not null default nx.now(),
  constraint nx_known_device_pkey primary key (tenant_id, user_id, token_sha256),
  constraint nx_known_device_membership foreign key (tenant_id, user_id)
    references nx.nx_tenant_membership (tenant_id, user_id) on delete cascade,
  constraint nx_known_device_token_length check (length(token_sha256) = 32)
);
create index nx_known_device_by_user on nx.nx_known_device (user_id);
create index nx_known_device_by_age on nx.nx_known_device (created_at);

alter table nx.nx_known_device enable row level security;
alter table nx.nx_known_device force row level security;
create policy nx_known_device_own on nx.nx_known_device for insert with check (
  tenant_id = (select nx.tenant_id()) and user_id = (select nx.user_id()));
create policy nx_known_device_system on nx.nx_known_device to nx_system using (true);
grant insert (user_id, token_sha256) on nx.nx_known_device to nx_app;
grant select, delete on nx.nx_known_device to nx_system;

-- Whether the person with this e-mail has signed in to this tenant from that browser.
create function nx.knows_device(p_email text, p_token_sha256 bytea) returns boolean
language sql stable security definer set search_path = nx, pg_temp as $$
  select exists (
    select from nx_tenant_membership m
      join nx_known_device d on d.tenant_id = m.tenant_id and d.user_id = m.user_id
     where m.tenant_id = nx.tenant_id() and m.email = p_email
       and d.token_sha256 = p_token_sha256)
$$;

-- Written by visitors and never read by a login role itself. A verify token carries all that the
-- user and the membership will be made of.
create table nx.nx_account_token (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  id uuid not null default gen_random_uuid(),
  kind text not null,
  token_sha256 bytea not null,
  email text not null,
  display_name text,
  password_hash text,
  user_id uuid references nx.nx_user (id),
  created_at timestamptz not null default nx.now(),
  expires_at timestamptz not null,
  constraint nx_account_token_pkey primary key (tenant_id, id),
  constraint nx_account_token_unique unique (tenant_id, token_sha256),
  constraint nx_account_token_kind check (
    (kind = 'verify' and display_name is not null and password_hash is not null)
    or (kind = 'reset' and user_id is not null)),
  constraint nx_account_token_length check (length(token_sha256) = 32),
  constraint nx_account_token_email_length check (length(email) <= 254)
);
create index nx_account_token_by_user on nx.nx_account_token (user_id) where user_id is not null;
create index nx_account_token_by_email on nx.nx_account_token (tenant_id, email);
create index nx_account_token_by_expiry on nx.nx_account_token (expires_at);

alter table nx.nx_account_token enable row level security;
alter table nx.nx_account_token force row level security;
create policy nx_account_token_add on nx.nx_account_token for insert
  with check (tenant_id = (select nx.tenant_id()));
create policy nx_account_token_system on nx.nx_account_token to nx_system using (true);
grant insert (kind, token_sha256, email, display_name, password_hash, user_id, expires_at)
  on nx.nx_account_token to nx_app;
grant select, delete on nx.nx_account_token to nx_system;

-- A live token of this tenant; no row: unknown, expired or already used. `is_only`: no other one of
-- its kind waits for the same address.
create function nx.find_account_token(p_kind text, p_token_sha256 bytea)
returns table (id uuid, email text, display_name text, password_hash text, user_id uuid,
               expires_at timestamptz, is_only boolean)
language sql stable security definer set search_path = nx, pg_temp as $$
  select t.id, t.email, t.display_name, t.password_hash, t.user_id, t.expires_at,
         not exists (select from nx_account_token other
                      where other.tenant_id = t.tenant_id and other.email = t.email
                        and other.kind = t.kind and other.id <> t.id
                        and other.expires_at > nx.now())
    from nx_account_token t
   where t.tenant_id = nx.tenant_id() and t.token_sha256 = p_token_sha256 and t.kind = p_kind
     and t.expires_at > nx.now()
$$;

-- Uses a token up, and with it all of its kind that wait for the same address; false when somebody
-- did before, or when it expired meanwhile.
create function nx.consume_account_token(p_id uuid) returns boolean
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
declare
  v_kind text;
  v_email text;
begin
  delete from nx_account_token t
   where t.tenant_id = nx.tenant_id() and t.id = p_id and t.expires_at > nx.now()
  returning t.kind, t.email into v_kind, v_email;
  if not found then
    return false;
  end if;
  delete from nx_account_token t
   where t.tenant_id = nx.tenant_id() and t.email = v_email and t.kind = v_kind;
  return true;
end $$;

-- Signs a member of this tenant in. Null: no membership here.
create function nx.start_session(p_user_id uuid, p_token_sha256 bytea, p_user_agent text,
                                 p_address text) returns uuid
language sql volatile security definer set search_path = nx, pg_temp as $$
  insert into nx_web_session (tenant_id, user_id, token_sha256, user_agent, address)
    select m.tenant_id, m.user_id, p_token_sha256, left(p_user_agent, 300), left(p_address, 64)
      from nx_tenant_membership m
     where m.tenant_id = nx.tenant_id() and m.user_id = p_user_id
  returning id
$$;

-- Ends a person's sessions in every tenant, but the given one; answers how many.
create function nx.end_sessions(p_user_id uuid, p_keep uuid) returns bigint
language sql volatile security definer set search_path = nx, pg_temp as $$
  with gone as (
    delete from nx_web_session where user_id = p_user_id and id is distinct from p_keep returning 1)
  select count(*) from gone
$$;

-- A new password, after which no other session, no browser known before and no reset link sent
-- before is worth anything.
create function nx.set_password(p_user_id uuid, p_password_hash text, p_keep uuid) returns boolean
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
begin
  delete from nx_account_token where user_id = p_user_id and kind = 'reset';
  delete from nx_known_device where user_id = p_user_id;
  perform nx.end_sessions(p_user_id, p_keep);
  update nx_user set password_hash = p_password_hash where id = p_user_id;
  return found;
end $$;

-- The same password under stronger parameters: ends nothing.
create function nx.rehash_password(p_user_id uuid, p_password_hash text) returns boolean
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
begin
  update nx_user set password_hash = p_password_hash where id = p_user_id;
  return found;
end $$;

grant execute on function nx.find_account_token(text, bytea), nx.consume_account_token(uuid),
  nx.start_session(uuid, bytea, text, text), nx.end_sessions(uuid, uuid),
  nx.set_password(uuid, text, uuid), nx.rehash_password(uuid, text), nx.knows_device(text, bytea)
  to nx_app;
grant create on schema nx to nx_system;
alter function nx.find_account_token(text, bytea) owner to nx_system;
alter function nx.consume_account_token(uuid) owner to nx_system;
alter function nx.start_session(uuid, bytea, text, text) owner to nx_system;
alter function nx.end_sessions(uuid, uuid) owner to nx_system;
alter function nx.set_password(uuid, text, uuid) owner to nx_system;
alter function nx.rehash_password(uuid, text) owner to nx_system;
alter function nx.knows_device(text, bytea) owner to nx_system;
revoke create on schema nx from nx_system;
