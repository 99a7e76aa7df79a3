// Requests per minute and caller; who asks too often is blocked for a minute.

import { ApiError } from './errors.mjs';

const kWindowMs = 60_000;
const kMessage = 'CustomThrottlerGuard - Too many requests. Please try again later.';

export class RateLimit {
  #clock;
  #callers = new Map();

  constructor(clock, perMinute) {
    this.#clock = clock;
    this.perMinute = perMinute;
  }

  reset() {
    this.#callers.clear();
  }

  // Counts one request of `caller`. Returns {headers, error}: error is null, or the 429.
  count(caller) {
    const now = this.#clock.now();
    const state = this.#stateOf(caller, now);
    state.hits += 1;
    if (state.blockedUntil === null && state.hits > this.perMinute) {
      state.blockedUntil = now + kWindowMs;
    }
    const until = state.blockedUntil ?? state.windowEnd;
    const remaining = state.blockedUntil === null ? this.perMinute - state.hits : 0;
    const headers = {
      'X-RateLimit-Limit-Default': String(this.perMinute),
      'X-RateLimit-Remaining-Default': String(remaining),
      'X-RateLimit-Reset-Default': String(Math.max(1, Math.ceil((until - now) / 1000))),
    };
    const error = state.blockedUntil === null ? null : tooMany();
    return { headers, error };
  }

  #stateOf(caller, now) {
    const known = this.#callers.get(caller);
    const end = known?.blockedUntil ?? known?.windowEnd ?? 0;
    if (known !== undefined && now < end) return known;
    const fresh = { hits: 0, windowEnd: now + kWindowMs, blockedUntil: null };
    this.#callers.set(caller, fresh);
    return fresh;
  }
}

function tooMany() {
  return new ApiError(429, kMessage, { code: 'ThrottlerException', details: kMessage });
}
