// The stand-in for Cal.com's API v2: version routing, throttling, authentication, error shapes
// around the handlers; and what happens beside an answer (webhooks, Cal.com's own mails).

import { randomUUID } from 'node:crypto';

import { json } from '../http.mjs';
import { callerOf, userOf } from './auth.mjs';
import {
  acceptBooking,
  endBooking,
  moveBooking,
  rejectBooking,
  requirePending,
} from './booking_change.mjs';
import { bookingView } from './booking_view.mjs';
import { deliver } from './delivery.mjs';
import { ApiError, errorAnswer } from './errors.mjs';
import { sendOwnMails } from './mails.mjs';
import { RateLimit } from './rate_limit.mjs';
import { Routes } from './routes.mjs';
import { seedDemo } from './seed.mjs';
import { seedReplay } from './seed_replay.mjs';
import { Store } from './store.mjs';
import { webhookEnvelope } from './webhook_payload.mjs';
import { subscribers } from './webhooks.mjs';

const kSeeds = { demo: seedDemo, replay: seedReplay, empty: () => {} };
const kPreflight = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET,PATCH,DELETE,HEAD,POST,PUT,OPTIONS',
  'Access-Control-Allow-Headers':
    'x-cal-client-id,x-cal-secret-key,x-cal-platform-embed,cal-api-version,Accept,Authorization,' +
    'Content-Type,Origin',
  'Access-Control-Max-Age': '86400',
};

export class CalcomApp {
  #sandbox;
  #seed;
  #routes = new Routes();
  #limit;

  constructor(sandbox, { rate, seed, latencyMs }) {
    if (!(seed in kSeeds)) throw new Error(`seed is one of ${Object.keys(kSeeds).join(', ')}`);
    this.#sandbox = sandbox;
    this.#seed = seed;
    this.#limit = new RateLimit(sandbox.clock, rate);
    this.clock = sandbox.clock;
    this.latencyMs = latencyMs;
    // Replays of recordings give the ids of the recorded run instead.
    this.newUuid = randomUUID;
    this.reset();
  }

  // Back to the seed. The settings stay.
  reset() {
    this.store = new Store();
    kSeeds[this.#seed](this.store);
    this.#limit.reset();
  }

  // Changes settings: calcomRatePerMinute, latencyMs. Returns those in force.
  configure({ calcomRatePerMinute, latencyMs }) {
    if (calcomRatePerMinute !== undefined) {
      this.#limit.perMinute = positive('calcomRatePerMinute', calcomRatePerMinute);
      this.#limit.reset();
    }
    if (latencyMs !== undefined) this.latencyMs = positive('latencyMs', latencyMs);
    return { calcomRatePerMinute: this.#limit.perMinute, latencyMs: this.latencyMs };
  }

  liveBookings() {
    return this.store.liveBookings();
  }

  // Every booking that ever was, or the `newest` so many, for the invariants of tests.
  state(newest = Infinity) {
    const { store } = this;
    return {
      bookings: [...store.bookings.values()].slice(-newest).map((booking) => ({
        ...bookingView(store, booking),
        hostIds: booking.hostIds,
      })),
      reservations: [...store.reservations.entries()].map(([uid, hold]) => ({
        uid,
        eventTypeId: hold.eventTypeId,
        start: new Date(hold.start).toISOString(),
        until: new Date(hold.until).toISOString(),
      })),
      webhooks: [...store.webhooks.values()].map(({ id, subscriberUrl }) => ({
        id,
        subscriberUrl,
      })),
    };
  }

  dispatch(request) {
    if (request.method === 'OPTIONS') {
      const preflight = { status: 204, headers: kPreflight, body: Buffer.alloc(0) };
      return { target: 'calcom.preflight', run: () => preflight };
    }
    const found = this.#routes.find(request);
    return {
      target: found?.target ?? 'calcom.other',
      run: () => this.#answer(request, found),
    };
  }

  async #answer(request, found) {
    const headers = { 'Access-Control-Allow-Origin': '*', 'X-Request-Id': randomUUID() };
    try {
      const body = parsedBody(request);
      if (found === null) {
        throw new ApiError(404, `Cannot ${request.method} ${request.target}`);
      }
      this.#throttle(request, headers);
      const user = userOf(this.store, request, found.auth);
      const version = request.headers['cal-api-version'];
      const full = { ...request, json: body, params: found.params, version };
      const answer = await found.handler(this, full, user);
      return { ...answer, headers: { ...headers, ...answer.headers } };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return errorAnswer(error, request.target, this.clock, headers);
    }
  }

  #throttle(request, headers) {
    const { headers: limits, error } = this.#limit.count(callerOf(this.store, request));
    Object.assign(headers, limits);
    if (error !== null) throw error;
  }

  // Tells the world of an event of a booking: webhooks first, then Cal.com's own mails.
  async announce(trigger, booking, previous = null) {
    const { store } = this;
    const eventType = store.eventTypes.get(booking.eventTypeId);
    const envelope = webhookEnvelope(store, this.clock, trigger, booking, previous);
    await deliver(this.#sandbox, subscribers(store, eventType, trigger), envelope);
    sendOwnMails(this.#sandbox.inbox, store, trigger, booking);
  }

  // What the host does inside Cal.com: cancel, reschedule, confirm or decline the booking `uid`.
  async hostAction(action, { uid, start, reason = 'The host is not available' }) {
    const booking = this.store.bookings.get(uid);
    if (booking === undefined) return json(404, { error: `no booking ${uid}` });
    const host = this.store.users.get(booking.hostIds[0]);
    const work = {
      cancel: () => endBooking(this, booking, reason, host).then(() => booking),
      reschedule: () => moveBooking(this, booking, { start, reschedulingReason: reason }, host),
      confirm: () => acceptBooking(this, booking).then(() => booking),
      decline: () => rejectBooking(this, booking, reason).then(() => booking),
    };
    const isAnswer = action === 'confirm' || action === 'decline';
    try {
      if (isAnswer) requirePending(booking);
      return json(200, bookingView(this.store, await work[action]()));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return json(error.status, { error: error.message });
    }
  }
}

function positive(name, value) {
  if (!Number.isInteger(value) || value < 0) throw new SyntaxError(`${name} is a whole number`);
  return value;
}

// The parsed body: JSON or a form; {} when there is none.
function parsedBody(request) {
  const type = request.headers['content-type'] ?? '';
  const raw = request.body.toString('utf8');
  if (raw === '') return {};
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(raw));
  }
  if (!type.startsWith('application/json')) return {};
  const [first] = raw.trimStart();
  if (first !== '{' && first !== '[') {
    throw new ApiError(400, `Unexpected token '${first}', "${raw}" is not valid JSON`);
  }
  try {
    return JSON.parse(raw);
  } catch (error) {
    throw new ApiError(400, error.message);
  }
}
