// Deliveries of Cal.com's webhooks: when, to whom, signed how, and how they can go wrong.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { signature } from './calcom/delivery.mjs';
import {
  booked,
  bookingNow,
  events,
  kLater,
  kStart,
  startSandbox,
  subscribed,
} from './testing.mjs';

describe('webhooks', () => {
  test('of the organization are signed and arrive before the answer', async (t) => {
    const client = await startSandbox(t);
    const sink = await subscribed(t, client, 'a secret');
    const { uid } = await booked(client, 1101, kStart, { metadata: { nx_ref: 'r1' } });
    const [{ headers, raw, json }] = sink.received;
    assert.equal(headers['x-cal-signature-256'], signature('a secret', raw));
    assert.equal(json.payload.uid, uid);
    assert.deepEqual(json.payload.metadata, { nx_ref: 'r1' });
  });

  test('say CANCELLED while the booking is still accepted', async (t) => {
    const client = await startSandbox(t);
    const sink = await subscribed(t, client);
    const { uid } = await booked(client);
    const seen = [];
    sink.onDelivery = async () => seen.push((await bookingNow(client, uid)).status);
    await client.calcom('POST', `/v2/bookings/${uid}/cancel`, { cancellationReason: 'x' });
    assert.deepEqual(seen, ['accepted']);
    assert.equal((await bookingNow(client, uid)).status, 'cancelled');
  });

  test('call the move of a request REQUESTED, with the uid it replaces', async (t) => {
    const client = await startSandbox(t);
    const { uid } = await booked(client, 1104);
    const sink = await subscribed(t, client);
    await client.calcom('POST', `/v2/bookings/${uid}/reschedule`, { start: kLater });
    assert.deepEqual(events(sink), ['BOOKING_REQUESTED']);
    assert.equal(sink.received[0].json.payload.rescheduleUid, uid);
  });

  test('do not tell one organization of the bookings of another', async (t) => {
    const client = await startSandbox(t);
    const sink = await subscribed(t, client);
    await booked(client, 2101);
    assert.deepEqual(events(sink), []);
  });

  for (const [kind, count] of [['lose', 0], ['duplicate', 2]]) {
    test(`can be made to ${kind}`, async (t) => {
      const client = await startSandbox(t);
      const sink = await subscribed(t, client);
      await client.control('POST', '/faults', { target: 'calcom.webhook', kind });
      await booked(client);
      assert.equal(sink.received.length, count);
    });
  }

  test('can be forged', async (t) => {
    const client = await startSandbox(t);
    const sink = await subscribed(t, client, 'a secret');
    await client.control('POST', '/faults', { target: 'calcom.webhook', kind: 'forge' });
    await booked(client);
    const [{ headers, raw }] = sink.received;
    assert.notEqual(headers['x-cal-signature-256'], signature('a secret', raw));
  });

  test('can overtake each other', async (t) => {
    const client = await startSandbox(t);
    const sink = await subscribed(t, client);
    const fault = { target: 'calcom.webhook', kind: 'delay', ms: 500, times: 1 };
    await client.control('POST', '/faults', fault);
    const { uid } = await booked(client);
    await client.calcom('POST', `/v2/bookings/${uid}/cancel`, { cancellationReason: 'x' });
    await sink.untilReceived(2);
    assert.deepEqual(events(sink), ['BOOKING_CANCELLED', 'BOOKING_CREATED']);
  });
});
