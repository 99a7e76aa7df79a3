// A person gives a number, proves it, and agrees to text messages; and what undoes that.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { sql } from './support/database.mjs';
import { closeConnections } from './support/portal.mjs';
import { Person } from './support/person.mjs';

after(closeConnections);

const account = '/t/acme/account';
const newNumber = () => `+49151${randomInt(10_000_000, 99_999_999)}`;
const text = (answer) => answer.page.structuredText.replace(/\s+/g, ' ');

async function member(person, columns) {
  const bound = `select set_config('nx.tenant_id', id::text, false),
    set_config('nx.role', 'system', false) from nx.nx_tenant where slug = 'acme'`;
  const query = `select ${columns} from nx.nx_tenant_membership where email = '${person.email}'`;
  return (await sql(`${bound}; ${query}`)).split('\n').slice(1).join('\n');
}


describe('a number', () => {
  let pat;
  let number;
  before(async () => {
    pat = await new Person('acme').signUp();
    number = newNumber();
    assert.match(text(await pat.get(account)), /Save your phone number above/);
    await pat.submit(account, { phone: number, name: 'Pat Example' });
  });

  it('is not proven by saving it', async () => {
    const shown = await pat.get(account);
    assert.match(text(shown), /Not confirmed yet/);
    assert.equal(await member(pat, 'phone_verified_at is null'), 't');
  });

  it('is kept as it is dialled, however it was written', async () => {
    const spaced = `${number.slice(0, 3)} (0) ${number.slice(3, 6)} / ${number.slice(6)}`;
    await pat.submit(account, { phone: spaced, name: 'Pat Example' });
    assert.equal(await member(pat, 'phone'), number);
    const none = await pat.submit(account, { phone: '+1 555 867 5310', name: 'Pat Example' });
    assert.equal(none.status, 422);
    assert.match(none.page.querySelector('#phone-error').text, /country code/);
    assert.equal(await member(pat, 'phone'), number);
  });

  it('gets a code, and a wrong one is refused beside the field', async () => {
    const form = (await pat.get(account)).page
      .querySelectorAll('form')
      .find((one) => one.querySelector('[value="phone_code"]'));
    const csrf_token = form.querySelector('[name="csrf_token"]').getAttribute('value');
    const sent = await pat.post(account, { csrf_token, action: 'phone_code' });
    assert.equal(sent.status, 303);
    assert.match(text(await pat.visit(sent.headers.location)), /We have sent a code/);
    const wrong = await pat.submit(account, { code: '12345' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.page.querySelector('#code-error').text, /six digits/);
  });

  it('carries consent in the words that were shown, until it changes', async () => {
    const words = (await pat.get(account)).page
      .querySelector('#smsConsent')
      .parentNode.text.trim();
    assert.equal((await pat.submit(account, { smsConsent: 'on' })).status, 303);
    assert.equal(await member(pat, 'sms_consent_text'), words);
    assert.equal(await member(pat, "sms_consent_at > nx.now() - interval '1 minute'"), 't');
    await pat.submit(account, { phone: newNumber(), name: 'Pat Example' });
    assert.equal(await member(pat, 'sms_consent_text is null and sms_consent_at is null'), 't');
    const again = await pat.get(account);
    assert.equal(again.page.querySelector('#smsConsent').getAttribute('checked'), undefined);
  });
});
