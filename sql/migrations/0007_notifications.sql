-- The tenants' texts, the outbox, and its attempts.

create table nx.nx_notification_template (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  event_key text not null,
  channel text not null,
  subject_template text not null default '',
  body_text_template text not null default '',
  body_html_template text not null default '',
  is_enabled boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null default nx.now(),
  updated_at timestamptz not null default nx.now(),
  constraint nx_notification_template_pkey primary key (tenant_id, event_key, channel),
  constraint nx_notification_template_channel check (channel in ('email', 'sms', 'in_app')),
  constraint nx_notification_template_lengths check (
    length(event_key) between 1 and 40 and length(subject_template) <= 500
    and length(body_text_template) <= 20000 and length(body_html_template) <= 60000)
);
create trigger nx_notification_template_touch before update on nx.nx_notification_template
  for each row execute function nx.touch_updated_at();

alter table nx.nx_notification_template enable row level security;
alter table nx.nx_notification_template force row level security;
create policy nx_notification_template_staff on nx.nx_notification_template using (
  tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
-- Whoever reads a notice reads the tenant's text of it.
create policy nx_notification_template_notices on nx.nx_notification_template for select using (
  tenant_id = (select nx.tenant_id()) and channel = 'in_app');
grant select, insert, update, delete on nx.nx_notification_template to nx_app;
grant select on nx.nx_notification_template to nx_dispatch;

-- One message to one recipient on one channel. Pages keep room for the mark that a call begins:
-- then it touches no index.
--
--   pending -> sending (leased, attempt + 1) -> sent -> delivered | bounced
--                 |                          -> pending (later) | uncertain -> sending (looked up)
--                 |                          -> suppressed | superseded | dead
--   in_app rows need no sending: they are written as sent and read from due_at on.
create table nx.nx_notification_outbox (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  id uuid not null default gen_random_uuid(),
  booking_uid uuid,
  event_key text not null,
  revision bigint not null default 0,
  channel text not null,
  recipient_kind text not null,
  recipient_user_id uuid,
  recipient text not null,
  due_offset_minutes integer not null default 0,
  priority smallint not null generated always as (
    case when event_key not like 'booking%' then 0
         when event_key = 'booking_reminder' then 2 else 1 end) stored,
  payload jsonb not null default '{}',
  secret text,
  state text not null default 'pending',
  due_at timestamptz not null default nx.now(),
  expires_at timestamptz not null,
  attempt integer not null default 0,
  lease_expires_at timestamptz,
  call_started_at timestamptz,
  uncertain_since timestamptz,
  resends integer not null default 0,
  resend_of uuid,
  settled_at timestamptz,
  provider_message_id text,
  last_error text,
  read_at timestamptz,
  created_at timestamptz not null default nx.now(),
  constraint nx_notification_outbox_pkey primary key (tenant_id, id),
  constraint nx_notification_outbox_booking foreign key (tenant_id, booking_uid)
    references nx.nx_scheduler_booking (tenant_id, uid) on delete cascade,
  constraint nx_notification_outbox_recipient_membership foreign key (tenant_id, recipient_user_id)
    references nx.nx_tenant_membership (tenant_id, user_id) on delete cascade,
  constraint nx_notification_outbox_event check (event_key in (
    'booking_created', 'booking_rescheduled', 'booking_cancelled', 'booking_requested',
    'booking_rejected', 'booking_failed', 'booking_reminder', 'account_verify', 'account_exists',
    'account_reset', 'member_invited', 'phone_code')),
  constraint nx_notification_outbox_booking_event check (
    (event_key like 'booking%') = (booking_uid is not null)),
  constraint nx_notification_outbox_channel check (channel in ('email', 'sms', 'in_app')),
  constraint nx_notification_outbox_recipient_kind
    check (recipient_kind in ('attendee', 'staff', 'account')),
  constraint nx_notification_outbox_recipient_length check (length(recipient) between 1 and 254),
  constraint nx_notification_outbox_state check (state in (
    'pending', 'sending', 'sent', 'delivered', 'bounced', 'uncertain', 'suppressed', 'superseded',
    'dead')),
  constraint nx_notification_outbox_lease check (
    (state = 'sending') = (lease_expires_at is not null)),
  constraint nx_notification_outbox_secret_gone check (
    secret is null or state in ('pending', 'sending', 'uncertain')),
  constraint nx_notification_outbox_read_in_app check (read_at is null or channel = 'in_app')
) with (fillfactor = 70);
comment on column nx.nx_notification_outbox.priority is
  'Who waits for it: 0 somebody at a screen (accounts), 1 a change, 2 a reminder.';
comment on column nx.nx_notification_outbox.uncertain_since is
  'When the first attempt began that may or may not have been accepted.';
comment on column nx.nx_notification_outbox.resends is
  'Times it was sent again although an earlier attempt may have been accepted.';
comment on column nx.nx_notification_outbox.resend_of is
  'The message of which the provider said later that it never sent it; this one is its only other try.';
create unique index nx_notification_outbox_once on nx.nx_notification_outbox
  (tenant_id, booking_uid, event_key, revision, recipient, channel, due_offset_minutes)
  where booking_uid is not null;
create unique index nx_notification_outbox_resent_once on nx.nx_notification_outbox
  (tenant_id, resend_of) where resend_of is not null;
-- What may be leased, by tenant, channel and priority; nothing that is settled stays in it.
create index nx_notification_outbox_due on nx.nx_notification_outbox
  (tenant_id, channel, priority, due_at) where state in ('pending', 'uncertain');
-- Whether anything is due at all. `attempt >= 0` holds for every row: it keeps the statements that
-- must go by the index above, and do not say it, away from this one, which in a long queue would
-- lead them past everybody's rows.
create index nx_notification_outbox_due_anywhere on nx.nx_notification_outbox (due_at)
  where state in ('pending', 'uncertain') and attempt >= 0;
create index nx_notification_outbox_leased on nx.nx_notification_outbox (lease_expires_at)
  where state = 'sending';
create index nx_notification_outbox_by_id on nx.nx_notification_outbox (id);
create index nx_notification_outbox_by_provider_id on nx.nx_notification_outbox
  (provider_message_id) where provider_message_id is not null;
-- A person's notices, and the few of them that nobody has read: both cost the same however many
-- there are.
create index nx_notification_outbox_of_person on nx.nx_notification_outbox
  (tenant_id, recipient_user_id, due_at desc, id desc) where channel = 'in_app' and state = 'sent';
create index nx_notification_outbox_unread on nx.nx_notification_outbox
  (tenant_id, recipient_user_id, due_at)
  where channel = 'in_app' and state = 'sent' and read_at is null;

alter table nx.nx_notification_outbox enable row level security;
alter table nx.nx_notification_outbox force row level security;
-- Visitors write the mails of sign-up and reset; nobody but their addressee and staff reads.
create policy nx_notification_outbox_add on nx.nx_notification_outbox for insert
  with check (tenant_id = (select nx.tenant_id()));
create policy nx_notification_outbox_read on nx.nx_notification_outbox for select using (
  tenant_id = (select nx.tenant_id())
  and (recipient_user_id = (select nx.user_id()) or (select nx.is_staff())));
create policy nx_notification_outbox_change on nx.nx_notification_outbox for update using (
  tenant_id = (select nx.tenant_id())
  and (recipient_user_id = (select nx.user_id()) or (select nx.is_staff())));
create policy nx_notification_outbox_system on nx.nx_notification_outbox to nx_system using (true);
-- `secret` can be written by login roles and is never read by one: only a lease hands it out.
grant select (tenant_id, id, booking_uid, event_key, revision, channel, recipient_kind,
  recipient_user_id, recipient, due_offset_minutes, payload, state, due_at, expires_at, attempt,
  lease_expires_at, call_started_at, settled_at, provider_message_id, last_error, created_at, priority,
  uncertain_since, resends, read_at)
  on nx.nx_notification_outbox to nx_app, nx_dispatch;
grant insert (tenant_id, booking_uid, event_key, revision, channel, recipient_kind,
  recipient_user_id, recipient, due_offset_minutes, payload, secret, state, due_at, expires_at)
  on nx.nx_notification_outbox to nx_app, nx_dispatch;
grant update (state, due_at, settled_at, last_error) on nx.nx_notification_outbox
  to nx_app, nx_dispatch;
grant update (read_at) on nx.nx_notification_outbox to nx_app;
grant select (resend_of), insert (resend_of, last_error) on nx.nx_notification_outbox to nx_dispatch;
grant select, update (state, due_at, attempt, lease_expires_at, call_started_at, settled_at,
  uncertain_since, resends, provider_message_id, last_error, secret) on nx.nx_notification_outbox to nx_system;

create table nx.nx_notification_attempt (
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  outbox_id uuid not null,
  attempt integer not null,
  outcome text not null,
  provider_message_id text,
  error text,
  took_ms integer not null default 0,
  at timestamptz not null default nx.now(),
  constraint nx_notification_attempt_pkey primary key (tenant_id, outbox_id, id),
  constraint nx_notification_attempt_message foreign key (tenant_id, outbox_id)
    references nx.nx_notification_outbox (tenant_id, id) on delete cascade
);
alter table nx.nx_notification_attempt enable row level security;
alter table nx.nx_notification_attempt force row level security;
create policy nx_notification_attempt_staff on nx.nx_notification_attempt using (
  tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
create policy nx_notification_attempt_system on nx.nx_notification_attempt for insert to nx_system
  with check (true);
grant select on nx.nx_notification_attempt to nx_app, nx_dispatch;
grant insert on nx.nx_notification_attempt to nx_system;

-- A provider's account that must be left alone for a while: it asked for peace, it is down, or its
-- configuration is wrong. All tenants share it. When `until` is over, one message probes it.
create table nx.nx_provider_pause (
  channel text primary key check (channel in ('email', 'sms')),
  until timestamptz not null,
  reason text not null,
  since timestamptz not null default nx.now(),
  probed_at timestamptz
);
alter table nx.nx_provider_pause enable row level security;
create policy nx_provider_pause_system on nx.nx_provider_pause to nx_system using (true);
grant select, insert, update, delete on nx.nx_provider_pause to nx_system;

-- Channels that a tenant's staff has stopped, until they start them again. (nx_provider_pause is the
-- program's own, for all tenants.)
create table nx.nx_channel_pause (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  channel text not null,
  actor_user_id uuid not null,
  paused_at timestamptz not null default nx.now(),
  constraint nx_channel_pause_pkey primary key (tenant_id, channel),
  constraint nx_channel_pause_actor foreign key (tenant_id, actor_user_id)
    references nx.nx_tenant_membership (tenant_id, user_id),
  constraint nx_channel_pause_channel check (channel in ('email', 'sms'))
);
alter table nx.nx_channel_pause enable row level security;
alter table nx.nx_channel_pause force row level security;
create policy nx_channel_pause_staff on nx.nx_channel_pause using (
  tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
create policy nx_channel_pause_system on nx.nx_channel_pause for select to nx_system using (true);
grant select, insert (channel, actor_user_id), delete on nx.nx_channel_pause to nx_app;
grant select on nx.nx_channel_pause to nx_system;
