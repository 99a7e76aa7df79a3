-- What staff need to word messages: the last versions of each text, and a message to try one on
-- oneself.

create table nx.nx_notification_template_version (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  event_key text not null,
  channel text not null,
  version bigint not null,
  subject_template text not null,
  body_text_template text not null,
  body_html_template text not null,
  is_enabled boolean not null,
  saved_by_user_id uuid default nx.user_id(),
  saved_at timestamptz not null default nx.now(),
  constraint nx_notification_template_version_pkey
    primary key (tenant_id, event_key, channel, version),
  constraint nx_notification_template_version_author foreign key (tenant_id, saved_by_user_id)
    references nx.nx_tenant_membership (tenant_id, user_id) on delete set null (saved_by_user_id),
  constraint nx_notification_template_version_channel check (channel in ('email', 'sms', 'in_app')),
  constraint nx_notification_template_version_lengths check (
    length(event_key) between 1 and 40 and length(subject_template) <= 500
    and length(body_text_template) <= 20000 and length(body_html_template) <= 60000)
);
create index nx_notification_template_version_by_author on nx.nx_notification_template_version
  (tenant_id, saved_by_user_id);
alter table nx.nx_notification_template_version enable row level security;
alter table nx.nx_notification_template_version force row level security;
create policy nx_notification_template_version_read on nx.nx_notification_template_version
  for select using (tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
create policy nx_notification_template_version_add on nx.nx_notification_template_version
  for insert with check (tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
create policy nx_notification_template_version_remove on nx.nx_notification_template_version
  for delete using (tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
grant select, delete, insert (event_key, channel, version, subject_template, body_text_template,
  body_html_template, is_enabled) on nx.nx_notification_template_version to nx_app;

-- `template_test`: a text that somebody sends to themselves. It is about no booking, and its payload
-- is what leaves.
alter table nx.nx_notification_outbox
  drop constraint nx_notification_outbox_event,
  add constraint nx_notification_outbox_event check (event_key in (
    'booking_created', 'booking_rescheduled', 'booking_cancelled', 'booking_requested',
    'booking_rejected', 'booking_failed', 'booking_reminder', 'account_verify', 'account_exists',
    'account_reset', 'member_invited', 'phone_code', 'template_test'));
