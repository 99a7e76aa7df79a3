// What a page says once something is done, and to whoever comes back.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeConnections } from './support/portal.mjs';
import { fieldsOf, Person } from './support/person.mjs';

after(closeConnections);

const kBooked = /Your booking is confirmed/;

async function hold(person, start) {
  const held = await person.post('/t/acme/schedule/intro_call', {
    action: 'hold', start, timeZone: 'UTC', csrf_token: person.csrf });
  assert.match(held.headers.location, /\/confirm\//);
  return held.headers.location;
}

async function press(person, confirm) {
  const shown = await person.get(confirm);
  const form = shown.page.querySelectorAll('form').find((one) => one.querySelector('[name="notes"]'));
  return person.post(confirm, { ...fieldsOf(form), action: 'book', notes: '' });
}

describe('Back after a booking', () => {
  let pat, confirm, booked;
  before(async () => {
    pat = await new Person('acme').signUp();
    const slots = await pat.slots('intro_call', { from: 18 });
    confirm = await hold(pat, slots[3].start);
    booked = await press(pat, confirm);
    assert.equal(booked.status, 303, booked.text);
  });

  it('leads to the booking, which says that it is booked', async () => {
    const back = await pat.visit(confirm);
    assert.equal(back.status, 200);
    assert.match(back.text, /You have booked this time already/);
    assert.doesNotMatch(back.text, /expired|no longer|taken/i);
    const answer = await pat.get(confirm);
    assert.equal(answer.headers.location.split('?')[0], booked.headers.location.split('?')[0]);
  });

  it('does so too when the form is sent once more, with another key', async () => {
    const again = await pat.post(confirm, {
      action: 'book', notes: '', csrf_token: pat.csrf, idempotency_key: 'another-key-of-mine' });
    assert.equal(again.status, 303, again.text);
    assert.equal(again.headers.location.split('?')[0], booked.headers.location.split('?')[0]);
    assert.equal((await pat.api('GET', '/api/schedule/my-bookings')).json().bookings.length, 1);
  });

  it('tells somebody else nothing', async () => {
    const other = await new Person('acme').signUp();
    assert.equal((await other.get(confirm)).status, 404);
  });
});

describe('a confirmation', () => {
  let pat, booked;
  before(async () => {
    pat = await new Person('acme').signUp();
    const slots = await pat.slots('intro_call', { from: 19 });
    booked = (await press(pat, await hold(pat, slots[3].start))).headers.location;
  });

  it('is shown once', async () => {
    assert.match(booked, /\?done=booked$/);
    assert.match((await pat.get(booked)).text, kBooked);
    assert.doesNotMatch((await pat.get(booked)).text, kBooked);
  });

  it('cannot be made by a link', async () => {
    for (const path of ['/t/acme/schedule', '/t/acme/account', booked.split('?')[0]]) {
      const page = await pat.get(`${path}?done=booked`);
      assert.equal(page.status, 200);
      assert.doesNotMatch(page.text, kBooked);
    }
  });

  it('cannot be made by a link through the login', async () => {
    const visitor = new Person('acme');
    const login = `/login?return_to=${encodeURIComponent('/t/acme/schedule?done=booked')}`;
    await visitor.login('prospect@acme.test');
    assert.doesNotMatch((await visitor.visit(login)).text, kBooked);
    assert.equal(visitor.cookies.has('__Host-nx-done'), false);
    const away = new Person('acme');
    const answer = await away.submit(login, {
      email: 'prospect@acme.test', password: 'demo demo demo demo' });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, '/t/acme/schedule');
    assert.equal(away.cookies.has('__Host-nx-done'), false);
  });
});
