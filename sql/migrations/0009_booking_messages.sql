-- Whoever changes a booking, its messages are written in the same transaction. The tenant, the
-- recipients and the reminders come from the row and the tenant's settings, never from the caller.

-- updated_at; the start that was last agreed on; and a raised revision for a new start, without
-- which a second move made by hand would find its message already written.
create function nx.stamp_booking() returns trigger language plpgsql
  set search_path = nx, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    new.updated_at := nx.now();
    new.agreed_start_at := old.agreed_start_at;
    if new.start_at <> old.start_at and new.revision = old.revision then
      new.revision := old.revision + 1;
    end if;
  end if;
  if new.status = 'scheduled' then
    new.agreed_start_at := new.start_at;
  end if;
  return new;
end $$;
create trigger nx_scheduler_booking_stamp before insert or update on nx.nx_scheduler_booking
  for each row execute function nx.stamp_booking();

-- These are PL/pgSQL, which keeps the plans of a session; a function in SQL that sets something is
-- planned anew at each call.

-- Everybody who hears of a change gets one message: the attendee on every enabled channel (SMS with
-- consent and a verified number only), and the tenant's staff address. A booking that stands gives its
-- attendee reminders too. One statement for all of them: it is half of what a booking costs.
-- No constraint is named behind ON CONFLICT: naming it asks for the right to read the new row, which
-- a member does not have for the staff's.
create function nx.enqueue_booking_messages(b nx.nx_scheduler_booking, p_event text,
                                            p_payload jsonb)
returns void language plpgsql volatile set search_path = nx, pg_temp as $$
begin
  insert into nx_notification_outbox (tenant_id, booking_uid, event_key, revision, channel,
      recipient_kind, recipient_user_id, recipient, due_offset_minutes, payload, state, due_at,
      expires_at)
  select b.tenant_id, b.uid, m.event_key, b.revision, r.channel, r.kind, r.user_id, r.recipient,
         m.minutes, m.payload, case r.channel when 'in_app' then 'sent' else 'pending' end,
         m.due_at, m.expires_at
    from nx_scheduler_settings s
    left join nx_tenant_membership p
      on s.sms_enabled and p.tenant_id = b.tenant_id and p.user_id = b.attendee_user_id
     and p.phone_verified_at is not null and p.sms_consent_at is not null
   cross join lateral (values
     ('email', 'attendee', b.attendee_user_id, b.attendee_email, s.email_enabled),
     ('in_app', 'attendee', b.attendee_user_id, b.attendee_user_id::text, s.in_app_enabled),
     ('sms', 'attendee', b.attendee_user_id, p.phone, p.phone is not null),
     ('email', 'staff', null, s.staff_email, s.email_enabled and s.staff_email is not null)
   ) r (channel, kind, user_id, recipient, hears)
   cross join lateral (
     select p_event, 0, p_payload, nx.now(), nx.now() + interval '72 hours'
     union all
     select 'booking_reminder', before.minutes, p_payload - 'old_start' - 'reason',
            b.start_at - make_interval(mins => before.minutes), b.start_at
       from (select distinct unnest(s.reminder_minutes) as minutes) before
      where b.status = 'scheduled' and r.kind = 'attendee'
        and b.start_at - make_interval(mins => before.minutes) > nx.now()
   ) m (event_key, minutes, payload, due_at, expires_at)
   where s.tenant_id = b.tenant_id and r.hears
  on conflict do nothing;
end $$;

-- Reminders that have not left yet are for a time that no longer holds; in the portal, those that
-- have been seen as well.
create function nx.supersede_booking_reminders(b nx.nx_scheduler_booking)
returns void language plpgsql volatile set search_path = nx, pg_temp as $$
begin
  update nx_notification_outbox
     set state = 'superseded', settled_at = nx.now()
   where tenant_id = b.tenant_id and booking_uid = b.uid and event_key = 'booking_reminder'
     and (state in ('pending', 'uncertain')
          or (channel = 'in_app' and state = 'sent'));
end $$;

-- An invoker's function: what a member's transaction may not write, its messages may not either.
-- A booking that failed before the person's eyes (an intent that ended as `refused`) needs none, nor
-- does one that is pending.
create function nx.write_booking_messages() returns trigger language plpgsql
  set search_path = nx, pg_temp as $$
declare
  v_moved constant boolean := new.start_at is distinct from old.start_at;
  v_entered constant boolean := new.status is distinct from old.status;
  v_old_start constant timestamptz := case when old.status = 'scheduled' then old.start_at
                                           else old.agreed_start_at end;
  v_event constant text := case
    when new.status = 'scheduled' and old.agreed_start_at is null then 'booking_created'
    when new.status = 'scheduled' and (v_entered or v_moved) then 'booking_rescheduled'
    when new.status = 'requested' and (v_entered or v_moved) then 'booking_requested'
    when new.status = 'failed' and exists (
      select from nx_scheduler_intent i
       where i.tenant_id = new.tenant_id and i.booking_uid = new.uid and i.outcome = 'refused')
      then null
    when new.status in ('cancelled', 'rejected', 'failed') and v_entered
      then 'booking_' || new.status end;
  v_payload jsonb;
begin
  if v_event is null then
    return null;
  end if;
  v_payload := jsonb_strip_nulls(jsonb_build_object(
    'start', nx.utc_text(new.start_at), 'end', nx.utc_text(new.end_at),
    'old_start', case when v_event in ('booking_rescheduled', 'booking_requested')
                      then nx.utc_text(v_old_start) end,
    'agreed_start', case when v_event in ('booking_cancelled', 'booking_rejected')
                         then nx.utc_text(old.agreed_start_at) end,
    'reason', case when v_event in ('booking_rescheduled', 'booking_cancelled', 'booking_rejected')
                   then nullif(new.reason, '') end));
  if old.agreed_start_at is not null then
    perform nx.supersede_booking_reminders(new);
  end if;
  perform nx.enqueue_booking_messages(new, v_event, v_payload);
  return null;
end $$;
create trigger nx_scheduler_booking_messages after insert or update on nx.nx_scheduler_booking
  for each row when (new.status <> 'pending') execute function nx.write_booking_messages();

grant execute on function nx.enqueue_booking_messages(nx.nx_scheduler_booking, text, jsonb),
  nx.supersede_booking_reminders(nx.nx_scheduler_booking) to nx_app, nx_dispatch;
