// Members and invitations as an admin meets them, through nginx and in a browser.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Visitor, desktop, launch, phone } from './support/browser.mjs';
import { kSuperuser, sql } from './support/database.mjs';
import { Person, forgetTries } from './support/person.mjs';
import { closeConnections, mailsTo, originOf } from './support/portal.mjs';

const kPage = '/t/acme/admin/members';
const kPassword = 'seven quiet otters at dawn';

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

const idOf = (email, tenant = 'acme') =>
  sql(`select m.user_id from nx.nx_tenant_membership m join nx.nx_tenant t on t.id = m.tenant_id
    where m.email = '${email}' and t.slug = '${tenant}'`, kSuperuser);
const auditOf = (subject) =>
  sql(`select string_agg(action, ' ' order by at) from nx.nx_audit_log where subject = '${subject}'`, kSuperuser);
const versionOf = async (path) =>
  (await admin.get(path)).page.querySelector('[name="version"]').getAttribute('value');
const act = (person, path, fields) => person.post(path, { csrf_token: person.csrf, ...fields });

// Somebody new, signed in, and their page for admins.
async function newcomer(name) {
  const person = await new Person('acme').signUp(name);
  const id = await idOf(person.email);
  return { person, id, path: `${kPage}/${id}` };
}

async function invite(email, more = {}) {
  await forgetTries();
  const answer = await act(admin, kPage, { action: 'invite', email, role: 'staff', account_kind: 'staff', ...more });
  assert.equal(answer.status, 303, answer.text);
  assert.match((await admin.visit(answer.headers.location)).text, /invitation is on its way/);
}
const linkIn = (mail, tenant = 'acme') =>
  mail.text.match(/https:\/\/\S+\/invite\?token=[\w-]+/)[0].slice(originOf(tenant).length);

describe('the list of members', () => {
  it('is found through by name and address, and paged', async () => {
    const name = `Zyx${randomUUID().slice(0, 8)} Winter`;
    const { person } = await newcomer(name);
    for (const q of [name.slice(0, 8).toUpperCase(), `wint ${name.slice(0, 9)}`, person.email]) {
      const answer = await admin.get(`${kPage}?${new URLSearchParams({ q })}`);
      assert.equal(answer.status, 200);
      const rows = answer.page.querySelectorAll('.message-row');
      assert.ok(rows.some((row) => row.text.includes(person.email)), q);
    }
    const nobody = await admin.get(`${kPage}?q=${encodeURIComponent(`' | \\ ${randomUUID()}`)}`);
    assert.match(nobody.text, /Nobody found/);
    assert.equal((await admin.get(`${kPage}?cursor=nowhere`)).status, 422);
    assert.equal((await admin.get(`${kPage}?q=${'a'.repeat(101)}`)).status, 422);
  });

  it('answers foreign ids like random ones', async () => {
    const foreign = await idOf('customer@globex.test', 'globex');
    for (const id of [foreign, randomUUID(), 'x', 'x'.repeat(65)]) {
      const path = `${kPage}/${id}`;
      assert.equal((await admin.get(path)).status, 404, id);
      for (const fields of [
        { action: 'save', version: 1, role: 'admin', account_kind: 'staff' },
        { action: 'disable', version: 1 },
        { action: 'sign_out' },
      ]) {
        assert.equal((await act(admin, path, fields)).status, 404, `${id} ${fields.action}`);
      }
    }
    const withdraw = (invitation) => act(admin, kPage, { action: 'withdraw', invitation });
    assert.equal((await withdraw(randomUUID())).status, 404);
  });

  it('is not for an admin of another tenant who is a member here', async () => {
    const other = await idOf('admin@globex.test', 'globex');
    await sql(`insert into nx.nx_tenant_membership (tenant_id, user_id, email, display_name)
      select id, '${other}', 'admin@globex.test', 'Visiting Admin' from nx.nx_tenant where slug = 'acme'
      on conflict do nothing`, kSuperuser);
    const visiting = await new Person('acme').login('admin@globex.test');
    for (const path of [kPage, `${kPage}/${other}`]) assert.equal((await visiting.get(path)).status, 403);
    await sql(`delete from nx.nx_tenant_membership m using nx.nx_tenant t
      where t.id = m.tenant_id and t.slug = 'acme' and m.user_id = '${other}'`, kSuperuser);
  });
});

describe('the rights of a member', () => {
  it('are changed, end their sessions, and stand in the log', async () => {
    const { person, id, path } = await newcomer('Robin Rights');
    const saved = await admin.submit(path, { role: 'staff', account_kind: 'staff' });
    assert.equal(saved.status, 303, saved.text);
    assert.equal((await person.get('/t/acme/bookings')).status, 303);
    await person.login(person.email, kPassword);
    assert.equal((await person.get('/t/acme/admin/scheduling')).status, 200);
    assert.equal((await person.get(kPage)).status, 403);
    assert.match(await auditOf(id), /member\.changed/);
  });

  it('are nobody’s own to change', async () => {
    const path = `${kPage}/${await idOf('admin@acme.test')}`;
    const shown = await admin.get(path);
    assert.equal(shown.page.querySelector('[name="role"]'), null);
    for (const fields of [{ action: 'save', role: 'member', account_kind: 'staff' }, { action: 'disable' }]) {
      const answer = await act(admin, path, { version: 1, ...fields });
      assert.equal(answer.status, 409, fields.action);
      assert.match(answer.text, /Another admin has to do this/);
    }
    assert.equal((await admin.get(kPage)).status, 200);
  });

  it('are not lost when two admins save at once: both values are shown', async () => {
    const { path } = await newcomer('Toni Twice');
    const version = await versionOf(path);
    const save = (role, of = version) =>
      act(admin, path, { action: 'save', version: of, role, account_kind: 'customer' });
    assert.equal((await save('staff')).status, 303);
    const late = await save('admin');
    assert.equal(late.status, 409);
    const text = late.page.querySelector('main').text;
    assert.match(text, /What is stored now\s+Staff, Customer/);
    assert.match(text, /You had chosen Admin, Customer/);
    const fresh = late.page.querySelector('[name="version"]').getAttribute('value');
    assert.equal((await save('admin', fresh)).status, 303);
  });

  it('race: of twenty saves of one version, one holds', async () => {
    const { path } = await newcomer('Ray Race');
    const version = await versionOf(path);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        act(admin, path, { action: 'save', version, role: n % 2 ? 'staff' : 'admin', account_kind: 'customer' })),
    );
    const statuses = answers.map((answer) => answer.status).sort();
    assert.deepEqual(statuses, [303, ...Array(19).fill(409)]);
  });

  it('two admins who demote each other leave one', async () => {
    const pair = [await newcomer('Ann Admin'), await newcomer('Ben Admin')];
    for (const { path } of pair) await admin.submit(path, { role: 'admin', account_kind: 'staff' });
    for (const { person } of pair) await person.login(person.email, kPassword);
    const demote = ({ person }, other) =>
      act(person, other.path, { action: 'save', version: 2, role: 'member', account_kind: 'customer' });
    const answers = await Promise.all([demote(pair[0], pair[1]), demote(pair[1], pair[0])]);
    const wins = answers.filter((answer) => answer.status === 303 && /done=saved/.test(answer.headers.location));
    assert.equal(wins.length, 1, answers.map((answer) => `${answer.status}`).join());
    const left = await sql(`select count(*) from nx.nx_tenant_membership
      where user_id in ('${pair[0].id}', '${pair[1].id}') and role = 'admin'`, kSuperuser);
    assert.equal(left, '1');
    for (const { id } of pair) {
      await sql(`update nx.nx_tenant_membership set role = 'member' where user_id = '${id}'`, kSuperuser);
    }
  });
});

describe('a disabled member', () => {
  it('is out at once, and told what a wrong password is told', async () => {
    const { person, id, path } = await newcomer('Dana Disabled');
    const version = await versionOf(path);
    assert.equal((await act(admin, path, { action: 'disable', version })).status, 303);
    assert.equal((await person.send('GET', '/api/session')).status, 401);
    assert.equal((await person.get('/t/acme/bookings')).status, 303);
    const right = await person.submit('/login', { email: person.email, password: kPassword });
    const wrong = await person.submit('/login', { email: person.email, password: 'something else entirely' });
    assert.equal(right.status, 401);
    assert.equal(wrong.status, 401);
    assert.equal(right.page.querySelector('main').text, wrong.page.querySelector('main').text);
    assert.match((await admin.get(path)).text, /Enable again/);
    await forgetTries();
    assert.equal((await act(admin, path, { action: 'enable', version: Number(version) + 1 })).status, 303);
    await person.login(person.email, kPassword);
    assert.match(await auditOf(id), /member\.disabled .*member\.enabled/);
  });

  it('is not one who is signed out everywhere', async () => {
    const { person, path } = await newcomer('Sasha Signed');
    const again = await new Person('acme').login(person.email, kPassword);
    assert.match((await admin.get(path)).text, /on 2 devices/);
    const answer = await act(admin, path, { action: 'sign_out' });
    assert.match((await admin.visit(answer.headers.location)).text, /signed out everywhere/);
    for (const who of [person, again]) assert.equal((await who.send('GET', '/api/session')).status, 401);
    await person.login(person.email, kPassword);
  });
});

describe('an invitation', () => {
  it('makes a new person what they were invited to be, once', async () => {
    const email = `invited-${randomUUID()}@people.test`;
    await invite(email);
    const [mail] = await mailsTo(email);
    assert.match(mail.subject, /invites you/);
    const guest = new Person('acme');
    const refused = await guest.submit(linkIn(mail), { name: 'Iris Invited', password: 'short' });
    assert.equal(refused.status, 422);
    assert.equal(refused.page.querySelector('#name').getAttribute('value'), 'Iris Invited');
    const accepted = await guest.submit(linkIn(mail), { name: 'Iris Invited', password: kPassword });
    assert.equal(accepted.status, 303, accepted.text);
    assert.match((await guest.visit(accepted.headers.location)).text, /You can sign in now/);
    await guest.login(email, kPassword);
    assert.equal((await guest.session()).role, 'staff');
    assert.equal((await new Person('acme').get(linkIn(mail))).status, 404);
    assert.match(await auditOf(await idOf(email)), /member\.joined/);
  });

  it('changes nothing about an account of another portal, and tells the admin nothing of it', async () => {
    const email = 'prospect@globex.test';
    await invite(email, { role: 'member', account_kind: 'customer' });
    const shown = await admin.get(kPage);
    assert.match(shown.text, new RegExp(email));
    assert.doesNotMatch(shown.text, /Paul Prospect[^<]*<\/a><\/h2>\s*<p[^>]*>prospect@globex/);
    const [mail] = await mailsTo(email);
    const guest = new Person('acme');
    const page = await guest.get(linkIn(mail));
    assert.equal(page.page.querySelector('[name="password"]'), null);
    const accepted = await guest.submit(linkIn(mail), { name: 'Paul Here' });
    assert.equal(accepted.status, 303, accepted.text);
    await guest.login(email);
    assert.equal((await guest.session()).accountKind, 'customer');
    const there = await new Person('globex').login(email);
    assert.equal((await there.session()).accountKind, 'prospect');
    await sql(`delete from nx.nx_tenant_membership m using nx.nx_tenant t where t.id = m.tenant_id
      and t.slug = 'acme' and m.email = '${email}'`, kSuperuser);
  });

  it('is refused for a member and for what is no address, with what was typed', async () => {
    for (const email of ['customer@acme.test', 'nobody', 'a@b.test\r\nBcc: c@d.test', `${'x'.repeat(10000)}@b.test`]) {
      await forgetTries();
      const answer = await act(admin, kPage, { action: 'invite', email, role: 'admin', account_kind: 'staff' });
      assert.equal(answer.status, 422, email.slice(0, 40));
      assert.ok(answer.page.querySelector('#email-error'), email.slice(0, 40));
      assert.equal(answer.page.querySelector('#role option[selected]').getAttribute('value'), 'admin');
    }
  });

  it('is withdrawn', async () => {
    const email = `late-${randomUUID()}@people.test`;
    await invite(email);
    const [mail] = await mailsTo(email);
    const row = (await admin.get(kPage)).page.querySelectorAll('.devices li').find((li) => li.text.includes(email));
    const invitation = row.querySelector('[name="invitation"]').getAttribute('value');
    assert.equal((await act(admin, kPage, { action: 'withdraw', invitation })).status, 303);
    assert.equal((await new Person('acme').get(linkIn(mail))).status, 404);
  });

  it('keeps hostile names inert', async () => {
    const email = `hostile-${randomUUID()}@people.test`;
    await invite(email);
    const [mail] = await mailsTo(email);
    const guest = new Person('acme');
    for (const name of ['a\u202Eb', 'a\r\nb', 'x'.repeat(10000), ' ']) {
      assert.equal((await guest.submit(linkIn(mail), { name, password: kPassword })).status, 422);
    }
    const name = '<script>alert(1)</script> 🦊 "\'{{X}}';
    assert.equal((await guest.submit(linkIn(mail), { name, password: kPassword })).status, 303);
    const shown = await admin.get(`${kPage}?q=${encodeURIComponent(email)}`);
    assert.doesNotMatch(shown.text, /<script>alert/);
    assert.equal(shown.page.querySelector('.message-row h2').text, name);
  });
});

for (const size of [phone, desktop]) {
  describe(`in a browser, ${size.width} px`, () => {
    it('the pages look right, and what was refused has the focus', async () => {
      const { path } = await newcomer('Bertha Browser');
      const email = `open-${randomUUID()}@people.test`;
      await invite(email);
      const visitor = await Visitor.open(browser, 'acme', size);
      await visitor.login('admin@acme.test');
      await visitor.go(kPage);
      assert.deepEqual(await visitor.look('members'), []);
      await visitor.fill({ email: 'customer@acme.test' });
      await visitor.press('email');
      assert.deepEqual(await visitor.look('members-refused'), []);
      assert.equal(await visitor.page.evaluate(() => document.activeElement.hasAttribute('data-focus')), true);
      await visitor.go(path);
      assert.deepEqual(await visitor.look('member'), []);
      await visitor.go(`${kPage}/${await idOf('admin@acme.test')}`);
      assert.deepEqual(await visitor.look('member-self'), []);
      await visitor.go(linkIn((await mailsTo(email))[0]));
      assert.deepEqual(await visitor.look('invite'), []);
      assert.deepEqual(visitor.problems, []);
      await visitor.context.close();
    });
  });
}
