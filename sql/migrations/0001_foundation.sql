-- The transaction's context, the clock and the migration ledger.

alter default privileges revoke execute on functions from public;

-- Who the running transaction acts for. Set, for that transaction only, by begin_request and by the
-- store that binds a tenant; empty means nobody, and then no row is visible and no write succeeds.
create function nx.tenant_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('nx.tenant_id', true), '')::uuid;
create function nx.user_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('nx.user_id', true), '')::uuid;
create function nx.is_staff() returns boolean language sql stable parallel safe
  return coalesce(current_setting('nx.role', true) in ('staff', 'admin', 'system'), false);
create function nx.is_admin() returns boolean language sql stable parallel safe
  return coalesce(current_setting('nx.role', true) in ('admin', 'system'), false);

-- The only source of time in SQL; tests replace it. Stable, so that comparisons with it can use an
-- index although the clock runs on inside a transaction. PL/pgSQL, because a stable SQL function
-- around a volatile one is never inlined and starts an executor at every call: 25 us against 1.
create function nx.now() returns timestamptz language plpgsql stable parallel safe
  as $$ begin return clock_timestamp(); end $$;

-- The tenants' calendars, limits and messages all speak of instants in this form.
create function nx.utc_text(p_at timestamptz) returns text language sql stable parallel safe
  return to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');

grant execute on function nx.tenant_id(), nx.user_id(), nx.is_staff(), nx.is_admin(), nx.now(),
  nx.utc_text(timestamptz) to nx_system, nx_app, nx_dispatch;

create function nx.touch_updated_at() returns trigger language plpgsql
  set search_path = nx, pg_temp as $$
begin
  new.updated_at := nx.now();
  return new;
end $$;

create table nx.nx_migration (
  version integer primary key check (version > 0),
  name text not null,
  checksum text not null check (checksum ~ '^[0-9a-f]{64}$'),
  applied_at timestamptz not null default nx.now()
);
grant select on nx.nx_migration to nx_app, nx_dispatch;
