// A booking's text messages, from switching them on to reading them: to those who have proven their
// number and agreed, once per change, in their own local time.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { kSuperuser, sql } from './support/database.mjs';
import { dispatch, look, passTime } from './support/outbox.mjs';
import { closeConnections, eventually, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';
import { postTwilio } from './support/webhooks.mjs';

const account = '/t/globex/account';
const newNumber = () => `+49151${randomInt(10_000_000, 99_999_999)}`;
const api = '/api/admin/scheduling/settings';

let admin;
const settings = async () => (await admin.api('GET', api)).json().settings;

async function switchTexts(on) {
  const answer = await admin.api('POST', api, { ...(await settings()), sms_enabled: on });
  assert.equal(answer.status, 200, answer.text);
}

// The SMS to a number, oldest first; waits for `count` of them.
const smsTo = (number, count) =>
  eventually(`${count} SMS to ${number}`, async () => {
    const all = (await standin('GET', '/inbox.json')).filter(
      ({ channel, to }) => channel === 'sms' && String(to) === number,
    );
    return all.length >= count ? all.reverse() : undefined;
  });
const textsTo = async (number, count) => (await smsTo(number, count)).map(({ text }) => text);

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

async function book(person) {
  const [slot] = await person.slots('intro_call', { from: 3 });
  const booked = await person.book('intro_call', slot.start);
  assert.equal(booked.status, 201, booked.text);
  return booked.json().booking;
}

async function cancel(person, { uid }) {
  const cancelled = await person.api('POST', '/api/schedule/cancel', { bookingUid: uid });
  assert.equal(cancelled.status, 200, cancelled.text);
}

async function bookAndCancel(person) {
  const booking = await book(person);
  await cancel(person, booking);
  return new Date(booking.start);
}

// Somebody who gets text messages, and the one of a new booking.
async function bookWithText() {
  const person = await new Person('globex').signUp();
  const number = newNumber();
  await proveNumber(person, number);
  assert.equal((await person.submit(account, { smsConsent: 'on' })).status, 303);
  const booking = await book(person);
  const sms = (await smsTo(number, 2)).at(-1);
  return { person, number, booking, sms };
}

const idOf = (sms) => new URL(sms.variables.StatusCallback).searchParams.get('nid');
const sayFull = (sms, number, MessageStatus = 'failed') =>
  postTwilio(`/api/webhooks/twilio/status?nid=${idOf(sms)}`, {
    MessageSid: sms.messageId, MessageStatus, To: number, ErrorCode: '30001',
  });
// The rows that were made of one that was never sent.
const secondsOf = async (sms) =>
  (await sql(`select id from nx.nx_notification_outbox where resend_of = '${idOf(sms)}'`, kSuperuser))
    .split('\n').filter(Boolean).map((id) => ({ id }));
const outboxPage = async (shelf) => (await admin.get(`/t/globex/admin/scheduling/outbox?shelf=${shelf}`)).text;

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

describe('a text message for which the provider had no room', () => {
  it('is sent once more a quarter of an hour later, and never again', async () => {
    const { number, sms } = await bookWithText();
    await eventually('the row says so', async () => (await look([{ id: idOf(sms) }]))[0].state === 'sent');
    for (const status of ['failed', 'failed', 'undelivered']) {
      assert.equal((await sayFull(sms, number, status)).status, 200);
    }
    const seconds = await secondsOf(sms);
    assert.equal(seconds.length, 1);
    assert.match(await outboxPage('bounced'), /queue was full, so it was never sent/);
    assert.match(await outboxPage('waiting'), /queue was full the first time\. It is sent once more/);

    await passTime(seconds, '14 minutes');
    await dispatch();
    assert.equal((await smsTo(number, 2)).length, 2);
    await passTime(seconds, '1 minute');
    await dispatch();
    const again = (await smsTo(number, 3)).at(-1);
    assert.equal(again.text, sms.text);
    assert.equal(idOf(again), seconds[0].id);

    await eventually('the row says so', async () => (await look(seconds))[0].state === 'sent');
    assert.equal((await sayFull(again, number)).status, 200);
    assert.equal((await look(seconds))[0].state, 'bounced');
    assert.deepEqual(await secondsOf(again), []);
    assert.equal((await smsTo(number, 3)).length, 3);
  });

  it('is not sent again once the booking is cancelled', async () => {
    const { person, number, booking, sms } = await bookWithText();
    await eventually('the row says so', async () => (await look([{ id: idOf(sms) }]))[0].state === 'sent');
    await sayFull(sms, number);
    const seconds = await secondsOf(sms);
    await cancel(person, booking);
    assert.match((await smsTo(number, 3)).at(-1).text, /cancelled/i);
    await passTime(seconds, '16 minutes');
    await dispatch();
    await eventually('it is dropped', async () => (await look(seconds))[0].state === 'superseded');
    assert.equal((await smsTo(number, 3)).length, 3);
  });
});
