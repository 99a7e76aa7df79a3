// Each change mails the attendee's local time and names its zone, on both sides of DST changes.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { closeConnections, mailsTo, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

after(closeConnections);

const clock = (start, zone) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(start));
const day = (start, zone) => {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' });
  return parts.format(new Date(start));
};

// The first free time at or after `at`, asked for directly.
async function slotAfter(person, purpose, at) {
  const query = new URLSearchParams({
    purpose,
    start: at.toISOString(),
    end: new Date(at.getTime() + 2 * 864e5).toISOString(),
    timeZone: person.zone,
  });
  const answer = await person.api('GET', `/api/schedule/slots?${query}`);
  assert.equal(answer.status, 200, answer.text);
  const slot = Object.values(answer.json().slots).flat()[0];
  assert.ok(slot, `a free time after ${at.toISOString()}`);
  return slot;
}

function sayBoth(mail, start, zone) {
  assert.ok(mail.text.includes(zone), `${zone} in: ${mail.text}`);
  assert.ok(mail.text.includes(clock(start, zone)), `${clock(start, zone)} in: ${mail.text}`);
  assert.ok(mail.text.includes(day(start, zone)), `${day(start, zone)} in: ${mail.text}`);
}

// The instants of the next two changes of a zone's offset.
function changesOf(zone) {
  const offset = (at) => {
    const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    return name.formatToParts(at).find((part) => part.type === 'timeZoneName').value;
  };
  const changes = [];
  let at = Date.now() + 3 * 864e5;
  for (let hour = 0; hour < 24 * 400 && changes.length < 2; hour += 1) {
    if (offset(new Date(at)) !== offset(new Date(at + 36e5))) changes.push(new Date(at + 36e5));
    at += 36e5;
  }
  return changes;
}

const zones = [
  ['Europe/Berlin', () => new Date(Date.now() + 20 * 864e5)],
  ['Asia/Kolkata', () => new Date(Date.now() + 21 * 864e5)],
  ['Pacific/Auckland', () => new Date(Date.now() + 22 * 864e5)],
  ['America/New_York', () => new Date(changesOf('America/New_York')[0].getTime() - 12 * 36e5)],
  ['America/New_York', () => new Date(changesOf('America/New_York')[1].getTime() - 12 * 36e5)],
];

describe('mails in the attendee’s zone', () => {
  for (const [zone, from] of zones) {
    it(`${zone} from ${from().toISOString().slice(0, 10)}: created, moved across a day, cancelled`, async () => {
      const pat = await new Person('globex', { zone }).signUp();
      const first = await slotAfter(pat, 'intro_call', from());
      const second = await slotAfter(pat, 'intro_call', new Date(Date.parse(first.start) + 26 * 36e5));
      const booked = await pat.book('intro_call', first.start);
      assert.equal(booked.status, 201, booked.text);
      const { uid } = booked.json().booking;
      sayBoth((await mailsTo(pat.email, 2))[0], first.start, zone);

      const moved = await pat.api('POST', '/api/schedule/reschedule', { bookingUid: uid, start: second.start });
      assert.equal(moved.status, 200, moved.text);
      const [mail] = await mailsTo(pat.email, 3);
      sayBoth(mail, second.start, zone);
      sayBoth(mail, first.start, zone);

      assert.equal((await pat.api('POST', '/api/schedule/cancel', { bookingUid: uid })).status, 200);
      sayBoth((await mailsTo(pat.email, 4))[0], second.start, zone);
      assert.equal((await mailsTo(pat.email, 4)).length, 4);
    });
  }
});

describe('counted at Mailgun', () => {
  it('every message id was accepted once', async () => {
    const mails = (await standin('GET', '/inbox.json')).filter((mail) => mail.provider === 'mailgun');
    assert.ok(mails.length > 0);
    assert.equal(new Set(mails.map((mail) => mail.messageId)).size, mails.length);
  });
});
