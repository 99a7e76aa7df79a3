// The texts of messages, as a tenant's staff changes them: from the page to the mail that arrives.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { kSuperuser, sql } from './support/database.mjs';
import * as outbox from './support/outbox.mjs';
import { Visitor, axeProblems, desktop, launch, phone } from './support/browser.mjs';
import { closeConnections, eventually, mailsTo, standin } from './support/portal.mjs';
import { Person, forgetTries } from './support/person.mjs';

const kPage = '/t/acme/admin/scheduling/notifications';
const kApi = '/api/admin/notifications/templates';
const kHostile = '<script>alert(1)</script><img src=x onerror=alert(2)>';

let staff;

const clean = () => sql(`delete from nx.nx_notification_template;
  delete from nx.nx_notification_template_version;
  delete from nx.nx_notification_outbox where event_key = 'template_test';
  delete from nx.nx_audit_log where action like 'template.%'`, kSuperuser);
before(async () => {
  await clean();
  staff = await new Person('acme').login('staff@acme.test');
});
beforeEach(forgetTries);
after(async () => {
  await clean();
  await sql(`update nx.nx_tenant_membership set phone = null, phone_verified_at = null
    where email = 'staff@acme.test'`, kSuperuser);
  closeConnections();
});

const editor = (event, channel) => `${kPage}?event=${event}&channel=${channel}`;
const errorAt = (answer, field) => answer.page.querySelector(`#${field}-error`)?.text;
const valueOf = (answer, field) => {
  const found = answer.page.querySelector(`#${field}`);
  return found.tagName === 'TEXTAREA' ? found.text.replace(/^\n/, '') : found.getAttribute('value');
};

// The form as a browser sends it when its Save is pressed.
const save = (event, channel, values, person = staff) =>
  person.submit(editor(event, channel), { action: 'save', ...values }, { formWith: 'body_text_template' });
const frame = (event, channel, values) => {
  const fields = { csrf_token: staff.csrf, event_key: event, channel, sample: 'usual', action: 'preview' };
  return staff.post(`${kPage}/preview`, { ...fields, ...values });
};
const textsOf = async (person, event, channel) =>
  (await person.api('GET', kApi)).json().templates
    .find((one) => one.event_key === event && one.channel === channel);
const upsert = (values, person = staff) => person.api('POST', `${kApi}/upsert`, values);

async function newBooking(zone = 'Asia/Kolkata') {
  const person = await new Person('acme', { zone }).signUp(`Zoë ${kHostile}`);
  const [slot] = await person.slots('intro_call');
  const answer = await person.book('intro_call', slot.start);
  assert.equal(answer.status, 201, answer.text);
  return { person, booking: answer.json().booking };
}
const localTime = (start, timeZone) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(start));

describe('the page of all message texts', () => {
  it('shows whose text each message has, and leads to it', async () => {
    await upsert({ event_key: 'booking_failed', channel: 'sms', subject_template: '', body_text_template: 'Sorry', body_html_template: '', is_enabled: false });
    const answer = await staff.get(kPage);
    assert.equal(answer.status, 200);
    const links = answer.page.querySelectorAll('.text-grid a');
    assert.equal(links.length, 26);
    const failed = links.find((link) => link.getAttribute('href') === editor('booking_failed', 'sms'));
    assert.match(failed.text, /Booking failed, SMS: Switched off/);
    assert.equal(links.filter((link) => /Built-in/.test(link.text)).length, 25);
  });

  it('is refused to members and sends visitors to the login', async () => {
    const member = await new Person('acme').login('customer@acme.test');
    const nobody = new Person('acme');
    for (const path of [kPage, editor('booking_created', 'email'), `${kPage}/preview?event=booking_created&channel=email`]) {
      assert.equal((await member.get(path)).status, 403, path);
      const answer = await nobody.get(path);
      assert.equal(answer.status, 303, path);
      assert.match(answer.headers.location, /^\/login\?return_to=/);
    }
    assert.equal((await member.api('GET', kApi)).status, 403);
    assert.equal((await nobody.api('GET', kApi)).status, 401);
  });

  it('knows no messages that there are not', async () => {
    for (const query of ['event=nothing&channel=email', 'event=booking_created&channel=fax',
      'event=phone_code&channel=email', 'event=booking_created', 'event=booking_created&channel=email&from=99']) {
      assert.equal((await staff.get(`${kPage}?${query}`)).status, 404, query);
    }
    assert.equal((await staff.get(`${kPage}/preview?event=nothing&channel=email`)).status, 404);
    assert.equal((await frame('nothing', 'email', {})).status, 404);
  });
});

describe('a text of the tenant', () => {
  it('is written, previewed, saved, and arrives once with the attendee’s times', async () => {
    const subject_template = 'Welcome, {{attendee_name}} - {{start_time}}';
    const body_text_template = 'Dear {{attendee_name}},\n\nsee you on {{start_local}}.\n\nYour booking:\n{{manage_url}}\n';
    const preview = await frame('booking_created', 'email', { subject_template, body_text_template });
    assert.equal(preview.status, 200, preview.text);
    assert.match(preview.text, /Welcome, Ada Lovelace - 14:30/);
    assert.match(preview.page.querySelector('iframe').getAttribute('srcdoc'), /see you on/);
    const saved = await save('booking_created', 'email', { subject_template, body_text_template });
    assert.equal(saved.status, 303, saved.text);
    const shown = await staff.visit(saved.headers.location);
    assert.match(shown.text, /Saved\./);
    assert.match(shown.text, /People get your own text\./);

    const { person, booking } = await newBooking();
    const time = localTime(booking.start, 'Asia/Kolkata');
    await mailsTo(person.email, 2);
    await outbox.settleQueue();
    const mails = (await mailsTo(person.email, 2)).filter((mail) => /^Welcome, /.test(mail.subject));
    assert.equal(mails.length, 1);
    assert.equal(mails[0].subject, `Welcome, Zoë ${kHostile} - ${time}`);
    assert.match(mails[0].text, new RegExp(`, ${time} \\(Asia/Kolkata, IST, UTC\\+05:30\\)`));
    assert.ok(mails[0].text.includes(`/t/acme/bookings/${booking.uid}`));
    // The person's name is no element of the mail; the link is a button.
    assert.ok(!/<script|<img/i.test(mails[0].html), mails[0].html);
    assert.match(mails[0].html, /&lt;script&gt;/);
    assert.match(mails[0].html, />Your booking<\/a>/);
  });

  it('leaves another tenant’s messages as they are', async () => {
    const other = await new Person('globex').login('staff@globex.test');
    assert.equal((await textsOf(other, 'booking_created', 'email')).is_own, false);
    assert.equal((await textsOf(staff, 'booking_created', 'email')).is_own, true);
    const values = { event_key: 'booking_created', channel: 'email', subject_template: 'Globex', body_text_template: 'x', body_html_template: '', is_enabled: true };
    assert.equal((await upsert(values, other)).status, 200);
    assert.match((await textsOf(staff, 'booking_created', 'email')).subject_template, /^Welcome/);
    assert.equal((await staff.get('/t/globex/admin/scheduling/notifications')).status, 404);
  });

  it('that is switched off gives way to the built-in one', async () => {
    const off = await save('booking_created', 'email', { is_enabled: '' });
    assert.equal(off.status, 303, off.text);
    assert.equal((await textsOf(staff, 'booking_created', 'email')).is_enabled, false);
    const { person } = await newBooking();
    const mails = await mailsTo(person.email, 2);
    assert.ok(mails.some((mail) => /^Booked: /.test(mail.subject)), mails.map((mail) => mail.subject));
  });

  it('goes back to the built-in one after a look at the difference, and comes back', async () => {
    const asked = await staff.get(`${editor('booking_created', 'email')}&restore=default`);
    const removed = asked.page.querySelectorAll('.diff del').map((line) => line.text);
    const added = asked.page.querySelectorAll('.diff ins').map((line) => line.text);
    assert.ok(removed.includes('Dear {{attendee_name}},'), removed);
    assert.ok(added.includes('Hello {{attendee_name}},'), added);
    const done = await staff.submit(`${editor('booking_created', 'email')}&restore=default`, { action: 'restore' }, { formWith: 'version' });
    assert.equal(done.status, 303, done.text);
    assert.match((await staff.visit(done.headers.location)).text, /The built-in text is used again\./);
    assert.equal((await textsOf(staff, 'booking_created', 'email')).is_own, false);

    const older = await staff.get(`${editor('booking_created', 'email')}&from=1`);
    assert.match(valueOf(older, 'subject_template'), /^Welcome, /);
    assert.match(older.text, /Version 1 is in the form/);
    const again = await staff.submit(`${editor('booking_created', 'email')}&from=1`, { action: 'save' }, { formWith: 'body_text_template' });
    assert.equal(again.status, 303, again.text);
    const now = await textsOf(staff, 'booking_created', 'email');
    assert.match(now.subject_template, /^Welcome, /);
    assert.equal(now.version, 3);
    const shown = await staff.get(editor('booking_created', 'email'));
    assert.match(shown.page.querySelector('.devices').text, /Version 3\s+saved now/);
  });
});

describe('what is wrong with a text', () => {
  it('stands beside the field, and what was typed stays', async () => {
    const answer = await save('booking_created', 'email', {
      subject_template: 'Hi {{atendee_name}}',
      body_text_template: 'Hello\n  {{start_locl}}',
      body_html_template: '<p>x</p><script>alert(1)</script>',
    });
    assert.equal(answer.status, 422);
    assert.match(errorAt(answer, 'subject_template'), /Line 1, column 4: .*Did you mean \{\{attendee_name}}\?/);
    assert.match(errorAt(answer, 'body_text_template'), /Line 2, column 3: .*Did you mean \{\{start_local}}\?/);
    assert.match(errorAt(answer, 'body_html_template'), /Line 1, column 9: /);
    assert.equal(valueOf(answer, 'subject_template'), 'Hi {{atendee_name}}');
    assert.equal(valueOf(answer, 'body_text_template').replaceAll('\r', ''), 'Hello\n  {{start_locl}}');
    assert.ok(answer.page.querySelector('[data-focus] a[href="#body_text_template"]'));
    assert.ok(!answer.text.includes('<script>alert'));
  });

  it('is told in the same words by the API and in the preview', async () => {
    const texts = { subject_template: 'x', body_text_template: '{{start_locl}}' };
    const api = await upsert({ event_key: 'booking_created', channel: 'email', ...texts, body_html_template: '', is_enabled: true });
    assert.equal(api.status, 422);
    const words = 'Line 1, column 1: There is no placeholder {{start_locl}}. Did you mean {{start_local}}?';
    assert.equal(api.json().error.fields.body_text_template, words);
    const preview = await frame('booking_created', 'email', texts);
    assert.equal(preview.status, 422);
    assert.ok(preview.text.includes(words), preview.text);
    assert.equal(errorAt(await save('booking_created', 'email', texts), 'body_text_template'), words);
  });

  it('includes a link that an account mail cannot do without', async () => {
    for (const event of ['account_verify', 'account_reset', 'account_exists', 'member_invited']) {
      const answer = await save(event, 'email', { body_text_template: 'Hello' });
      assert.equal(answer.status, 422, event);
      assert.match(errorAt(answer, 'body_text_template'), /\{\{manage_url}} is missing/);
    }
    const answer = await save('phone_code', 'sms', { body_text_template: 'Hello' });
    assert.match(errorAt(answer, 'body_text_template'), /\{\{code}} is missing/);
  });

  it('includes members that are not known, of the wrong type, or missing', async () => {
    const good = { event_key: 'booking_created', channel: 'email', subject_template: 'x', body_text_template: 'x', body_html_template: '', is_enabled: true };
    const cases = [[{ ...good, colour: 'red' }, 'colour'], [{ ...good, is_enabled: 'yes' }, 'is_enabled'],
      [{ ...good, subject_template: 7 }, 'subject_template'], [{ ...good, body_text_template: '' }, 'body_text_template'],
      [{ ...good, event_key: 'nothing' }, 'event_key'], [{ ...good, event_key: 'phone_code' }, 'event_key'],
      [{ ...good, channel: 'fax' }, 'channel'], [{ ...good, subject_template: 'a\r\nBcc: x@evil.test' }, 'subject_template'],
      [{ ...good, subject_template: 'a\u202Eb' }, 'subject_template'], [{ ...good, body_text_template: 'x'.repeat(20001) }, 'body_text_template'],
      [{ ...good, channel: 'sms' }, 'subject_template'], [{ ...good, version: -1 }, 'version']];
    for (const [values, field] of cases) {
      const answer = await upsert(values);
      assert.equal(answer.status, 422, JSON.stringify(values).slice(0, 200));
      assert.ok(answer.json().error.fields[field], `${field}: ${answer.text}`);
    }
    assert.match((await textsOf(staff, 'booking_created', 'email')).subject_template, /^Welcome/);
  });
});

describe('two people at one text', () => {
  it('lose nothing: the second sees both', async () => {
    const admin = await new Person('acme').login('admin@acme.test');
    const path = editor('booking_cancelled', 'email');
    const form = (await admin.get(path)).page.querySelector('.text-editor');
    assert.equal((await save('booking_cancelled', 'email', { subject_template: 'First', body_text_template: 'first' })).status, 303);
    const fields = { csrf_token: admin.csrf, event_key: 'booking_cancelled', channel: 'email', is_enabled: 'on', action: 'save' };
    const version = form.querySelector('[name="version"]').getAttribute('value');
    const late = await admin.post(kPage, { ...fields, version, subject_template: 'Second', body_text_template: 'second' });
    assert.equal(late.status, 409);
    assert.equal(valueOf(late, 'subject_template'), 'Second');
    assert.ok(late.page.querySelectorAll('.diff del').some((line) => line.text === 'First'));
    assert.ok(late.page.querySelectorAll('.diff ins').some((line) => line.text === 'Second'));
    assert.equal((await textsOf(staff, 'booking_cancelled', 'email')).subject_template, 'First');
    const next = late.page.querySelector('.text-editor [name="version"]').getAttribute('value');
    assert.equal((await admin.post(kPage, { ...fields, version: next, subject_template: 'Second', body_text_template: 'second' })).status, 303);
    // The same form once more changes nothing.
    assert.equal((await admin.post(kPage, { ...fields, version: next, subject_template: 'Second', body_text_template: 'second' })).status, 303);
    assert.equal((await textsOf(staff, 'booking_cancelled', 'email')).version, 2);
    assert.equal(await sql(`select string_agg(distinct actor_role, ' ' order by actor_role) || ' ' || count(*)
      from nx.nx_audit_log where action = 'template.saved' and subject = 'booking_cancelled email'`, kSuperuser), 'admin staff 2');
  });

  it('are kept apart by the API too', async () => {
    const values = { event_key: 'booking_rejected', channel: 'in_app', subject_template: 'One', body_text_template: 'x', body_html_template: '', is_enabled: true };
    assert.equal((await upsert({ ...values, version: 0 })).json().template.version, 1);
    assert.equal((await upsert({ ...values, subject_template: 'Two', version: 0 })).status, 409);
    assert.equal((await upsert({ ...values, subject_template: 'Two', version: 1 })).json().template.version, 2);
    assert.equal((await upsert({ ...values, subject_template: 'Three' })).json().template.version, 3);
    const noProof = await staff.api('POST', `${kApi}/upsert`, values, { 'x-csrf-token': 'no' });
    assert.equal(noProof.status, 403);
  });
});

describe('the preview', () => {
  it('stands in a frame under a policy that lets styles work and nothing else', async () => {
    const answer = await staff.get(`${kPage}/preview?event=booking_created&channel=email`);
    assert.equal(answer.status, 200);
    const policy = answer.headers['content-security-policy'];
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'self'/);
    assert.doesNotMatch(policy, /script-src|unsafe-eval|frame-ancestors 'none'/);
    assert.equal(answer.headers['x-frame-options'], 'SAMEORIGIN');
    const page = await staff.get(editor('booking_created', 'email'));
    assert.match(page.headers['content-security-policy'], /frame-ancestors 'none'/);
    assert.equal(page.page.querySelector('iframe').getAttribute('sandbox'), 'allow-same-origin');
    assert.equal(answer.page.querySelector('iframe').getAttribute('sandbox'), '');
  });

  it('shows other people, zones and days', async () => {
    const texts = { subject_template: 'x', body_text_template: '{{attendee_name}} {{start_local}} {{end_local}}' };
    const shown = async (sample) => (await frame('booking_created', 'email', { ...texts, sample })).page.querySelector('.plain-text').text;
    assert.match(await shown('usual'), /^Ada Lovelace .*, 14:30 \(Europe\/Berlin, /);
    assert.match(await shown('long_name'), /Wolfeschlegelsteinhausenbergerdorff/);
    assert.match(await shown('other_zone'), /Asia\/Kolkata, IST, UTC\+05:30/);
    const day = await shown('dst_day');
    assert.match(day, /UTC\+01:00/);
    assert.match(day, /UTC\+02:00/);
  });

  it('counts the parts of a text message', async () => {
    const parts = async (text) => (await frame('booking_created', 'sms', { body_text_template: text })).text;
    assert.match(await parts('Hello'), /Paid as 1 part\./);
    assert.match(await parts('🙂'.repeat(40)), /Paid as 2 parts\./);
    assert.match(await parts('x'.repeat(900)), /Paid as 3 parts\. <strong>It is too long/);
  });

  it('shows hostile text as text', async () => {
    const answer = await frame('booking_created', 'sms', { body_text_template: kHostile });
    assert.ok(!/<script>alert|<img src=x/.test(answer.text));
    const notice = await frame('booking_created', 'in_app', { subject_template: kHostile, body_text_template: kHostile });
    assert.ok(!/<script>alert|<img src=x/.test(notice.text));
    const mail = await frame('booking_created', 'email', { subject_template: kHostile, body_text_template: `${kHostile} 𝒳🙂 ${'y'.repeat(10000)}` });
    assert.equal(mail.status, 200);
    assert.ok(!/<script>alert|<img src=x/.test(mail.text));
  });
});

describe('hostile texts', () => {
  it('leave as what they are: text', async () => {
    const body_text_template = `${kHostile}\n\u{1D4B3}🙂 ${'y'.repeat(10000)}`;
    const values = { event_key: 'booking_created', channel: 'email', subject_template: `${kHostile} 🙂`, body_text_template, body_html_template: '', is_enabled: true };
    assert.equal((await upsert(values)).status, 200);
    const { person } = await newBooking();
    const mails = (await mailsTo(person.email, 2)).filter((mail) => mail.subject.includes('alert'));
    assert.equal(mails.length, 1);
    assert.equal(mails[0].subject, `${kHostile} 🙂`);
    assert.ok(mails[0].text.includes('\u{1D4B3}🙂 yyyy'));
    assert.ok(!/<script|<img/i.test(mails[0].html));
    const page = await staff.get(editor('booking_created', 'email'));
    assert.ok(!/<script>alert|<img src=x/.test(page.text));
    assert.equal(valueOf(page, 'body_text_template'), body_text_template.replace(/&/g, '&amp;'));
  });
});

describe('a test', () => {
  it('goes to its writer alone, through the outbox, and says what it is', async () => {
    const body_text_template = 'Hello {{attendee_name}},\n\nsee {{manage_url}}';
    const answer = await frame('booking_created', 'email', { action: 'test', subject_template: 'Try {{tenant_name}}', body_text_template });
    assert.equal(answer.status, 200, answer.text);
    assert.match(answer.text, /A test is on its way to staff@acme\.test\./);
    const mails = await eventually('the test', async () => {
      const found = (await mailsTo('staff@acme.test')).filter((mail) => mail.subject.startsWith('[Test] Try'));
      return found.length > 0 ? found : undefined;
    });
    assert.equal(mails.length, 1);
    assert.match(mails[0].text, /^This is a test\./);
    assert.match(mails[0].text, /Hello Ada Lovelace,/);
    assert.match(mails[0].html, /This is a test\./);
    assert.ok(!mails[0].ics);
    assert.equal(await sql(`select string_agg(distinct state, ' ') || ' ' || count(booking_uid) || ' ' || count(*)
      from nx.nx_notification_outbox where event_key = 'template_test'`, kSuperuser), 'sent 0 1');
    assert.doesNotMatch((await textsOf(staff, 'booking_created', 'email')).subject_template, /^Try/);
  });

  it('goes to a number only when it is proven', async () => {
    const values = { action: 'test', body_text_template: 'Hello {{attendee_name}}' };
    const refused = await frame('booking_created', 'sms', values);
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Confirm your phone number under Account first/);
    const number = outbox.newNumber();
    await sql(`update nx.nx_tenant_membership set phone = '${number}', phone_verified_at = nx.now()
      where email = 'staff@acme.test'`, kSuperuser);
    assert.equal((await frame('booking_created', 'sms', values)).status, 200);
    const text = await eventually('the text message', async () =>
      (await standin('GET', '/inbox.json')).find((one) => one.channel === 'sms' && String(one.to) === number));
    assert.equal(text.text, 'Test: Hello Ada Lovelace');
    assert.equal((await frame('booking_created', 'in_app', { ...values, subject_template: 'x' })).status, 422);
  });

  it('can be had ten times an hour', async () => {
    const values = { action: 'test', subject_template: 'x', body_text_template: 'x' };
    for (let n = 0; n < 10; n += 1) assert.equal((await frame('booking_failed', 'email', values)).status, 200);
    const answer = await frame('booking_failed', 'email', values);
    assert.equal(answer.status, 429);
    assert.ok(Number(answer.headers['retry-after']) > 0);
    assert.match(answer.text, /Too many tries/);
    await outbox.settleQueue();
  });
});

describe('in a browser', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  for (const size of [phone, desktop]) {
    it(`the pages are sound at ${size.width} px, without a script of ours needed`, { timeout: 150000 }, async () => {
      await clean();
      const visitor = await Visitor.open(browser, 'acme', size);
      await visitor.login('staff@acme.test');
      await visitor.go(kPage);
      assert.deepEqual(await visitor.look('templates'), []);
      await visitor.go(editor('booking_created', 'email'));
      const { page } = visitor;
      const inner = page.frameLocator('iframe[name="text-preview"]');
      await inner.getByText('This is what people get now.').waitFor();
      assert.deepEqual(await visitor.look('template-editor'), []);

      await page.click('.own-html summary');
      await page.fill('[name="subject_template"]', 'Hello {{attendee_name}}');
      await page.fill('[name="body_html_template"]', '<p id="probe" style="color: rgb(1, 2, 3)">{{attendee_name}}</p>');
      for (let n = 0; n < 2; n += 1) {
        await page.click('button[value="preview"]');
        await inner.getByText('Hello Ada Lovelace', { exact: true }).waitFor();
      }
      const probe = inner.frameLocator('iframe').locator('#probe');
      assert.equal(await probe.evaluate((node) => getComputedStyle(node).color), 'rgb(1, 2, 3)');
      assert.equal(await page.inputValue('[name="subject_template"]'), 'Hello {{attendee_name}}');
      await page.fill('[name="body_html_template"]', '');
      await page.click('.palette summary');
      assert.deepEqual(await visitor.look('template-editor-typed'), []);

      await page.fill('[name="body_text_template"]', 'Hello {{attendee_nam}}');
      await Promise.all([page.waitForNavigation(), page.click('button[value="save"]')]);
      assert.deepEqual(await visitor.look('template-editor-refused'), []);
      await page.fill('[name="body_text_template"]', 'Hello {{attendee_name}},\n\nsee you.');
      await Promise.all([page.waitForNavigation(), page.click('button[value="save"]')]);
      assert.match(await visitor.text(), /Saved\./);
      assert.deepEqual(await visitor.look('template-editor-saved'), []);
      await page.click('text=Use the built-in text again');
      assert.deepEqual(await visitor.look('template-restore'), []);
      await visitor.go(editor('booking_created', 'sms'));
      await page.click('button[value="preview"]');
      await inner.getByText('Paid as').waitFor();
      assert.deepEqual(await visitor.look('template-editor-sms'), []);
      assert.deepEqual(visitor.problems, []);
      // No script runs under the preview's own policy, axe neither: its document is looked at
      // under that of the editor.
      await page.setContent((await staff.get(`${kPage}/preview?event=booking_created&channel=email`)).text);
      assert.deepEqual(await axeProblems(page), []);
      await visitor.context.close();
    });
  }
});
