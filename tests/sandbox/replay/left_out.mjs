// Which recordings the stand-in does not reproduce: bookings of seated and of recurring event
// types, which the portal refuses at mapping.

// A function from an exchange to the reason why it is left out, or null.
export function leftOutRule(exchanges) {
  const kinds = new Map();
  const uids = new Map();
  for (const { request, response } of exchanges) {
    const kind = kindOfEventType(request.body);
    if (kind !== null && response.body?.data?.id) kinds.set(response.body.data.id, kind);
  }
  for (const { request, response } of exchanges) {
    for (const uid of uidsOf(response.body)) {
      const kind = kinds.get(uid.eventTypeId);
      if (kind !== undefined) [uid.uid, uid.series].forEach((text) => uids.set(text, kind));
    }
    const kind = kinds.get(request.body?.eventTypeId);
    if (kind !== undefined && isUid(request)) uids.set(uidIn(request), kind);
  }
  return (exchange) => reason(exchange, kinds, uids);
}

function kindOfEventType(body) {
  if (body?.seats !== undefined) return 'seated';
  return body?.recurrence === undefined ? null : 'recurring';
}

function uidsOf(body) {
  const list = Array.isArray(body?.data) ? body.data : [body?.data];
  return list
    .filter((item) => typeof item?.uid === 'string')
    .map(({ uid, eventTypeId, recurringBookingUid }) => ({
      uid,
      eventTypeId,
      series: recurringBookingUid ?? uid,
    }));
}

function uidIn({ path }) {
  return /^\/v2\/bookings\/([^/?]+)/.exec(path)?.[1];
}

function isUid(request) {
  return uidIn(request) !== undefined;
}

function reason({ request, response }, kinds, uids) {
  const kind = kinds.get(request.body?.eventTypeId);
  const isBooking = request.method === 'POST' && request.path === '/v2/bookings';
  if (isBooking && kind !== undefined && [201, 409].includes(response.status)) {
    return `books a ${kind} event type`;
  }
  const kindOfBooking = uids.get(uidIn(request));
  if (kindOfBooking !== undefined) return `concerns a booking of a ${kindOfBooking} event type`;
  if (/"seatsBooked":[1-9]/.test(JSON.stringify(response.body))) {
    return 'lists seats of a seated event type that are booked';
  }
  return null;
}
