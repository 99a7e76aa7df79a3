// What the providers tell of our messages, through nginx: signed, forged, stale, repeated.
import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { sql } from './support/database.mjs';
import { closeConnections, eventually, exchange, mailsTo, runTimers } from './support/portal.mjs';
import { Person } from './support/person.mjs';
import { mailgunEvent, mailgunSignature, postMailgun, postTwilio } from './support/webhooks.mjs';

after(closeConnections);

// As background work of Acme sees it; the last line is the answer.
async function acme(query) {
  const bound = `select set_config('nx.tenant_id', id::text, false),
    set_config('nx.role', 'system', false) from nx.nx_tenant where slug = 'acme'`;
  return (await sql(`${bound}; ${query}`)).split('\n').slice(1).join('\n');
}
const rowOf = (nid) => acme(`select state from nx.nx_notification_outbox where id = '${nid}'`);
const suppressed = (address) =>
  acme(`select coalesce(string_agg(reason, ' '), '') from nx.nx_suppression
         where address = '${address}'`);

// A mail that has just been sent to somebody new.
async function freshMail() {
  const visitor = new Person('acme');
  const email = `pat-${randomUUID()}@people.test`;
  await visitor.submit('/signup', { name: 'Pat', email, password: 'seven quiet otters at dawn' });
  await runTimers();
  const [mail] = await mailsTo(email);
  const { nid } = mail.variables;
  await eventually('the row says so', async () => (await rowOf(nid)) === 'sent');
  return { mail, email, nid };
}

describe('Mailgun', () => {
  it('tells that a mail was delivered, and later that it bounced after all', async () => {
    const { mail, email, nid } = await freshMail();
    const delivered = await postMailgun(mailgunEvent(mail, { event: 'delivered' }));
    assert.equal(delivered.status, 200);
    assert.equal(await rowOf(nid), 'delivered');
    assert.equal(await suppressed(email), '');
    const late = { event: 'failed', severity: 'permanent', reason: 'bounce' };
    assert.equal((await postMailgun(mailgunEvent(mail, late))).status, 200);
    assert.equal(await rowOf(nid), 'bounced');
    assert.equal(await suppressed(email), 'permanent_failure');
  });

  it('tells that somebody complained', async () => {
    const { mail, email, nid } = await freshMail();
    assert.equal((await postMailgun(mailgunEvent(mail, { event: 'complained' }))).status, 200);
    assert.equal(await rowOf(nid), 'delivered');
    assert.equal(await suppressed(email), 'complaint');
  });

  it('is not believed without its key, for an old time, or about another recipient', async () => {
    const { mail, email, nid } = await freshMail();
    const event = mailgunEvent(mail, { event: 'complained' });
    const day = 24 * 3600;
    const now = Math.floor(Date.now() / 1000);
    const cases = [
      [401, event, mailgunSignature({ key: 'key-of-somebody-else' })],
      [401, event, { ...mailgunSignature(), timestamp: String(now - 1) }],
      [401, event, undefined],
      [406, event, mailgunSignature({ time: now - day - 60 })],
      [406, event, mailgunSignature({ time: now + 600 })],
      [406, undefined, mailgunSignature()],
      [200, { ...event, recipient: 'somebody@else.test' }, mailgunSignature()],
      [200, { ...event, 'user-variables': { nid: randomUUID() } }, mailgunSignature()],
    ];
    for (const [status, data, signature] of cases) {
      const answer = await postMailgun(data, signature ?? null);
      assert.equal(answer.status, status, JSON.stringify([data, signature]));
    }
    assert.equal(await rowOf(nid), 'sent');
    assert.equal(await suppressed(email), '');
  });

  it('is heard once: its signature does not cover the event', async () => {
    const { mail, email, nid } = await freshMail();
    const signature = mailgunSignature();
    assert.equal((await postMailgun(mailgunEvent(mail, { event: 'delivered' }), signature)).status, 200);
    const other = mailgunEvent(mail, { event: 'complained' });
    assert.equal((await postMailgun(other, signature)).status, 200);
    assert.equal(await suppressed(email), '');
    const again = mailgunEvent(mail, { event: 'delivered' });
    await postMailgun(again);
    await postMailgun({ ...again, event: 'complained' });
    assert.equal(await suppressed(email), '');
    assert.equal(await rowOf(nid), 'delivered');
  });
});

describe('Twilio', () => {
  const status = '/api/webhooks/twilio/status';
  const inbound = '/api/webhooks/twilio/inbound';
  const optedOut = async (number) => {
    const query = `select nx.is_suppressed('${randomUUID()}', 'sms', '${number}')`;
    return (await sql(query, 'NEXCYTE_DISPATCH_DATABASE_URL')) === 't';
  };
  let number;
  let nid;

  before(async () => {
    number = `+4915${randomInt(10_000_000, 99_999_999)}`;
    nid = await acme(`insert into nx.nx_notification_outbox (event_key, channel, recipient_kind,
      recipient, state, due_at, expires_at) values ('phone_code', 'sms', 'account', '${number}',
      'uncertain', 'infinity', nx.now() + interval '1 hour') returning id`);
  });

  it('is not believed without its token, for another address, account or number', async () => {
    const fields = { MessageSid: 'SM1', MessageStatus: 'delivered', To: number };
    const path = `${status}?nid=${nid}`;
    for (const wrong of [
      { token: 'another' },
      { signedFor: 'evil.example' },
      { account: `AC${'1'.repeat(32)}` },
    ]) {
      assert.equal((await postTwilio(path, fields, wrong)).status, 403, JSON.stringify(wrong));
    }
    assert.equal((await exchange({ method: 'POST', path, body: 'AccountSid=AC1' })).status, 403);
    assert.equal((await postTwilio(path, { ...fields, To: '+14155552671' })).status, 200);
    assert.equal((await postTwilio(`${status}?nid=${randomUUID()}`, fields)).status, 200);
    assert.equal(await rowOf(nid), 'uncertain');
  });

  it('proves an uncertain message and tells that it was delivered', async () => {
    const sid = `SM${randomUUID().replaceAll('-', '')}`;
    const path = `${status}?nid=${nid}`;
    await postTwilio(path, { MessageSid: sid, MessageStatus: 'sent', To: number });
    assert.equal(await rowOf(nid), 'sent');
    const fields = { MessageSid: sid, MessageStatus: 'delivered', To: number };
    await postTwilio(status, fields, { signedFor: 'nexcyte.localhost' });
    assert.equal(await rowOf(nid), 'delivered');
    await postTwilio(path, { ...fields, MessageStatus: 'undelivered', ErrorCode: '30005' });
    assert.equal(await rowOf(nid), 'delivered');
  });

  it('passes on who wants no messages, and who wants them again', async () => {
    const say = (Body, options) => {
      const fields = { MessageSid: `SM${randomUUID()}`, From: number, To: '+15005550006', Body };
      return postTwilio(inbound, fields, options);
    };
    assert.equal((await say('STOP', { token: 'another' })).status, 403);
    assert.equal(await optedOut(number), false);
    const answer = await say(' Stop ');
    assert.equal(answer.status, 200);
    assert.match(answer.headers['content-type'], /^text\/xml/);
    assert.match(answer.text, /<Response\/>/);
    assert.equal(await optedOut(number), true);
    await say('HELP');
    assert.equal(await optedOut(number), true);
    await say('START');
    assert.equal(await optedOut(number), false);
  });
});
