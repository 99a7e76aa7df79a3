// POST /v2/bookings: checks in the order of the real engine, then the booking.

import { sleep } from '../clock.mjs';
import { json } from '../http.mjs';
import { bookableSpan, isFree } from './availability.mjs';
import { checkAgainstEventType, checkCreateBody, checkForEngine } from './booking_input.mjs';
import { bookingView } from './booking_view.mjs';
import { ApiError, bareError } from './errors.mjs';
import { isRecurring, isSeated, needsConfirmation } from './event_type_model.mjs';
import { instantOf } from './validate.mjs';

const kMinute = 60_000;
const kOutOfBounds =
  'The event type can\'t be booked at the "start" time provided. This could be because it\'s too ' +
  "soon (violating the minimum booking notice) or too far in the future (outside the event's " +
  'scheduling window). Try fetching available slots first using the GET /v2/slots endpoint and ' +
  'then make a booking with "start" time equal to one of the available slots: ' +
  'https://cal.com/docs/api-reference/v2/slots';

export async function createBooking(app, request, user) {
  const body = request.json;
  checkCreateBody(body);
  const eventType = addressedEventType(app.store, body);
  refuseUnauthenticated(app.store, eventType, user);
  checkAgainstEventType(body, eventType);
  checkForEngine(body);
  if (isSeated(eventType) || isRecurring(eventType)) {
    throw new ApiError(501, 'The stand-in does not book seated or recurring event types.');
  }
  const same = existingRequest(app.store, eventType, body);
  if (same !== undefined) return created(app, same);
  const booking = draftBooking(app, eventType, body);
  await insertBooking(app, booking, null);
  const isPending = booking.status === 'pending';
  await app.announce(isPending ? 'BOOKING_REQUESTED' : 'BOOKING_CREATED', booking);
  return created(app, booking);
}

function created(app, booking) {
  return json(201, { status: 'success', data: bookingView(app.store, booking) });
}

// Puts a draft into the store if its time is still free: first the look at the calendar, then the
// engine's work, then the unique key. Two at once both pass the look; the key lets one through.
// `movedUid` is the booking that the draft replaces.
export async function insertBooking(app, booking, movedUid) {
  const { store, clock } = app;
  const eventType = store.eventTypes.get(booking.eventTypeId);
  refuseTime(app, eventType, booking, movedUid);
  await sleep(app.latencyMs);
  if (booking.status === 'accepted' && isKeyTaken(store, booking, movedUid)) {
    throw bareError(409, 'booking_conflict_error');
  }
  booking.id = store.nextId('booking');
  booking.updatedAt = clock.now();
  store.bookings.set(booking.uid, booking);
}

function refuseTime(app, eventType, booking, movedUid) {
  const now = app.clock.now();
  if (booking.start < now) throw new ApiError(400, 'Attempting to book a meeting in the past.');
  const span = bookableSpan(eventType, now);
  if (booking.start < span.start || booking.start > span.end) throw new ApiError(400, kOutOfBounds);
  if (!isFree(app.store, eventType, booking, movedUid)) throw taken(eventType, movedUid);
}

function taken(eventType, movedUid) {
  const who = eventType.teamId !== null && movedUid === null ? 'One of the hosts' : 'User';
  return new ApiError(
    400,
    `${who} either already has booking at this time or is not available`,
  );
}

// The engine's key of accepted bookings: start, end and organizer.
function isKeyTaken(store, booking, movedUid) {
  return [...store.bookings.values()].some(
    (other) =>
      other.status === 'accepted' &&
      other.uid !== movedUid &&
      other.start === booking.start &&
      other.end === booking.end &&
      other.hostIds[0] === booking.hostIds[0],
  );
}

function addressedEventType(store, body) {
  const { eventTypeId, eventTypeSlug, username, teamSlug, organizationSlug } = body;
  const all = [...store.eventTypes.values()];
  if (eventTypeId !== undefined) {
    const eventType = store.eventTypes.get(eventTypeId);
    if (eventType !== undefined) return eventType;
    throw new ApiError(404, `Event type with id ${eventTypeId} not found.`);
  }
  const owner = username !== undefined ? addressedUser(store, username) : null;
  const team = owner === null ? addressedTeam(store, teamSlug) : null;
  const isTheirs = (t) => (owner === null ? t.teamId === team.id : t.ownerId === owner.id);
  const eventType = all.find((t) => t.slug === eventTypeSlug && isTheirs(t));
  if (eventType !== undefined) return eventType;
  const whose = owner === null ? `team ${teamSlug}` : `user ${username}`;
  const where = organizationSlug === undefined ? '' : ` within organization ${organizationSlug}`;
  throw new ApiError(
    404,
    `Event type with slug ${eventTypeSlug} belonging to ${whose}${where} not found.`,
  );
}

function addressedUser(store, username) {
  const user = store.userByName(username);
  if (user !== undefined) return user;
  throw new ApiError(404, `User with username ${username} not found`);
}

function addressedTeam(store, teamSlug) {
  const team = [...store.teams.values()].find(({ slug }) => slug === teamSlug);
  if (team !== undefined) return team;
  throw new ApiError(404, `Team with slug ${teamSlug} not found`);
}

function refuseUnauthenticated(store, eventType, user) {
  if (!eventType.bookingRequiresAuthentication) return;
  const prefix = 'checkBookingRequiresAuthentication - ';
  if (user === null) {
    throw new ApiError(
      401,
      `${prefix}request must be authenticated by passing credentials belonging to event type ` +
        'owner, host or team or org admin or owner.',
    );
  }
  if (!store.mayManage(user, eventType)) {
    throw new ApiError(
      403,
      `${prefix}user is not authorized to access this event type. User has to be either event ` +
        'type owner, host, team admin or owner or org admin or owner.',
    );
  }
}

// A repeated request for an event type that needs approval finds the first one.
function existingRequest(store, eventType, body) {
  if (!needsConfirmation(eventType)) return undefined;
  const start = instantOf(body.start);
  return [...store.bookings.values()].find(
    (booking) =>
      booking.status === 'pending' &&
      booking.eventTypeId === eventType.id &&
      booking.start === start &&
      booking.attendees[0].email === body.attendee.email,
  );
}

function draftBooking({ store, clock }, eventType, body) {
  const uid = store.newUid();
  const start = instantOf(body.start);
  const minutes = body.lengthInMinutes ?? eventType.lengthInMinutes;
  const organizer = store.hostsOf(eventType)[0];
  const pending = needsConfirmation(eventType);
  const responses = { ...(body.bookingFieldsResponses ?? {}), ...locationResponse(body.location) };
  const guests = body.guests ?? [];
  return {
    uid,
    icsUid: `${uid}@Cal.com`,
    icsSequence: 0,
    eventTypeId: eventType.id,
    hostIds: eventType.hostIds,
    title: `${eventType.title} between ${organizer.name} and ${body.attendee.name}`,
    description: typeof responses.notes === 'string' ? responses.notes : '',
    status: pending ? 'pending' : 'accepted',
    blocks: !pending || eventType.confirmationPolicy.blockUnconfirmedBookingsInBooker === true,
    start,
    end: start + minutes * kMinute,
    location: locationOf(store, eventType, uid),
    attendees: attendeesOf(body.attendee, guests),
    guests,
    responses,
    metadata: body.metadata ?? {},
    createdAt: clock.now(),
    updatedAt: clock.now(),
    cancellationReason: '',
    reschedulingReason: null,
    rescheduledByEmail: null,
    rescheduledFromUid: null,
    rescheduledToUid: null,
    rejectionReason: null,
  };
}

function attendeesOf(booker, guests) {
  const { name, timeZone, phoneNumber } = booker;
  const language = booker.language ?? 'en';
  const email = booker.email?.trim() || `${phoneNumber.replace(/\D/g, '')}@sms.cal.com`;
  const phone = phoneNumber === undefined ? {} : { phoneNumber };
  return [
    { name, email, timeZone, language, ...phone },
    ...guests.map((guest) => ({ name: '', email: guest, timeZone, language })),
  ];
}

function locationResponse(location) {
  if (location === undefined || typeof location === 'string') return {};
  const value = { address: 'inPerson', integration: 'integrations:daily' }[location.type];
  return { location: { value: value ?? location.type, optionValue: '' } };
}

// The place of the meeting. A Cal Video link contains the uid of the booking.
export function locationOf(store, eventType, uid) {
  const [location] = eventType.locations;
  if (location === undefined) return '';
  if (location.type === 'integration') {
    return store.videoLinks ? `https://app.cal.com/video/${uid}` : 'integrations:daily';
  }
  return location.address ?? location.link ?? location.phone ?? location.type;
}
