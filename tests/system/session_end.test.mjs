// A form that is sent after the session has ended: nothing of it is lost, nothing is done unasked.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Visitor, phone, useBrowser } from './support/browser.mjs';
import { kSuperuser, sql } from './support/database.mjs';
import { Person, fieldsOf } from './support/person.mjs';
import { originOf } from './support/portal.mjs';

const page = '/t/globex/admin/scheduling';
const own = { Origin: originOf('globex') };
const password = 'demo demo demo demo';
const held = useBrowser();

const endSessions = (email) =>
  sql(`delete from nx.nx_web_session s using nx.nx_user u where u.id = s.user_id and u.email = '${email}'`, kSuperuser);

const send = (person, path, fields, headers) =>
  person.send('POST', path, {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });

async function filledForm(email) {
  const person = await new Person('globex').login(email);
  const form = (await person.get(page)).page.querySelector('main form');
  return { person, fields: { ...fieldsOf(form), contact_phone: '+49 "1" <2>' } };
}

describe('a form without a session', () => {
  it('comes back filled after the sign-in, is not saved unasked, and is saved when sent again', async () => {
    const visitor = await Visitor.open(held.browser, 'globex', phone);
    await visitor.login('admin@globex.test');
    await visitor.go(page);
    const before = await visitor.page.inputValue('#contact_phone');
    await visitor.fill({ contact_phone: '030 / 77', sender_name: 'A <b>"c"' });
    await endSessions('admin@globex.test');
    await visitor.press('contact_phone');
    assert.match(await visitor.text(), /Your session has ended/);
    assert.deepEqual(await visitor.look('session-ended'), []);
    await visitor.fill({ email: 'admin@globex.test', password: 'wrong wrong wrong wrong' });
    await visitor.press('email');
    await visitor.fill({ email: 'admin@globex.test', password });
    await visitor.press('email');
    assert.match(await visitor.text(), /You are signed in again/);
    assert.deepEqual(await visitor.look('session-resumed'), []);
    await visitor.press('contact_phone');
    assert.match(await visitor.text(), /This is your form as you left it/);
    assert.equal(await visitor.page.inputValue('#contact_phone'), '030 / 77');
    assert.equal(await visitor.page.inputValue('#sender_name'), 'A <b>"c"');
    const phoneNow = () => sql(`select contact_phone from nx.nx_scheduler_settings s
      join nx.nx_tenant t on t.id = s.tenant_id where t.slug = 'globex'`, kSuperuser);
    assert.equal(await phoneNow(), before);
    await visitor.press('contact_phone');
    assert.match(visitor.page.url(), /done=saved/);
    assert.equal(await phoneNow(), '030 / 77');
    await visitor.fill({ contact_phone: before, sender_name: '' });
    await visitor.press('contact_phone');
    assert.deepEqual(visitor.problems, []);
    await visitor.context.close();
  });

  it('is not kept when it comes from elsewhere, nor are its proofs and secrets', async () => {
    const { person, fields } = await filledForm('staff@globex.test');
    await endSessions('staff@globex.test');
    for (const headers of [{}, { Origin: originOf('acme') }, { ...own, 'Sec-Fetch-Site': 'same-site' }]) {
      const answer = await send(person, page, fields, headers);
      assert.equal(answer.status, 303, JSON.stringify(headers));
      assert.match(answer.headers.location, /^\/login\?return_to=/);
    }
    const kept = await send(person, page, { ...fields, new_password: 'secret words', code: '123456' }, own);
    assert.equal(kept.status, 401);
    assert.match(kept.text, /name="resume_body"/);
    assert.doesNotMatch(kept.text, /secret|123456|<2>/);
    assert.ok(!kept.text.includes(fields.csrf_token));
  });

  it('needs the new session’s proof like any other', async () => {
    const { person, fields } = await filledForm('staff@globex.test');
    const answer = await send(person, page, { ...fields, csrf_token: 'x', resume: 'on' }, own);
    assert.equal(answer.status, 403);
    const shown = await send(person, page, { ...fields, resume: 'on' }, own);
    assert.equal(shown.status, 422);
    assert.match(shown.text, /This is your form as you left it/);
  });

  it('leads nowhere but to this portal', async () => {
    for (const to of ['https://evil.test/', '//evil.test/x', '/login']) {
      const person = new Person('globex');
      const answer = await person.submit('/login', {
        email: 'staff@globex.test', password, resume_to: to, resume_body: 'a=b',
      });
      assert.equal(answer.status, 303, to);
      assert.doesNotMatch(answer.headers.location, /evil/);
    }
  });
});
