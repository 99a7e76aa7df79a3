// How a tenant looks, and the log of who did what, through nginx and in a browser.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Visitor, desktop, launch, phone } from './support/browser.mjs';
import { kSuperuser, sql } from './support/database.mjs';
import { Person } from './support/person.mjs';
import { closeConnections } from './support/portal.mjs';

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
