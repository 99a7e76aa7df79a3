// Cal.com answers late, wrongly or not at all: the page says "checking", and the reconciler ends it.
import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'node:test';
import { closeConnections, eventually, mailsTo, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

after(closeConnections);
afterEach(() => standin('DELETE', '/faults'));

const liveOf = async (uid) =>
  (await standin('GET', '/calcom-state.json')).bookings.filter(
    (booking) => booking.metadata?.nx_ref === uid && ['accepted', 'pending'].includes(booking.status),
  );

async function statusOf(person, uid) {
  const list = (await person.api('GET', '/api/schedule/my-bookings?limit=100')).json();
  return list.bookings.find((booking) => booking.uid === uid)?.status;
}

describe('an error although booked', () => {
  for (const fault of [
    { kind: 'status', status: 500, effect: true },
    { kind: 'truncate' },
    { kind: 'garbage' },
    { kind: 'drop_after_effect' },
  ]) {
    it(`${fault.kind}: pending, then confirmed once with one mail`, async () => {
      const pat = await new Person('acme').signUp();
      const slots = await pat.slots('intro_call', { from: 13 });
      await standin('POST', '/faults', { target: 'calcom.create', times: 1, ...fault });
      const booked = await pat.book('intro_call', slots[0].start);
      assert.ok([201, 202].includes(booked.status), booked.text);
      const { uid, status } = booked.json().booking;
      if (booked.status === 202) {
        assert.equal(status, 'pending');
        const page = await pat.get(`/t/acme/bookings/${uid}`);
        assert.match(page.text, /checking/i);
        assert.doesNotMatch(page.text, /failed/i);
      }
      await eventually('the booking is confirmed', async () => (await statusOf(pat, uid)) === 'scheduled', { within: 30000 });
      assert.equal((await liveOf(uid)).length, 1);
      const mails = await mailsTo(pat.email, 2);
      assert.equal(mails.length, 2);
    });
  }
});

describe('a slot taken outside the portal', () => {
  it('is slot_taken and leaves nothing', async () => {
    const pat = await new Person('acme').signUp();
    const slots = await pat.slots('demo', { from: 14 });
    await standin('POST', '/faults', { target: 'calcom.create', kind: 'status', status: 409, times: 1 });
    const booked = await pat.book('demo', slots[0].start);
    assert.equal(booked.status, 409, booked.text);
    assert.equal(booked.json().error.code, 'slot_taken');
    const again = await pat.book('demo', slots[0].start);
    assert.equal(again.status, 201, again.text);
    assert.equal((await mailsTo(pat.email, 2)).length, 2);
  });
});

describe('cancel and reschedule with a lost answer', () => {
  it('end as asked, with one mail each', async () => {
    const pat = await new Person('globex').signUp();
    const [first, second] = await pat.slots('demo', { from: 15 });
    const { uid } = (await pat.book('demo', first.start)).json().booking;
    await mailsTo(pat.email, 2);

    await standin('POST', '/faults', { target: 'calcom.reschedule', kind: 'drop_after_effect', times: 1 });
    const moved = await pat.api('POST', '/api/schedule/reschedule', { bookingUid: uid, start: second.start });
    assert.ok([200, 202].includes(moved.status), moved.text);
    if (moved.status === 202) assert.equal(moved.json().booking.change, 'moving');
    await mailsTo(pat.email, 3);

    await standin('POST', '/faults', { target: 'calcom.cancel', kind: 'drop_after_effect', times: 1 });
    const cancelled = await pat.api('POST', '/api/schedule/cancel', { bookingUid: uid });
    assert.ok([200, 202].includes(cancelled.status), cancelled.text);
    await eventually('cancelled', async () => (await statusOf(pat, uid)) === 'cancelled', { within: 30000 });
    assert.equal((await mailsTo(pat.email, 4)).length, 4);
    assert.equal((await liveOf(uid)).length, 0);
  });
});

describe('Cal.com down', () => {
  it('is a clear 503 for slots, while bookings are still listed', async () => {
    const carol = await new Person('acme').login('customer@acme.test');
    await standin('POST', '/faults', { target: 'calcom.slots', kind: 'status', status: 503 });
    const query = new URLSearchParams({
      purpose: 'demo',
      start: new Date(Date.now() + 40 * 864e5).toISOString(),
      end: new Date(Date.now() + 41 * 864e5).toISOString(),
      timeZone: 'UTC',
    });
    const answer = await carol.api('GET', `/api/schedule/slots?${query}`);
    assert.equal(answer.status, 503);
    assert.equal(answer.json().error.code, 'calendar_unavailable');
    assert.ok(Number(answer.headers['retry-after']) > 0);
    assert.equal((await carol.api('GET', '/api/schedule/my-bookings')).status, 200);
  });
});
