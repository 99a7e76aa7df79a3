// What a mail puts into a calendar, read by a parser that is not ours: one appointment that moves
// and goes, whatever order the mails come in.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import ICAL from 'ical.js';
import { closeConnections, mailsTo } from './support/portal.mjs';
import { Person } from './support/person.mjs';

after(closeConnections);

// The one event of a mail's calendar, and its method.
function entryOf(mail) {
  const calendar = new ICAL.Component(ICAL.parse(mail.ics));
  const [event, ...more] = calendar.getAllSubcomponents('vevent');
  assert.deepEqual(more, []);
  return { method: calendar.getFirstPropertyValue('method'), event: new ICAL.Event(event), component: event };
}

function organizerOf({ component }) {
  const organizer = component.getFirstProperty('organizer');
  return [organizer.getFirstValue(), organizer.getParameter('cn')];
}

// A calendar as RFC 5546 section 2.1.5 has it: an entry is replaced by one of a higher sequence.
class Calendar {
  entries = new Map();

  import(mail) {
    const { event, component } = entryOf(mail);
    const known = this.entries.get(event.uid);
    if (known === undefined || known.event.sequence < event.sequence) {
      this.entries.set(event.uid, { event, status: component.getFirstPropertyValue('status') });
    }
  }

  get only() {
    assert.equal(this.entries.size, 1);
    return [...this.entries.values()][0];
  }
}

const person = new Person('acme', { zone: 'Asia/Kolkata' });
const bookings = [];
let mails;
let page;

before(async () => {
  await person.signUp();
  const [first, , second] = await person.slots('demo', { from: 9 });
  const booked = (await person.book('demo', first.start)).json().booking;
  const moved = await person.api('POST', '/api/schedule/reschedule', { bookingUid: booked.uid, start: second.start });
  const gone = await person.api('POST', '/api/schedule/cancel', { bookingUid: booked.uid, reason: 'ill; sorry' });
  bookings.push(booked, moved.json().booking, gone.json().booking);
  page = `/t/acme/bookings/${booked.uid}`;
  const sent = (await mailsTo(person.email, 4)).slice(0, 3);
  const ofEvent = (pattern) => sent.find((mail) => pattern.test(mail.subject));
  mails = [ofEvent(/^Booked/), ofEvent(/^New time/), ofEvent(/^Cancelled/)];
});

describe('the invites of a booking', () => {
  it('are two requests and a withdrawal of one appointment', () => {
    const entries = mails.map(entryOf);
    assert.deepEqual(entries.map(({ method }) => method), ['REQUEST', 'REQUEST', 'CANCEL']);
    assert.equal(new Set(entries.map(({ event }) => event.uid)).size, 1);
    const sequences = entries.map(({ event }) => event.sequence);
    assert.ok(sequences[0] < sequences[1] && sequences[1] < sequences[2], sequences.join());
  });

  it('say the times that were booked', () => {
    for (const [index, mail] of mails.entries()) {
      const { event } = entryOf(mail);
      assert.equal(event.startDate.toJSDate().toISOString(), new Date(bookings[index].start).toISOString());
      assert.equal(event.endDate.toJSDate().toISOString(), new Date(bookings[index].end).toISOString());
      assert.equal(event.startDate.zone.tzid, 'UTC');
    }
  });

  it('name the attendee, who is asked for no answer', () => {
    for (const mail of mails) {
      const { event } = entryOf(mail);
      const [attendee, ...more] = event.attendees;
      assert.deepEqual(more, []);
      assert.equal(attendee.getFirstValue(), `mailto:${person.email}`);
      assert.equal(attendee.getParameter('rsvp'), 'FALSE');
      assert.match(event.organizer, /^mailto:no-reply@/);
    }
  });

  it('lead to the booking’s page and say nothing of Cal.com', () => {
    for (const mail of mails) {
      assert.ok(entryOf(mail).component.getFirstPropertyValue('url').endsWith(page));
      assert.doesNotMatch(mail.source, /cal\.com|cal_|calcom/i);
    }
  });

  it('book, move and remove it in a calendar', () => {
    const calendar = new Calendar();
    calendar.import(mails[0]);
    assert.equal(calendar.only.status, 'CONFIRMED');
    calendar.import(mails[1]);
    assert.equal(calendar.only.event.startDate.toJSDate().getTime(), Date.parse(bookings[1].start));
    calendar.import(mails[2]);
    assert.equal(calendar.only.status, 'CANCELLED');
  });

  it('end the same when the mails overtake each other', () => {
    const calendar = new Calendar();
    for (const index of [2, 0, 1]) calendar.import(mails[index]);
    assert.equal(calendar.only.status, 'CANCELLED');
  });

  it('are messages built as calendars want them', () => {
    for (const [index, mail] of mails.entries()) {
      const method = index === 2 ? 'CANCEL' : 'REQUEST';
      assert.match(mail.source, new RegExp(`Content-Type: text/calendar;[^\\n]*method=${method}`));
      const types = mail.attachments.map(({ contentType }) => contentType);
      assert.deepEqual(types, ['text/calendar', 'application/ics']);
      assert.match(mail.headers['Message-Id'], /^<[0-9a-f-]{36}@mg\.nexcyte\.localhost>$/);
      assert.match(mail.text, /Asia\/Kolkata/);
      assert.match(mail.html, /<h1/);
    }
  });
});

describe('the file to download', () => {
  it('is the entry that the mail made', async () => {
    const [slot] = await person.slots('intro_call', { from: 11 });
    const { uid, start } = (await person.book('intro_call', slot.start)).json().booking;
    const file = `/t/acme/bookings/${uid}/calendar.ics`;
    const shown = await person.visit(`/t/acme/bookings/${uid}`);
    assert.equal(shown.page.querySelector(`a[href="${file}"]`).text, 'Add to calendar');
    const answer = await person.get(file);
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.headers['content-type'], 'text/calendar; charset=utf-8');
    assert.equal(answer.headers['content-disposition'], 'attachment; filename="booking.ics"');
    assert.equal(answer.headers['cache-control'], 'no-store');
    const published = entryOf({ ics: answer.text });
    const [mail] = await mailsTo(person.email, 5);
    assert.equal(published.method, 'PUBLISH');
    assert.equal(published.event.uid, entryOf(mail).event.uid);
    assert.equal(published.event.sequence, entryOf(mail).event.sequence);
    assert.equal(published.event.startDate.toJSDate().getTime(), Date.parse(start));
    assert.deepEqual(published.event.attendees, []);
    assert.deepEqual(organizerOf(published), organizerOf(entryOf(mail)));
  });

  it('is the entry that the last mail made, of a tenant with a sender of its own too', async () => {
    const api = '/api/admin/scheduling/settings';
    const admin = await new Person('acme').login('admin@acme.test');
    const { settings } = (await admin.api('GET', api)).json();
    const own = { sender_name: 'Acme "Desk"', sender_address: 'desk@mg.nexcyte.localhost', contact_email: 'hello@acme.test' };
    assert.equal((await admin.api('POST', api, { ...settings, ...own })).status, 200);
    const guest = await new Person('acme').signUp();
    const [first, , second] = await guest.slots('intro_call', { from: 13 });
    const { uid } = (await guest.book('intro_call', first.start)).json().booking;
    const moved = await guest.api('POST', '/api/schedule/reschedule', { bookingUid: uid, start: second.start });
    assert.equal(moved.status, 200, moved.text);
    const mails = (await mailsTo(guest.email, 3)).filter(({ ics }) => ics).map(entryOf);
    const last = mails.reduce((one, other) => (one.event.sequence > other.event.sequence ? one : other));
    const file = entryOf({ ics: (await guest.get(`/t/acme/bookings/${uid}/calendar.ics`)).text });
    assert.equal(mails.length, 2);
    for (const mail of mails) {
      assert.equal(file.event.uid, mail.event.uid);
      assert.deepEqual(organizerOf(file), organizerOf(mail));
    }
    assert.deepEqual(organizerOf(file), ['mailto:desk@mg.nexcyte.localhost', "Acme 'Desk'"]);
    assert.equal(file.event.sequence, last.event.sequence);
    assert.equal(file.event.startDate.toJSDate().getTime(), last.event.startDate.toJSDate().getTime());
    const now = (await admin.api('GET', api)).json().settings;
    assert.equal((await admin.api('POST', api, { ...settings, version: now.version })).status, 200);
  });

  it('is not there for others, and not for what is cancelled', async () => {
    const [slot] = await person.slots('intro_call', { from: 12 });
    const { uid } = (await person.book('intro_call', slot.start)).json().booking;
    const file = `/t/acme/bookings/${uid}/calendar.ics`;
    const other = await new Person('acme').login('prospect@acme.test');
    assert.equal((await other.get(file)).status, 404);
    assert.equal((await person.get(file)).status, 200);
    await person.api('POST', '/api/schedule/cancel', { bookingUid: uid });
    assert.equal((await person.get(file)).status, 404);
  });
});

describe('mails about other things', () => {
  it('carry no invite', async () => {
    const [verify] = (await mailsTo(person.email, 4)).slice(-1);
    assert.match(verify.subject, /^Confirm/);
    assert.equal(verify.ics, '');
  });
});
