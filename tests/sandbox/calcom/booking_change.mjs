// What happens to a booking after it was made: read, reschedule, cancel, confirm, decline.

import { sleep } from '../clock.mjs';
import { json } from '../http.mjs';
import { insertBooking, locationOf } from './booking_create.mjs';
import { checkCancelBody, checkRescheduleBody } from './booking_input.mjs';
import { bookingView } from './booking_view.mjs';
import { ApiError, bareError } from './errors.mjs';
import { needsConfirmation } from './event_type_model.mjs';
import { instantOf } from './validate.mjs';

export function getBooking(app, { params }) {
  return answer(app, 200, requireBooking(app, params.uid));
}

function answer(app, status, booking) {
  return json(status, { status: 'success', data: bookingView(app.store, booking) });
}

function requireBooking({ store }, uid) {
  const booking = store.bookings.get(uid);
  if (booking !== undefined) return booking;
  throw new ApiError(404, `Booking with uid=${uid} was not found in the database`);
}

// POST .../reschedule: a new booking with a new uid; the old one is cancelled at once.
export async function rescheduleBooking(app, request, user) {
  const body = request.json;
  checkRescheduleBody(body);
  const old = requireBooking(app, request.params.uid);
  return answer(app, 201, await moveBooking(app, old, body, user));
}

// Moves `old` as `user` (null: an anonymous caller) and returns the new booking.
export async function moveBooking(app, old, body, user) {
  refuseMove(old);
  const next = movedBooking(app, old, body, user);
  await insertBooking(app, next, old.uid);
  // Somebody else may have moved or cancelled it while the engine was busy.
  if (!isLive(old)) {
    app.store.bookings.delete(next.uid);
    refuseMove(old);
  }
  Object.assign(old, {
    status: 'cancelled',
    rescheduledToUid: next.uid,
    rescheduledByEmail: next.rescheduledByEmail,
    updatedAt: app.clock.now(),
  });
  const pending = next.status === 'pending';
  await app.announce(pending ? 'BOOKING_REQUESTED' : 'BOOKING_RESCHEDULED', next, old);
  return next;
}

function isLive({ status }) {
  return status === 'accepted' || status === 'pending';
}

function refuseMove({ uid, status, rescheduledToUid }) {
  const prefix = `Can't reschedule booking with uid=${uid} because it has been cancelled`;
  if (rescheduledToUid !== null) {
    throw new ApiError(
      400,
      `${prefix} and rescheduled already to booking with uid=${rescheduledToUid}. You probably ` +
        `want to reschedule ${rescheduledToUid} instead by passing it within the request URL.`,
    );
  }
  if (status === 'cancelled') {
    throw new ApiError(400, `${prefix}. Please provide uid of a booking that is not cancelled.`);
  }
  if (status === 'rejected') throw bareError(404, 'Could not find original booking');
}

function movedBooking({ store, clock }, old, body, user) {
  const eventType = store.eventTypes.get(old.eventTypeId);
  const uid = store.newUid();
  const start = instantOf(body.start);
  const now = clock.now();
  return {
    ...old,
    uid,
    icsSequence: old.icsSequence + 1,
    status: moveNeedsApproval(store, eventType, body, user) ? 'pending' : 'accepted',
    start,
    end: start + (old.end - old.start),
    location: locationOf(store, eventType, uid),
    createdAt: now,
    updatedAt: now,
    reschedulingReason: body.reschedulingReason ?? null,
    rescheduledByEmail: body.rescheduledBy ?? null,
    rescheduledFromUid: old.uid,
    rescheduledToUid: null,
  };
}

// A move made by the host needs no approval.
function moveNeedsApproval(store, eventType, { rescheduledBy }, user) {
  if (!needsConfirmation(eventType)) return false;
  const hosts = store.hostsOf(eventType);
  if (rescheduledBy !== undefined) return !hosts.some(({ email }) => email === rescheduledBy);
  return user === null || !hosts.some(({ id }) => id === user.id);
}

export async function cancelBooking(app, request, user) {
  const body = request.json ?? {};
  checkCancelBody(body);
  const { uid } = request.params;
  const booking = app.store.bookings.get(uid);
  if (booking === undefined) throw new ApiError(404, `Booking with uid=${uid} not found`);
  if (body.seatUid !== undefined) {
    const text = 'Invalid seatUid: this seat does not exist or has already been cancelled.';
    throw new ApiError(400, text);
  }
  await endBooking(app, booking, body.cancellationReason ?? '', user);
  return answer(app, 200, booking);
}

// The cancel of the API's first version, which is what a missing version header selects.
export async function cancelBookingOld(app, request, user) {
  const { uid } = request.params;
  const booking = app.store.bookings.get(uid);
  if (booking === undefined) throw new ApiError(404, `Booking with uid=${uid} not found`);
  await endBooking(app, booking, request.json?.cancellationReason ?? '', user);
  const data = { bookingId: booking.id, bookingUid: uid, onlyRemovedAttendee: false };
  return json(201, { status: 'success', data });
}

// Cancels `booking` as `user`. The webhook leaves before the row changes, as in the real engine.
export async function endBooking(app, booking, reason, user) {
  refuseCancel(app, booking, reason, user);
  await sleep(app.latencyMs);
  refuseLostRace(booking);
  await app.announce('BOOKING_CANCELLED', { ...booking, cancellationReason: reason });
  refuseLostRace(booking);
  Object.assign(booking, {
    status: 'cancelled',
    cancellationReason: reason,
    updatedAt: app.clock.now(),
  });
}

// Somebody else cancelled or moved the booking while the engine was busy.
function refuseLostRace({ status }) {
  if (status === 'cancelled') throw bareError(400, 'This booking has already been cancelled.');
}

function refuseCancel({ store, clock }, booking, reason, user) {
  if (booking.status === 'cancelled') {
    throw new ApiError(
      400,
      `Can't cancel booking with uid=${booking.uid} because it has been cancelled already. ` +
        'Please provide uid of a booking that is not cancelled.',
    );
  }
  const isHost = user !== null && booking.hostIds.includes(user.id);
  if (isHost && reason.trim() === '') {
    throw bareError(400, 'Cancellation reason is required when you are the host');
  }
  if (booking.end < clock.now()) {
    throw bareError(400, 'Cannot cancel a booking that has already ended');
  }
  if (store.eventTypes.get(booking.eventTypeId).disableCancelling.disabled) {
    throw bareError(400, 'This event type does not allow cancellations');
  }
}

export async function confirmBooking(app, request, user) {
  const booking = requireRequest(app, request.params.uid, user);
  await acceptBooking(app, booking);
  return answer(app, 200, booking);
}

export async function declineBooking(app, request, user) {
  const booking = requireRequest(app, request.params.uid, user);
  await rejectBooking(app, booking, request.json?.reason ?? null);
  return answer(app, 200, booking);
}

function requireRequest(app, uid, user) {
  const booking = requireBooking(app, uid);
  const eventType = app.store.eventTypes.get(booking.eventTypeId);
  if (!app.store.mayManage(user, eventType)) {
    throw new ApiError(401, 'You are not authorized to access this resource', {
      code: 'TRPCError',
      kind: 'constant',
    });
  }
  requirePending(booking);
  return booking;
}

// Only what still waits for an answer can be answered.
export function requirePending({ status }) {
  if (status === 'pending') return;
  const text = 'Bad request: Please check your request data and try again';
  throw new ApiError(400, text, { code: 'TRPCError', kind: 'constant' });
}

export async function acceptBooking(app, booking) {
  Object.assign(booking, { status: 'accepted', blocks: true, updatedAt: app.clock.now() });
  await app.announce('BOOKING_CREATED', booking);
}

export async function rejectBooking(app, booking, reason) {
  Object.assign(booking, {
    status: 'rejected',
    rejectionReason: reason,
    updatedAt: app.clock.now(),
  });
  await app.announce('BOOKING_REJECTED', booking);
}
