// Holds of slots: POST/GET/PATCH/DELETE /v2/slots/reservations. Whoever knows the uid may change
// one; a hold hides slots but stops nobody from booking.

import { randomUUID } from 'node:crypto';

import { json } from '../http.mjs';
import { ApiError } from './errors.mjs';
import { isVariable, lengthsOf } from './event_type_model.mjs';
import { instantOf, isIsoDate, throwListed, wrong } from './validate.mjs';

const kMinute = 60_000;
const kForeign =
  'authenticated user is not owner of event type, does not have memberships in common with owner ' +
  "of the event type, nor does belong to event type's team or org.";
const kReserved =
  'This time slot is already reserved by another user. Please choose a different time.';

export function reserve(app, request, user) {
  const input = checkedInput(request.json);
  const eventType = requireEventType(app.store, input.eventTypeId);
  const hold = newHold(app, input, eventType, user);
  hold.uid = randomUUID();
  app.store.reservations.set(hold.uid, hold);
  return json(201, { status: 'success', data: reserveOutput(hold) });
}

export function getReservation(app, { params }) {
  const hold = app.store.reservations.get(params.uid);
  if (hold === undefined) return json(200, { status: 'success', data: null });
  const { reservationDuration, ...data } = reserveOutput(hold);
  return json(200, { status: 'success', data });
}

export function patchReservation(app, request, user) {
  const { uid } = request.params;
  const input = checkedInput(request.json);
  const eventType = requireEventType(app.store, input.eventTypeId);
  if (!app.store.reservations.has(uid)) {
    throw new ApiError(404, `Slot with uid=${uid} not found`);
  }
  const hold = { ...newHold(app, input, eventType, user), uid };
  app.store.reservations.set(uid, hold);
  return json(200, { status: 'success', data: reserveOutput(hold) });
}

export function deleteReservation(app, { params }) {
  app.store.reservations.delete(params.uid);
  return json(200, { status: 'success' });
}

function checkedInput(body) {
  const found = [];
  integer(found, body, 'eventTypeId', true);
  if (!isIsoDate(body.slotStart)) {
    const text = 'slotStart must be a valid ISO 8601 date string';
    found.push(wrong('slotStart', body.slotStart, { isDateString: text }));
  }
  integer(found, body, 'slotDuration', false);
  integer(found, body, 'reservationDuration', false);
  throwListed(found, known(body));
  return known(body);
}

function integer(found, body, name, required) {
  const value = body[name];
  if (value === undefined && !required) return;
  if (Number.isInteger(value)) return;
  found.push(wrong(name, value, { isInt: `${name} must be an integer number` }));
}

// Unknown members are dropped here without a word.
function known({ eventTypeId, slotStart, slotDuration, reservationDuration }) {
  return Object.fromEntries(
    Object.entries({ eventTypeId, slotStart, slotDuration, reservationDuration }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

function requireEventType(store, id) {
  const eventType = store.eventTypes.get(id);
  if (eventType === undefined) throw new ApiError(404, `Event Type with ID=${id} not found`);
  return eventType;
}

function newHold({ store, clock }, input, eventType, user) {
  refuseForeignDuration(store, input, eventType, user);
  const minutes = slotLength(input, eventType);
  const start = instantOf(input.slotStart);
  const end = start + minutes * kMinute;
  const duration = input.reservationDuration ?? 5;
  refuseTaken(store, clock, eventType, start, end);
  return {
    eventTypeId: eventType.id,
    hostIds: eventType.hostIds,
    start,
    end,
    minutes,
    duration,
    until: clock.now() + duration * kMinute,
  };
}

function refuseForeignDuration(store, input, eventType, user) {
  if (input.reservationDuration === undefined) return;
  if (user === null) {
    throw new ApiError(
      401,
      'reservationDuration can only be used for authenticated requests - use access token, ' +
        'api key or OAuth credentials',
    );
  }
  if (!store.mayManage(user, eventType)) throw new ApiError(403, kForeign);
}

function slotLength(input, eventType) {
  const { slotDuration } = input;
  if (slotDuration === undefined) return eventType.lengthInMinutes;
  if (!isVariable(eventType)) {
    throw new ApiError(
      400,
      "You passed 'slotDuration' but this event type is not a variable length event type.",
    );
  }
  const lengths = lengthsOf(eventType);
  if (!lengths.includes(slotDuration)) {
    const list = lengths.join(', ');
    throw new ApiError(
      400,
      `Provided 'slotDuration' is not one of the possible lengths for the event type. ` +
        `The possible lengths for this variable length event type are: ${list}`,
    );
  }
  return slotDuration;
}

// Neither working hours nor the past are checked; a hold of its own is in the way of its renewal.
function refuseTaken(store, clock, eventType, start, end) {
  const overlaps = (a) => a.start < end && start < a.end;
  const now = clock.now();
  for (const hold of store.reservations.values()) {
    if (hold.eventTypeId === eventType.id && hold.until > now && overlaps(hold)) {
      throw new ApiError(422, kReserved);
    }
  }
  for (const booking of store.bookings.values()) {
    const same = booking.eventTypeId === eventType.id && booking.start === start;
    if (same && booking.status === 'accepted') {
      throw new ApiError(422, "Can't reserve a slot if the event is already booked.");
    }
  }
}

function reserveOutput(hold) {
  return {
    eventTypeId: hold.eventTypeId,
    slotStart: new Date(hold.start).toISOString(),
    slotEnd: new Date(hold.end).toISOString(),
    slotDuration: hold.minutes,
    reservationUid: hold.uid,
    reservationDuration: hold.duration,
    reservationUntil: new Date(hold.until).toISOString(),
  };
}
