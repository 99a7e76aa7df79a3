// Everybody's bookings, as a tenant's staff works with them: found, read, made, moved, cancelled,
// written to and taken home as a table.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Visitor, desktop, launch, phone } from './support/browser.mjs';
import { kSuperuser, sql } from './support/database.mjs';
import * as outbox from './support/outbox.mjs';
import { Person, fieldsOf } from './support/person.mjs';
import { closeConnections, eventually, mailsTo, standin } from './support/portal.mjs';

const kList = '/t/acme/admin/scheduling/bookings';
const kMessages = '/t/acme/admin/scheduling/outbox';
const kHostile = '=HYPERLINK("https://evil.test","x") <script>alert(1)</script>';

let staff;
let pat; // a member with a name like no other's
const name = `Zoe ${randomUUID().slice(0, 8)}`;

before(async () => {
  await standin('DELETE', '/faults');
  staff = await new Person('acme').login('staff@acme.test');
  pat = await new Person('acme').signUp(name);
});
after(async () => {
  await sql('delete from nx.nx_channel_pause', kSuperuser);
  await sql("update nx.nx_scheduler_settings set cancel_notice_minutes = 0, reschedule_notice_minutes = 0, max_open_bookings = 0", kSuperuser);
  closeConnections();
});

const rowsOf = (answer) => answer.page.querySelectorAll('.booking-row').map((row) => row.text);
const list = (query) => staff.get(`${kList}?${new URLSearchParams(query)}`);
const detail = (uid) => staff.get(`${kList}/${uid}`);
const bookedBy = async (person, purpose = 'intro_call', more = {}) => {
  const slots = await person.slots(purpose, { from: 2, days: 20 });
  const { uid } = (await person.book(purpose, slots.at(-1).start, more)).json().booking;
  return { uid, start: slots.at(-1).start };
};
const auditOf = (subject) =>
  sql(`select coalesce(string_agg(action, ' ' order by at), '') from nx.nx_audit_log where subject = '${subject}'`, kSuperuser);

describe('the list of bookings', () => {
  let mine;
  before(async () => {
    mine = await bookedBy(pat);
  });

  it('shows whose booking is when, and leads to it', async () => {
    const answer = await list({ person: name });
    assert.equal(answer.status, 200);
    assert.equal(rowsOf(answer).length, 1);
    assert.match(rowsOf(answer)[0], /Intro call/);
    assert.match(rowsOf(answer)[0], /Confirmed/);
    assert.ok(rowsOf(answer)[0].includes(pat.email));
    assert.ok(answer.page.querySelector(`a[href="${kList}/${mine.uid}"]`));
  });

  it('is narrowed down by state, purpose, person and date', async () => {
    const day = mine.start.slice(0, 10);
    const next = new Date(Date.parse(day) + 2 * 86400000).toISOString().slice(0, 10);
    const before = new Date(Date.parse(day) - 2 * 86400000).toISOString().slice(0, 10);
    const shown = async (query) => rowsOf(await list({ person: pat.email, when: 'all', ...query })).length;
    assert.equal(await shown({ status: 'scheduled', purpose: 'intro_call', from: before, to: next }), 1);
    assert.equal(await shown({ status: 'cancelled' }), 0);
    assert.equal(await shown({ purpose: 'support' }), 0);
    assert.equal(await shown({ from: next }), 0);
    assert.equal(await shown({ to: before }), 0);
    assert.equal(await shown({ person: `nobody ${name}` }), 0);
  });

  it('keeps what was typed and says what is wrong with it', async () => {
    const answer = await list({ when: 'all', from: '2026-11-23', to: '2026-11-20', person: 'Zoe' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /The last day must not be before the first one/);
    assert.equal(answer.page.querySelector('#person').getAttribute('value'), 'Zoe');
    assert.equal((await list({ from: 'soon' })).status, 422);
    for (const query of [{ status: 'lost' }, { page: 'before_nowhere' }, { page: 'elsewhere' }]) {
      assert.equal((await list(query)).status, 422, JSON.stringify(query));
    }
  });

  it('is paged to its end and back', async () => {
    await sql(`insert into nx.nx_scheduler_booking (tenant_id, purpose, cal_event_type_id, status,
        start_at, end_at, time_zone, attendee_user_id, attendee_email, attendee_name)
      select tenant_id, purpose, cal_event_type_id, 'failed', start_at + n * interval '1 day',
             end_at + n * interval '1 day', time_zone, attendee_user_id, attendee_email, attendee_name
        from nx.nx_scheduler_booking, generate_series(1, 101) n where uid = '${mine.uid}'`, kSuperuser);
    const seen = [];
    let answer = await list({ person: name });
    const press = (word) => {
      const button = answer.page.querySelectorAll('.pager button').find((one) => one.text.includes(word));
      if (!button) return undefined;
      const fields = fieldsOf(answer.page.querySelector('form.pager'));
      return list({ ...fields, page: button.getAttribute('value') });
    };
    for (;;) {
      seen.push(rowsOf(answer).length);
      const next = await press('Next');
      if (!next) break;
      answer = next;
    }
    assert.deepEqual(seen, [50, 50, 2]);
    answer = await press('First');
    assert.equal(press('Back'), undefined);
    const first = rowsOf(answer);
    answer = await press('Last');
    assert.equal(rowsOf(answer).length, 50);
    assert.equal(press('Next'), undefined);
    answer = await press('Back');
    answer = await press('Back');
    assert.deepEqual(rowsOf(answer), first.slice(0, 2));
  });

  it('shows nothing of it to another tenant and to members', async () => {
    const other = await new Person('globex').login('staff@globex.test');
    const answer = await other.get(`/t/globex/admin/scheduling/bookings?person=${encodeURIComponent(name)}`);
    assert.equal(rowsOf(answer).length, 0);
    assert.equal((await other.get(`/t/globex/admin/scheduling/bookings/${mine.uid}`)).status, 404);
    assert.equal((await other.get(`/t/globex/admin/scheduling/bookings/${randomUUID()}`)).status, 404);
    assert.equal((await pat.get(kList)).status, 403);
  });
});

describe('the table to take home', () => {
  it('holds the list, with nothing in it that a spreadsheet would run', async () => {
    const eve = await new Person('acme').signUp(`=1+1 ${randomUUID()}`);
    await bookedBy(eve, 'intro_call', { notes: kHostile });
    const answer = await staff.get(`${kList}/export.csv?person=${encodeURIComponent(eve.email)}`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers['content-type'], /^text\/csv; charset=utf-8/);
    assert.match(answer.headers['content-disposition'], /attachment/);
    const lines = answer.text.trim().split('\r\n');
    assert.equal(lines.length, 2);
    assert.ok(lines[1].includes('"\'=1+1 '), lines[1]);
    assert.ok(lines[1].includes('"\'=HYPERLINK(""https://evil.test"",""x"") <script>alert(1)</script>"'), lines[1]);
    const rows = await sql(`select details->>'rows' from nx.nx_audit_log
      where action = 'bookings.exported' order by at desc limit 1`, kSuperuser);
    assert.equal(rows, '1');
  });

  it('is staff’s alone', async () => {
    assert.equal((await pat.get(`${kList}/export.csv`)).status, 403);
  });
});

describe('a booking', () => {
  it('tells who did what, and what was sent with what result', async () => {
    const { uid } = await bookedBy(pat, 'intro_call', { notes: kHostile });
    await mailsTo(pat.email);
    const shown = await eventually('the mail to be sent', async () => {
      const answer = await detail(uid);
      return /E-mail to[\s\S]*One try/.test(answer.page.text) ? answer : undefined;
    });
    assert.match(shown.page.querySelector('.history').text, new RegExp(`Booked by ${name}`));
    assert.match(shown.page.querySelector('.messages').text, /Booking confirmed\s+(Sent|Delivered)/);
    assert.ok(!shown.text.includes('<script>alert(1)'));
    assert.ok(shown.page.text.includes('&lt;script&gt;alert(1)') || shown.text.includes('&lt;script&gt;alert(1)'));
  });

  it('has its confirmation sent once more, once per click', async () => {
    const { uid } = await bookedBy(pat);
    const form = await eventually('the confirmation to be sent', async () => {
      const answer = await detail(uid);
      return answer.page.querySelectorAll('.message-row form')[0];
    });
    const before = (await mailsTo(pat.email)).length;
    const fields = fieldsOf(form);
    const answers = [await staff.post(`${kList}/${uid}`, fields), await staff.post(`${kList}/${uid}`, fields)];
    for (const answer of answers) {
      assert.equal(answer.status, 303);
      assert.match(answer.headers.location, /done=resent/);
    }
    await mailsTo(pat.email, before + 1);
    const copies = await sql(`select count(*) from nx.nx_notification_outbox
      where booking_uid = '${uid}' and copy > 0`, kSuperuser);
    assert.equal(copies, '1');
    assert.equal(await auditOf(fields.message), 'outbox.resent');
    const other = { ...fields, message: randomUUID(), idempotency_key: randomUUID() };
    assert.equal((await staff.post(`${kList}/${uid}`, other)).status, 404);
    assert.equal((await staff.post(`${kList}/${uid}`, { ...fields, csrf_token: 'x' })).status, 403);
  });
});

describe('acting for an attendee', () => {
  it('books for a member, who keeps it and hears of it', async () => {
    const found = await staff.get(`${kList}/new?person=${encodeURIComponent(name)}`);
    const link = found.page.querySelector('.booking-row a').getAttribute('href');
    const purposes = await staff.get(link);
    const slots = purposes.page.querySelector('.purpose a').getAttribute('href');
    const picker = await staff.get(`${slots}?view=month`);
    const start = picker.page.querySelectorAll('button[name="start"]').at(-1).getAttribute('value');
    const confirm = await staff.get(`${slots}?start=${encodeURIComponent(start)}&tz=Asia/Tokyo`);
    assert.equal(confirm.status, 200);
    assert.match(confirm.page.text, /On their clock/);
    const fields = { ...fieldsOf(confirm.page.querySelector('main form')), notes: 'Asked for by phone' };
    const booked = await staff.post(slots, fields);
    assert.equal(booked.status, 303, booked.text);
    assert.match(booked.headers.location, /\/admin\/scheduling\/bookings\/[0-9a-f-]{36}\?done=booked_for/);
    assert.equal((await staff.post(slots, fields)).headers.location, booked.headers.location);
    const uid = booked.headers.location.match(/bookings\/([0-9a-f-]{36})/)[1];
    assert.equal((await pat.get(`/t/acme/bookings/${uid}`)).status, 200);
    const row = await sql(`select b.time_zone, a.display_name, m.display_name from nx.nx_scheduler_booking b
      join nx.nx_tenant_membership a on a.tenant_id = b.tenant_id and a.user_id = b.attendee_user_id
      join nx.nx_tenant_membership m on m.tenant_id = b.tenant_id and m.user_id = b.actor_user_id
      where b.uid = '${uid}'`, kSuperuser);
    assert.equal(row, `Europe/Berlin|${name}|Sam Staff`);
    assert.match((await detail(uid)).page.querySelector('.history').text, /Booked by Sam Staff/);
  });

  it('books nothing for a stranger, and nothing that is not open to them', async () => {
    const user = await sql(`select user_id from nx.nx_tenant_membership where email = '${pat.email}'`, kSuperuser);
    const other = await sql("select user_id from nx.nx_tenant_membership where email = 'prospect@globex.test'", kSuperuser);
    for (const id of [other, randomUUID()]) {
      assert.equal((await staff.get(`${kList}/new/${id}`)).status, 404);
      assert.equal((await staff.get(`${kList}/new/${id}/intro_call`)).status, 404);
      const body = { csrf_token: staff.csrf, start: new Date(Date.now() + 9e8).toISOString() };
      assert.equal((await staff.post(`${kList}/new/${id}/intro_call`, body)).status, 404);
    }
    assert.equal((await staff.get(`${kList}/new/${user}/support`)).status, 403);
    assert.equal((await staff.get(`${kList}/new/${user}/no_such`)).status, 404);
  });

  it('lets staff give somebody one more than members may have, with a reason', async () => {
    await sql("update nx.nx_scheduler_settings set max_open_bookings = 1 where tenant_id = (select id from nx.nx_tenant where slug = 'acme')", kSuperuser);
    const user = await sql(`select user_id from nx.nx_tenant_membership where email = '${pat.email}'`, kSuperuser);
    const path = `${kList}/new/${user}/intro_call`;
    const slots = await pat.slots('intro_call', { from: 2, days: 20 });
    const fields = { csrf_token: staff.csrf, idempotency_key: randomUUID(), start: slots.at(-1).start, notes: 'typed' };
    const refused = await staff.post(path, fields);
    assert.equal(refused.status, 422);
    assert.ok(refused.page.querySelector('#reason'));
    assert.equal(refused.page.querySelector('#notes').text.trim(), 'typed');
    const booked = await staff.post(path, { ...fields, idempotency_key: randomUUID(), reason: 'Asked for by phone' });
    assert.equal(booked.status, 303, booked.text);
    const uid = booked.headers.location.match(/bookings\/([0-9a-f-]{36})/)[1];
    assert.match(await auditOf(uid), /booking\.limit_waived/);
    assert.match((await detail(uid)).page.querySelector('.history').text, /Asked for by phone/);
    assert.ok(!(await pat.get(`/t/acme/bookings/${uid}`)).text.includes('Asked for by phone'));
    await sql('update nx.nx_scheduler_settings set max_open_bookings = 0', kSuperuser);
  });

  it('moves and cancels too late for members, with a reason that is kept', async () => {
    const { uid } = await bookedBy(pat);
    await sql('update nx.nx_scheduler_settings set cancel_notice_minutes = 500000, reschedule_notice_minutes = 500000', kSuperuser);
    const shown = await detail(uid);
    assert.match(shown.page.text, /You still may, with a reason/);
    assert.equal((await pat.get(`/t/acme/bookings/${uid}/cancel`)).status, 409);
    const picker = await staff.get(`${kList}/${uid}/reschedule?view=month`);
    const start = picker.page.querySelectorAll('button[name="start"]').at(0).getAttribute('value');
    const ask = await staff.get(`${kList}/${uid}/reschedule?start=${encodeURIComponent(start)}&tz=Asia/Tokyo`);
    const move = fieldsOf(ask.page.querySelector('main form'));
    const refused = await staff.post(`${kList}/${uid}/reschedule`, { ...move, reason: '' });
    assert.equal(refused.status, 422);
    assert.ok(refused.page.querySelector('#reason-error'));
    const moved = await staff.post(`${kList}/${uid}/reschedule`, { ...move, idempotency_key: randomUUID(), reason: 'Host is ill' });
    assert.equal(moved.status, 303, moved.text);
    assert.match(moved.headers.location, /admin\/scheduling\/bookings\/.*done=moved_for/);
    assert.equal(await sql(`select time_zone from nx.nx_scheduler_booking where uid = '${uid}'`, kSuperuser), 'Europe/Berlin');
    const cancelled = await staff.submit(`${kList}/${uid}/cancel`, { reason: 'Office closed' });
    assert.equal(cancelled.status, 303, cancelled.text);
    assert.match(cancelled.headers.location, /done=cancelled_for/);
    const story = (await detail(uid)).page.querySelector('.history').text;
    assert.match(story, /Moved by Sam Staff[\s\S]*Host is ill[\s\S]*Cancelled by Sam Staff[\s\S]*Office closed/);
    assert.match(await auditOf(uid), /limit_waived booking.rescheduled booking.limit_waived booking.cancelled/);
    await sql('update nx.nx_scheduler_settings set cancel_notice_minutes = 0, reschedule_notice_minutes = 0', kSuperuser);
  });

  it('offers other times when the chosen one is gone', async () => {
    const rival = await new Person('acme').signUp();
    const { start } = await bookedBy(rival);
    const user = await sql(`select user_id from nx.nx_tenant_membership where email = '${pat.email}'`, kSuperuser);
    const path = `${kList}/new/${user}/intro_call`;
    const taken = await staff.post(path, { csrf_token: staff.csrf, idempotency_key: randomUUID(), start });
    assert.equal(taken.status, 409);
    const form = taken.page.querySelector('main form');
    assert.equal(form.getAttribute('action'), path);
    const chosen = form.querySelector('input[type="radio"]').getAttribute('value');
    const booked = await staff.post(path, { ...fieldsOf(form), start: chosen });
    assert.equal(booked.status, 303, booked.text);
    const { uid } = await bookedBy(pat);
    const body = { csrf_token: staff.csrf, idempotency_key: randomUUID(), start, timeZone: 'UTC' };
    const move = await staff.post(`${kList}/${uid}/reschedule`, body);
    assert.equal(move.status, 409);
    assert.equal(move.page.querySelector('main form').getAttribute('action'), `${kList}/${uid}/reschedule`);
    const pages = `/t/acme/bookings/${uid}/reschedule`;
    const there = await staff.post(pages, { ...body, idempotency_key: randomUUID() });
    assert.equal(there.status, 409);
    assert.equal(there.page.querySelector('main form').getAttribute('action'), pages);
  });
});

describe('a channel that staff has paused', () => {
  const press = (action, channel = 'email') =>
    staff.post(kMessages, { csrf_token: staff.csrf, action, channel, shelf: 'waiting' });

  it('sends nothing about bookings until it is resumed', async () => {
    const person = await new Person('acme').signUp();
    await outbox.settleQueue();
    assert.equal((await press('pause')).status, 303);
    assert.equal((await press('pause')).status, 409);
    const shown = await staff.get(kMessages);
    assert.match(shown.page.text, /E-mail is paused\s+by Sam Staff/);
    const { uid } = await bookedBy(person);
    const id = await sql(`select id from nx.nx_notification_outbox where booking_uid = '${uid}'
      and event_key = 'booking_created' and channel = 'email' and recipient_kind = 'attendee'`, kSuperuser);
    for (let call = 0; call < 3; call += 1) assert.equal((await outbox.dispatch(50)).status, 200);
    assert.equal((await outbox.look([{ id }]))[0].state, 'pending');
    assert.match((await staff.get(kMessages)).page.text, /The oldest that is due has waited/);
    assert.equal((await press('resume')).status, 303);
    await outbox.reach([{ id }], ['sent', 'delivered']);
    assert.equal(await auditOf('email'), 'outbox.paused outbox.resumed');
    assert.equal((await press('resume')).status, 409);
  });

  it('refuses what is no channel', async () => {
    assert.equal((await press('pause', 'in_app')).status, 422);
    assert.equal((await press('stop')).status, 422);
  });
});

for (const size of [phone, desktop]) {
  describe(`in a browser of ${size.width} px`, () => {
    let browser;
    let sam;
    before(async () => {
      browser = await launch();
      sam = await Visitor.open(browser, 'acme', size);
      await sam.login('staff@acme.test');
    });
    after(() => browser?.close());

    const looksRight = async (label) => {
      assert.deepEqual(await sam.look(`bookings-${label}`), [], label);
      assert.deepEqual(sam.problems, [], label);
    };
    const follow = (selector) =>
      Promise.all([sam.page.waitForNavigation(), sam.page.locator(selector).first().click()]);

    it('every page of it looks right', async () => {
      await sam.go(`${kList}?person=${encodeURIComponent(name)}&when=all`);
      await looksRight('list');
      await sam.go(`${kList}?person=nobody-at-all`);
      await looksRight('nobody');
      await sam.go(`${kList}?from=2026-11-23&to=2026-11-01&when=all`);
      await looksRight('refused');
      await sam.go(`${kList}?person=${encodeURIComponent(name)}&when=all&status=scheduled`);
      await follow('.booking-row a');
      await looksRight('booking');
      await follow('main a[href$="/cancel"]');
      await looksRight('cancel');
      await sam.page.goBack();
      await follow('main a[href$="/reschedule"]');
      await looksRight('slots');
      await follow('main button[name="start"]:visible');
      await looksRight('move');
      await sam.go(`${kList}?person=${encodeURIComponent(name)}&when=all&status=cancelled`);
      await follow('.booking-row a');
      await looksRight('cancelled');
      await sam.go(`${kList}/new`);
      await looksRight('new');
      await sam.fill({ person: name });
      await sam.press('person');
      await looksRight('people');
      await follow('.booking-row a');
      await looksRight('purposes');
      await follow('.purpose a');
      await sam.go(`${new URL(sam.page.url()).pathname}?view=month`);
      await follow('main button[name="start"]:visible');
      await looksRight('confirm');
      await sam.go(kMessages);
      await looksRight('messages');
      await sam.press('channel');
      await looksRight('paused');
      await sam.press('channel');
      assert.match(await sam.text(), /Resumed/);
    });
  });
}
