// Many at once: one slot has one winner, one key has one answer.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { closeConnections, mailsTo, standin, runTimers } from './support/portal.mjs';
import { Person } from './support/person.mjs';

after(closeConnections);

const liveAt = async (start) => {
  const state = await standin('GET', '/calcom-state.json');
  const wanted = Date.parse(start);
  return state.bookings.filter(
    (booking) => Date.parse(booking.start) === wanted && ['accepted', 'pending'].includes(booking.status),
  );
};

describe('booking at once', () => {
  it('gives one of 100 the slot and 99 a slot_taken', async () => {
    const customer = await new Person('acme').login('customer@acme.test');
    const slots = await customer.slots('intro_call', { from: 8 });
    const { start } = slots[5];
    const answers = await Promise.all(Array.from({ length: 100 }, () => customer.book('intro_call', start)));
    const won = answers.filter((answer) => answer.status === 201);
    const lost = answers.filter((answer) => answer.status === 409);
    assert.equal(won.length, 1, answers.map((answer) => answer.status).join(' '));
    assert.equal(lost.length, 99);
    for (const answer of lost) assert.equal(answer.json().error.code, 'slot_taken');
    assert.equal((await liveAt(start)).length, 1);
    const list = await customer.api('GET', '/api/schedule/my-bookings?upcoming=true&limit=100');
    const rows = list.json().bookings.filter((booking) => booking.start === start);
    assert.equal(rows.length, 1);
  });

  it('gives one key sent 20 times one booking, 20 equal answers and one mail', async () => {
    const pat = await new Person('acme').signUp();
    const slots = await pat.slots('demo', { from: 9 });
    const { start } = slots[3];
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => pat.book('demo', start, {}, key)));
    assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([201]));
    assert.equal(new Set(answers.map((answer) => answer.text)).size, 1);
    assert.equal((await liveAt(start)).length, 1);
    await mailsTo(pat.email, 2);
    await runTimers();
    assert.equal((await mailsTo(pat.email, 2)).length, 2);
  });

  it('gives 20 presses of one confirmation the same booking', async () => {
    const pat = await new Person('acme').signUp();
    const slots = await pat.slots('intro_call', { from: 11 });
    const key = randomUUID();
    const held = await pat.post('/t/acme/schedule/intro_call', {
      action: 'hold', start: slots[4].start, timeZone: 'UTC', csrf_token: pat.csrf });
    assert.match(held.headers.location, /\/confirm\//);
    const press = () => pat.post(held.headers.location, {
      action: 'book', notes: '', csrf_token: pat.csrf, idempotency_key: key });
    const answers = await Promise.all(Array.from({ length: 20 }, press));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([303]));
    assert.equal(new Set(answers.map(({ headers }) => headers.location)).size, 1);
    assert.equal((await liveAt(slots[4].start)).length, 1);
  });

  it('answers a refusal again, though the slot is free now', async () => {
    const [pat, rival] = [await new Person('acme').signUp(), await new Person('acme').signUp()];
    const { start } = (await pat.slots('demo', { from: 17 }))[2];
    const { uid } = (await rival.book('demo', start)).json().booking;
    const key = { 'idempotency-key': randomUUID() };
    const first = await pat.book('demo', start, {}, key);
    assert.equal(first.status, 409);
    assert.equal((await rival.api('POST', '/api/schedule/cancel', { bookingUid: uid })).status, 200);
    const again = await pat.book('demo', start, {}, key);
    assert.equal(again.status, 409);
    assert.equal(again.text, first.text);
    assert.equal((await pat.book('demo', start)).status, 201);
  });

  it('refuses the same key with another body', async () => {
    const pat = await new Person('acme').login('prospect@acme.test');
    const slots = await pat.slots('demo', { from: 10 });
    const key = { 'idempotency-key': randomUUID() };
    assert.equal((await pat.book('demo', slots[1].start, {}, key)).status, 201);
    const other = await pat.book('demo', slots[2].start, {}, key);
    assert.equal(other.status, 422);
    assert.equal(other.json().error.code, 'idempotency_mismatch');
    assert.equal((await liveAt(slots[2].start)).length, 0);
  });
});
