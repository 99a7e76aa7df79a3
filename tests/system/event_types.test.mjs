// Purposes and the event types behind them, with Cal.com answering, silent and refusing; the page
// and its JSON twin.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { closeConnections, eventually, standin } from './support/portal.mjs';
import { Person, fieldsOf } from './support/person.mjs';

const page = '/t/globex/admin/scheduling/event-types';
const settingsPage = '/t/globex/admin/scheduling';
const api = '/api/admin/scheduling/event-types';
const settingsApi = '/api/admin/scheduling/settings';
let admin;
let staff;
before(async () => {
  admin = await new Person('globex').login('admin@globex.test');
  staff = await new Person('globex').login('staff@globex.test');
});
afterEach(healCalendar);
after(closeConnections);

// After many failures the portal leaves Cal.com alone for some seconds, in each worker.
async function healCalendar() {
  await standin('DELETE', '/faults');
  await eventually('Cal.com’s answers', async () => {
    const tries = await Promise.all(Array.from({ length: 6 }, () => staff.get(page)));
    return tries.every((answer) => !answer.text.includes('does not answer just now'));
  });
}

const types = async () => (await admin.api('GET', api)).json().eventTypes;
const typeOf = async (purpose) => (await types()).find((type) => type.purpose === purpose);
const formOf = (answer) => answer.page.querySelector('main form');
const pickerOf = (answer) => answer.page.querySelectorAll('#cal_event_type_id option');

// What the API takes of what it gives.
async function bodyOf(purpose) {
  const {
    length_minutes: _l, needs_approval: _a, cal_sends_mail: _m, cal_video: _v, cal_title: _t,
    cal_team: _g, cal_hosts: _h, problems: _p, ...body
  } = await typeOf(purpose);
  return body;
}

describe('the picker', () => {
  it('offers what Cal.com has for the organization, and nothing of another one', async () => {
    const shown = await staff.get(`${page}?new=own`);
    assert.equal(shown.status, 200);
    const texts = pickerOf(shown).map((option) => option.text);
    assert.equal(texts.length, 4, texts.join('; '));
    assert.ok(texts.some((text) => text.startsWith('Demo · 45 minutes · Hana Sato · Globex')));
    assert.ok(texts.some((text) => text.includes('(stands behind Support session)')));
    const edited = await staff.get(`${page}?purpose=support`);
    assert.equal(edited.page.querySelector('#cal_event_type_id option[selected]').getAttribute('value'), '2103');
    assert.equal((await staff.get(`${page}?purpose=nothing`)).status, 404);
  });

  it('refuses another tenant’s, an unknown one and one behind another purpose alike', async () => {
    const before = await types();
    for (const id of [1104, 424242, 2101]) {
      const answer = await admin.api('POST', `${api}/upsert`, {
        purpose: 'own', title: 'Own', cal_event_type_id: id, allow_kinds: ['customer'], is_enabled: true,
      });
      assert.equal(answer.status, 409, answer.text);
      assert.equal(answer.json().error.code, 'event_type_not_available');
      const shown = await admin.get(`${page}?new=own`);
      const typed = await admin.post(page, {
        ...fieldsOf(formOf(shown)), purpose: 'own', title: 'Own <b>', cal_event_type_id: String(id),
      });
      assert.equal(typed.status, 409);
      assert.equal(typed.page.querySelector('#title').getAttribute('value'), 'Own <b>');
      assert.ok(typed.page.querySelector('#cal_event_type_id-error'));
    }
    assert.deepEqual(await types(), before);
  });

  it('is replaced by what is known while Cal.com does not answer in time', async () => {
    await standin('POST', '/faults', { target: 'calcom.event_types', kind: 'timeout_before_effect' });
    const began = Date.now();
    const list = await staff.get(page);
    assert.ok(Date.now() - began < 9500, `${Date.now() - began} ms`);
    assert.equal(list.status, 200);
    assert.match(list.text, /Cal\.com does not answer just now/);
    assert.match(list.text, /Support session/);
    await healCalendar();
    await standin('POST', '/faults', { target: 'calcom.event_types', kind: 'status', status: 503, body: {} });
    const shown = await admin.get(`${page}?purpose=support`);
    const fields = fieldsOf(formOf(shown));
    assert.equal(fields.cal_event_type_id, '2103');
    const old = await typeOf('support');
    const kept = await admin.post(page, { ...fields, title: 'Support anew' });
    assert.equal(kept.status, 303, kept.text);
    assert.equal((await typeOf('support')).title, 'Support anew');
    const again = fieldsOf(formOf(await admin.get(`${page}?purpose=support`)));
    const other = await admin.post(page, { ...again, title: 'Typed', cal_event_type_id: '2102' });
    assert.equal(other.status, 503);
    assert.equal(other.page.querySelector('#title').getAttribute('value'), 'Typed');
    await healCalendar();
    const { version } = await typeOf('support');
    const back = await admin.api('POST', `${api}/upsert`, { ...(await bodyOf('support')), title: old.title, version });
    assert.equal(back.status, 200, back.text);
  });

  it('tries a mapped one out', async () => {
    const shown = await staff.get(`${page}/support/times`);
    assert.equal(shown.page.querySelectorAll('.when-card').length, 3);
    await standin('POST', '/faults', { target: 'calcom.slots', kind: 'status', status: 503, body: {} });
    assert.match((await staff.get(`${page}/support/times`)).text, /Cal\.com does not answer just now/);
    assert.equal((await staff.get(`${page}/nothing/times`)).status, 404);
  });
});

describe('rules of a purpose', () => {
  it('come back from the page and the API, and hold', async () => {
    const old = await bodyOf('demo');
    const set = await admin.api('POST', `${api}/upsert`, {
      ...old, cancel_notice_minutes: 500000, max_moves: 2, max_open_bookings: 5, reason_rule: 'required',
    });
    assert.equal(set.status, 200, set.text);
    assert.equal(set.json().eventType.cancel_notice_minutes, 500000);
    const shown = await admin.get(`${page}?purpose=demo`);
    assert.equal(shown.page.querySelector('#cancel_notice_minutes').getAttribute('value'), '500000');
    const customer = await new Person('globex').login('customer@globex.test');
    const [slot] = await customer.slots('demo', { from: 9 });
    const { uid } = (await customer.book('demo', slot.start)).json().booking;
    const cancel = (who, reason) => who.api('POST', '/api/schedule/cancel', { bookingUid: uid, reason });
    const late = await cancel(customer, 'because');
    assert.equal(late.json().error.code, 'too_late_to_cancel');
    const form = await staff.get(`/t/globex/bookings/${uid}/cancel`);
    assert.match(form.text, /You may, with a reason\./);
    const silent = await cancel(staff, '');
    assert.equal(silent.status, 422);
    assert.ok(silent.json().error.fields.reason);
    assert.equal((await cancel(staff, 'The host is ill')).status, 200);
    const { version } = await typeOf('demo');
    assert.equal((await admin.api('POST', `${api}/upsert`, { ...old, version })).status, 200);
    assert.equal((await typeOf('demo')).reason_rule, null);
  });

  it('are refused beside the field, by both', async () => {
    const old = await bodyOf('demo');
    for (const [field, bad] of Object.entries({
      cancel_notice_minutes: -1, reschedule_notice_minutes: 525601, max_moves: 1001,
      max_open_bookings: 1.5, reason_rule: 'perhaps',
    })) {
      const answer = await admin.api('POST', `${api}/upsert`, { ...old, [field]: bad });
      assert.equal(answer.status, 422, field);
      assert.ok(answer.json().error.fields[field], answer.text);
      const shown = await admin.get(`${page}?purpose=demo`);
      const typed = await admin.post(page, { ...fieldsOf(formOf(shown)), [field]: String(bad) });
      assert.equal(typed.status, 422, field);
      assert.ok(typed.page.querySelector(`#${field}-error`), field);
    }
    assert.deepEqual(await bodyOf('demo'), old);
  });
});

describe('the organization', () => {
  it('is checked at Cal.com, and another tenant’s is refused like none at all', async () => {
    for (const slug of ['acme', 'nobody-at-all', 'globex-team']) {
      const answer = await admin.submit(settingsPage, { organization_slug: slug });
      assert.equal(answer.status, 409, slug);
      assert.match(answer.text, /This organisation is not available/);
      assert.ok(answer.page.querySelector('#organization_slug-error'));
      assert.equal(answer.page.querySelector('#organization_slug').getAttribute('value'), slug);
    }
    await standin('POST', '/faults', { target: 'calcom.teams', kind: 'status', status: 503, body: {} });
    const down = await admin.submit(settingsPage, { organization_slug: 'other', contact_phone: '123' });
    assert.equal(down.status, 503);
    assert.equal(down.page.querySelector('#contact_phone').getAttribute('value'), '123');
    assert.equal((await admin.api('GET', settingsApi)).json().settings.organization_slug, 'globex');
  });
});

describe('a slow Cal.com', () => {
  it('holds a page for eight seconds at most, however many calls it takes', async () => {
    const form = (await admin.get(settingsPage)).page.querySelector('main form');
    for (const call of ['teams', 'event_types']) {
      await standin('POST', '/faults', { target: `calcom.${call}`, kind: 'delay', ms: 5000 });
    }
    const began = performance.now();
    const answer = await admin.post(settingsPage, { ...fieldsOf(form), organization_slug: 'nobody-at-all', contact_phone: '77' });
    const took = performance.now() - began;
    assert.equal(answer.status, 409, answer.text.slice(0, 500));
    assert.ok(answer.page.querySelector('#organization_slug-error'));
    assert.equal(answer.page.querySelector('#contact_phone').getAttribute('value'), '77');
    assert.ok(took > 7000 && took < 9000, `${took} ms`);
  });
});

describe('two admins with the same form', () => {
  it('lose nothing silently: both values are shown, and saving again replaces', async () => {
    const [mine, theirs] = [await admin.get(settingsPage), await staff.get(settingsPage)];
    const fields = fieldsOf(mine.page.querySelector('main form'));
    const phone = fields.contact_phone;
    const first = await staff.post(settingsPage, {
      ...fieldsOf(theirs.page.querySelector('main form')), csrf_token: staff.csrf, contact_phone: '111',
    });
    assert.equal(first.status, 303);
    const second = await admin.post(settingsPage, { ...fields, contact_phone: '222' });
    assert.equal(second.status, 409);
    const row = second.page.querySelectorAll('.differences tbody tr').map((line) => line.text.trim());
    assert.deepEqual(row, ['Contact phone number222111']);
    const redrawn = fieldsOf(second.page.querySelector('main form'));
    assert.equal(redrawn.contact_phone, '222');
    assert.equal((await admin.post(settingsPage, redrawn)).status, 303);
    const now = (await admin.api('GET', settingsApi)).json().settings;
    assert.equal(now.contact_phone, '222');
    assert.equal((await admin.api('POST', settingsApi, { ...now, contact_phone: phone })).status, 200);
  });

  it('do so with an event type', async () => {
    const old = await bodyOf('demo');
    const shown = fieldsOf(formOf(await admin.get(`${page}?purpose=demo`)));
    assert.equal((await staff.api('POST', `${api}/upsert`, { ...old, title: 'Theirs' })).status, 200);
    const second = await admin.post(page, { ...shown, title: 'Mine' });
    assert.equal(second.status, 409);
    assert.match(second.page.querySelector('.differences').text, /Title\s*Mine\s*Theirs/);
    const redrawn = fieldsOf(formOf(second));
    assert.equal((await admin.post(page, redrawn)).status, 303);
    const { title, version } = await typeOf('demo');
    assert.equal(title, 'Mine');
    assert.equal((await admin.api('POST', `${api}/upsert`, { ...old, version })).status, 200);
  });
});
