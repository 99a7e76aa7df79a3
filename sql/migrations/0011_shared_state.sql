-- State that all workers share and that belongs to no tenant. Unlogged where loss is harmless.

-- The instants of the last minute's calls to Cal.com, per API key (its digest): an exact sliding
-- window, since a bucket that refills would let twice the budget into one of Cal.com's minutes.
create unlogged table nx.nx_rate_budget (
  account text primary key,
  calls timestamptz[] not null default '{}'
);
grant select, insert, update on nx.nx_rate_budget to nx_app, nx_dispatch;

-- Tries of something that may be guessed: sign-in per account, per address, per tenant.
create unlogged table nx.nx_throttle (
  bucket text primary key,
  hits integer not null,
  last_hit_at timestamptz not null default nx.now(),
  blocked_until timestamptz
);
create index nx_throttle_by_last_hit on nx.nx_throttle (last_hit_at);
grant select, insert, update, delete on nx.nx_throttle to nx_app, nx_dispatch;

-- Cal.com's answers about free times, for some seconds. `asked_until`: somebody asks just now, and
-- the others wait for the answer. Younger than a minute it is shared (`fetched_at`; null: it is no
-- longer true); a while longer it tells which times are offered at all (`offered_at`).
create unlogged table nx.nx_slot_cache (
  cal_event_type_id bigint not null,
  range_start timestamptz not null,
  range_end timestamptz not null,
  slots jsonb,
  fetched_at timestamptz,
  offered_at timestamptz,
  asked_until timestamptz,
  primary key (cal_event_type_id, range_start, range_end)
);
create index nx_slot_cache_by_age on nx.nx_slot_cache (offered_at);
grant select, insert, update, delete on nx.nx_slot_cache to nx_app, nx_dispatch;

-- Whoever changes a booking or ends a hold, what is kept of free times around it is true no more: of
-- all the tenant's event types, for they may share a host. A row that somebody else deletes or fills
-- just now is left to them, so that nobody waits for anybody.
create function nx.forget_slots() returns trigger language plpgsql
  set search_path = nx, pg_temp as $$
begin
  update nx_slot_cache c set fetched_at = null, asked_until = null
    from (select s.cal_event_type_id, s.range_start, s.range_end
            from nx_scheduler_event_type_map m
            join nx_slot_cache s on s.cal_event_type_id = m.cal_event_type_id
           where m.tenant_id = new.tenant_id
             and ((s.range_start < new.end_at and s.range_end > new.start_at)
                  or (s.range_start < old.end_at and s.range_end > old.start_at))
           for update of s skip locked) f
   where c.cal_event_type_id = f.cal_event_type_id and c.range_start = f.range_start
     and c.range_end = f.range_end;
  return null;
end $$;
create trigger nx_scheduler_booking_slots after update of status, start_at, end_at
  on nx.nx_scheduler_booking for each row
  when (old.status <> new.status or old.start_at <> new.start_at or old.end_at <> new.end_at)
  execute function nx.forget_slots();
-- An answer from while the slot was held does not have it.
create trigger nx_scheduler_reservation_slots after update of finished_at
  on nx.nx_scheduler_reservation for each row
  when (old.finished_at is null and new.finished_at is not null)
  execute function nx.forget_slots();

-- Signed hints from outside, each once; what they mean is read back from the provider.
create table nx.nx_webhook_inbox (
  id uuid primary key default gen_random_uuid(),
  provider text not null check (provider in ('calcom', 'mailgun', 'twilio')),
  digest bytea not null check (length(digest) = 32),
  body text not null check (length(body) <= 1048576),
  received_at timestamptz not null default nx.now(),
  processed_at timestamptz,
  due_at timestamptz not null default nx.now(),
  attempts integer not null default 0,
  last_error text,
  constraint nx_webhook_inbox_once unique (provider, digest)
);
create index nx_webhook_inbox_open on nx.nx_webhook_inbox (due_at) where processed_at is null;
grant select, insert, update (processed_at, due_at, attempts, last_error) on nx.nx_webhook_inbox
  to nx_dispatch;
