// SIGKILL at each system call by which a booking, a move and a cancellation speak with Postgres and
// Cal.com: every one of them ends in a state of the matrix (B1, B2, B6, B7, B12), with the mails of it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { kSuperuser, shiftClock, sql } from './support/database.mjs';
import { OwnPool } from './support/own_pool.mjs';
import { closeConnections, eventually, mailsTo, runTimers, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

// A killed connect or send has not happened, a killed receive comes after the other side's work.
const kCalls = ['connect', 'sendto', 'recvfrom'];
const kMostCalls = 60; // of one kind, for one verb

let pool;
let pat;
before(async () => {
  pat = await new Person('globex').signUp();
  pool = new OwnPool();
});
after(async () => {
  await pool?.close();
  await shiftClock('0 seconds');
  closeConnections();
});

async function myBookings() {
  const rows = [];
  for (let cursor = ''; ; ) {
    const query = new URLSearchParams({ limit: '100', ...(cursor ? { cursor } : {}) });
    const answer = (await pat.api('GET', `/api/schedule/my-bookings?${query}`)).json();
    rows.push(...answer.bookings);
    cursor = answer.nextCursor;
    if (!cursor) return rows;
  }
}

const liveAtCalcom = async () =>
  new Map(
    (await standin('GET', '/calcom-state.json')).bookings
      .filter(({ status }) => ['accepted', 'pending'].includes(status))
      .map(({ metadata, start }) => [metadata?.nx_ref, Date.parse(start)]),
  );

// Runs `change(n)` for the n-th call of each kind until one comes through unharmed. Resolves to the
// number of kills.
async function killAtEach(change) {
  let kills = 0;
  for (const name of kCalls) {
    for (let nth = 1; ; nth += 1) {
      assert.ok(nth <= kMostCalls, `${name} has no end`);
      await pool.start();
      const act = await change();
      const trap = await pool.killAt(name, nth);
      const answer = await act().catch(() => ({ status: 0 }));
      if (!(await trap.end())) {
        assert.ok([200, 201].includes(answer.status), answer.text);
        break;
      }
      kills += 1;
      assert.ok([0, 502, 503].includes(answer.status), `${name} ${nth}: ${answer.status}`);
    }
  }
  await pool.start();
  return kills;
}

// The quiet window passes; then nothing is open any more.
let ahead = 0;
async function settle() {
  ahead += 6;
  await shiftClock(`${ahead} minutes`);
  await eventually('nothing is open', async () => {
    await runTimers();
    return (await myBookings()).every(({ status, change }) => status !== 'pending' && !change);
  }, { within: 60_000 });
}

// Both sides have the same bookings at the same times, and each change one mail.
async function assertSettled() {
  const live = await liveAtCalcom();
  const bookings = await myBookings();
  for (const { uid, status, start } of bookings) {
    const expected = status === 'scheduled' ? Date.parse(start) : undefined;
    assert.equal(live.get(uid), expected, `${uid} is ${status}`);
  }
  const mails = (subject) => mailsTo(pat.email).then((all) => all.filter((mail) => subject.test(mail.subject)).length);
  const rows = (event) =>
    sql(`select count(*) from nx.nx_notification_outbox where recipient = '${pat.email}'
          and event_key = '${event}'`, kSuperuser).then(Number);
  const cancelled = bookings.filter(({ status }) => status === 'cancelled').length;
  const failed = bookings.filter(({ status }) => status === 'failed').length;
  const made = bookings.length - failed;
  await eventually('the mails', async () => (await mails(/^Booked/)) === made);
  assert.equal(await rows('booking_created'), made);
  assert.equal(await rows('booking_cancelled'), cancelled);
  const moved = bookings.filter((booking) => booking.rescheduledFrom).length;
  assert.equal(await rows('booking_rescheduled'), moved);
  return { bookings, made, failed, cancelled, moved };
}

async function bookOne(start) {
  const answer = await pat.book('intro_call', start);
  assert.equal(answer.status, 201, answer.text);
  return answer.json().booking.uid;
}

describe('SIGKILL at each system call', () => {
  it('of a booking: one booking or none', async () => {
    await pool.start();
    const slots = await pat.slots('intro_call', { from: 60 });
    const kills = await killAtEach(async () => {
      const { start } = slots.shift();
      await pat.get('/t/globex/schedule');
      return () => pat.book('intro_call', start);
    });
    await settle();
    const { made, failed } = await assertSettled();
    assert.ok(kills >= 10, `${kills} kills`);
    assert.ok(made > 3 && failed > 0, `${made} made, ${failed} failed`);
  });

  it('of a move: it is there or here, once', async () => {
    await pool.start();
    const slots = await pat.slots('intro_call', { from: 68 });
    const kills = await killAtEach(async () => {
      const bookingUid = await bookOne(slots.shift().start);
      const { start } = slots.shift();
      return () => pat.api('POST', '/api/schedule/reschedule', { bookingUid, start });
    });
    await settle();
    const { moved } = await assertSettled();
    assert.ok(kills >= 10 && moved > 3, `${kills} kills, ${moved} moved`);
  });

  it('of a cancellation: it is cancelled or stays', async () => {
    await pool.start();
    const slots = await pat.slots('intro_call', { from: 76 });
    const kills = await killAtEach(async () => {
      const bookingUid = await bookOne(slots.shift().start);
      return () => pat.api('POST', '/api/schedule/cancel', { bookingUid });
    });
    await settle();
    const { cancelled } = await assertSettled();
    assert.ok(kills >= 10 && cancelled > 3, `${kills} kills, ${cancelled} cancelled`);
  });
});
