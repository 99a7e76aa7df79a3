// What the recordings do not show of Cal.com: hosts who act, Cal.com's own mails, organizations,
// lists, throttling.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  booked,
  bookingNow,
  events,
  kLater,
  kStart,
  startSandbox,
  subscribed,
} from './testing.mjs';

describe('the demo data', () => {
  test('offers every half hour from six to ten in Berlin, on any day', async (t) => {
    const client = await startSandbox(t);
    const path = '/v2/slots?eventTypeId=1101&start=2026-11-28T05:00:00Z&end=2026-11-28T21:00:00Z';
    const { body } = await client.calcom('GET', `${path}&timeZone=Europe/Berlin`);
    const times = body.data['2026-11-28'].map(({ start }) => start.slice(11, 16));
    assert.equal(times.length, 32);
    assert.deepEqual([times[0], times[1], times.at(-1)], ['06:00', '06:30', '21:30']);
  });

  test('has its mails switched off, but for one event type', async (t) => {
    const client = await startSandbox(t);
    for (const id of [1101, 1102, 1103, 1104, 1105, 1106, 2101, 2102, 2103]) {
      const { body } = await client.calcom('GET', `/v2/event-types/${id}`);
      const off = id !== 1105;
      const expected = { disableEmailsToAttendees: off, disableEmailsToHosts: off };
      assert.deepEqual(body.data.emailSettings, expected, `event type ${id}`);
    }
  });

  test('is listed by organization', async (t) => {
    const client = await startSandbox(t);
    const ids = async (path) =>
      (await client.calcom('GET', path)).body.data.map(({ id }) => id);
    const acme = [1101, 1102, 1103, 1104, 1105, 1106];
    assert.deepEqual(await ids('/v2/event-types?orgSlug=acme'), acme);
    assert.deepEqual(await ids('/v2/event-types?orgSlug=globex'), [2101, 2102, 2103]);
    assert.deepEqual(await ids('/v2/organizations/11/teams/event-types'), acme);
    assert.deepEqual(await ids('/v2/event-types?orgSlug=nobody'), []);
    const one = await client.calcom('GET', '/v2/organizations/11/teams/77/event-types/1101');
    assert.equal(one.body.data.lengthInMinutes, 30);
  });

  test('lists organizations among the teams of those who administer them', async (t) => {
    const client = await startSandbox(t);
    const { body } = await client.calcom('GET', '/v2/teams');
    const organizations = body.data.filter(({ isOrganization }) => isOrganization);
    assert.deepEqual(
      organizations.map(({ id, slug }) => [id, slug]),
      [[11, 'acme'], [12, 'globex'], [13, 'initech'], [14, 'hooli'], [15, 'vandelay']],
    );
    assert.equal(body.data.find(({ slug }) => slug === 'acme-team').parentId, 11);
    const options = { key: 'cal_standin_host_key' };
    assert.deepEqual((await client.calcom('GET', '/v2/teams', undefined, options)).body.data, []);
  });

  test('hides its event types from strangers and anonymous callers', async (t) => {
    const client = await startSandbox(t);
    const list = '/v2/event-types?username=ada';
    const anonymous = await client.calcom('GET', list, undefined, { key: null });
    assert.deepEqual(anonymous.body.data, []);
    const path = '/v2/event-types/2101';
    const options = { key: 'cal_standin_host_key' };
    assert.equal((await client.calcom('GET', path, undefined, options)).status, 404);
  });

  test('refuses to be booked without a key', async (t) => {
    const client = await startSandbox(t);
    assert.equal((await client.book(1101, kStart, { options: { key: null } })).status, 401);
  });

  test('gives a link to Cal Video that contains the uid', async (t) => {
    const client = await startSandbox(t);
    const { uid, location } = await booked(client, 1106);
    assert.equal(location, `https://app.cal.com/video/${uid}`);
  });
});

describe("Cal.com's own mails", () => {
  test('go to attendee and host of the event type that has them on', async (t) => {
    const client = await startSandbox(t);
    const { uid } = await booked(client, 1105);
    await client.calcom('POST', `/v2/bookings/${uid}/cancel`, { cancellationReason: 'x' });
    const mails = await client.inbox();
    assert.equal(mails.length, 4);
    for (const { from, channel } of mails) {
      assert.deepEqual([from, channel], ['Cal.com <notifications@cal.com>', 'email']);
    }
    const to = mails.map((mail) => mail.to[0]).sort();
    const [host, pat] = ['ben@acme-hosts.example', 'pat@example.org'];
    assert.deepEqual(to, [host, host, pat, pat]);
  });

  test('are not sent for the others', async (t) => {
    const client = await startSandbox(t);
    const { uid } = await booked(client, 1101);
    await client.calcom('POST', `/v2/bookings/${uid}/reschedule`, { start: kLater });
    assert.deepEqual(await client.inbox(), []);
  });

  test('are switched on by a change of the event type', async (t) => {
    const client = await startSandbox(t);
    const emailSettings = { disableEmailsToAttendees: false, disableEmailsToHosts: true };
    const path = '/v2/organizations/11/teams/77/event-types/1101';
    await client.calcom('PATCH', path, { emailSettings });
    await booked(client, 1101);
    assert.deepEqual((await client.inbox()).map(({ to }) => to), [['pat@example.org']]);
  });
});

describe('a host', () => {
  test('cancels', async (t) => {
    const client = await startSandbox(t);
    const sink = await subscribed(t, client);
    const { uid } = await booked(client);
    await client.control('POST', '/host/cancel', { uid, reason: 'Ill' });
    const now = await bookingNow(client, uid);
    assert.deepEqual([now.status, now.cancellationReason], ['cancelled', 'Ill']);
    assert.deepEqual(events(sink), ['BOOKING_CREATED', 'BOOKING_CANCELLED']);
  });

  test('moves a booking, which makes a new one', async (t) => {
    const client = await startSandbox(t);
    const { uid } = await booked(client);
    const moved = await client.control('POST', '/host/reschedule', { uid, start: kLater });
    assert.equal(moved.start, '2026-11-25T11:00:00.000Z');
    assert.equal((await bookingNow(client, uid)).rescheduledToUid, moved.uid);
  });

  test('confirms or declines a request', async (t) => {
    const client = await startSandbox(t);
    const sink = await subscribed(t, client);
    const first = await booked(client, 1104, kStart);
    const second = await booked(client, 1104, kLater);
    assert.deepEqual([first.status, second.status], ['pending', 'pending']);
    await client.control('POST', '/host/confirm', { uid: first.uid });
    await client.control('POST', '/host/decline', { uid: second.uid, reason: 'Full' });
    assert.equal((await bookingNow(client, first.uid)).status, 'accepted');
    assert.equal((await bookingNow(client, second.uid)).status, 'rejected');
    assert.deepEqual(events(sink), [
      'BOOKING_REQUESTED', 'BOOKING_REQUESTED', 'BOOKING_CREATED', 'BOOKING_REJECTED',
    ]);
  });

  test('cannot act on a booking that is not there', async (t) => {
    const client = await startSandbox(t);
    const answer = await client.control('POST', '/host/cancel', { uid: 'nothing' });
    assert.deepEqual(answer, { error: 'no booking nothing' });
  });
});

describe('a request that needs approval', () => {
  test('finds itself when it is repeated', async (t) => {
    const client = await startSandbox(t);
    const first = await booked(client, 1104);
    const second = await booked(client, 1104);
    assert.equal(second.uid, first.uid);
  });

  test('needs it again when the attendee moves it, not when the host does', async (t) => {
    const client = await startSandbox(t);
    const { uid } = await booked(client, 1104);
    await client.control('POST', '/host/confirm', { uid });
    const path = `/v2/bookings/${uid}/reschedule`;
    const body = { start: kLater, rescheduledBy: 'pat@example.org' };
    const moved = (await client.calcom('POST', path, body)).body.data;
    assert.equal(moved.status, 'pending');
    const again = `/v2/bookings/${moved.uid}/reschedule`;
    const byHost = { start: kStart, rescheduledBy: 'ada@acme-hosts.example' };
    assert.equal((await client.calcom('POST', again, byHost)).body.data.status, 'accepted');
  });
});

describe('a rejected booking', () => {
  test('cannot be moved', async (t) => {
    const client = await startSandbox(t);
    const { uid } = await booked(client, 1104);
    await client.calcom('POST', `/v2/bookings/${uid}/decline`, { reason: 'no' });
    const path = `/v2/bookings/${uid}/reschedule`;
    const { status, body } = await client.calcom('POST', path, { start: kLater });
    assert.equal(status, 404);
    assert.deepEqual(body, { statusCode: 404, message: 'Could not find original booking' });
  });
});

describe('simultaneous requests', () => {
  test('for one slot: one books, the others conflict, later ones are refused', async (t) => {
    const client = await startSandbox(t, { latencyMs: 200 });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => client.book(1101, kStart)));
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [201, 409, 409, 409, 409]);
    assert.equal((await client.book(1101, kStart)).status, 400);
    assert.equal((await client.control('GET', '/counters.json')).liveBookings, 1);
  });

  test('to cancel and to move one booking leave one outcome', async (t) => {
    const client = await startSandbox(t, { latencyMs: 50 });
    const { uid } = await booked(client);
    const [moved, cancelled] = await Promise.all([
      client.calcom('POST', `/v2/bookings/${uid}/reschedule`, { start: kLater }),
      client.calcom('POST', `/v2/bookings/${uid}/cancel`, { cancellationReason: 'x' }),
    ]);
    const worked = [moved, cancelled].filter(({ status }) => status < 300);
    assert.equal(worked.length, 1);
    const { liveBookings } = await client.control('GET', '/counters.json');
    assert.equal(liveBookings, moved.status === 201 ? 1 : 0);
  });
});

describe('the list of bookings', () => {
  test('finds by attendee, event type and time, in any state', async (t) => {
    const client = await startSandbox(t);
    const { uid } = await booked(client);
    await booked(client, 1101, kLater);
    await client.calcom('POST', `/v2/bookings/${uid}/cancel`, { cancellationReason: 'x' });
    const uids = async (query) =>
      (await client.calcom('GET', `/v2/bookings?${query}`)).body.data.map((b) => b.uid);
    const query = `attendeeEmail=pat%40example.org&eventTypeId=1101&afterStart=${kStart}` +
      '&beforeEnd=2026-11-25T10:30:00Z&take=100';
    assert.deepEqual(await uids(query), [uid]);
    assert.deepEqual(await uids(`${query}&status=upcoming`), []);
    assert.deepEqual(await uids('attendeeEmail=nobody%40example.org'), []);
  });

  test('counts without the filters of creation and update times', async (t) => {
    const client = await startSandbox(t);
    await booked(client);
    client.sandbox.clock.set('2026-11-23T09:00:00Z', true);
    const second = await booked(client, 1101, kLater);
    const path = '/v2/organizations/11/bookings?afterUpdatedAt=2026-11-23T08:30:00Z&take=1';
    const { data, pagination } = (await client.calcom('GET', path)).body;
    assert.deepEqual(data.map(({ uid }) => uid), [second.uid]);
    assert.equal(pagination.totalItems, 2);
    assert.equal(pagination.hasNextPage, true);
  });

  test('shows each organization only to its admins', async (t) => {
    const client = await startSandbox(t);
    await booked(client, 2101);
    const options = { key: 'cal_standin_host_key' };
    const own = await client.calcom('GET', '/v2/bookings', undefined, options);
    assert.deepEqual(own.body.data, []);
    const path = '/v2/organizations/12/bookings';
    assert.equal((await client.calcom('GET', path, undefined, options)).status, 403);
    assert.equal((await client.calcom('GET', path)).body.data.length, 1);
  });
});

describe('throttling', () => {
  test('blocks a key for a minute after the settable number of requests', async (t) => {
    const client = await startSandbox(t);
    await client.control('POST', '/settings', { calcomRatePerMinute: 3 });
    const ask = async (options) =>
      (await client.calcom('GET', '/v2/me', undefined, options)).status;
    assert.deepEqual([await ask(), await ask(), await ask(), await ask()], [200, 200, 200, 429]);
    assert.equal(await ask({ key: 'cal_standin_host_key' }), 200);
    client.sandbox.clock.set('2026-11-23T08:00:59Z', true);
    assert.equal(await ask(), 429);
    client.sandbox.clock.set('2026-11-23T08:01:00Z', true);
    assert.equal(await ask(), 200);
  });

  test('tells the rest and the seconds in headers, without Retry-After', async (t) => {
    const client = await startSandbox(t, { calcomRate: 2 });
    const { headers } = await client.calcom('GET', '/v2/me');
    assert.equal(headers.get('x-ratelimit-limit-default'), '2');
    assert.equal(headers.get('x-ratelimit-remaining-default'), '1');
    assert.equal(headers.get('x-ratelimit-reset-default'), '60');
    await client.calcom('GET', '/v2/me');
    const refused = await client.calcom('GET', '/v2/me');
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), null);
  });
});

describe('credentials', () => {
  test('that are no key are refused with the token in the message', async (t) => {
    const client = await startSandbox(t);
    const options = { key: 'secret' };
    const { status, body } = await client.calcom('GET', '/v2/bookings', undefined, options);
    assert.equal(status, 403);
    assert.ok(body.error.message.includes('secret'));
    assert.equal((await client.book(1101, kStart, { options })).status, 401);
  });

  test('of the host need a reason to cancel, those of the admin do not', async (t) => {
    const client = await startSandbox(t);
    const { uid } = await booked(client);
    const path = `/v2/bookings/${uid}/cancel`;
    const host = await client.calcom('POST', path, {}, { key: 'cal_standin_host_key' });
    assert.equal(host.status, 400);
    assert.equal((await client.calcom('POST', path, {})).status, 200);
  });
});

describe('the state', () => {
  test('lists all bookings, live and dead', async (t) => {
    const client = await startSandbox(t);
    const { uid } = await booked(client, 1101, kStart, { metadata: { nx_ref: 'r1' } });
    await client.calcom('POST', `/v2/bookings/${uid}/reschedule`, { start: kLater });
    const { bookings } = await client.control('GET', '/calcom-state.json');
    assert.deepEqual(bookings.map(({ status }) => status), ['cancelled', 'accepted']);
    assert.deepEqual(bookings.map(({ metadata }) => metadata.nx_ref), ['r1', 'r1']);
  });
});
