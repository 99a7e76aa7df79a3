// Bookings that the recorded run made between two recordings, without a recording of their own:
// later recordings reschedule or cancel them. What is known of them stands in the recordings
// themselves; the rest is decided here.

// Starts that no recording shows, from what the recordings around them tell:
const kKnownStarts = {
  // 227 lists the free times of that morning, and 10:30 is not among them.
  jvqozJyd4TW4TPvrNMUhfM: '2026-12-01T10:30:00Z',
  // 236 moves it to 13:15 and is named "overlapping own slot by 15 min".
  k73MNso9nckJhQK4vHteCz: '2026-12-01T13:00:00Z',
};
// Times for those of which nothing is known: days that no recording asks about.
const kSpareStart = Date.parse('2027-04-05T08:00:00Z');
const kHour = 3_600_000;
const kSparePerDay = 8;
const kAttendee = {
  name: 'Jane Doe',
  email: 'jane@example.org',
  timeZone: 'Europe/Berlin',
  language: 'en',
};

// The bookings to be made, in order: [{uid, at, body}]; `at` is the time of the run at which the
// booking must exist.
export function unrecordedBookings(exchanges, eventTypes) {
  const seen = new Set();
  const wanted = new Map();
  for (const exchange of exchanges) {
    const uid = /^\/v2\/bookings\/([^/?]+)/.exec(exchange.request.path)?.[1];
    const exists = exchange.response.status !== 404;
    if (uid !== undefined && exists && !seen.has(uid) && !wanted.has(uid)) {
      wanted.set(uid, exchange);
    }
    for (const found of bookingsIn(exchange.response.body)) seen.add(found.uid);
  }
  return [...wanted].map(([uid, first], i) => setupOf(uid, first, i, exchanges, eventTypes));
}

// Every object in an answer that looks like a booking.
export function bookingsIn(body) {
  const data = body?.data;
  const list = Array.isArray(data) ? data : [data];
  return list.filter((item) => typeof item?.uid === 'string' && typeof item.start === 'string');
}

function setupOf(uid, first, i, exchanges, eventTypes) {
  const all = exchanges.flatMap(({ response }) => bookingsIn(response.body));
  const itself = all.find((booking) => booking.uid === uid);
  const moved = all.find((booking) => booking.rescheduledFromUid === uid);
  const model = itself ?? moved;
  const body = {
    start: itself?.start ?? kKnownStarts[uid] ?? spareStart(i),
    eventTypeId: model?.eventTypeId ?? eventTypeFor(first, eventTypes),
    attendee: attendeeOf(model) ?? kAttendee,
  };
  const at = itself === undefined ? first.at - 1 : Math.min(Date.parse(itself.createdAt), first.at);
  return { uid, at: earliest(at, body.start, exchanges), body };
}

function spareStart(i) {
  const hours = Math.floor(i / kSparePerDay) * 24 + (i % kSparePerDay);
  return new Date(kSpareStart + hours * kHour).toISOString();
}

function attendeeOf(model) {
  if (model === undefined) return undefined;
  const { name, email, timeZone, language } = model.attendees[0];
  return { name, email, timeZone, language };
}

// A booking whose start is only known from a list of free times must exist before that list.
function earliest(at, start, exchanges) {
  const day = start.slice(0, 10);
  const lists = exchanges.filter(
    ({ request }) => request.path.startsWith('/v2/slots?') && request.path.includes(day),
  );
  return lists.reduce((least, { at: listed }) => (listed < least ? listed - 1 : least), at);
}

// An answer that only says "not allowed" tells which event type it was.
function eventTypeFor({ response }, eventTypes) {
  if (response.body?.message === 'This event type does not allow cancellations') {
    return eventTypes.find(({ disableCancelling }) => disableCancelling?.disabled)?.id ?? 1;
  }
  return 1;
}
