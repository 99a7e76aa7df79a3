import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { segmentCount } from './sms_segments.mjs';
import { startSandbox } from './testing.mjs';

const kTo = '+4915112345678';
const kFrom = '+15005550006';

function send(client, fields = {}) {
  const all = { To: kTo, From: kFrom, Body: 'Hi', ...fields };
  const present = Object.entries(all).filter(([, value]) => value !== undefined);
  return client.twilio('POST', '/Messages.json', present);
}

describe('Twilio takes', () => {
  test('a message', async (t) => {
    const client = await startSandbox(t);
    const { status, body } = await send(client, { Body: '10 € & mehr' });
    assert.equal(status, 201);
    assert.match(body.sid, /^SM[0-9a-f]{32}$/);
    assert.equal(body.status, 'queued');
    assert.equal(body.num_segments, '1');
    assert.equal(body.date_created, 'Mon, 23 Nov 2026 08:00:00 +0000');
    const [sms] = await client.inbox();
    assert.equal(sms.channel, 'sms');
    assert.equal(sms.text, '10 € & mehr');
  });

  test('a message through a service', async (t) => {
    const client = await startSandbox(t);
    const MessagingServiceSid = `MG${'0'.repeat(32)}`;
    const { body } = await send(client, { From: undefined, MessagingServiceSid });
    assert.deepEqual([body.status, body.from, body.num_segments], ['accepted', null, '0']);
  });
});

describe('Twilio refuses', () => {
  for (const [what, fields, code] of [
    ['no recipient', { To: undefined }, 21604],
    ['no body', { Body: undefined }, 21602],
    ['a body that is too long', { Body: 'a'.repeat(1601) }, 21617],
    ['no sender', { From: undefined }, 21603],
    ['an unknown sender', { From: '+15550001111' }, 21606],
    ['the sender of 21212', { From: '+15005550001' }, 21212],
    ['the sender of 21606', { From: '+15005550007' }, 21606],
    ['the sender of 21611', { From: '+15005550008' }, 21611],
    ['the recipient of 21211', { To: '+15005550001' }, 21211],
    ['the recipient of 21612', { To: '+15005550002' }, 21612],
    ['the recipient of 21408', { To: '+15005550003' }, 21408],
    ['the recipient of 21610', { To: '+15005550004' }, 21610],
    ['the recipient of 21614', { To: '+15005550009' }, 21614],
    ['a plus sign that was not encoded', { To: ' 4915112345678' }, 21211],
    ['the sender as recipient', { To: kFrom }, 21211],
  ]) {
    test(`${what} with ${code}`, async (t) => {
      const client = await startSandbox(t);
      const { status, body } = await send(client, fields);
      assert.deepEqual([status, body.status, body.code], [400, 400, code]);
      assert.equal(body.more_info, `https://www.twilio.com/docs/errors/${code}`);
      assert.deepEqual(await client.inbox(), []);
    });
  }

  test('a wrong token with 20003', async (t) => {
    const client = await startSandbox(t);
    const { status, body } = await client.twilio('GET', '/Messages.json', undefined, 'other');
    assert.deepEqual([status, body.code], [401, 20003]);
  });
});

describe('Twilio finds', () => {
  test('messages by recipient and day, newest first', async (t) => {
    const client = await startSandbox(t);
    await send(client, { Body: 'one' });
    await send(client, { Body: 'two' });
    await send(client, { To: '+4915187654321' });
    const path = `/Messages.json?To=${encodeURIComponent(kTo)}&DateSent%3E=2026-11-23&PageSize=50`;
    const { body } = await client.twilio('GET', path);
    assert.deepEqual(body.messages.map((message) => message.body), ['two', 'one']);
    const later = await client.twilio('GET', '/Messages.json?DateSent%3E=2026-11-24');
    assert.deepEqual(later.body.messages, []);
  });

  test('one message, delivered after a while', async (t) => {
    const client = await startSandbox(t);
    const { sid } = (await send(client)).body;
    assert.equal((await client.twilio('GET', `/Messages/${sid}.json`)).body.status, 'queued');
    client.sandbox.clock.set('2026-11-23T08:00:02Z', true);
    assert.equal((await client.twilio('GET', `/Messages/${sid}.json`)).body.status, 'delivered');
    assert.equal((await client.twilio('GET', '/Messages/SM0.json')).body.code, 20404);
  });
});

describe('segments', () => {
  for (const [text, count, name] of [
    ['a'.repeat(160), 1, '160 a'],
    ['a'.repeat(161), 2, '161 a'],
    ['a'.repeat(306), 2, '306 a'],
    ['a'.repeat(307), 3, '307 a'],
    ['€'.repeat(80), 1, '80 euro signs'],
    ['€'.repeat(81), 2, '81 euro signs'],
    [`${'a'.repeat(152)}€${'a'.repeat(8)}`, 2, 'a euro sign at the boundary'],
    ['я'.repeat(70), 1, '70 я'],
    ['я'.repeat(71), 2, '71 я'],
    ['я'.repeat(134), 2, '134 я'],
    ['я'.repeat(135), 3, '135 я'],
    [`${'a'.repeat(152)}👍`, 3, '152 a and a thumb'],
  ]) {
    test(`of ${name}: ${count}`, () => assert.equal(segmentCount(text), count));
  }
});
