// The faults at the stand-ins: what may befall a call, and how often. `rate` is the share of calls
// of each kind that something befalls.
import { standin } from '../system/support/portal.mjs';

// Soon over, so that a run need not wait a minute for each.
const kCalmDown = { 'X-RateLimit-Reset-Default': '2', 'Retry-After': '2' };

// What may befall a call that changes something, with its weight.
const kOfWrites = [
  [3, { kind: 'delay', ms: 400 }],
  [2, { kind: 'timeout_before_effect', ms: 1500 }],
  [3, { kind: 'timeout_after_effect', ms: 1500 }],
  [2, { kind: 'drop_before_effect' }],
  [3, { kind: 'drop_after_effect' }],
  [2, { kind: 'late_effect', ms: 800 }],
  [1, { kind: 'late_effect', ms: 4000 }],
  [3, { kind: 'status', status: 500, effect: true }],
  [2, { kind: 'status', status: 502 }],
  [2, { kind: 'status', status: 409, effect: true }],
  [2, { kind: 'status', status: 400, effect: true }],
  [1, { kind: 'status', status: 429, headers: kCalmDown }],
  [2, { kind: 'truncate' }],
  [2, { kind: 'garbage' }],
];
const kOfReads = [
  [3, { kind: 'delay', ms: 300 }],
  [2, { kind: 'timeout_before_effect', ms: 1500 }],
  [2, { kind: 'drop_before_effect' }],
  [3, { kind: 'status', status: 500 }],
  [1, { kind: 'status', status: 429, headers: kCalmDown }],
  [2, { kind: 'truncate' }],
  [2, { kind: 'garbage' }],
];
const kOfWebhooks = [
  [4, { kind: 'lose' }],
  [4, { kind: 'duplicate' }],
  [4, { kind: 'delay', ms: 900 }], // the next one overtakes it
  [1, { kind: 'forge' }],
];
// Of mails and of texts.
const kOfMessages = [
  [3, { kind: 'drop_before_effect' }],
  [3, { kind: 'drop_after_effect' }],
  [3, { kind: 'timeout_after_effect', ms: 1500 }],
  [3, { kind: 'status', status: 500, effect: true }],
  [2, { kind: 'status', status: 503 }],
  [1, { kind: 'status', status: 429, headers: kCalmDown }],
  [2, { kind: 'truncate' }],
];
const kByTarget = {
  'calcom.create': kOfWrites,
  'calcom.reschedule': kOfWrites,
  'calcom.cancel': kOfWrites,
  'calcom.reserve': kOfWrites,
  'calcom.unreserve': kOfWrites,
  'calcom.get': kOfReads,
  'calcom.list': kOfReads,
  'calcom.slots': kOfReads,
  'calcom.webhook': kOfWebhooks,
  'mailgun.send': kOfMessages,
  'mailgun.events': kOfReads,
  'twilio.send': kOfMessages,
  'twilio.list': kOfReads,
};

// Once per run each: the callers' own time limits, which take half a minute.
const kTimeLimits = [
  { target: 'calcom.create', kind: 'timeout_after_effect', times: 1 },
  { target: 'calcom.create', kind: 'timeout_before_effect', times: 1 },
];

// The faults of a run. Each is a lot of its own, so that two may meet in one call.
export function faultPlan(rate) {
  const plan = [...kTimeLimits];
  for (const [target, kinds] of Object.entries(kByTarget)) {
    const total = kinds.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, fault] of kinds) {
      plan.push({ target, rate: (rate * weight) / total, ...fault });
    }
  }
  return plan;
}

export async function startFaults(rate, seed) {
  await standin('POST', '/settings', { faultSeed: seed });
  for (const fault of faultPlan(rate)) await standin('POST', '/faults', fault);
}

// Ends all faults. Resolves to how often each struck: [[what, times]].
export async function stopFaults() {
  const faults = await standin('GET', '/faults');
  await standin('DELETE', '/faults');
  return faults.filter(({ used }) => used > 0).map((fault) => [nameOf(fault), fault.used]);
}

function nameOf({ target, kind, status, effect, ms }) {
  const detail = [
    ...(status === null ? [] : [status]),
    ...(effect ? ['although done'] : []),
    ...(ms > 0 ? [`${ms} ms`] : []),
  ];
  return [target, kind.replaceAll('_', ' '), ...detail].join(' ');
}
