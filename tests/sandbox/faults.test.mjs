import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { sleep } from './clock.mjs';
import { Faults } from './faults.mjs';
import { startSandbox } from './testing.mjs';

const kStart = '2026-11-25T10:00:00Z';

async function bookingsAtCalcom(client) {
  return (await client.control('GET', '/counters.json')).liveBookings;
}

// Whether a request ends without a complete answer.
async function endsUnanswered(request) {
  try {
    await request;
    return false;
  } catch {
    return true;
  }
}

// Waits until `isTrue()` resolves to true; fails when that takes far too long.
async function until(isTrue) {
  for (let i = 0; i < 500; i += 1) {
    if (await isTrue()) return;
    await sleep(20);
  }
  assert.fail('it never came true');
}

describe('a fault', () => {
  for (const [kind, booked] of [
    ['drop_before_effect', 0],
    ['drop_after_effect', 1],
    ['timeout_before_effect', 0],
    ['timeout_after_effect', 1],
    ['truncate', 1],
    ['garbage', 1],
  ]) {
    test(`${kind} leaves ${booked} bookings and no usable answer`, async (t) => {
      const client = await startSandbox(t);
      await client.control('POST', '/faults', { target: 'calcom.create', kind, times: 1 });
      const caller = new AbortController();
      const options = { signal: caller.signal };
      const unanswered = endsUnanswered(client.book(1101, kStart, { options }));
      await until(async () => {
        const { answers } = await client.control('GET', '/counters.json');
        return Object.keys(answers).some((name) => name.startsWith('calcom.create'));
      });
      // The fault has struck. Only a time limit of the caller's own ends a timeout.
      if (kind.startsWith('timeout')) caller.abort();
      assert.equal(await unanswered, true);
      assert.equal(await bookingsAtCalcom(client), booked);
    });
  }

  for (const effect of [true, false]) {
    test(`status with effect ${effect} answers the error and books accordingly`, async (t) => {
      const client = await startSandbox(t);
      const fault = { target: 'calcom.create', kind: 'status', status: 502, effect, times: 1 };
      await client.control('POST', '/faults', fault);
      const answer = await client.book(1101, kStart);
      assert.equal(answer.status, 502);
      assert.deepEqual(answer.body, { statusCode: 502, message: 'Injected error 502' });
      assert.equal(await bookingsAtCalcom(client), effect ? 1 : 0);
    });
  }

  test('late_effect closes the connection at once and books later', async (t) => {
    const client = await startSandbox(t);
    const fault = { target: 'calcom.create', kind: 'late_effect', ms: 300, times: 1 };
    await client.control('POST', '/faults', fault);
    assert.equal(await endsUnanswered(client.book(1101, kStart)), true);
    const { late, liveBookings } = await client.control('GET', '/counters.json');
    assert.deepEqual({ late, liveBookings }, { late: 1, liveBookings: 0 });
    await until(async () => (await bookingsAtCalcom(client)) === 1);
    assert.equal((await client.control('GET', '/counters.json')).late, 0);
  });

  test('timeout with ms ends by itself', async (t) => {
    const client = await startSandbox(t);
    const fault = { target: 'calcom.create', kind: 'timeout_after_effect', ms: 50, times: 1 };
    await client.control('POST', '/faults', fault);
    assert.equal(await endsUnanswered(client.book(1101, kStart)), true);
    assert.equal(await bookingsAtCalcom(client), 1);
  });

  test('strikes the same requests for the same seed', () => {
    const struck = (seed) => {
      const faults = new Faults();
      faults.reseed(seed);
      faults.add({ target: 'calcom.create', kind: 'garbage', rate: 0.5 });
      return Array.from({ length: 40 }, () => faults.strike('calcom.create').length).join('');
    };
    assert.equal(struck(7), struck(7));
    assert.notEqual(struck(7), struck(8));
    assert.match(struck(7), /0.*1|1.*0/);
  });

  test('delay postpones the effect even when the caller has gone', async (t) => {
    const client = await startSandbox(t);
    const fault = { target: 'calcom.create', kind: 'delay', ms: 1500, times: 1 };
    await client.control('POST', '/faults', fault);
    const caller = new AbortController();
    const options = { signal: caller.signal };
    const unanswered = endsUnanswered(client.book(1101, kStart, { options }));
    await until(async () => {
      const { requests } = await client.control('GET', '/counters.json');
      return requests['calcom.create'] === 1;
    });
    caller.abort();
    assert.equal(await unanswered, true);
    assert.equal(await bookingsAtCalcom(client), 0);
    await until(async () => (await bookingsAtCalcom(client)) === 1);
  });

  test('redirect answers with a place to go elsewhere', async (t) => {
    const client = await startSandbox(t);
    await client.control('POST', '/faults', { target: 'mailgun.send', kind: 'redirect' });
    const url = `${client.base}/mailgun/v3/mg.nexcyte.localhost/messages`;
    const response = await fetch(url, { method: 'POST', redirect: 'manual' });
    assert.equal(response.status, 302);
    assert.ok(response.headers.get('location'));
  });

  test('endless never stops sending', async (t) => {
    const client = await startSandbox(t);
    await client.control('POST', '/faults', { target: 'calcom.me', kind: 'endless' });
    const controller = new AbortController();
    const { signal } = controller;
    const response = await fetch(`${client.base}/calcom/v2/me`, { signal });
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > 2_000_000) break;
    }
    assert.ok(size > 2_000_000);
  });

  test('drip sends one byte at a time', async (t) => {
    const client = await startSandbox(t);
    await client.control('POST', '/faults', { target: 'calcom.me', kind: 'drip' });
    const response = await fetch(`${client.base}/calcom/v2/me`);
    const { value } = await response.body.getReader().read();
    assert.equal(value.length, 1);
    assert.ok(Number(response.headers.get('content-length')) > 1);
  });

  test('strikes only its target, as often as it says', async (t) => {
    const client = await startSandbox(t);
    const fault = { target: 'calcom.slots', kind: 'status', status: 500, times: 2 };
    await client.control('POST', '/faults', fault);
    const path = '/v2/slots?eventTypeId=1101&start=2026-11-25&end=2026-11-25';
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await client.calcom('GET', path)).status);
    assert.deepEqual(statuses, [500, 500, 200]);
    assert.equal((await client.calcom('GET', '/v2/me')).status, 200);
  });

  test('of the target "*" strikes every provider until it is taken away', async (t) => {
    const client = await startSandbox(t);
    await client.control('POST', '/faults', { target: '*', kind: 'status', status: 503 });
    assert.equal((await client.mail()).status, 503);
    assert.equal((await client.calcom('GET', '/v2/me')).status, 503);
    await client.control('DELETE', '/faults');
    assert.equal((await client.mail()).status, 200);
  });

  test('with a match strikes only requests that carry the text', async (t) => {
    const client = await startSandbox(t);
    const fault = { target: 'mailgun.send', kind: 'status', status: 503, match: 'kim@example.org' };
    await client.control('POST', '/faults', fault);
    assert.equal((await client.mail()).status, 200);
    assert.equal((await client.mail({ to: 'kim@example.org' })).status, 503);
    const [{ used }] = await client.control('GET', '/faults');
    assert.equal(used, 1);
  });

  test('with a rate strikes that part of the requests', () => {
    const draws = [0.1, 0.5, 0.29, 0.3];
    const faults = new Faults(() => draws.shift());
    faults.add({ target: 'twilio.send', kind: 'garbage', rate: 0.3 });
    const struck = [1, 2, 3, 4].map(() => faults.strike('twilio.send').length);
    assert.deepEqual(struck, [1, 0, 1, 0]);
  });

  for (const bad of [
    { kind: 'delay', ms: 1 },
    { target: 'calcom.create', kind: 'explode' },
    { target: 'calcom.create', kind: 'delay' },
    { target: 'calcom.create', kind: 'status' },
    { target: 'calcom.create', kind: 'garbage', rate: 2 },
    { target: 'mailgun.send', kind: 'garbage', match: '' },
  ]) {
    test(`is refused when it makes no sense: ${JSON.stringify(bad)}`, async (t) => {
      const client = await startSandbox(t);
      const answer = await client.control('POST', '/faults', bad);
      assert.equal(typeof answer.error, 'string');
      assert.deepEqual(await client.control('GET', '/faults'), []);
    });
  }
});

describe('counters', () => {
  test('tell requests from effects, whatever the caller was told', async (t) => {
    const client = await startSandbox(t);
    const fault = { target: 'mailgun.send', kind: 'status', status: 500, effect: true, times: 1 };
    await client.control('POST', '/faults', fault);
    await client.mail();
    await client.mail();
    await client.mail({ from: undefined });
    const { requests, accepted, answers } = await client.control('GET', '/counters.json');
    assert.equal(requests['mailgun.send'], 3);
    assert.equal(accepted['mailgun.send'], 2);
    assert.equal(answers['mailgun.send 200'], 1);
    assert.equal(answers['mailgun.send 400'], 1);
  });

  test('begin anew after a reset, and so does everything else', async (t) => {
    const client = await startSandbox(t);
    await client.control('POST', '/faults', { target: 'calcom.me', kind: 'garbage' });
    await client.book(1101, kStart);
    await client.mail();
    await client.control('POST', '/reset');
    const counters = await client.control('GET', '/counters.json');
    assert.deepEqual(counters, {
      requests: {}, accepted: {}, answers: {}, late: 0, liveBookings: 0, inbox: 0,
    });
    assert.deepEqual(await client.control('GET', '/faults'), []);
    assert.equal((await client.book(1101, kStart)).status, 201);
  });
});
