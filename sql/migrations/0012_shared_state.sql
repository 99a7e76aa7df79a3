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
-- the others wait for the answer.
create unlogged table nx.nx_slot_cache (
  cal_event_type_id bigint not null,
  range_start timestamptz not null,
  range_end timestamptz not null,
  slots jsonb,
  fetched_at timestamptz,
  asked_until timestamptz,
  primary key (cal_event_type_id, range_start, range_end)
);
create index nx_slot_cache_by_age on nx.nx_slot_cache (fetched_at);
grant select, insert, update, delete on nx.nx_slot_cache to nx_app, nx_dispatch;

-- Signed hints from outside, each once; what they mean is read back from the provider.
create table nx.nx_webhook_inbox (
  id uuid primary key default gen_random_uuid(),
  provider text not null check (provider in ('calcom', 'mailgun', 'twilio')),
  digest bytea not null check (length(digest) = 32),
  body text not null check (length(body) <= 1048576),
  received_at timestamptz not null default nx.now(),
  processed_at timestamptz,
  attempts integer not null default 0,
  last_error text,
  constraint nx_webhook_inbox_once unique (provider, digest)
);
create index nx_webhook_inbox_open on nx.nx_webhook_inbox (received_at) where processed_at is null;
grant select, insert, update (processed_at, attempts, last_error) on nx.nx_webhook_inbox
  to nx_dispatch;
