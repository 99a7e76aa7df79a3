-- What comes back from those who deliver, and who must not be written to.

-- Consent is worth what can be shown of it: the words that were agreed to, and when.
alter table nx.nx_tenant_membership
  add column sms_consent_text text,
  add constraint nx_tenant_membership_sms_consent check (
    (sms_consent_at is null) = (sms_consent_text is null)),
  add constraint nx_tenant_membership_sms_consent_length check (length(sms_consent_text) <= 500);
grant update (sms_consent_text) on nx.nx_tenant_membership to nx_app;

-- The code on its way to a person's phone: one at a time, five tries, ten minutes. Its hash is slow
-- to guess, as six digits would not be behind a quick one.
create table nx.nx_phone_code (
  tenant_id uuid not null default nx.tenant_id(),
  user_id uuid not null default nx.user_id(),
  phone text not null,
  code_hash text not null,
  tries integer not null default 0,
  created_at timestamptz not null default nx.now(),
  expires_at timestamptz not null,
  constraint nx_phone_code_pkey primary key (tenant_id, user_id),
  constraint nx_phone_code_membership foreign key (tenant_id, user_id)
    references nx.nx_tenant_membership (tenant_id, user_id) on delete cascade,
  constraint nx_phone_code_hash_form check (code_hash like '$argon2id$%'),
  constraint nx_phone_code_tries check (tries between 0 and 5)
);
create index nx_phone_code_by_expiry on nx.nx_phone_code (expires_at);
alter table nx.nx_phone_code enable row level security;
alter table nx.nx_phone_code force row level security;
create policy nx_phone_code_own on nx.nx_phone_code using (
  tenant_id = (select nx.tenant_id()) and user_id = (select nx.user_id()));
grant select, insert, delete, update (phone, code_hash, tries, created_at, expires_at)
  on nx.nx_phone_code to nx_app;

-- Addresses that a tenant must not write to any more.
create table nx.nx_suppression (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  channel text not null,
  address text not null,
  reason text not null,
  at timestamptz not null default nx.now(),
  constraint nx_suppression_pkey primary key (tenant_id, channel, address, reason),
  constraint nx_suppression_channel check (channel in ('email', 'sms')),
  constraint nx_suppression_address check (
    length(address) between 1 and 254 and address = lower(address)),
  constraint nx_suppression_reason check (
    reason in ('complaint', 'permanent_failure', 'unsubscribed'))
);
alter table nx.nx_suppression enable row level security;
alter table nx.nx_suppression force row level security;
create policy nx_suppression_staff on nx.nx_suppression using (
  tenant_id = (select nx.tenant_id()) and (select nx.is_staff()));
create policy nx_suppression_system on nx.nx_suppression for select to nx_system using (true);
grant select, delete on nx.nx_suppression to nx_app;
grant select, insert (channel, address, reason) on nx.nx_suppression to nx_dispatch;
grant select on nx.nx_suppression to nx_system;

-- Numbers that answered STOP. All tenants send from the same number, so it counts for all of them,
-- and for those to come. No login role has any privilege on it.
create table nx.nx_sms_opt_out (
  phone text primary key check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  source text not null check (source in ('inbound', 'refused')),
  at timestamptz not null default nx.now()
);
alter table nx.nx_sms_opt_out enable row level security;
create policy nx_sms_opt_out_system on nx.nx_sms_opt_out to nx_system using (true);
grant select, insert, delete on nx.nx_sms_opt_out to nx_system;
grant insert (provider, digest, body, processed_at) on nx.nx_webhook_inbox to nx_system;

-- True when nothing may be sent there for this tenant.
create function nx.is_suppressed(p_tenant_id uuid, p_channel text, p_address text) returns boolean
language sql stable security definer set search_path = nx, pg_temp as $$
  select exists (select from nx_suppression s
                  where s.tenant_id = p_tenant_id and s.channel = p_channel
                    and s.address = lower(p_address))
      or (p_channel = 'sms' and exists (select from nx_sms_opt_out o where o.phone = p_address))
$$;

-- The provider refused the number because its owner had answered STOP.
create function nx.note_opt_out(p_phone text) returns void
language sql volatile security definer set search_path = nx, pg_temp as $$
  insert into nx_sms_opt_out (phone, source) values (p_phone, 'refused') on conflict do nothing
$$;

-- A person's own STOP or START, each message once: a repeated START must not undo a later STOP.
-- False when this one has been here before.
create function nx.receive_opt_out(p_message_sha256 bytea, p_phone text, p_out boolean)
returns boolean language plpgsql volatile security definer set search_path = nx, pg_temp as $$
begin
  insert into nx_webhook_inbox (provider, digest, body, processed_at)
    values ('twilio', p_message_sha256, '', nx.now()) on conflict do nothing;
  if not found then
    return false;
  end if;
  delete from nx_sms_opt_out where phone = p_phone;
  if p_out then
    insert into nx_sms_opt_out (phone, source) values (p_phone, 'inbound') on conflict do nothing;
  end if;
  return true;
end $$;

-- What a callback may say of a row, under the tenant's own policy. A row that is still `sending`
-- has been created all the same: its lease ends with it.
grant update (provider_message_id, lease_expires_at, secret) on nx.nx_notification_outbox
  to nx_dispatch;

grant execute on function nx.is_suppressed(uuid, text, text), nx.note_opt_out(text),
  nx.receive_opt_out(bytea, text, boolean) to nx_dispatch;
grant create on schema nx to nx_system;
alter function nx.is_suppressed(uuid, text, text) owner to nx_system;
alter function nx.note_opt_out(text) owner to nx_system;
alter function nx.receive_opt_out(bytea, text, boolean) owner to nx_system;
revoke create on schema nx from nx_system;

-- What staff look at: rows that did not leave or did not arrive, newest first; counted without the
-- table, for what row security asks of a row stands in the index. They may have one sent again, which
-- gives it a new life, or take one out.
create index nx_notification_outbox_not_sent on nx.nx_notification_outbox
  (tenant_id, state, created_at desc, id desc) include (recipient_user_id)
  where state in ('uncertain', 'dead', 'bounced', 'suppressed');
grant update (expires_at, uncertain_since, resends) on nx.nx_notification_outbox to nx_app;
set local role nx_system;
grant execute on function nx.provider_pauses() to nx_app;
reset role;
