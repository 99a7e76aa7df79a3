// The same write sent twice with one Idempotency-Key: every JSON route and form of the
// administration, and the forms of members, carry it out once.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { closeConnections } from './support/portal.mjs';
import { kSuperuser, sql } from './support/database.mjs';
import { Person, fieldsOf } from './support/person.mjs';

after(closeConnections);

const kAdmin = '/t/acme/admin';
const kSettings = '/api/admin/scheduling/settings';
const kTypes = '/api/admin/scheduling/event-types';
const kTexts = '/api/admin/notifications/templates';
let admin;
let staff;
before(async () => {
  admin = await new Person('acme').login('admin@acme.test');
  staff = await new Person('acme').login('staff@acme.test');
});

const once = (key = randomUUID()) => ({ 'idempotency-key': key });
const audited = async (action) =>
  Number(await sql(`select count(*) from nx.nx_audit_log l join nx.nx_tenant t on t.id = l.tenant_id
    where t.slug = 'acme' and action = '${action}'`, kSuperuser));
const text = (more = {}) => ({
  event_key: 'booking_requested',
  channel: 'in_app',
  subject_template: `Asked ${randomUUID()}`,
  body_text_template: 'We ask the host.',
  body_html_template: '',
  is_enabled: true,
  ...more,
});

async function writes() {
  const { settings } = (await staff.api('GET', kSettings)).json();
  const [type] = (await staff.api('GET', kTypes)).json().eventTypes;
  return [
    [kSettings, settings, { ...settings, max_moves: settings.max_moves + 1 }, 'settings.changed'],
    [`${kTypes}/upsert`, mapping(type), { ...mapping(type), position: 9 }, 'event_type.mapped'],
    [`${kTexts}/upsert`, text(), text(), 'template.saved'],
  ];
}
const mapping = ({ purpose, title, description, cal_event_type_id, allow_kinds, is_enabled, position, version }) => ({
  purpose, title, description, cal_event_type_id, allow_kinds, is_enabled, position, version,
});

describe('the JSON API', () => {
  it('answers the same key and body as it did the first time, and another body with a mismatch', async () => {
    for (const [path, body, other, action] of await writes()) {
      const before = await audited(action);
      const key = once();
      const first = await staff.api('POST', path, body, key);
      assert.equal(first.status, 200, `${path}: ${first.text}`);
      const again = await staff.api('POST', path, body, key);
      assert.equal(again.status, 200, `${path}: ${again.text}`);
      assert.equal(again.text, first.text, path);
      const mismatch = await staff.api('POST', path, other, key);
      assert.equal(mismatch.status, 422, path);
      assert.equal(mismatch.json().error.code, 'idempotency_mismatch', path);
      assert.equal(await audited(action), before + 1, path);
    }
  });

  it('carries out twenty at once one time', async () => {
    const before = await audited('template.saved');
    const [key, body] = [once(), text()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => staff.api('POST', `${kTexts}/upsert`, body, key)));
    assert.deepEqual([...new Set(answers.map(({ status, text }) => `${status} ${text}`))].length, 1);
    assert.equal(answers[0].status, 200);
    assert.equal(await audited('template.saved'), before + 1);
  });

  it('keeps a refusal, and every person’s keys apart', async () => {
    const [key, bad] = [once(), text({ body_text_template: '{{nobody}}' })];
    const refused = await staff.api('POST', `${kTexts}/upsert`, bad, key);
    assert.equal(refused.status, 422);
    assert.equal((await staff.api('POST', `${kTexts}/upsert`, bad, key)).text, refused.text);
    assert.equal((await admin.api('POST', `${kTexts}/upsert`, text(), key)).status, 200);
  });

  it('refuses a key that is none', async () => {
    const answer = await staff.api('POST', `${kTexts}/upsert`, text(), once('short'));
    assert.equal(answer.status, 422);
    assert.ok(answer.json().error.fields.idempotency_key);
  });
});

// Every form that changes something, but those that end a session or carry a file.
async function formsOf(person, path) {
  const { page } = await person.get(path);
  return page.querySelectorAll('main form[method="post"]').filter((form) =>
    form.getAttribute('enctype') !== 'multipart/form-data' && !form.querySelector('[name="current_password"]'));
}

describe('a form', () => {
  const pages = ['scheduling', 'scheduling/event-types?purpose=intro_call', 'scheduling/outbox', 'members',
    'branding', 'scheduling/notifications?event=booking_created&channel=email'].map((page) => `${kAdmin}/${page}`);

  it('carries a key of its own on every page', async () => {
    const user = await sql(`select user_id from nx.nx_tenant_membership where email = 'prospect@acme.test'`, kSuperuser);
    for (const path of [...pages, `${kAdmin}/members/${user}`, '/t/acme/account']) {
      const keys = (await formsOf(admin, path)).map((form) => form.querySelector('[name="idempotency_key"]')?.getAttribute('value'));
      assert.ok(keys.length > 0 && keys.every((key) => key?.length >= 36), `${path}: ${keys}`);
      assert.equal(new Set(keys).size, keys.length, path);
    }
  });

  it('that is sent twice changes things once and goes where it went', async () => {
    for (const [path, field, action] of [
      [pages[0], 'organization_slug', 'settings.changed'],
      [pages[1], 'cal_event_type_id', 'event_type.mapped'],
      [pages[4], 'brand_color', 'branding.changed'],
    ]) {
      const form = (await formsOf(admin, path)).find((one) => one.querySelector(`[name="${field}"]`));
      const fields = fieldsOf(form);
      const before = await audited(action);
      if (field === 'brand_color') fields.name = fields.name === 'Acme' ? 'Acme Two' : 'Acme';
      const target = form.getAttribute('action');
      const both = await Promise.all([admin.post(target, fields), admin.post(target, fields)]);
      assert.deepEqual(both.map(({ status }) => status), [303, 303], `${path}: ${both[1].text.slice(0, 400)}`);
      assert.equal(both[0].headers.location, both[1].headers.location);
      assert.equal(await audited(action), before + 1, path);
      const other = await admin.post(target, { ...fields, version: '1', title: 'Other', name: 'Other' });
      assert.equal(other.status, 422, path);
      assert.match(other.page.querySelector('main').text, /sent before/i);
    }
    await admin.submit(pages[4], { name: 'Acme' }, { formWith: 'brand_color' });
  });

  it('that is refused can be put right with the same key', async () => {
    const [form] = (await formsOf(admin, `${kAdmin}/members`)).filter((one) => one.querySelector('#email'));
    const fields = fieldsOf(form);
    const email = `${randomUUID()}@people.test`;
    assert.equal((await admin.post(`${kAdmin}/members`, { ...fields, email: 'nobody' })).status, 422);
    assert.equal((await admin.post(`${kAdmin}/members`, { ...fields, email })).status, 303);
    assert.equal((await admin.post(`${kAdmin}/members`, { ...fields, email })).status, 303);
    assert.equal(await sql(`select count(*) from nx.nx_notification_outbox where recipient = '${email}'`, kSuperuser), '1');
  });
});
