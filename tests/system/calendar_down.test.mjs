// B15: Cal.com does not answer for an hour. What was under way waits, what people have is listed
// from the mirror as fast as before, and afterwards everything is settled.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { kSuperuser, shiftClock, sql } from './support/database.mjs';
import { closeConnections, eventually, mailsTo, runTimers, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

const kCalls = ['create', 'reschedule', 'cancel', 'get', 'list', 'slots', 'reserve', 'unreserve', 'event_types'];
const kPages = ['/api/schedule/my-bookings', '/t/acme/bookings', '/t/acme/notices'];

after(async () => {
  await standin('DELETE', '/faults');
  await shiftClock('0 seconds');
  await sql('delete from nx.nx_rate_budget', kSuperuser); // its calls would lie an hour ahead
  closeConnections();
});

// The one call is to be made, however many failed before it: a key's gate closes after a few.
async function loseAnswer(call) {
  await sql('update nx.nx_rate_budget set failures = 0', kSuperuser);
  await standin('POST', '/faults', { target: `calcom.${call}`, kind: 'drop_after_effect', times: 1 });
}

const liveOf = async (uid) =>
  (await standin('GET', '/calcom-state.json')).bookings.filter(
    ({ metadata, status }) => metadata?.nx_ref === uid && ['accepted', 'pending'].includes(status));

const bookingsOf = async (person) =>
  new Map((await person.api('GET', '/api/schedule/my-bookings?limit=100')).json().bookings
    .map((booking) => [booking.uid, booking]));

// Milliseconds of 40 looks at a page, the median: whoever asked Cal.com would wait each time.
async function usual(person, path) {
  const times = [];
  for (let i = 0; i < 40; i += 1) {
    const began = performance.now();
    assert.equal((await person.get(path)).status, 200, path);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b).at(20);
}

// Three bookings: one that stays, one being moved and one being cancelled when Cal.com goes silent;
// and a fourth whose creation was not answered.
async function leaveThingsOpen(pat) {
  const slots = await pat.slots('demo', { from: 30 });
  const starts = [0, 3, 6, 9, 12].map((i) => slots[i].start);
  const uids = [];
  for (const start of starts.slice(0, 3)) {
    uids.push((await pat.book('demo', start)).json().booking.uid);
  }
  // No look-up tells anything from now on.
  for (const call of ['get', 'list']) {
    await standin('POST', '/faults', { target: `calcom.${call}`, kind: 'drop_before_effect' });
  }
  await loseAnswer('reschedule');
  const moved = await pat.api('POST', '/api/schedule/reschedule', { bookingUid: uids[1], start: starts[3] });
  await loseAnswer('cancel');
  const cancelled = await pat.api('POST', '/api/schedule/cancel', { bookingUid: uids[2] });
  await loseAnswer('create');
  const booked = await pat.book('demo', starts[4]);
  for (const answer of [moved, cancelled, booked]) assert.equal(answer.status, 202, answer.text);
  return { stays: uids[0], moved: uids[1], movedTo: starts[3], cancelled: uids[2],
    booked: booked.json().booking.uid, free: slots[15].start };
}

async function silence() {
  for (const call of kCalls) {
    await standin('POST', '/faults', { target: `calcom.${call}`, kind: 'drop_before_effect' });
  }
}

// An hour in steps of five minutes, with the timers as they come.
async function letAnHourPass(pat, uids) {
  for (let minute = 5; minute <= 60; minute += 5) {
    await shiftClock(`${minute} minutes`);
    await runTimers();
    const bookings = await bookingsOf(pat);
    assert.equal(bookings.get(uids.booked).status, 'pending', `after ${minute} minutes`);
    assert.equal(bookings.get(uids.moved).change, 'moving');
    assert.equal(bookings.get(uids.cancelled).change, 'cancelling');
    assert.equal(bookings.get(uids.stays).status, 'scheduled');
  }
}

describe('B15: Cal.com down for an hour', () => {
  it('loses nothing, and keeps answering from the mirror', async () => {
    const pat = await new Person('acme').signUp();
    const admin = await new Person('acme').login('admin@acme.test');
    const uids = await leaveThingsOpen(pat);
    const quiet = [];
    for (const path of kPages) quiet.push(await usual(pat, path));
    await silence();
    await letAnHourPass(pat, uids);

    for (const [i, path] of kPages.entries()) {
      const now = await usual(pat, path);
      assert.ok(now < 2 * quiet[i] + 50, `${path}: ${now} ms, ${quiet[i]} ms before`);
    }
    for (const path of ['', '/outbox', '/bookings']) {
      assert.equal((await admin.get(`/t/acme/admin/scheduling${path}`)).status, 200, path);
    }
    const checking = await pat.get(`/t/acme/bookings/${uids.booked}`);
    assert.match(checking.text, /data-checking/);
    const refused = await pat.book('demo', uids.free);
    assert.ok([202, 503].includes(refused.status), refused.text);
    assert.equal(await sql("select count(*) from nx.nx_notification_outbox where event_key = 'booking_failed'" +
      ` and recipient = '${pat.email}'`, kSuperuser), '0');

    await standin('DELETE', '/faults');
    await shiftClock('70 minutes'); // the quiet window of what was refused last
    await eventually('everything is settled', async () => {
      await runTimers();
      const bookings = await bookingsOf(pat);
      return [...bookings.values()].every(({ status, change }) => status !== 'pending' && !change);
    }, { within: 40_000 });
    const bookings = await bookingsOf(pat);
    assert.equal(bookings.get(uids.booked).status, 'scheduled');
    assert.equal(bookings.get(uids.moved).start, uids.movedTo);
    assert.equal(bookings.get(uids.cancelled).status, 'cancelled');
    for (const uid of [uids.stays, uids.moved, uids.booked]) assert.equal((await liveOf(uid)).length, 1);
    assert.equal((await liveOf(uids.cancelled)).length, 0);
    const subjects = (await mailsTo(pat.email, 7)).map(({ subject }) => subject);
    assert.equal(subjects.filter((subject) => /^Booked/.test(subject)).length, 4, subjects.join('; '));
  });
});
