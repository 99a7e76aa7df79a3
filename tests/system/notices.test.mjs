// The bell: what happened to a booking, in the portal itself.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { closeConnections, internal } from './support/portal.mjs';
import { Person } from './support/person.mjs';

after(closeConnections);

const bellOf = (answer) => answer.page.querySelector('a.bell')?.text.trim();
const rowsOf = (answer) => answer.page.querySelectorAll('.notice-row');

async function book(person) {
  const [slot] = await person.slots('intro_call');
  const booked = await person.book('intro_call', slot.start);
  assert.equal(booked.status, 201, booked.text);
  return booked.json().booking.uid;
}

describe('the bell', () => {
  it('counts a booking, leads to it, and is quiet once it was seen', async () => {
    const pat = await new Person('acme').signUp();
    assert.equal(bellOf(await pat.get('/t/acme/bookings')), 'Notices');
    const uid = await book(pat);
    const bookings = await pat.get('/t/acme/bookings');
    assert.equal(bellOf(bookings), 'Notices, 1 unread');
    assert.equal(bookings.page.querySelector('a.bell').getAttribute('href'), '/t/acme/notices');

    const notices = await pat.get('/t/acme/notices');
    assert.equal(rowsOf(notices).length, 1);
    const link = rowsOf(notices)[0].querySelector('a');
    assert.match(link.text, /is booked/);
    assert.equal(link.getAttribute('href'), `/t/acme/bookings/${uid}`);
    const booking = await pat.get(link.getAttribute('href'));
    assert.equal(booking.status, 200);
    assert.equal(bellOf(booking), 'Notices');
    assert.equal(rowsOf(await pat.get('/t/acme/notices'))[0].classList.contains('unread'), false);
  });

  it('is quiet once all are marked as read', async () => {
    const pat = await new Person('acme').signUp();
    const uid = await book(pat);
    const cancelled = await pat.api('POST', '/api/schedule/cancel', { bookingUid: uid, reason: 'Ill.' });
    assert.equal(cancelled.status, 200, cancelled.text);
    const shown = await pat.get('/t/acme/notices');
    assert.equal(bellOf(shown), 'Notices, 2 unread');
    assert.match(rowsOf(shown)[0].text, /Reason: Ill\.\s/);
    const marked = await pat.post('/t/acme/notices', { csrf_token: pat.csrf });
    assert.equal(marked.status, 303);
    const after = await pat.get(marked.headers.location);
    assert.equal(bellOf(after), 'Notices');
    assert.match(after.text, /All notices are marked as read/);
  });

  it('is deaf to a form without the proof of its origin', async () => {
    const pat = await new Person('acme').signUp();
    await book(pat);
    assert.equal((await pat.post('/t/acme/notices', {})).status, 403);
    assert.equal(bellOf(await pat.get('/t/acme/bookings')), 'Notices, 1 unread');
  });

  it('tells nobody of the notices of others', async () => {
    const [pat, staff] = [await new Person('acme').signUp(), await new Person('acme').login('staff@acme.test')];
    const uid = await book(pat);
    const seen = await staff.get('/t/acme/notices');
    assert.equal(seen.text.includes(uid), false);
    assert.equal((await staff.get(`/t/acme/bookings/${uid}`)).status, 200);
    await staff.post('/t/acme/notices', { csrf_token: staff.csrf });
    assert.equal(bellOf(await pat.get('/t/acme/bookings')), 'Notices, 1 unread');
  });
});

describe('the metrics of the internal pool', () => {
  it('tell how the outbox is', async () => {
    const answer = await internal({ path: '/metrics' });
    assert.equal(answer.status, 200, answer.text);
    for (const name of ['oldest_due_seconds', 'due', 'uncertain', 'dead_24h']) {
      assert.match(answer.text, new RegExp(`^nexcyte_outbox_${name} \\d+$`, 'm'));
    }
  });
});
