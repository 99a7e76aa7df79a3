// kill -9 at any moment of a booking: after the quiet window there is one booking or none, on both
// sides, and exactly the mails that belong to it.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { closeConnections, eventually, mailsTo, standin } from './support/portal.mjs';
import { shiftClock } from './support/database.mjs';
import { Person } from './support/person.mjs';
import { killWorkersOf } from './support/workers.mjs';

after(async () => {
  await shiftClock('0 seconds');
  await standin('DELETE', '/faults');
  closeConnections();
});

const killWorkers = () => killWorkersOf('calendar');

const answers = async (person) =>
  eventually('the pool is back', async () => {
    const answer = await person.get(`/t/${person.tenant}/schedule`).catch(() => undefined);
    return answer?.status === 200;
  });

async function myBookings(person) {
  const answer = await person.api('GET', '/api/schedule/my-bookings?limit=100');
  return answer.json().bookings;
}

const liveAt = async (start) =>
  (await standin('GET', '/calcom-state.json')).bookings.filter(
    (booking) =>
      Date.parse(booking.start) === Date.parse(start) && ['accepted', 'pending'].includes(booking.status),
  ).length;

// Lets the quiet window pass and waits until the reconciler has ended everything. The clock goes on
// from there: set back, it would hide what has just become due.
let ahead = 0;
async function settle(person) {
  ahead += 6;
  await shiftClock(`${ahead} minutes`);
  await eventually(
    'nothing is pending',
    async () =>
      (await myBookings(person)).every((booking) => booking.status !== 'pending' && !booking.change),
    { within: 60000 },
  );
}

describe('kill -9 of the workers', () => {
  it('while they book: one booking or none, and the right mail', async () => {
    const pat = await new Person('globex').signUp();
    const slots = await pat.slots('intro_call', { from: 24 });
    await standin('POST', '/faults', { target: 'calcom.create', kind: 'delay', ms: 60 });
    const starts = [];
    for (let moment = 0; moment < 10; moment += 1) {
      const { start } = slots[moment];
      starts.push(start);
      const booking = pat.book('intro_call', start).catch(() => undefined);
      await wait(moment * 15);
      await killWorkers();
      await booking;
      await answers(pat);
    }
    await standin('DELETE', '/faults');
    await settle(pat);

    const bookings = await myBookings(pat);
    for (const start of starts) {
      const rows = bookings.filter((booking) => booking.start === start && booking.status === 'scheduled');
      assert.ok(rows.length <= 1, `${rows.length} bookings at ${start}`);
      assert.equal(await liveAt(start), rows.length, start);
    }
    const booked = bookings.filter((booking) => booking.status === 'scheduled').length;
    const failed = bookings.filter((booking) => booking.status === 'failed').length;
    assert.equal(booked + failed, bookings.length);
    const mails = await mailsTo(pat.email, 1 + booked);
    assert.equal(mails.filter((mail) => /^Booked/.test(mail.subject)).length, booked);
  });

  it('while they cancel and move: ends as asked or stays, the same on both sides', async () => {
    const pat = await new Person('globex').signUp();
    const slots = await pat.slots('demo', { from: 25 });
    const uids = [];
    for (let i = 0; i < 6; i += 1) {
      const booked = await pat.book('demo', slots[3 * i].start);
      assert.equal(booked.status, 201, booked.text);
      uids.push(booked.json().booking.uid);
    }
    await standin('POST', '/faults', { target: 'calcom.cancel', kind: 'delay', ms: 60 });
    await standin('POST', '/faults', { target: 'calcom.reschedule', kind: 'delay', ms: 60 });
    for (const [i, bookingUid] of uids.entries()) {
      const change =
        i % 2 === 0
          ? pat.api('POST', '/api/schedule/cancel', { bookingUid })
          : pat.api('POST', '/api/schedule/reschedule', { bookingUid, start: slots[3 * i + 1].start });
      const done = change.catch(() => undefined);
      await wait(i * 20);
      await killWorkers();
      await done;
      await answers(pat);
    }
    await standin('DELETE', '/faults');
    await settle(pat);
    for (const booking of await myBookings(pat)) {
      const expected = booking.status === 'scheduled' ? 1 : 0;
      assert.equal(await liveAt(booking.start), expected, `${booking.status} at ${booking.start}`);
    }
  });
});
