-- What the pages of the administration set and show beyond the bare mapping: rules per purpose, the
-- organization at Cal.com, and what was last seen of an event type there.

alter table nx.nx_scheduler_settings
  add column reason_rule text not null default 'optional',
  add column organization_id bigint,
  add constraint nx_scheduler_settings_reason_rule
    check (reason_rule in ('off', 'optional', 'required')),
  add constraint nx_scheduler_settings_organization
    check (organization_id is null or (organization_id > 0 and organization_slug <> ''));

-- An organization belongs to one tenant, as an event type does: with a key that tenants share, the
-- slug alone would show one tenant what another one has at Cal.com. Not led by the tenant, for that
-- is the point.
create unique index nx_scheduler_settings_organization_unique
  on nx.nx_scheduler_settings (organization_id);

-- Rules: what is null is as in the settings.
alter table nx.nx_scheduler_event_type_map
  add column cancel_notice_minutes integer,
  add column reschedule_notice_minutes integer,
  add column max_moves integer,
  add column max_open_bookings integer,
  add column reason_rule text,
  add column seen_title text not null default '',
  add column seen_team text not null default '',
  add column seen_hosts text not null default '',
  add column seen_problems text[] not null default '{}',
  add column seen_at timestamptz,
  add constraint nx_scheduler_event_type_map_notice check (
    cancel_notice_minutes between 0 and 525600 and reschedule_notice_minutes between 0 and 525600),
  add constraint nx_scheduler_event_type_map_limits
    check (max_moves >= 0 and max_open_bookings >= 0),
  add constraint nx_scheduler_event_type_map_reason_rule
    check (reason_rule in ('off', 'optional', 'required')),
  add constraint nx_scheduler_event_type_map_seen check (
    length(seen_title) <= 300 and length(seen_team) <= 300 and length(seen_hosts) <= 1000
    and cardinality(seen_problems) <= 20);

-- When the machinery was last at work, for those who wonder whether it is.
create table nx.nx_heartbeat (
  what text primary key check (what = 'dispatch'),
  at timestamptz not null default nx.now()
);
grant select on nx.nx_heartbeat to nx_app;
grant select, insert, update on nx.nx_heartbeat to nx_dispatch;

-- When Cal.com last told us something of an event type.
alter table nx.nx_cal_event_type_owner add column webhook_at timestamptz;
grant select (tenant_id, cal_event_type_id, webhook_at) on nx.nx_cal_event_type_owner to nx_app;
grant update (webhook_at) on nx.nx_cal_event_type_owner to nx_system;

create function nx.note_webhook(p_cal_event_type_id bigint) returns void
language sql volatile security definer set search_path = nx, pg_temp as $$
  update nx_cal_event_type_owner set webhook_at = nx.now()
   where cal_event_type_id = p_cal_event_type_id
     and coalesce(webhook_at, '-infinity') < nx.now() - interval '10 seconds'
$$;
grant execute on function nx.note_webhook(bigint) to nx_dispatch;
grant create on schema nx to nx_system;
alter function nx.note_webhook(bigint) owner to nx_system;
revoke create on schema nx from nx_system;
