// Scripts, line ends, marks that turn the direction of text, characters of four bytes, formulas and
// ten thousand characters in every field of every form of the administration, its JSON twins and
// the forms of members: each is refused with its field named, or comes out as plain text wherever
// it is shown: on pages, in mails and in files.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { parse } from 'node-html-parser';
import { Visitor, desktop, useBrowser } from './support/browser.mjs';
import { operate } from './support/operator.mjs';
import { Person, fieldsOf, forgetTries } from './support/person.mjs';
import { mailsTo, runTimers, standin } from './support/portal.mjs';

const kTenant = 'vandelay';
const kMarkup = '</textarea></title>"\'><script>nxEvil()</script><img src=x onerror=nxEvil()><b id=nx-evil>';
const kHostile = {
  script: kMarkup,
  lines: 'a\r\nBcc: evil@people.test\r\n\r\n<script>nxEvil()</script>',
  turned: '\u202Egnp.exe\u2066 \u200F',
  four: '🦊 𝕏 👩‍👩‍👧 {{NAME}} {{attendee_name}}',
  formula: '=HYPERLINK("https://evil.test";"x")',
  long: 'x'.repeat(10000),
};
const kWithout = /^(csrf_token|idempotency_key|password|current_password|new_password)$/;

const held = useBrowser();
const boss = new Person(kTenant);
let pat;
const at = (page) => `/t/${kTenant}/${page}`;

before(async () => {
  await operate(['tenant', 'add', kTenant, 'Vandelay & Sons']);
  await operate(['admin', 'add', kTenant, 'boss@vandelay.test', 'Bo Boss'], 'nine patient herons wade\n');
  await boss.login('boss@vandelay.test', 'nine patient herons wade');
  const settings = await boss.submit(at('admin/scheduling'),
    { is_enabled: 'on', organization_slug: kTenant, default_time_zone: 'Europe/Berlin' });
  assert.equal(settings.status, 303, settings.text);
  const mapped = await boss.submit(at('admin/scheduling/event-types?new=intro_call'),
    { cal_event_type_id: '5101', title: 'Intro call', allow_prospect: 'on', is_enabled: 'on' });
  assert.equal(mapped.status, 303, mapped.text);
  pat = await new Person(kTenant).signUp('Pat Plain');
});

// Nothing of what was typed has become an element, an attribute or a header.
function assertInert(answer, what) {
  const page = parse(answer.text, { comment: true });
  assert.equal(page.querySelector('#nx-evil'), null, what);
  for (const script of page.querySelectorAll('script')) {
    assert.match(script.getAttribute('src') ?? '', /^\/static\//, what);
    assert.equal(script.text.trim(), '', what);
  }
  for (const element of page.querySelectorAll('*')) {
    assert.deepEqual(Object.keys(element.attributes).filter((name) => /^on/i.test(name)), [], what);
    // A mail's preview: its own page within a frame that may do nothing.
    const inner = element.getAttribute('srcdoc');
    if (inner) {
      assert.equal(element.getAttribute('sandbox'), '', what);
      assertInert({ text: inner, headers: {} }, `${what}, in the frame`);
    }
    assert.doesNotMatch(element.getAttribute('href') ?? '', /^\s*(javascript|data):/i, what);
  }
  for (const [name, value] of Object.entries(answer.headers)) {
    assert.doesNotMatch(`${name}: ${value}`, /evil/, what);
  }
}

const isFilled = (field) => {
  const type = field.getAttribute('type') ?? 'text';
  return field.getAttribute('name') && !/^(submit|checkbox|radio|file)$/.test(type) && !kWithout.test(field.getAttribute('name'));
};
const formsOf = async (person, path) =>
  (await person.visit(path)).page.querySelectorAll('main form[method="post"]')
    .filter((form) => form.getAttribute('enctype') !== 'multipart/form-data');

// How the refusal of a field is shown: beside it, in the summary, or, for one that nobody types
// into, as a page of its own.
function namesField(answer, name) {
  const page = answer.page;
  return page.querySelector(`#${name}-error`) ?? page.querySelector(`[role="alert"] [href="#${name}"]`) ??
    (answer.text.includes(name) ? page.querySelector('main') : null);
}

async function postOne(person, path, number, name, value) {
  const form = (await formsOf(person, path))[number];
  const target = form.getAttribute('action') ?? path.split('?')[0];
  return person.post(target, { ...fieldsOf(form), [name]: value });
}

// How many were taken and how many refused.
async function fillEvery(person, path) {
  const counts = { taken: 0, refused: 0 };
  const forms = await formsOf(person, path);
  assert.ok(forms.length > 0, path);
  for (const [number, form] of forms.entries()) {
    const fields = form.querySelectorAll('input, textarea, select').filter(isFilled);
    for (const field of fields) {
      const [name, isHidden] = [field.getAttribute('name'), field.getAttribute('type') === 'hidden'];
      for (const [kind, value] of Object.entries(kHostile)) {
        const what = `${path} ${name} ${kind}`;
        const answer = await postOne(person, path, number, name, value);
        assertInert(answer, what);
        assert.ok([200, 303, 400, 403, 404, 409, 422, 429].includes(answer.status), `${what}: ${answer.status}`);
        if (answer.status === 303 || answer.status === 200) counts.taken += 1;
        else counts.refused += 1;
        if (answer.status === 422 && !isHidden) assert.ok(namesField(answer, name), `${what}: ${answer.text}`);
        if (answer.status !== 422 && answer.status !== 303 && !isHidden) assert.ok([200, 409, 429].includes(answer.status), `${what}: ${answer.status}`);
      }
    }
  }
  return counts;
}

const kAdminPages = ['admin/scheduling', 'admin/scheduling/event-types?purpose=intro_call',
  'admin/scheduling/event-types?new=other', 'admin/scheduling/outbox', 'admin/members', 'admin/branding',
  'admin/scheduling/notifications?event=booking_created&channel=email',
  'admin/scheduling/notifications?event=booking_created&channel=sms',
  'admin/scheduling/notifications?event=booking_cancelled&channel=in_app'];

describe('every field of the forms of', () => {
  for (const path of kAdminPages) {
    it(path, async () => {
      const { taken, refused } = await fillEvery(boss, at(path));
      assert.ok(taken + refused >= 6 && refused > 0, `${taken} taken, ${refused} refused`);
    });
  }

  it('account', async () => {
    const { taken } = await fillEvery(pat, at('account'));
    assert.ok(taken > 0);
  });
});

const kTwins = [
  ['/api/admin/scheduling/settings', '/api/admin/scheduling/settings', (body) => body.settings],
  ['/api/admin/scheduling/event-types', '/api/admin/scheduling/event-types/upsert',
    ({ eventTypes: [{ length_minutes: _l, needs_approval: _n, cal_sends_mail: _m, cal_video: _v, cal_title: _t, cal_team: _g,
      cal_hosts: _h, problems: _p, ...body }] }) => body],
  ['/api/admin/notifications/templates', '/api/admin/notifications/templates/upsert', () => ({
    event_key: 'booking_rejected', channel: 'email', subject_template: 'No', body_text_template: 'No',
    body_html_template: '<p>No</p>', is_enabled: true })],
];

describe('every member of the JSON twins', () => {
  for (const [list, path, bodyOf] of kTwins) {
    it(path, async () => {
      const text = Object.entries(bodyOf((await boss.api('GET', list)).json())).filter(([, value]) => typeof value === 'string' || value === null);
      assert.ok(text.length > 2);
      for (const [name] of text) {
        for (const [kind, value] of Object.entries(kHostile)) {
          const fresh = bodyOf((await boss.api('GET', list)).json());
          const answer = await boss.api('POST', path, { ...fresh, [name]: value });
          const what = `${name} ${kind}: ${answer.status} ${answer.text.slice(0, 300)}`;
          assert.match(answer.headers['content-type'], /^application\/json/, what);
          assert.equal(answer.headers['x-content-type-options'], 'nosniff', what);
          assert.ok([200, 409, 422].includes(answer.status), what);
          if (answer.status === 422) assert.ok(answer.json().error.fields[name], what);
        }
      }
    });
  }
});

// Back to texts that say who is meant, with everything odd that may be in them.
async function bookAs(name, notes) {
  const tests = { event_key: 'booking_created', channel: 'email', is_enabled: true,
    subject_template: 'For {{attendee_name}}', body_text_template: 'Dear {{attendee_name}}: {{manage_url}}',
    body_html_template: '<p>Dear {{attendee_name}} <a href="{{manage_url}}">See it</a></p>' };
  assert.equal((await boss.api('POST', '/api/admin/notifications/templates/upsert', tests)).status, 200);
  await forgetTries();
  const person = await new Person(kTenant).signUp('Pat');
  const renamed = await person.submit(at('account'), { name }, { formWith: 'name' });
  assert.equal(renamed.status, 303, renamed.text);
  const [slot] = await person.slots('intro_call', { from: 3 });
  const booked = await person.book('intro_call', slot.start, { notes });
  assert.equal(booked.status, 201, booked.text);
  return { person, uid: booked.json().booking.uid };
}

describe('what was taken', () => {
  const name = `${kMarkup.slice(0, 60)}🦊`;
  let booked;
  before(async () => {
    await standin('DELETE', '/faults');
    booked = await bookAs(name, `${kMarkup}\n=cmd|calc\n${'y'.repeat(500)}`);
    await runTimers();
  });

  it('comes out as text on every page that shows it', async () => {
    const pages = [...kAdminPages, 'admin/scheduling/event-types', 'admin/scheduling/notifications', 'admin/audit',
      'admin/scheduling/bookings', `admin/scheduling/bookings/${booked.uid}`, 'admin/scheduling/outbox?shelf=dead',
      'admin/scheduling/bookings/new?person=pat', 'admin/members?q=textarea', `admin/scheduling/bookings?person=${encodeURIComponent(kMarkup)}`,
      'admin/scheduling/notifications/preview?event=booking_created&channel=email'];
    for (const path of pages) {
      const shown = await boss.visit(at(path));
      assert.equal(shown.status, 200, path);
      assertInert(shown, path);
    }
    for (const path of ['schedule', 'bookings', `bookings/${booked.uid}`, 'account', 'notices']) {
      const shown = await booked.person.visit(at(path));
      assert.equal(shown.status, 200, path);
      assertInert(shown, path);
    }
    const detail = await boss.visit(at(`admin/scheduling/bookings/${booked.uid}`));
    assert.ok(detail.page.querySelector('main').text.includes('nxEvil()'), 'it is shown, as text');
  });

  it('comes out as text in mails, and in no header', async () => {
    const [mail] = (await mailsTo(booked.person.email, 2)).filter(({ subject }) => subject.startsWith('For '));
    assert.ok(mail.subject.includes('<script>') || mail.subject.includes('</textarea>'), mail.subject);
    assert.doesNotMatch(mail.subject, /[\r\n]/);
    const html = parse(mail.html);
    assert.equal(html.querySelector('script, img[src="x"], #nx-evil'), null);
    for (const { to, headers } of await standin('GET', '/inbox.json')) {
      assert.doesNotMatch(`${to} ${JSON.stringify(headers ?? {})}`, /evil@people\.test/);
    }
  });

  it('comes out as text in files, and as no formula', async () => {
    for (const path of ['admin/scheduling/bookings/export.csv?when=all', 'admin/audit/log.csv']) {
      const file = await boss.get(at(path));
      assert.equal(file.status, 200, path);
      assert.match(file.headers['content-type'], /^text\/csv/);
      assert.match(file.headers['content-disposition'], /^attachment/);
      for (const cell of cellsOf(file.text)) assert.doesNotMatch(cell, /^[=+@\t\r]|^-[^\d]/, `${path}: ${cell.slice(0, 80)}`);
    }
  });

  it('runs nothing in a browser', async () => {
    const visitor = await Visitor.open(held.browser, kTenant, desktop);
    const dialogs = [];
    visitor.page.on('dialog', (dialog) => dialogs.push(dialog.message()));
    await visitor.page.exposeFunction('nxEvil', () => dialogs.push('script'));
    await visitor.login('boss@vandelay.test', 'nine patient herons wade');
    for (const path of [...kAdminPages, 'admin/audit', 'admin/scheduling/bookings', `admin/scheduling/bookings/${booked.uid}`]) {
      await visitor.go(at(path));
      assert.ok(await visitor.page.locator('main h1').count(), path);
    }
    assert.deepEqual([...dialogs, ...visitor.problems], []);
    await visitor.context.close();
  });
});

// The cells of a CSV file, unquoted.
function cellsOf(text) {
  return [...text.matchAll(/(?:^|,|\r\n)("(?:[^"]|"")*"|[^,\r\n]*)/g)]
    .map(([, cell]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}
