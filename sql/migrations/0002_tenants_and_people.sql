-- Tenants, users, memberships.

create table nx.nx_tenant (
  id uuid primary key default gen_random_uuid(),
  slug text not null,
  name text not null,
  phone text,
  sender_domains text[] not null default '{}',
  brand_color text not null default '#1f4e79',
  accent_color text not null default '#c2410c',
  created_at timestamptz not null default nx.now(),
  updated_at timestamptz not null default nx.now(),
  constraint nx_tenant_slug_unique unique (slug),
  constraint nx_tenant_slug_form check (slug ~ '^[a-z][a-z0-9-]{1,30}$'),
  constraint nx_tenant_slug_not_reserved check (slug not in (
    'admin', 'api', 'app', 'assets', 'auth', 'base', 'blog', 'bookings', 'cdn', 'dashboard', 'dev',
    'docs', 'ftp', 'healthz', 'help', 'host', 'imap', 'internal', 'local', 'localhost', 'login',
    'mail', 'metrics', 'mx', 'nexcyte', 'ns', 'pop', 'portal', 'root', 'smtp', 'static', 'status',
    'support', 'system', 'test', 'webhooks', 'webmail', 'www')),
  constraint nx_tenant_name_length check (length(name) between 1 and 120),
  constraint nx_tenant_phone_form check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  constraint nx_tenant_brand_color_form check (brand_color ~ '^#[0-9a-f]{6}$'),
  constraint nx_tenant_accent_color_form check (accent_color ~ '^#[0-9a-f]{6}$')
);
comment on column nx.nx_tenant.sender_domains is
  'Domains under which this tenant may send mail, beside our own. The operator''s command sets them.';
create trigger nx_tenant_touch before update on nx.nx_tenant
  for each row execute function nx.touch_updated_at();

-- Not forced: the operator's commands create and list tenants as the owner.
alter table nx.nx_tenant enable row level security;
create policy nx_tenant_own on nx.nx_tenant using (id = (select nx.tenant_id()));
create policy nx_tenant_system on nx.nx_tenant for select to nx_system using (true);
grant select on nx.nx_tenant to nx_app, nx_dispatch;
grant update (name, phone, brand_color, accent_color) on nx.nx_tenant to nx_app;
grant select (id, slug, name) on nx.nx_tenant to nx_system;

-- A person's identity over all tenants. No login role has any privilege on it.
create table nx.nx_user (
  id uuid primary key default gen_random_uuid(),
  email text not null,
  password_hash text not null,
  totp_secret bytea,
  created_at timestamptz not null default nx.now(),
  updated_at timestamptz not null default nx.now(),
  constraint nx_user_email_unique unique (email),
  constraint nx_user_email_form check (email = lower(email) and length(email) between 3 and 254),
  constraint nx_user_password_hash_form check (password_hash like '$argon2id$%')
);
create trigger nx_user_touch before update on nx.nx_user
  for each row execute function nx.touch_updated_at();
alter table nx.nx_user enable row level security;
create policy nx_user_system on nx.nx_user to nx_system using (true);
grant select (id, email, password_hash), insert (email, password_hash), update (password_hash)
  on nx.nx_user to nx_system;

-- A person in one tenant, with a copy of the e-mail.
create table nx.nx_tenant_membership (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  user_id uuid not null references nx.nx_user (id),
  role text not null default 'member',
  account_kind text not null default 'prospect',
  email text not null,
  display_name text not null,
  phone text,
  phone_verified_at timestamptz,
  sms_consent_at timestamptz,
  time_zone text,
  hour_cycle text not null default '24',
  created_at timestamptz not null default nx.now(),
  updated_at timestamptz not null default nx.now(),
  constraint nx_tenant_membership_pkey primary key (tenant_id, user_id),
  constraint nx_tenant_membership_email_unique unique (tenant_id, email),
  constraint nx_tenant_membership_role check (role in ('member', 'staff', 'admin')),
  constraint nx_tenant_membership_account_kind
    check (account_kind in ('prospect', 'customer', 'staff')),
  constraint nx_tenant_membership_hour_cycle check (hour_cycle in ('12', '24')),
  constraint nx_tenant_membership_email_form check (email = lower(email)),
  constraint nx_tenant_membership_name_length check (length(display_name) between 1 and 120),
  constraint nx_tenant_membership_phone_form check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  constraint nx_tenant_membership_time_zone_length check (length(time_zone) <= 64)
);
create index nx_tenant_membership_by_user on nx.nx_tenant_membership (user_id);
create trigger nx_tenant_membership_touch before update on nx.nx_tenant_membership
  for each row execute function nx.touch_updated_at();

alter table nx.nx_tenant_membership enable row level security;
alter table nx.nx_tenant_membership force row level security;
create policy nx_tenant_membership_read on nx.nx_tenant_membership for select using (
  tenant_id = (select nx.tenant_id())
  and (user_id = (select nx.user_id()) or (select nx.is_staff())));
create policy nx_tenant_membership_add on nx.nx_tenant_membership for insert with check (
  tenant_id = (select nx.tenant_id()) and (select nx.is_admin()));
create policy nx_tenant_membership_change on nx.nx_tenant_membership for update using (
  tenant_id = (select nx.tenant_id())
  and (user_id = (select nx.user_id()) or (select nx.is_admin())));
create policy nx_tenant_membership_remove on nx.nx_tenant_membership for delete using (
  tenant_id = (select nx.tenant_id()) and (select nx.is_admin()));
create policy nx_tenant_membership_system on nx.nx_tenant_membership to nx_system using (true);
grant select, insert, delete on nx.nx_tenant_membership to nx_app;
grant update (role, account_kind, display_name, phone, phone_verified_at, sms_consent_at, time_zone,
  hour_cycle) on nx.nx_tenant_membership to nx_app;
grant select on nx.nx_tenant_membership to nx_dispatch;
grant select (tenant_id, user_id, role, account_kind, email, display_name, phone, time_zone,
  hour_cycle), insert (tenant_id, user_id, role, account_kind, email, display_name, time_zone)
  on nx.nx_tenant_membership to nx_system;

-- The account functions. Each takes the tenant from the transaction; only the user is global.

-- The credentials behind an e-mail, and whether that person belongs to this tenant.
create function nx.credentials_by_email(p_email text)
returns table (user_id uuid, password_hash text, is_member boolean)
language sql stable security definer set search_path = nx, pg_temp as $$
  select u.id, u.password_hash, m.user_id is not null
    from nx_user u
    left join nx_tenant_membership m on m.tenant_id = nx.tenant_id() and m.user_id = u.id
   where u.email = lower(p_email)
$$;

-- Makes the user, or finds the one that has this e-mail and changes nothing about it.
create function nx.create_user(p_email text, p_password_hash text) returns uuid
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
declare
  v_id uuid;
begin
  insert into nx_user (email, password_hash) values (lower(p_email), p_password_hash)
    on conflict (email) do nothing returning id into v_id;
  if v_id is null then
    select u.id into strict v_id from nx_user u where u.email = lower(p_email);
  end if;
  return v_id;
end $$;

-- Gives the user a place in this tenant; one who has it already keeps it as it is. Whoever is not
-- an admin here can only make what a sign-up makes: a member and prospect.
create function nx.join_tenant(p_user_id uuid, p_role text, p_account_kind text,
                               p_display_name text, p_time_zone text) returns void
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
begin
  if (p_role, p_account_kind) <> ('member', 'prospect') and not nx.is_admin() then
    raise insufficient_privilege using message = 'only an admin may give a role or an account kind';
  end if;
  insert into nx_tenant_membership (tenant_id, user_id, role, account_kind, email, display_name,
                                    time_zone)
    select nx.tenant_id(), u.id, p_role, p_account_kind, u.email, p_display_name, p_time_zone
      from nx_user u where u.id = p_user_id
    on conflict on constraint nx_tenant_membership_pkey do nothing;
end $$;

grant execute on function nx.credentials_by_email(text), nx.create_user(text, text),
  nx.join_tenant(uuid, text, text, text, text) to nx_app;
grant create on schema nx to nx_system;
alter function nx.credentials_by_email(text) owner to nx_system;
alter function nx.create_user(text, text) owner to nx_system;
alter function nx.join_tenant(uuid, text, text, text, text) owner to nx_system;
revoke create on schema nx from nx_system;
-- The operator's commands run as the owner, whose own grants went with the functions.
set local role nx_system;
grant execute on function nx.create_user(text, text), nx.join_tenant(uuid, text, text, text, text)
  to nx_owner;
reset role;
