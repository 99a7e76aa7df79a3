-- When a change was last looked up at Cal.com, for the page that says so; and the health of each key
-- at Cal.com, which all workers share.

alter table nx.nx_scheduler_intent add column checked_at timestamptz;
grant update (checked_at) on nx.nx_scheduler_intent to nx_app, nx_dispatch;

alter table nx.nx_rate_budget
  add column failures integer not null default 0,
  add column failing_until timestamptz not null default '-infinity',
  add column limited_until timestamptz not null default '-infinity';
comment on column nx.nx_rate_budget.failures is 'Calls in a row that were not answered.';
