// Only a time that is offered can be held, booked or moved to: Cal.com would take 10:07 too.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { closeConnections, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

after(closeConnections);
afterEach(() => standin('DELETE', '/faults'));

const kSevenMinutes = 7 * 60_000;

const slotCalls = async () =>
  (await standin('GET', '/counters.json')).requests['calcom.slots'] ?? 0;
const later = (start, by = kSevenMinutes) => new Date(Date.parse(start) + by).toISOString();
const bookedAt = async (start) =>
  (await standin('GET', '/calcom-state.json')).bookings.filter(
    (booking) => Date.parse(booking.start) === Date.parse(start)).length;

describe('a time off the grid', () => {
  let pat, slots;
  before(async () => {
    pat = await new Person('acme').signUp();
    slots = await pat.slots('demo', { from: 16 });
  });

  async function refused(answer, start) {
    assert.equal(answer.status, 409, answer.text);
    assert.equal(answer.json().error.code, 'slot_taken');
    assert.equal(await bookedAt(start), 0);
  }

  it('cannot be booked', async () => {
    const start = later(slots[2].start);
    await refused(await pat.book('demo', start), start);
    assert.deepEqual((await pat.api('GET', '/api/schedule/my-bookings')).json().bookings, []);
  });

  it('cannot be held', async () => {
    const start = later(slots[2].start);
    const wish = { purpose: 'demo', start, timeZone: 'UTC' };
    await refused(await pat.api('POST', '/api/schedule/reserve', wish), start);
  });

  it('cannot be moved to', async () => {
    const { uid } = (await pat.book('demo', slots[0].start)).json().booking;
    const start = later(slots[4].start);
    const move = { bookingUid: uid, start };
    await refused(await pat.api('POST', '/api/schedule/reschedule', move), start);
  });

  it('is answered on the page with times that are free', async () => {
    const start = later(slots[6].start);
    for (const action of ['hold', 'book']) {
      const answer = await pat.post('/t/acme/schedule/demo', {
        action, start, timeZone: 'UTC', csrf_token: pat.csrf });
      assert.equal(answer.status, 409);
      assert.ok(answer.page.querySelectorAll('input[name="start"]').length > 0);
    }
    assert.equal(await bookedAt(start), 0);
  });

  it('cannot be booked by staff for somebody', async () => {
    const staff = await new Person('acme').login('staff@acme.test');
    const start = later(slots[8].start);
    const user = (await pat.session()).user.id;
    const answer = await staff.post(`/t/acme/admin/scheduling/bookings/new/${user}/demo`, {
      start, notes: '', reason: '', csrf_token: staff.csrf });
    assert.equal(answer.status, 409, answer.text);
    assert.equal(await bookedAt(start), 0);
  });
});

describe('a time that is offered', () => {
  it('is booked without another look', async () => {
    const pat = await new Person('acme').signUp();
    const [first, , , , second] = await pat.slots('demo', { from: 24 });
    const calls = await slotCalls();
    assert.equal((await pat.book('demo', first.start)).status, 201);
    assert.equal((await pat.book('demo', second.start)).status, 201);
    assert.equal(await slotCalls(), calls);
  });

  it('is a clear 503 while nobody can tell', async () => {
    const pat = await new Person('acme').login('prospect@acme.test');
    await standin('POST', '/faults', { target: 'calcom.slots', kind: 'status', status: 503 });
    const answer = await pat.book('demo', later(new Date(Date.now() + 57 * 864e5).toISOString()));
    assert.equal(answer.status, 503, answer.text);
    assert.equal(answer.json().error.code, 'calendar_unavailable');
    assert.ok(Number(answer.headers['retry-after']) > 0);
  });
});
