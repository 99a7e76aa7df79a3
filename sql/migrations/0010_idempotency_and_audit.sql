-- First answers kept for a repeated request, and the log of who did what.

create table nx.nx_idempotency_key (
  tenant_id uuid not null default nx.tenant_id(),
  user_id uuid not null default nx.user_id(),
  route text not null,
  key text not null,
  request_sha256 bytea not null,
  booking_uid uuid,
  status integer,
  body text,
  created_at timestamptz not null default nx.now(),
  expires_at timestamptz not null,
  constraint nx_idempotency_key_pkey primary key (tenant_id, user_id, route, key),
  constraint nx_idempotency_key_membership foreign key (tenant_id, user_id)
    references nx.nx_tenant_membership (tenant_id, user_id) on delete cascade,
  constraint nx_idempotency_key_length check (
    length(key) between 8 and 128 and length(route) between 1 and 100),
  constraint nx_idempotency_key_digest_length check (length(request_sha256) = 32),
  constraint nx_idempotency_key_answer check ((status is null) = (body is null))
);
create index nx_idempotency_key_by_expiry on nx.nx_idempotency_key (expires_at);

alter table nx.nx_idempotency_key enable row level security;
alter table nx.nx_idempotency_key force row level security;
create policy nx_idempotency_key_own on nx.nx_idempotency_key using (
  tenant_id = (select nx.tenant_id()) and user_id = (select nx.user_id()));
grant select, insert, delete, update (request_sha256, booking_uid, status, body, created_at,
  expires_at) on nx.nx_idempotency_key to nx_app;

-- Append-only: no role has the right to change or remove an entry.
create table nx.nx_audit_log (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  id uuid not null default gen_random_uuid(),
  at timestamptz not null default nx.now(),
  actor_user_id uuid,
  actor_role text not null
    default coalesce(nullif(current_setting('nx.role', true), ''), 'visitor'),
  action text not null,
  subject text not null default '',
  details jsonb not null default '{}',
  constraint nx_audit_log_pkey primary key (tenant_id, id),
  constraint nx_audit_log_lengths check (
    length(action) between 1 and 80 and length(subject) <= 200
    and length(details::text) <= 10000)
);
create index nx_audit_log_by_time on nx.nx_audit_log (tenant_id, at desc, id desc);

alter table nx.nx_audit_log enable row level security;
alter table nx.nx_audit_log force row level security;
create policy nx_audit_log_add on nx.nx_audit_log for insert
  with check (tenant_id = (select nx.tenant_id()));
create policy nx_audit_log_read on nx.nx_audit_log for select
  using (tenant_id = (select nx.tenant_id()) and (select nx.is_admin()));
grant select, insert (actor_user_id, action, subject, details) on nx.nx_audit_log
  to nx_app, nx_dispatch;
