// What is there in the end, on our side and at the providers.
import { kSuperuser, sql } from '../system/support/database.mjs';
import { standin } from '../system/support/portal.mjs';
import { ownIdOf } from './texts.mjs';

// The rows of a query as objects.
const rowsOf = async (query) =>
  JSON.parse(await sql(`select coalesce(json_agg(r), '[]') from (${query}) r`, kSuperuser));

const kBookings = `
  select b.uid, t.slug as tenant, b.cal_booking_uid as "calUid", b.cal_event_type_id::int as type,
         b.status, nx.utc_text(b.start_at) as start, nx.utc_text(b.agreed_start_at) as agreed,
         b.revision::int as revision, b.attendee_email as who,
         exists (select from nx.nx_tenant_membership m
                  where m.tenant_id = b.tenant_id and m.user_id = b.attendee_user_id
                    and m.sms_consent_at is not null) as "wantsTexts"
    from nx.nx_scheduler_booking b join nx.nx_tenant t on t.id = b.tenant_id`;
const kIntents = `
  select i.id, i.booking_uid as booking, i.kind, i.outcome,
         extract(epoch from nx.now() - i.created_at)::int as age
    from nx.nx_scheduler_intent i`;
const kClaims = `
  select cal_event_type_id::int as type, nx.utc_text(start_at) as start, owner_id as owner
    from nx.nx_scheduler_slot_claim where kind = 'booking'`;
const kMessages = `
  select o.id, o.booking_uid as booking, o.event_key as event, o.revision::int as revision,
         o.recipient, o.recipient_kind as kind, o.channel, o.due_offset_minutes as offset, o.state,
         o.last_error as error, o.due_at <= nx.now() as "isDue"
    from nx.nx_notification_outbox o where o.channel <> 'in_app' and o.booking_uid is not null`;
const kHistory = `
  select booking_uid as booking, cal_booking_uid as "calUid", nx.utc_text(start_at) as start, status
    from nx.nx_scheduler_booking_history order by at, id`;
const kStates = `
  select booking, status, nx.utc_text(start_at) as start from chaos.state order by id`;

export async function readFacts(diary) {
  const [bookings, intents, claims, messages, history, states] = await Promise.all(
    [kBookings, kIntents, kClaims, kMessages, kHistory, kStates].map(rowsOf),
  );
  const { bookings: calendar } = await standin('GET', '/calcom-state.json');
  const inbox = await standin('GET', '/inbox.json?bodies=no');
  const counters = await standin('GET', '/counters.json');
  return {
    bookings,
    intents,
    claims,
    messages,
    history,
    states,
    calendar: calendar.filter(({ metadata }) => metadata?.nx_ref).map(asCalendarBooking),
    accepted: countBy(inbox.map(ownId)),
    webhooks: counters.accepted['calcom.webhook'] ?? 0,
    diary: diary.entries,
  };
}

// The id of our row, by which it is known at the provider.
function ownId(message) {
  return message.channel === 'sms' ? ownIdOf(message) : message.messageId.split('@')[0];
}

function asCalendarBooking({ uid, metadata, status, start, eventTypeId, rescheduledFromUid }) {
  return {
    uid,
    ref: metadata.nx_ref,
    isLive: ['accepted', 'pending'].includes(status),
    isRequest: status === 'pending',
    start: start.replace('.000Z', 'Z'),
    type: eventTypeId,
    movedFrom: rescheduledFromUid ?? null,
  };
}

export function countBy(keys) {
  const counts = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
