-- Roles, database and schema. Run by the cluster's superuser with psql, any number of times:
--   psql -v ON_ERROR_STOP=1 -d postgres -f sql/roles.sql [-v dbname=nexcyte]
-- Authentication (peer, certificate, SCRAM) is the operator's choice and not set here.
\if :{?dbname}
\else
  \set dbname nexcyte
\endif

select format('create role %I', r)
  from unnest(array['nx_owner', 'nx_system', 'nx_app', 'nx_dispatch']) r
 where not exists (select 1 from pg_roles where rolname = r) \gexec

-- nx_owner owns the tables and logs in for migrations only. NOINHERIT: it is a member of nx_system
-- so that it may hand functions over, but must not gain that role's policies.
alter role nx_owner login noinherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
-- nx_system owns the listed SECURITY DEFINER functions and reaches rows through its own policies.
alter role nx_system nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role nx_app login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role nx_dispatch login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
grant nx_system to nx_owner;

-- Limits and the form of times are role settings: PgBouncer refuses the start-up parameter that
-- would carry them. Nothing is compiled: our statements are over before a compiler has begun, and one
-- that seems dear to the planner would wait seconds for it.
alter role nx_app set search_path = nx;
alter role nx_app set timezone = 'UTC';
alter role nx_app set datestyle = 'ISO, YMD';
alter role nx_app set jit = off;
alter role nx_app set statement_timeout = '10s';
alter role nx_app set lock_timeout = '5s';
alter role nx_app set idle_in_transaction_session_timeout = '15s';
alter role nx_dispatch set search_path = nx;
alter role nx_dispatch set timezone = 'UTC';
alter role nx_dispatch set datestyle = 'ISO, YMD';
alter role nx_dispatch set jit = off;
alter role nx_dispatch set statement_timeout = '30s';
alter role nx_dispatch set lock_timeout = '5s';
alter role nx_dispatch set idle_in_transaction_session_timeout = '30s';
alter role nx_owner set search_path = nx;
alter role nx_owner set timezone = 'UTC';
alter role nx_owner set datestyle = 'ISO, YMD';
alter role nx_owner set lock_timeout = '10s';
alter role nx_owner set idle_in_transaction_session_timeout = '60s';

select format('create database %I template template0 encoding ''UTF8''', :'dbname')
 where not exists (select 1 from pg_database where datname = :'dbname') \gexec
revoke all on database :"dbname" from public;
grant connect on database :"dbname" to nx_owner, nx_app, nx_dispatch;

\connect :"dbname"
create schema if not exists nx authorization nx_owner;
revoke all on schema public from public;
grant usage on schema nx to nx_system, nx_app, nx_dispatch;
