-- Held slots, and who owns a start time.

create table nx.nx_scheduler_reservation (
  tenant_id uuid not null default nx.tenant_id(),
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  purpose text not null,
  cal_event_type_id bigint not null,
  cal_reservation_uid text not null default '',
  start_at timestamptz not null,
  end_at timestamptz not null,
  time_zone text not null,
  expires_at timestamptz not null,
  finished_at timestamptz,
  booking_uid uuid,
  created_at timestamptz not null default nx.now(),
  constraint nx_scheduler_reservation_pkey primary key (tenant_id, id),
  constraint nx_scheduler_reservation_membership foreign key (tenant_id, user_id)
    references nx.nx_tenant_membership (tenant_id, user_id) on delete cascade,
  constraint nx_scheduler_reservation_purpose foreign key (tenant_id, purpose)
    references nx.nx_scheduler_event_type_map (tenant_id, purpose),
  constraint nx_scheduler_reservation_time check (start_at < end_at),
  constraint nx_scheduler_reservation_time_zone_length check (length(time_zone) between 1 and 64)
);
comment on column nx.nx_scheduler_reservation.booking_uid is
  'What it was used up for: who comes back to the page of the hold is shown what it became.';
create index nx_scheduler_reservation_live on nx.nx_scheduler_reservation
  (tenant_id, user_id, created_at) where finished_at is null;

alter table nx.nx_scheduler_reservation enable row level security;
alter table nx.nx_scheduler_reservation force row level security;
create policy nx_scheduler_reservation_own on nx.nx_scheduler_reservation using (
  tenant_id = (select nx.tenant_id())
  and (user_id = (select nx.user_id()) or (select nx.is_staff())));
grant select, insert, update (cal_reservation_uid, expires_at, finished_at, booking_uid)
  on nx.nx_scheduler_reservation to nx_app, nx_dispatch;

-- A start time of an event type has one owner: a hold or a booking. Taken by one upsert that may
-- replace an expired hold. It names no person, so every member of the tenant meets the same rows.
create table nx.nx_scheduler_slot_claim (
  tenant_id uuid not null default nx.tenant_id() references nx.nx_tenant (id),
  cal_event_type_id bigint not null,
  start_at timestamptz not null,
  kind text not null,
  owner_id uuid not null,
  expires_at timestamptz,
  constraint nx_scheduler_slot_claim_pkey primary key (tenant_id, cal_event_type_id, start_at),
  constraint nx_scheduler_slot_claim_kind check (
    (kind = 'hold' and expires_at is not null) or (kind = 'booking' and expires_at is null))
);
create index nx_scheduler_slot_claim_by_start on nx.nx_scheduler_slot_claim (start_at);

alter table nx.nx_scheduler_slot_claim enable row level security;
alter table nx.nx_scheduler_slot_claim force row level security;
create policy nx_scheduler_slot_claim_tenant on nx.nx_scheduler_slot_claim
  using (tenant_id = (select nx.tenant_id()));
grant select, insert, update, delete on nx.nx_scheduler_slot_claim to nx_app, nx_dispatch;
