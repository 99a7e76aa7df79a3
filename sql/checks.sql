-- Catalog assertions about tenant isolation: each returned row is a violation, none is right.
-- Run by any role that may read the catalogs: psql -f sql/checks.sql, and in the tests.
-- pg_catalog alone, so that names and expressions are printed with their schema (R04 reads them).
set search_path = pg_catalog;
with
login (name) as (values ('nx_app'), ('nx_dispatch')),
t as (
  select c.oid, c.oid::regclass::text as tbl, c.relrowsecurity, c.relforcerowsecurity, c.relowner
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
     and n.nspname !~ '^pg_'
     and exists (select from pg_attribute a
                  where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)),
-- The one form of a policy, anchored: nothing before it, and AND or the end behind it.
form (pattern) as (values
  ('^\(?\(tenant_id = \( SELECT nx\.tenant_id\(\) AS tenant_id\)\)( AND |$)')),
-- The functions that reach across tenants, all of them.
definer (name) as (values
  ('nx.begin_request'), ('nx.credentials_by_email'), ('nx.create_user'), ('nx.join_tenant'),
  ('nx.find_account_token'), ('nx.consume_account_token'), ('nx.start_session'),
  ('nx.end_sessions'), ('nx.set_password'), ('nx.rehash_password'), ('nx.knows_device'),
  ('nx.claim_event_type'),
  ('nx.release_event_types'), ('nx.record_cal_uid'), ('nx.tenant_of_cal_uid'),
  ('nx.tenant_of_booking'), ('nx.lease_intents'), ('nx.lease_sweep'), ('nx.finish_sweep'),
  ('nx.subjects_of_messages'),
  ('nx.give_up_lost_leases'), ('nx.lease_messages'), ('nx.start_calls'), ('nx.settle_messages'),
  ('nx.open_channels'), ('nx.pause_provider'), ('nx.resume_provider'), ('nx.provider_pauses'),
  ('nx.count_remaining_messages'), ('nx.tenant_of_message'), ('nx.message_of_provider_id'),
  ('nx.is_suppressed'), ('nx.note_opt_out'), ('nx.receive_opt_out'),
  ('nx.purge'), ('nx.purge_messages'), ('nx.purge_sessions'), ('nx.purge_known_devices'),
  ('nx.purge_account_tokens'), ('nx.purge_phone_codes'), ('nx.purge_idempotency_keys'),
  ('nx.purge_reservations'), ('nx.purge_slot_claims'), ('nx.purge_throttles'), ('nx.purge_webhooks'),
  ('nx.outbox_figures'), ('nx.find_members'), ('nx.change_member'), ('nx.find_invitation'),
  ('nx.accept_invitation'), ('nx.note_webhook'))
select 'R01 row security not enabled' as violation, tbl as subject from t where not relrowsecurity
union all
select 'R02 row security not forced', tbl from t where not relforcerowsecurity
union all
select 'R03 no policy for ' || k.verb || ' of ' || l.name, tbl
  from t cross join login l
  cross join (values ('r', 'SELECT'), ('a', 'INSERT'), ('w', 'UPDATE'), ('d', 'DELETE'))
             k (cmd, verb)
 where case when k.cmd = 'd' then has_table_privilege(l.name, t.oid, k.verb)
            else has_any_column_privilege(l.name, t.oid, k.verb) end
   and not exists (
     select from pg_policy p
      where p.polrelid = t.oid and p.polpermissive and p.polcmd::text in (k.cmd, '*')
        and (p.polroles = '{0}' or l.name::regrole = any (p.polroles)))
union all
select 'R04 policy without exactly the tenant predicate: ' || p.polname, tbl
  from t join pg_policy p on p.polrelid = t.oid cross join form f
 where p.polpermissive and p.polroles <> array['nx_system'::regrole::oid]
   and ((p.polcmd in ('r', 'w', 'd', '*')
         and coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') !~ f.pattern)
     or (p.polcmd in ('a', 'w', '*') and p.polwithcheck is not null
         and pg_get_expr(p.polwithcheck, p.polrelid) !~ f.pattern)
     or (p.polcmd = 'a' and p.polwithcheck is null))
union all
select 'R05 tenant_id may be null', tbl
  from t join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id'
 where not a.attnotnull
union all
select 'R06 table owned by a login role of the program or a superuser', tbl
  from t join pg_roles r on r.oid = t.relowner
 where r.rolname in (select name from login) or r.rolsuper
union all
select 'R07 role with rights over the cluster', r.rolname
  from pg_roles r
 where r.rolname in ('nx_app', 'nx_dispatch', 'nx_system', 'nx_owner')
   and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)
union all
select 'R08 login role is a member of ' || g.rolname, m.rolname
  from pg_auth_members am
  join pg_roles g on g.oid = am.roleid join pg_roles m on m.oid = am.member
 where m.rolname in (select name from login)
union all
select 'R09 TRUNCATE, REFERENCES or TRIGGER granted to ' || l.name, tbl
  from t cross join login l
 where has_table_privilege(l.name, t.oid, 'TRUNCATE, REFERENCES, TRIGGER')
union all
select 'R10 foreign key without tenant_id: ' || con.conname, t.tbl
  from t join pg_constraint con on con.conrelid = t.oid and con.contype = 'f'
  join t t2 on t2.oid = con.confrelid
 where not exists (
   select from unnest(con.conkey, con.confkey) as u (k, f)
     join pg_attribute a on a.attrelid = con.conrelid and a.attnum = u.k
     join pg_attribute b on b.attrelid = con.confrelid and b.attnum = u.f
    where a.attname = 'tenant_id' and b.attname = 'tenant_id')
union all
select 'R11 unique index without tenant_id: ' || i.indexrelid::regclass, tbl
  from t join pg_index i on i.indrelid = t.oid and i.indisunique
 where not exists (select from unnest(i.indkey) k
                     join pg_attribute a on a.attrelid = t.oid and a.attnum = k
                    where a.attname = 'tenant_id')
   and i.indexrelid::regclass::text not in
       ('nx.nx_cal_event_type_owner_pkey', 'nx.nx_cal_uid_pkey',
        'nx.nx_scheduler_settings_organization_unique')
union all
select 'R12 view without security_invoker', c.oid::regclass::text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'v' and n.nspname = 'nx'
   and not coalesce(c.reloptions, '{}') &&
       array['security_invoker=true', 'security_invoker=on', 'security_invoker=1']
union all
select 'R13 materialized view', c.oid::regclass::text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'm' and n.nspname = 'nx'
union all
select 'R14 definer function without pinned search_path', p.oid::regprocedure::text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where n.nspname = 'nx' and p.prosecdef
   and not exists (select from unnest(coalesce(p.proconfig, '{}')) g where g like 'search_path=%')
union all
select 'R15 definer function executable by PUBLIC', p.oid::regprocedure::text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where n.nspname = 'nx' and p.prosecdef
   and (p.proacl is null or exists (select from aclexplode(p.proacl) x
                                     where x.grantee = 0 and x.privilege_type = 'EXECUTE'))
union all
select 'R16 function of ours marked leakproof', p.oid::regprocedure::text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where n.nspname = 'nx' and p.proleakproof
union all
select 'R17 schema in which ' || l.name || ' may create', n.nspname
  from pg_namespace n cross join login l
 where n.nspname in ('nx', 'public') and has_schema_privilege(l.name, n.oid, 'CREATE')
union all
select 'R18 serial or identity column: ' || a.attname, tbl
  from t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
 where a.attidentity <> '' or pg_get_serial_sequence(tbl, a.attname) is not null
union all
select 'R19 no index led by tenant_id', tbl
  from t where not exists (
    select from pg_index i join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
     where i.indrelid = t.oid and a.attname = 'tenant_id')
union all
select 'R20 rule on a tenant table', tbl from t join pg_rewrite rw on rw.ev_class = t.oid
union all
select 'R21 child table without its own row security', c.oid::regclass::text
  from pg_inherits i join t on t.oid = i.inhparent join pg_class c on c.oid = i.inhrelid
 where not c.relrowsecurity
union all
select 'R22 table without tenant_id that is not on the list', c.oid::regclass::text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p') and n.nspname = 'nx'
   and not exists (select from t where t.oid = c.oid)
   and c.relname not in ('nx_tenant', 'nx_user', 'nx_migration', 'nx_rate_budget', 'nx_throttle',
                         'nx_slot_cache', 'nx_webhook_inbox', 'nx_sms_opt_out', 'nx_provider_pause',
                         'nx_upkeep', 'nx_heartbeat')
union all
select 'R23 default that sets row_security or a tenant',
       coalesce(d.datname, '') || '/' || coalesce(r.rolname, '')
  from pg_db_role_setting s
  left join pg_database d on d.oid = s.setdatabase left join pg_roles r on r.oid = s.setrole
 where exists (select from unnest(s.setconfig) g where g ~ '^(row_security|nx\.)')
union all
select 'R24 definer function not of nx_system or not on the list', p.oid::regprocedure::text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
   and (p.proowner <> 'nx_system'::regrole
        or n.nspname || '.' || p.proname not in (select name from definer))
order by 1, 2;
