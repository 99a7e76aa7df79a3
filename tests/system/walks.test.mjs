// The four walks of product.md section 8 through nginx with TLS, with the real programs.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { originOf, standin, closeConnections, mailsTo, eventually } from './support/portal.mjs';
import { Person, forgetTries } from './support/person.mjs';

after(closeConnections);

const subjects = (mails) => mails.map((mail) => mail.subject);
const calcomMails = async (address) =>
  (await standin('GET', '/inbox.json')).filter(
    (mail) => mail.provider === 'calcom' && mail.to.join(' ').includes(address),
  );

// Clicks through the pages as a person without JavaScript does: choose, hold, confirm.
async function bookByPages(person, purpose) {
  const [slot] = await person.slots(purpose);
  const path = `/t/${person.tenant}/schedule/${purpose}`;
  const held = await person.submit(`${path}?from=${slot.start.slice(0, 10)}`, {
    start: slot.start,
    timeZone: person.zone,
  });
  assert.equal(held.status, 303, held.text);
  const confirm = held.headers.location;
  const booked = await person.submit(confirm, { action: 'book', notes: 'By the pages' }, { formWith: 'notes' });
  assert.equal(booked.status, 303, booked.text);
  assert.match(booked.headers.location, /\/bookings\/[0-9a-f-]{36}\?done=booked$/);
  return { slot, page: booked.headers.location.split('?')[0] };
}

describe('walk 1: a prospect', () => {
  it('signs up, verifies, books intro_call and cancels, by pages alone', async () => {
    const pat = await new Person('acme').signUp();
    const { page } = await bookByPages(pat, 'intro_call');
    const created = await mailsTo(pat.email, 2);
    assert.equal(created.filter((mail) => /booked|confirmed/i.test(mail.subject)).length, 1);

    const cancelled = await pat.submit(`${page}/cancel`, { reason: 'I changed my mind' });
    assert.equal(cancelled.status, 303, cancelled.text);
    const shown = await pat.visit(page);
    assert.match(shown.text, /cancelled/i);
    const mails = await mailsTo(pat.email, 3);
    assert.equal(mails.length, 3, subjects(mails).join(' | '));
    assert.equal(mails.filter((mail) => /cancelled/i.test(mail.subject)).length, 1);
  });

  it('books a cancelled time again from its page', async () => {
    const pat = await new Person('acme').signUp();
    const { page, slot } = await bookByPages(pat, 'intro_call');
    await pat.submit(`${page}/cancel`, { reason: '' });
    const held = await pat.submit(page, {}, { formWith: 'start' });
    assert.match(held.headers.location ?? '', /\/schedule\/confirm\//, held.text);
    const booked = await pat.submit(held.headers.location, { action: 'book' }, { formWith: 'notes' });
    assert.match(booked.headers.location, /done=booked$/);
    const list = (await pat.api('GET', '/api/schedule/my-bookings')).json().bookings;
    assert.deepEqual(list.map(({ status, start }) => [status, start]).sort(), [
      ['cancelled', slot.start], ['scheduled', slot.start]]);
  });

  it('may not book what only customers may', async () => {
    const prospect = await new Person('acme').login('prospect@acme.test');
    const answer = await prospect.book('support', new Date(Date.now() + 864e5).toISOString());
    assert.equal(answer.status, 403);
    assert.equal(answer.json().error.code, 'kind_not_allowed');
  });
});

describe('walk 2: a customer', () => {
  it('books support and reschedules it: same uid, one mail with both times', async () => {
    const customer = await new Person('globex').login('customer@globex.test');
    const [first, , , other] = await customer.slots('support', { from: 3 });
    const before = (await standin('GET', '/inbox.json')).filter((mail) => mail.to.join(' ').includes(customer.email));
    const booked = await customer.book('support', first.start);
    assert.equal(booked.status, 201, booked.text);
    const { uid } = booked.json().booking;

    const moved = await customer.api('POST', '/api/schedule/reschedule', {
      bookingUid: uid,
      start: other.start,
      reason: 'Another hour suits me better',
    });
    assert.equal(moved.status, 200, moved.text);
    assert.equal(moved.json().booking.uid, uid);
    assert.equal(moved.json().booking.start, other.start);
    assert.deepEqual(moved.json().booking.rescheduledFrom, { start: first.start });

    const mails = (await mailsTo(customer.email, before.length + 2)).slice(0, 2);
    assert.equal(mails.filter((mail) => /moved|rescheduled|new time/i.test(mail.subject)).length, 1);

    const list = await customer.api('GET', '/api/schedule/my-bookings?upcoming=true&limit=100');
    const mine = list.json().bookings.filter((booking) => booking.uid === uid);
    assert.deepEqual(mine.map((booking) => booking.start), [other.start]);
  });
});

describe('walk 3: notifications', () => {
  it('leave only through us: one created, one rescheduled, one cancelled, none of Cal.com', async () => {
    const pat = await new Person('globex', { zone: 'Asia/Kolkata' }).signUp();
    const [first, second] = await pat.slots('demo', { from: 5 });
    const { uid } = (await pat.book('demo', first.start)).json().booking;
    await mailsTo(pat.email, 2);
    await pat.api('POST', '/api/schedule/reschedule', { bookingUid: uid, start: second.start });
    await mailsTo(pat.email, 3);
    await pat.api('POST', '/api/schedule/cancel', { bookingUid: uid });
    const mails = await mailsTo(pat.email, 4);
    assert.equal(mails.length, 4, subjects(mails).join(' | '));
    assert.deepEqual(await calcomMails(pat.email), []);
    for (const mail of mails.slice(0, 3)) assert.match(mail.text, /Asia\/Kolkata/);
  });
});

describe('walk 4: admin pages', () => {
  const page = '/t/acme/admin/scheduling';

  it('send visitors to the login', async () => {
    const answer = await new Person('acme').get(page);
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, `/login?return_to=${encodeURIComponent(page)}`);
  });

  it('refuse members with 403', async () => {
    const customer = await new Person('acme').login('customer@acme.test');
    assert.equal((await customer.get(page)).status, 403);
  });

  it('open for staff and admins of the tenant', async () => {
    for (const email of ['staff@acme.test', 'admin@acme.test']) {
      const person = await new Person('acme').login(email);
      assert.equal((await person.get(page)).status, 200);
    }
  });

  it('treat an admin of another tenant as a visitor, and as a member where they are one', async () => {
    const admin = await new Person('globex').login('admin@globex.test');
    const here = new Person('acme');
    here.cookies = new Map(admin.cookies);
    assert.equal((await here.get(page)).status, 303);

    const joined = new Person('acme');
    const email = 'admin@globex.test';
    await forgetTries();
    await joined.submit('/signup', { name: 'Gwen', email, password: 'another quite long one' });
    const mail = await eventually('the mail with the link to join', async () =>
      (await mailsTo(email)).find((candidate) => /acme\.[^\s]*\/verify\?token=/.test(candidate.text)),
    );
    await joined.verify(mail);
    await joined.login(email);
    assert.equal((await joined.get(page)).status, 403);
    assert.equal((await joined.session()).role, 'member');
  });

  it('answer a foreign id like a random one', async () => {
    const carol = await new Person('acme').login('customer@acme.test');
    const [slot] = await carol.slots('support', { from: 6 });
    const { uid } = (await carol.book('support', slot.start)).json().booking;
    const dave = await new Person('globex').login('customer@globex.test');
    const other = await new Person('acme').login('prospect@acme.test');
    const random = '3f0d1b5e-6c1d-4f7e-9a51-0d4c8a3e7b11';
    for (const person of [dave, other]) {
      for (const tail of ['', '/cancel', '/reschedule']) {
        const own = `/t/${person.tenant}/bookings/`;
        const foreign = await person.get(`${own}${uid}${tail}`);
        const unknown = await person.get(`${own}${random}${tail}`);
        assert.equal(foreign.status, 404);
        assert.equal(unknown.status, 404);
        assert.equal(withoutIds(foreign.text), withoutIds(unknown.text));
      }
    }
  });
});

// What legitimately differs between two answers: the number to quote and the form proof.
function withoutIds(text) {
  return text.replace(/[0-9a-f]{32}/g, '#').replaceAll(originOf('acme'), '');
}
