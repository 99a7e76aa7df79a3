-- Demo data: two tenants with an admin, a staff member, a customer and a prospect each, all with
-- the password "demo demo demo demo", and three purposes. Run by nx_owner after the migrations, any
-- number of times: what exists is left as it is.
begin;

insert into nx.nx_tenant (slug, name, phone, brand_color, accent_color)
values ('acme', 'Acme Consulting', '+4930901820', '#1f4e79', '#c2410c'),
       ('globex', 'Globex Advisory', '+493022334455', '#14532d', '#7c2d12')
on conflict (slug) do nothing;

insert into nx.nx_user (email, password_hash)
select who || '@' || slug || '.test',
       '$argon2id$v=19$m=19456,t=2,p=1$3GLGe4Crdnwq5BPNX8CHUw'
         || '$mbgXT+s2BjqklxSunLSYWLIr20tZ0mHbLD3BV1LSa94'
  from unnest(array['admin', 'staff', 'customer', 'prospect']) who,
       unnest(array['acme', 'globex']) slug
on conflict (email) do nothing;

-- The rest lies behind row security, which holds for the owner too: one tenant at a time.
do $$
declare
  v_tenant record;
begin
  for v_tenant in select * from nx.nx_tenant where slug in ('acme', 'globex') loop
    perform set_config('nx.tenant_id', v_tenant.id::text, true),
            set_config('nx.role', 'system', true);

    insert into nx.nx_scheduler_settings (is_enabled, organization_slug, organization_id,
        default_time_zone, attendee_address, alias_domain, contact_email, contact_phone)
    values (true, v_tenant.slug, case v_tenant.slug when 'acme' then 11 else 12 end, 'Europe/Berlin',
            case v_tenant.slug when 'acme' then 'alias' else 'real' end,
            case v_tenant.slug when 'acme' then 'bookings.acme.test' else '' end,
            'hello@' || v_tenant.slug || '.test', v_tenant.phone)
    on conflict do nothing;

    insert into nx.nx_tenant_membership (user_id, role, account_kind, email, display_name,
        time_zone)
    select u.id, p.role, p.kind, u.email, p.name, 'Europe/Berlin'
      from (values ('admin', 'admin', 'staff', 'Ada Admin'),
                   ('staff', 'staff', 'staff', 'Sam Staff'),
                   ('customer', 'member', 'customer', 'Carla Customer'),
                   ('prospect', 'member', 'prospect', 'Paul Prospect'))
           p (who, role, kind, name)
      join nx.nx_user u on u.email = p.who || '@' || v_tenant.slug || '.test'
    on conflict do nothing;

    insert into nx.nx_cal_event_type_owner (cal_event_type_id, tenant_id)
    select first + n, v_tenant.id
      from generate_series(1, 3) n,
           (select case v_tenant.slug when 'acme' then 1100 else 2100 end as first) base
    on conflict do nothing;

    insert into nx.nx_scheduler_event_type_map (purpose, title, description, cal_event_type_id,
        length_minutes, allow_kinds, is_enabled, position)
    select p.purpose, p.title, p.description,
           case v_tenant.slug when 'acme' then 1100 else 2100 end + p.position, p.minutes, p.kinds,
           true, p.position
      from (values
        ('intro_call', 'Intro call', 'Half an hour to get to know each other.', 30,
         array['prospect', 'customer'], 1),
        ('demo', 'Product demo', 'We show you around and answer your questions.', 45,
         array['prospect', 'customer'], 2),
        ('support', 'Support session', 'Help with what you already use.', 30,
         array['customer'], 3)) p (purpose, title, description, minutes, kinds, position)
    on conflict do nothing;
  end loop;
end $$;

commit;
