// A booking's text messages, from switching them on to reading them: to those who have proven their
// number and agreed, once per change, in their own local time.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { closeConnections, eventually, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

const account = '/t/globex/account';
const newNumber = () => `+49151${randomInt(10_000_000, 99_999_999)}`;
const api = '/api/admin/scheduling/settings';

let admin;
const settings = async () => (await admin.api('GET', api)).json().settings;

async function switchTexts(on) {
  const answer = await admin.api('POST', api, { ...(await settings()), sms_enabled: on });
  assert.equal(answer.status, 200, answer.text);
}

// The texts of the SMS to a number, oldest first; waits for `count` of them.
const textsTo = (number, count) =>
  eventually(`${count} SMS to ${number}`, async () => {
    const all = (await standin('GET', '/inbox.json')).filter(
      ({ channel, to }) => channel === 'sms' && String(to) === number,
    );
    return all.length >= count ? all.map(({ text }) => text).reverse() : undefined;
  });

async function proveNumber(person, number) {
  await person.submit(account, { phone: number, name: 'Pat Example' });
  const form = (await person.get(account)).page
    .querySelectorAll('form')
    .find((one) => one.querySelector('[value="phone_code"]'));
  const csrf_token = form.querySelector('[name="csrf_token"]').getAttribute('value');
  await person.post(account, { csrf_token, action: 'phone_code' });
  const [text] = await textsTo(number, 1);
  const answer = await person.submit(account, { code: text.match(/\d{6}/)[0] });
  assert.equal(answer.status, 303, answer.text);
}

async function bookAndCancel(person) {
  const [slot] = await person.slots('intro_call', { from: 3 });
  const booked = await person.book('intro_call', slot.start);
  assert.equal(booked.status, 201, booked.text);
  const bookingUid = booked.json().booking.uid;
  const cancelled = await person.api('POST', '/api/schedule/cancel', { bookingUid });
  assert.equal(cancelled.status, 200, cancelled.text);
  return new Date(slot.start);
}

before(async () => {
  admin = await new Person('globex').login('admin@globex.test');
  await switchTexts(true);
});
after(async () => {
  await switchTexts(false);
  closeConnections();
});

describe('text messages about a booking', () => {
  it('reach who has agreed, once per change, in local time', async () => {
    const person = await new Person('globex').signUp();
    const number = newNumber();
    await proveNumber(person, number);
    assert.equal((await person.submit(account, { smsConsent: 'on' })).status, 303);
    const start = await bookAndCancel(person);
    const [, created, cancelled] = await textsTo(number, 3);
    const time = start.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });
    for (const text of [created, cancelled]) assert.ok(text.includes(time), `${time}: ${text}`);
    assert.match(cancelled, /cancelled/i);
    assert.doesNotMatch(created, /cancelled/i);
    assert.equal((await textsTo(number, 3)).length, 3);
  });

  it('do not reach who has proven a number and not agreed', async () => {
    const person = await new Person('globex').signUp();
    const number = newNumber();
    await proveNumber(person, number);
    await bookAndCancel(person);
    await eventually('the mails have left', async () =>
      (await standin('GET', '/inbox.json')).filter(({ to }) => String(to).includes(person.email))
        .length >= 3);
    assert.equal((await textsTo(number, 1)).length, 1);
  });
});
