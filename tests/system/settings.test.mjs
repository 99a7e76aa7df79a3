// How a tenant writes to people: the page of the settings and its JSON twin, one set of rules.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeConnections } from './support/portal.mjs';
import { Person } from './support/person.mjs';

after(closeConnections);

const page = '/t/globex/admin/scheduling';
const api = '/api/admin/scheduling/settings';
let admin;
before(async () => {
  admin = await new Person('globex').login('admin@globex.test');
});
const settings = async () => (await admin.api('GET', api)).json().settings;
const errorAt = (answer, field) => answer.page.querySelector(`#${field}-error`)?.text;

describe('the settings of messages', () => {
  it('are kept by the page, shown by both, and put back by the API', async () => {
    const old = await settings();
    const saved = await admin.submit(page, {
      reminder_minutes: '60, 2880',
      quiet_hours: 'on',
      quiet_from: '21:30',
      quiet_to: '07:15',
      sender_name: 'Globex "Desk"',
      sender_address: 'desk@mg.nexcyte.localhost',
      reply_to: 'answers@globex.test',
      staff_email: '',
    });
    assert.equal(saved.status, 303, saved.text);
    const now = await settings();
    assert.deepEqual(now.reminder_minutes, [2880, 60]);
    assert.deepEqual([now.quiet_hours, now.quiet_from, now.quiet_to], [true, '21:30', '07:15']);
    assert.equal(now.sender_name, 'Globex "Desk"');
    assert.equal(now.sender_address, 'desk@mg.nexcyte.localhost');
    const shown = await admin.get(page);
    assert.equal(shown.page.querySelector('#reminder_minutes').getAttribute('value'), '2880, 60');

    const back = await admin.api('POST', api, { ...old, version: now.version });
    assert.equal(back.status, 200, back.text);
    assert.deepEqual({ ...(await settings()), version: 0 }, { ...old, version: 0 });
    const late = await admin.api('POST', api, { ...old, version: now.version });
    assert.equal(late.status, 409, late.text);
  });

  it('keep the phone number that texts need, which both name', async () => {
    const old = await settings();
    const version = async () => (await settings()).version;
    assert.equal((await admin.submit(page, { contact_phone: '+49 30 1234567' })).status, 303);
    const text = { event_key: 'booking_reminder', channel: 'sms', body_text_template: 'Call {{tenant_phone}}.' };
    const word = (more) => admin.api('POST', '/api/admin/notifications/templates/upsert', { ...text, ...more });
    assert.equal((await word({})).status, 200);
    const onPage = await admin.submit(page, { contact_phone: '' });
    assert.equal(onPage.status, 422);
    assert.match(errorAt(onPage, 'contact_phone'), /Reminder \(SMS\)/);
    const answer = await admin.api('POST', api, { ...old, contact_phone: '', version: await version() });
    assert.equal(answer.status, 422, answer.text);
    assert.match(answer.json().error.fields.contact_phone, /Reminder \(SMS\).*\{\{tenant_phone\}\}/);
    assert.equal((await settings()).contact_phone, '+49 30 1234567');

    assert.equal((await word({ body_text_template: 'Come in.', is_enabled: false })).status, 200);
    const back = await admin.api('POST', api, { ...old, version: await version() });
    assert.equal(back.status, 200, back.text);
  });

  it('are refused beside the field, by both', async () => {
    const old = await settings();
    const bad = {
      reminder_minutes: ['1, 60', [1, 60]],
      sender_address: ['a@evil.test', 'a@evil.test'],
      sender_name: ['A\r\nBcc: x@evil.test', 'A\r\nBcc: x@evil.test'],
      reply_to: ['a@globex.test, b@globex.test', 'a@globex.test, b@globex.test'],
      staff_email: ['<a@globex.test>', '<a@globex.test>'],
    };
    for (const [field, [typed, json]] of Object.entries(bad)) {
      const onPage = await admin.submit(page, { [field]: typed });
      assert.equal(onPage.status, 422, field);
      assert.ok(errorAt(onPage, field), field);
      const answer = await admin.api('POST', api, { ...old, [field]: json });
      assert.equal(answer.status, 422, field);
      assert.ok(answer.json().error.fields[field], `${field}: ${answer.text}`);
    }
    const clock = await admin.submit(page, { quiet_hours: 'on', quiet_from: '25:00' });
    assert.ok(errorAt(clock, 'quiet_from'));
    const { reminder_minutes: _, ...without } = old;
    assert.equal((await admin.api('POST', api, without)).status, 422);
    assert.deepEqual(await settings(), old);
  });
});
