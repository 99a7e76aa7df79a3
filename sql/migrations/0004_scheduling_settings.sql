-- What staff configure: the tenant's settings, and the purposes with the event types behind them.

create table nx.nx_scheduler_settings (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  is_enabled boolean not null default false,
  organization_slug text not null default '',
  default_time_zone text not null default 'UTC',
  attendee_address text not null default 'real',
  alias_domain text not null default '',
  cancel_notice_minutes integer not null default 0,
  reschedule_notice_minutes integer not null default 0,
  max_moves integer not null default 0,
  max_open_bookings integer not null default 0,
  hold_minutes integer not null default 10,
  contact_email text not null default '',
  contact_phone text not null default '',
  email_enabled boolean not null default true,
  sms_enabled boolean not null default false,
  in_app_enabled boolean not null default true,
  staff_email text,
  reminder_minutes integer[] not null default '{1440,60}',
  quiet_from_minute integer,
  quiet_to_minute integer,
  sender_name text not null default '',
  sender_address text not null default '',
  reply_to text not null default '',
  version bigint not null default 1,
  created_at timestamptz not null default nx.now(),
  updated_at timestamptz not null default nx.now(),
  constraint nx_scheduler_settings_pkey primary key (tenant_id),
  constraint nx_scheduler_settings_organization_length check (length(organization_slug) <= 100),
  constraint nx_scheduler_settings_time_zone_length
    check (length(default_time_zone) between 1 and 64),
  constraint nx_scheduler_settings_address check (attendee_address in ('real', 'alias')),
  constraint nx_scheduler_settings_alias_domain check (
    length(alias_domain) <= 200 and (attendee_address = 'real' or alias_domain <> '')),
  constraint nx_scheduler_settings_notice check (
    cancel_notice_minutes between 0 and 525600 and reschedule_notice_minutes between 0 and 525600),
  constraint nx_scheduler_settings_limits check (max_moves >= 0 and max_open_bookings >= 0),
  constraint nx_scheduler_settings_hold check (hold_minutes between 1 and 60),
  constraint nx_scheduler_settings_contact_length check (
    length(contact_email) <= 254 and length(contact_phone) <= 40),
  constraint nx_scheduler_settings_staff_email_length check (length(staff_email) between 3 and 254),
  constraint nx_scheduler_settings_reminders check (
    cardinality(reminder_minutes) <= 5 and 5 <= all (reminder_minutes)
    and 20160 >= all (reminder_minutes)),
  constraint nx_scheduler_settings_quiet_hours check (
    (quiet_from_minute is null) = (quiet_to_minute is null) and quiet_from_minute <> quiet_to_minute
    and quiet_from_minute between 0 and 1439 and quiet_to_minute between 0 and 1439),
  constraint nx_scheduler_settings_sender_length check (
    length(sender_name) <= 100 and length(sender_address) <= 254 and length(reply_to) <= 254)
);
create trigger nx_scheduler_settings_touch before update on nx.nx_scheduler_settings
  for each row execute function nx.touch_updated_at();

alter table nx.nx_scheduler_settings enable row level security;
alter table nx.nx_scheduler_settings force row level security;
create policy nx_scheduler_settings_read on nx.nx_scheduler_settings for select
  using (tenant_id = (select nx.tenant_id()));
create policy nx_scheduler_settings_add on nx.nx_scheduler_settings for insert
  with check (tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
create policy nx_scheduler_settings_change on nx.nx_scheduler_settings for update
  using (tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
create policy nx_scheduler_settings_system on nx.nx_scheduler_settings for select to nx_system
  using (true);
grant select, insert, update on nx.nx_scheduler_settings to nx_app;
grant select on nx.nx_scheduler_settings to nx_dispatch;
grant select (tenant_id, is_enabled, default_time_zone) on nx.nx_scheduler_settings to nx_system;

-- One of the two tables whose key is not led by the tenant: an event type of Cal.com belongs to one
-- tenant of ours. Written by claim_event_type only.
create table nx.nx_cal_event_type_owner (
  cal_event_type_id bigint primary key,
  tenant_id uuid not null references nx.nx_tenant (id),
  constraint nx_cal_event_type_owner_tenant unique (tenant_id, cal_event_type_id)
);
alter table nx.nx_cal_event_type_owner enable row level security;
alter table nx.nx_cal_event_type_owner force row level security;
create policy nx_cal_event_type_owner_tenant on nx.nx_cal_event_type_owner
  using (tenant_id = (select nx.tenant_id()));
create policy nx_cal_event_type_owner_system on nx.nx_cal_event_type_owner to nx_system
  using (true);
grant select, insert, delete on nx.nx_cal_event_type_owner to nx_system;

-- Takes an event type for this tenant. False: not available to this tenant.
create function nx.claim_event_type(p_cal_event_type_id bigint) returns boolean
language plpgsql volatile security definer set search_path = nx, pg_temp as $$
begin
  insert into nx_cal_event_type_owner (cal_event_type_id, tenant_id)
    values (p_cal_event_type_id, nx.tenant_id()) on conflict (cal_event_type_id) do nothing;
  return exists (select from nx_cal_event_type_owner o
                  where o.cal_event_type_id = p_cal_event_type_id and o.tenant_id = nx.tenant_id());
end $$;
grant execute on function nx.claim_event_type(bigint) to nx_app;
grant create on schema nx to nx_system;
alter function nx.claim_event_type(bigint) owner to nx_system;
revoke create on schema nx from nx_system;

create table nx.nx_scheduler_event_type_map (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_scheduler_settings (tenant_id),
  purpose text not null,
  title text not null,
  description text not null default '',
  cal_event_type_id bigint not null,
  length_minutes integer not null,
  allow_kinds text[] not null default '{}',
  is_enabled boolean not null default false,
  needs_approval boolean not null default false,
  cal_sends_mail boolean not null default false,
  cal_video boolean not null default false,
  position integer not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null default nx.now(),
  updated_at timestamptz not null default nx.now(),
  constraint nx_scheduler_event_type_map_pkey primary key (tenant_id, purpose),
  constraint nx_scheduler_event_type_map_event_type_unique unique (tenant_id, cal_event_type_id),
  constraint nx_scheduler_event_type_map_owner foreign key (tenant_id, cal_event_type_id)
    references nx.nx_cal_event_type_owner (tenant_id, cal_event_type_id),
  constraint nx_scheduler_event_type_map_purpose_form check (purpose ~ '^[a-z][a-z0-9_]{0,39}$'),
  constraint nx_scheduler_event_type_map_title_length check (length(title) between 1 and 120),
  constraint nx_scheduler_event_type_map_description_length check (length(description) <= 2000),
  constraint nx_scheduler_event_type_map_length_range check (length_minutes between 1 and 1440),
  constraint nx_scheduler_event_type_map_kinds
    check (allow_kinds <@ array['prospect', 'customer', 'staff'])
);
create trigger nx_scheduler_event_type_map_touch before update on nx.nx_scheduler_event_type_map
  for each row execute function nx.touch_updated_at();

alter table nx.nx_scheduler_event_type_map enable row level security;
alter table nx.nx_scheduler_event_type_map force row level security;
create policy nx_scheduler_event_type_map_read on nx.nx_scheduler_event_type_map for select
  using (tenant_id = (select nx.tenant_id()));
create policy nx_scheduler_event_type_map_add on nx.nx_scheduler_event_type_map for insert
  with check (tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
create policy nx_scheduler_event_type_map_change on nx.nx_scheduler_event_type_map for update
  using (tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
create policy nx_scheduler_event_type_map_system on nx.nx_scheduler_event_type_map for select
  to nx_system using (true);
grant select, insert, update on nx.nx_scheduler_event_type_map to nx_app;
grant select on nx.nx_scheduler_event_type_map to nx_dispatch;
grant select (tenant_id, cal_event_type_id) on nx.nx_scheduler_event_type_map to nx_system;
