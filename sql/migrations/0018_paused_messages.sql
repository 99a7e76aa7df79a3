-- What a tenant has stopped itself is neither left to do nor late: the operator is not to be woken for
-- it, and nobody is to call again and again until nothing is left.
grant create on schema nx to nx_system;
set local role nx_system;

create or replace function nx.count_remaining_messages() returns bigint
language plpgsql stable security definer set search_path = nx, pg_temp
set plan_cache_mode = force_generic_plan set jit = off set enable_seqscan = off as $$
begin
  return (select count(*) from (
            select from nx_notification_outbox o
             where o.state in ('pending', 'uncertain') and o.attempt >= 0 and o.due_at <= nx.now()
               and not exists (select from nx_channel_pause p
                                where p.tenant_id = o.tenant_id and p.channel = o.channel
                                  and o.priority > 0)
             limit 10000) due)
       + (select count(*) from (
            select from nx_notification_outbox where state = 'sending' limit 10000) leased);
end $$;

create or replace function nx.outbox_figures()
returns table (oldest_due_seconds bigint, due bigint, uncertain bigint, dead_lately bigint)
language sql stable security definer set search_path = nx, pg_temp as $$
  select coalesce((select floor(extract(epoch from nx.now() - o.due_at))::bigint
                     from nx_notification_outbox o
                    where o.state in ('pending', 'uncertain') and o.attempt >= 0
                      and o.due_at <= nx.now()
                      and not exists (select from nx_channel_pause p
                                       where p.tenant_id = o.tenant_id and p.channel = o.channel
                                         and o.priority > 0)
                    order by o.due_at limit 1), 0),
         (select count(*) from (
            select from nx_notification_outbox o
             where o.state in ('pending', 'uncertain') and o.attempt >= 0 and o.due_at <= nx.now()
               and not exists (select from nx_channel_pause p
                                where p.tenant_id = o.tenant_id and p.channel = o.channel
                                  and o.priority > 0)
             limit 10000) few),
         (select count(*) from (
            select from nx_notification_outbox o where o.state = 'uncertain' and o.attempt >= 0
             limit 10000) few),
         (select count(*) from (
            select from nx_notification_outbox o
             where o.state = 'dead' and o.attempt >= 0
               and o.settled_at > nx.now() - interval '24 hours'
             limit 10000) few)
$$;

reset role;
revoke create on schema nx from nx_system;
