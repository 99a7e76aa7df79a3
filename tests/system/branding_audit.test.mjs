// How a tenant looks, and the log of who did what, through nginx and in a browser.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Visitor, desktop, launch, phone } from './support/browser.mjs';
import { kSuperuser, sql } from './support/database.mjs';
import { Person, forgetTries } from './support/person.mjs';
import { png, sendPicture } from './support/picture.mjs';
import { closeConnections, mailsTo } from './support/portal.mjs';

const kBranding = '/t/acme/admin/branding';
const kAudit = '/t/acme/admin/audit';
const kCsv = `${kAudit}/log.csv`;

let admin;
let browser;
before(async () => {
  browser = await launch();
  admin = await new Person('acme').login('admin@acme.test');
});
after(async () => {
  await browser?.close();
  closeConnections();
});

const tenantId = (slug) => sql(`select id from nx.nx_tenant where slug = '${slug}'`, kSuperuser);
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

// An entry as somebody might have brought it about, under an action of its own.
async function entry(action, details = {}, { subject = '', slug = 'acme', at = 'nx.now()' } = {}) {
  await sql(`insert into nx.nx_audit_log (tenant_id, actor_role, action, subject, details, at)
    values ('${await tenantId(slug)}', 'system', '${action}', ${quoted(subject)},
    ${quoted(JSON.stringify(details))}, ${at})`, kSuperuser);
}
const show = (filter) => admin.get(`${kAudit}?${new URLSearchParams(filter)}`);
const rowsOf = (answer) => answer.page.querySelectorAll('.message-row').map((row) => row.text);
const freshAction = () => `test.a${randomUUID().replaceAll('-', '')}`;

// RFC 4180, strictly: every cell is quoted.
function parseCsv(text) {
  assert.ok(text.startsWith('\uFEFF'));
  const lines = [[]];
  const cells = /"((?:[^"]|"")*)"(,|\r\n)/gy;
  cells.lastIndex = 1;
  for (let cell; (cell = cells.exec(text)); ) {
    lines.at(-1).push(cell[1].replaceAll('""', '"'));
    if (cell[2] === '\r\n') lines.push([]);
  }
  assert.deepEqual(lines.pop(), []);
  return lines;
}

const upload = (fields, file, name) => sendPicture(admin, fields, file, name);

const stored = async () => {
  const { page } = await admin.get(kBranding);
  const valueOf = (id) => page.querySelector(`#${id}`).getAttribute('value');
  return {
    name: valueOf('name'), brand_color: valueOf('brand_color'), accent_color: valueOf('accent_color'),
    version: page.querySelector('[name="version"]').getAttribute('value'),
  };
};
const save = (fields) => admin.post(kBranding, { csrf_token: admin.csrf, action: 'save', ...fields });

describe('the branding', () => {
  it('changes the pages, the style sheet and the name in the mails', async () => {
    const old = await stored();
    const name = 'Acme & <Söhne> 🦊';
    assert.equal((await save({ ...old, name, brand_color: '#14532D' })).status, 303);
    const page = await admin.get('/t/acme/bookings');
    assert.equal(page.page.querySelector('.brand-name').text, name);
    const css = await admin.get(page.page.querySelector('link[href^="/brand.css"]').getAttribute('href'));
    assert.match(css.text, /--brand:#14532d/);
    assert.match(css.headers['content-type'], /^text\/css/);
    const guest = new Person('acme');
    const email = `mail-${randomUUID()}@people.test`;
    await forgetTries();
    await guest.submit('/signup', { name: 'Mia Mail', email, password: 'seven quiet otters at dawn' });
    const [mail] = await mailsTo(email);
    assert.match(mail.html, /Acme &amp; &lt;Söhne&gt; 🦊/);
    assert.match(mail.subject, /Acme & <Söhne> 🦊/);
    assert.equal((await save({ ...old, version: Number(old.version) + 1 })).status, 303);
    const [row] = rowsOf(await show({ action: 'branding.changed' }));
    assert.match(row, /Brand color: #14532d → /);
  });

  it('refuses what people could not read, says why, and keeps what was typed', async () => {
    const old = await stored();
    const answer = await save({ ...old, name: 'Kept', brand_color: '#ffee00', accent_color: '#ff9900' });
    assert.equal(answer.status, 422);
    assert.match(answer.page.querySelector('#brand_color-error').text, /contrast is 1\.\d:1, and people need 4\.5:1/);
    assert.ok(answer.page.querySelector('#accent_color-error'));
    assert.equal(answer.page.querySelector('#name').getAttribute('value'), 'Kept');
    assert.equal(answer.page.querySelector('#brand_color').getAttribute('value'), '#ffee00');
    for (const color of ['red', '#12345', '#1f4e79;}body{}', '<script>']) {
      assert.equal((await save({ ...old, brand_color: color })).status, 422, color);
    }
    for (const name of ['', 'a\u202Eb', 'a\r\nBcc: x@y.test', 'x'.repeat(10000)]) {
      assert.equal((await save({ ...old, name })).status, 422, name.slice(0, 20));
    }
    assert.deepEqual(await stored(), old);
  });

  it('is not lost when two save at once: both values are shown', async () => {
    const old = await stored();
    assert.equal((await save({ ...old, name: 'First' })).status, 303);
    const late = await save({ ...old, name: 'Second' });
    assert.equal(late.status, 409);
    assert.match(late.page.querySelector('main').text, /What is stored now\s+First/);
    assert.equal(late.page.querySelector('#name').getAttribute('value'), 'Second');
    const version = late.page.querySelector('[name="version"]').getAttribute('value');
    assert.equal((await save({ ...old, version })).status, 303);
  });

  it('has a logo, drawn anew and kept for ever under a name of its own', async () => {
    const picture = Buffer.concat([png(1200, 300), Buffer.from('<script>alert(1)</script>')]);
    const answer = await upload({}, picture, '../../"><script>.svg');
    assert.equal(answer.status, 303, answer.text);
    const page = await admin.get('/t/acme/bookings');
    const path = page.page.querySelector('img.logo').getAttribute('src');
    assert.match(path, /^\/logo\/[0-9a-f]{32}$/);
    const logo = await new Person('acme').get(path);
    assert.equal(logo.status, 200);
    assert.equal(logo.headers['content-type'], 'image/png');
    assert.equal(logo.headers['x-content-type-options'], 'nosniff');
    assert.match(logo.headers['content-security-policy'], /default-src 'self'.*object-src 'none'/);
    assert.match(logo.headers['cache-control'], /immutable/);
    assert.doesNotMatch(logo.text, /script/);
    assert.equal((await new Person('globex').get(path)).status, 404);
    assert.equal((await new Person('acme').get(`/logo/${'0'.repeat(32)}`)).status, 404);
    const removed = await admin.post(kBranding, { csrf_token: admin.csrf, action: 'remove_logo' });
    assert.equal(removed.status, 303);
    assert.equal((await new Person('acme').get(path)).status, 404);
    assert.ok((await admin.get('/t/acme/bookings')).page.querySelector('.monogram'));
  });

  it('takes no other files, none that are too large, and none without the form’s proof', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    for (const file of [svg, Buffer.from('GIF89a'), Buffer.alloc(0), png(400, 100).subarray(0, 60), png(2100, 2000)]) {
      const answer = await upload({}, file);
      assert.equal(answer.status, 422, answer.text.slice(0, 200));
      assert.match(answer.text, /id="logo-error"/);
    }
    assert.equal((await upload({}, Buffer.alloc(600 * 1024, 1))).status, 422);
    assert.equal((await upload({}, Buffer.alloc(1100 * 1024, 1))).status, 413);
    assert.equal((await upload({ csrf_token: 'x' }, png(10, 10))).status, 403);
    assert.equal((await upload({ more: 'x' }, png(10, 10))).status, 422);
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
    const broken = await admin.send('POST', kBranding, { headers, body: '--x\r\nnonsense' });
    assert.equal(broken.status, 400);
    const elsewhere = await admin.send('POST', '/t/acme/account', { headers, body: '--x--\r\n' });
    assert.equal(elsewhere.status, 415);
  });

  it('is not for staff, nor for members', async () => {
    for (const who of ['staff@acme.test', 'customer@acme.test']) {
      const person = await new Person('acme').login(who);
      assert.equal((await person.get(kBranding)).status, 403);
    }
  });
});

describe('the audit log', () => {
  it('shows what an admin did, with before and after', async () => {
    const person = await new Person('acme').signUp('Lena Logged');
    const id = await sql(`select user_id from nx.nx_tenant_membership where email = '${person.email}'`, kSuperuser);
    const saved = await admin.submit(`/t/acme/admin/members/${id}`, { role: 'staff', account_kind: 'customer' });
    assert.equal(saved.status, 303);
    const rows = rowsOf(await show({ person: person.email }));
    assert.match(rows[0], /Rights changed: Lena Logged\s+Ada Admin/);
    assert.match(rows[0], /Role: member → staff/);
    assert.ok(rows.some((row) => /Signed in\s+Lena Logged/.test(row)));
    assert.ok(rows.some((row) => /Signed up\s+Lena Logged/.test(row)));
    const one = rowsOf(await show({ person: person.email, action: 'member.changed' }));
    assert.equal(one.length, 1);
  });

  it('knows of sign-ins that failed', async () => {
    const person = await new Person('acme').signUp('Finn Failed');
    const guess = { email: person.email, password: 'not the right words' };
    assert.equal((await new Person('acme').submit('/login', guess)).status, 401);
    const rows = rowsOf(await show({ person: person.email, action: 'account.sign_in_failed' }));
    assert.equal(rows.length, 1);
    assert.match(rows[0], /Sign-in failed: Finn Failed\s+A visitor/);
  });

  it('shows the changes of the settings', async () => {
    const page = '/t/acme/admin/scheduling';
    const old = (await admin.get(page)).page.querySelector('#max_moves').getAttribute('value');
    const next = old === '7' ? '8' : '7';
    assert.equal((await admin.submit(page, { max_moves: next })).status, 303);
    const [row] = rowsOf(await show({ action: 'settings.changed' }));
    assert.match(row, new RegExp(`Max moves: ${old} → ${next}`));
    assert.equal((await admin.submit(page, { max_moves: old })).status, 303);
  });

  it('is paged, latest first, without gaps', async () => {
    const action = freshAction();
    for (let n = 0; n < 3; n += 1) {
      await sql(`insert into nx.nx_audit_log (tenant_id, action, subject, at) select '${await tenantId('acme')}',
        '${action}', (${n} * 20 + g)::text, nx.now() + interval '1 ms' * (${n} * 20 + g) from generate_series(1, 20) g`, kSuperuser);
    }
    const first = await show({ action });
    const more = first.page.querySelector('a[rel="next"]').getAttribute('href').replaceAll('&amp;', '&');
    const second = await admin.get(more);
    const numbers = [...rowsOf(first), ...rowsOf(second)].map((row) => Number(row.match(/: (\d+)/)[1]));
    assert.deepEqual(numbers, Array.from({ length: 60 }, (_, n) => 60 - n));
    assert.equal(second.page.querySelector('a[rel="next"]'), null);
  });

  it('refuses filters beside their fields, and keeps them', async () => {
    const answer = await show({ person: 'customer@globex.test', from: '2026-02-30', to: 'x', action: 'settings.changed' });
    assert.equal(answer.status, 422);
    for (const field of ['person', 'from', 'to']) assert.ok(answer.page.querySelector(`#${field}-error`), field);
    assert.equal(answer.page.querySelector('#person').getAttribute('value'), 'customer@globex.test');
    assert.equal(answer.page.querySelector('#action option[selected]').getAttribute('value'), 'settings.changed');
    assert.equal((await show({ cursor: 'nowhere' })).status, 422);
    assert.equal((await show({ person: 'x'.repeat(300) })).status, 422);
    assert.equal((await admin.get(`${kCsv}?person=nobody`)).status, 422);
  });

  it('is exported as a table that runs nothing', async () => {
    const action = freshAction();
    const hostile = {
      formula: '=HYPERLINK("http://evil.test")', plus: '+1', minus: '-1', at: '@SUM(A1)', tab: '\t=1', cr: '\r=1',
      script: '<script>alert(1)</script>', lines: 'a\r\nb,"c"', rtl: '\u202Egnp', fox: '🦊', long: 'x'.repeat(5000),
    };
    await entry(action, hostile, { subject: '=cmd|calc' });
    const answer = await admin.get(`${kCsv}?action=${action}`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers['content-type'], /^text\/csv; charset=utf-8/);
    assert.match(answer.headers['content-disposition'], /^attachment; filename="log-of-acme\.csv"$/);
    assert.equal(answer.headers['cache-control'], 'no-store');
    const [titles, row] = parseCsv(answer.text);
    assert.deepEqual(titles, ['When (UTC)', 'Who', 'E-mail', 'Role', 'What', 'About', 'Before', 'After']);
    assert.equal(row[5], "'=cmd|calc");
    assert.doesNotMatch(row[7], /^[=+\-@\t\r]/);
    for (const value of [hostile.formula, hostile.lines, hostile.fox, hostile.long]) assert.ok(row[7].includes(value));
    const page = await show({ action });
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /<script>alert/);
    assert.ok(rowsOf(await show({ action: 'audit.exported' })).length >= 1);
  });

  it('is of one tenant', async () => {
    const action = freshAction();
    await entry(action, {}, { slug: 'globex' });
    assert.equal(rowsOf(await show({ action })).length, 0);
    assert.equal(parseCsv((await admin.get(`${kCsv}?action=${action}`)).text).length, 1);
  });

  it('is not for staff, nor for members', async () => {
    for (const who of ['staff@acme.test', 'customer@acme.test']) {
      const person = await new Person('acme').login(who);
      for (const path of [kAudit, kCsv]) assert.equal((await person.get(path)).status, 403);
    }
  });
});

for (const size of [phone, desktop]) {
  describe(`in a browser, ${size.width} px`, () => {
    it('the branding looks right, with a logo too', async () => {
      const visitor = await Visitor.open(browser, 'acme', size);
      await visitor.login('admin@acme.test');
      await visitor.go(kBranding);
      assert.deepEqual(await visitor.look('branding'), []);
      await visitor.fill({ brand_color: '#ffee00' });
      await visitor.press('brand_color');
      assert.deepEqual(await visitor.look('branding-refused'), []);
      assert.equal(await visitor.page.evaluate(() => document.activeElement.hasAttribute('data-focus')), true);
      await visitor.page.setInputFiles('#logo', { name: 'a.png', mimeType: 'image/png', buffer: png(600, 150) });
      await visitor.press('logo');
      assert.match(visitor.page.url(), /done=logo_saved/);
      assert.deepEqual(await visitor.look('branding-logo'), []);
      await admin.post(kBranding, { csrf_token: admin.csrf, action: 'remove_logo' });
      assert.deepEqual(visitor.problems, []);
      await visitor.context.close();
    });

    it('the log looks right', async () => {
      const visitor = await Visitor.open(browser, 'acme', size);
      await visitor.login('admin@acme.test');
      await visitor.go(kAudit);
      assert.deepEqual(await visitor.look('audit'), []);
      await visitor.go(`${kAudit}?person=nobody@acme.test`);
      assert.deepEqual(await visitor.look('audit-refused'), []);
      assert.equal(await visitor.page.evaluate(() => document.activeElement.hasAttribute('data-focus')), true);
      assert.deepEqual(visitor.problems, []);
      await visitor.context.close();
    });
  });
}
