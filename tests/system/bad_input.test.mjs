// What cannot be right gets the error of product.md section 4 with the field named, and stores nothing.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeConnections, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

after(closeConnections);

const later = (days) => new Date(Date.now() + days * 864e5).toISOString();
let carol;
let slot;
before(async () => {
  carol = await new Person('acme').login('customer@acme.test');
  [slot] = await carol.slots('intro_call', { from: 11 });
});

const good = () => ({ purpose: 'intro_call', start: slot.start, timeZone: 'Europe/Berlin' });

async function raw(path, body, headers = {}) {
  return carol.send('POST', path, {
    headers: { 'Content-Type': 'application/json', 'x-csrf-token': carol.csrf, ...headers },
    body,
  });
}

async function refused(answer, status, code, field) {
  assert.equal(answer.status, status, answer.text);
  const { error } = answer.json();
  assert.equal(error.code, code);
  assert.equal(typeof error.message, 'string');
  assert.ok(error.requestId);
  if (field) assert.ok(error.fields?.[field], `no word about ${field}: ${answer.text}`);
}

describe('POST /api/schedule/book', () => {
  const cases = [
    ['broken JSON', () => '{"purpose":', 400, 'malformed'],
    ['no object', () => '[1,2]', 400, 'malformed'],
    ['a member twice', () => '{"purpose":"a","purpose":"b"}', 400, 'malformed'],
    ['invalid UTF-8', () => Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, 'malformed'],
    ['an unknown member', () => JSON.stringify({ ...good(), end: later(1) }), 422, 'invalid', 'end'],
    ['a wrong type', () => JSON.stringify({ ...good(), purpose: 7 }), 422, 'invalid', 'purpose'],
    ['no start', () => JSON.stringify({ ...good(), start: undefined }), 422, 'invalid', 'start'],
    ['a start without zone', () => JSON.stringify({ ...good(), start: '2027-01-01T10:00:00' }), 422, 'invalid', 'start'],
    ['a past start', () => JSON.stringify({ ...good(), start: later(-2) }), 422, 'invalid', 'start'],
    ['an unknown zone', () => JSON.stringify({ ...good(), timeZone: 'Mars/Olympus' }), 422, 'invalid', 'timeZone'],
    ['a zone that climbs', () => JSON.stringify({ ...good(), timeZone: '../../etc/passwd' }), 422, 'invalid', 'timeZone'],
    ['control characters', () => JSON.stringify({ ...good(), notes: 'a\u0000b' }), 422, 'invalid', 'notes'],
    ['endless notes', () => JSON.stringify({ ...good(), notes: 'x'.repeat(2001) }), 422, 'invalid', 'notes'],
    ['an unknown purpose', () => JSON.stringify({ ...good(), purpose: 'nothing' }), 404, 'purpose_unknown'],
    ['a reservation that is no id', () => JSON.stringify({ ...good(), reservationId: 'x' }), 422, 'invalid', 'reservationId'],
  ];
  for (const [name, body, status, code, field] of cases) {
    it(`refuses ${name}`, async () => {
      const before = (await standin('GET', '/calcom-state.json')).bookings.length;
      await refused(await raw('/api/schedule/book', body()), status, code, field);
      assert.equal((await standin('GET', '/calcom-state.json')).bookings.length, before);
    });
  }

  it('refuses another content type', async () => {
    await refused(await raw('/api/schedule/book', 'purpose=x', { 'Content-Type': 'text/plain' }), 415, 'unsupported_type');
  });

  it('refuses a body of 2 MB', async () => {
    const answer = await raw('/api/schedule/book', JSON.stringify({ ...good(), notes: 'x'.repeat(2 << 20) }));
    await refused(answer, 413, 'too_large');
  });

  it('refuses a request without the proof, from elsewhere, or without a session', async () => {
    await refused(await raw('/api/schedule/book', JSON.stringify(good()), { 'x-csrf-token': 'no' }), 403, 'csrf_failed');
    await refused(await raw('/api/schedule/book', JSON.stringify(good()), { 'Sec-Fetch-Site': 'same-site' }), 403, 'csrf_failed');
    await refused(await raw('/api/schedule/book', JSON.stringify(good()), { Origin: 'https://globex.nexcyte.localhost:8443' }), 403, 'csrf_failed');
    const nobody = new Person('acme');
    await refused(await nobody.book('intro_call', slot.start), 401, 'unauthenticated');
  });

  it('refuses a short idempotency key', async () => {
    await refused(await raw('/api/schedule/book', JSON.stringify(good()), { 'idempotency-key': 'abc' }), 422, 'invalid', 'idempotency_key');
  });

  it('answers another method with 405 and what is allowed', async () => {
    const answer = await carol.api('GET', '/api/schedule/book');
    await refused(answer, 405, 'method_not_allowed');
    assert.match(answer.headers.allow, /POST/);
  });
});

describe('GET /api/schedule/slots', () => {
  const ask = (query) => carol.api('GET', `/api/schedule/slots?${new URLSearchParams(query)}`);
  const usual = () => ({ purpose: 'intro_call', start: later(1), end: later(3), timeZone: 'Europe/Berlin' });

  it('refuses a range over 62 days, a reversed one and a bad zone', async () => {
    await refused(await ask({ ...usual(), end: later(70) }), 422, 'invalid', 'end');
    await refused(await ask({ ...usual(), start: later(5) }), 422, 'invalid', 'end');
    await refused(await ask({ ...usual(), timeZone: 'Berlin' }), 422, 'invalid', 'timeZone');
  });

  it('refuses a parameter twice and an unknown one', async () => {
    const twice = `${new URLSearchParams(usual())}&purpose=demo`;
    await refused(await carol.api('GET', `/api/schedule/slots?${twice}`), 400, 'malformed');
    await refused(await ask({ ...usual(), eventTypeId: '1101' }), 422, 'invalid', 'eventTypeId');
  });

  it('groups by local day of the asked zone', async () => {
    const answer = await ask({ ...usual(), timeZone: 'Pacific/Auckland' });
    assert.equal(answer.status, 200, answer.text);
    const { slots } = answer.json();
    for (const [day, times] of Object.entries(slots)) {
      for (const { start, end } of times) {
        assert.match(start, /Z$/);
        assert.ok(Date.parse(end) > Date.parse(start));
        const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Auckland' }).format(new Date(start));
        assert.equal(local, day);
      }
    }
    assert.ok(Object.keys(slots).length >= 2);
  });
});

describe('nothing of Cal.com', () => {
  it('appears in any answer to a member', async () => {
    const [, time] = await carol.slots('demo', { from: 12 });
    const booked = await carol.book('demo', time.start);
    const { uid } = booked.json().booking;
    const state = await standin('GET', '/calcom-state.json');
    const secret = state.bookings.find((booking) => Date.parse(booking.start) === Date.parse(time.start) && booking.metadata?.nx_ref === uid);
    assert.ok(secret, 'the booking carries our reference at Cal.com');
    const answers = [
      booked.text,
      (await carol.api('GET', '/api/schedule/my-bookings?limit=100')).text,
      (await carol.get('/t/acme/bookings')).text,
      (await carol.get(`/t/acme/bookings/${uid}`)).text,
      (await carol.get('/t/acme/schedule')).text,
      (await carol.get('/t/acme/schedule/demo')).text,
    ];
    for (const text of answers) {
      assert.ok(!text.includes(secret.uid), 'a uid of Cal.com');
      assert.doesNotMatch(text, /cal\.com|\b110[1-6]\b|calcom/i);
    }
  });
});
