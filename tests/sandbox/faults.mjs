// Faults that tests switch on: each belongs to a target ("calcom.create", "mailgun.send", "*"),
// strikes with a rate and a number of times, and stands between the effect and its answer.
// `ms` of a timeout: after so long the connection is closed; without it, never.

import { seededRandom } from './random.mjs';

const kKinds = [
  'delay',
  'timeout_before_effect',
  'timeout_after_effect',
  'drop_before_effect',
  'drop_after_effect',
  // The connection is closed at once, the effect comes `ms` later.
  'late_effect',
  'status',
  'truncate',
  'garbage',
  'redirect',
  'drip',
  'endless',
  // Deliveries of webhooks only (target "calcom.webhook").
  'lose',
  'duplicate',
  'forge',
];

export class Faults {
  #faults = [];
  #random;

  // `random` gives numbers in [0, 1); tests pass their own.
  constructor(random = Math.random) {
    this.#random = random;
  }

  // Adds a fault from its JSON form; throws SyntaxError with the reason when it makes no sense.
  add(input) {
    const fault = checkedFault(input);
    this.#faults.push(fault);
    return fault;
  }

  clear() {
    this.#faults = [];
  }

  // From now on what strikes depends on `seed` and the order of requests alone.
  reseed(seed) {
    if (!Number.isInteger(seed)) throw new SyntaxError('faultSeed is a whole number');
    this.#random = seededRandom(seed);
  }

  toJson() {
    return this.#faults;
  }

  // The faults that strike this request, first added first. Counts them as used. `body` (a Buffer)
  // is what the request carries.
  strike(target, body = Buffer.alloc(0)) {
    const struck = [];
    for (const fault of this.#faults) {
      if (fault.target !== '*' && fault.target !== target) continue;
      if (fault.match !== null && !body.includes(fault.match)) continue;
      if (fault.times !== null && fault.used >= fault.times) continue;
      if (this.#random() >= fault.rate) continue;
      fault.used += 1;
      struck.push(fault);
    }
    return struck;
  }
}

function checkedFault(input) {
  const { target, kind, rate = 1, times = null, match = null } = input;
  if (typeof target !== 'string' || target === '') throw new SyntaxError('target is missing');
  if (!kKinds.includes(kind)) throw new SyntaxError(`kind must be one of ${kKinds.join(', ')}`);
  if (typeof rate !== 'number' || rate < 0 || rate > 1) throw new SyntaxError('rate is 0 to 1');
  if (times !== null && !Number.isInteger(times)) throw new SyntaxError('times is an integer');
  if (match !== null && (typeof match !== 'string' || match === '')) {
    throw new SyntaxError('match is a text of the request');
  }
  const ms = input.ms ?? input.delay ?? 0;
  if (['delay', 'late_effect'].includes(kind) && !(ms > 0)) {
    throw new SyntaxError(`${kind} needs ms`);
  }
  if (kind === 'status' && !Number.isInteger(input.status)) {
    throw new SyntaxError('status needs a status');
  }
  return {
    target,
    kind,
    rate,
    times,
    match,
    ms,
    status: input.status ?? null,
    effect: input.effect ?? false,
    body: input.body ?? null,
    headers: input.headers ?? {},
    used: 0,
  };
}

// What a provider's own error of that status looks like, by the first word of the target.
function errorBody(target, fault) {
  if (fault.body !== null) return fault.body;
  const { status } = fault;
  const message = status === 500 ? 'Internal server error' : `Injected error ${status}`;
  if (target.startsWith('mailgun.')) return { message };
  if (target.startsWith('twilio.')) {
    const code = status === 429 ? 20429 : status === 503 ? 20503 : 20500;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
  return { statusCode: status, message };
}

// The answer that a "status" fault gives in the place of the real one.
export function statusAnswer(target, fault) {
  const body = errorBody(target, fault);
  const isText = typeof body === 'string';
  return {
    status: fault.status,
    headers: {
      'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
      ...fault.headers,
    },
    body: Buffer.from(isText ? body : JSON.stringify(body)),
  };
}
