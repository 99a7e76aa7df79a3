import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { bareAddress, splitAddresses } from './mailgun_check.mjs';
import { startSandbox } from './testing.mjs';

const kId = '6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11@mg.nexcyte.localhost';
const kCalendar = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
const kInvite = {
  name: 'attachment',
  content: kCalendar,
  filename: 'invite.ics',
  type: 'text/calendar',
};

describe('Mailgun takes', () => {
  test('a message made of parts', async (t) => {
    const client = await startSandbox(t);
    const answer = await client.mail({
      subject: 'Grüße €',
      html: '<p>Hi</p>',
      'h:Message-Id': `<${kId}>`,
      'h:Reply-To': 'desk@acme.example',
      'v:nid': '7',
      'o:tag': ['portal', 'created'],
    }, { files: [kInvite] });
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, { id: `<${kId}>`, message: 'Queued. Thank you.' });
    const [mail] = await client.inbox();
    assert.equal(mail.provider, 'mailgun');
    assert.equal(mail.subject, 'Grüße €');
    assert.equal(mail.messageId, kId);
    assert.equal(mail.headers['Reply-To'], 'desk@acme.example');
    assert.deepEqual(mail.tags, ['portal', 'created']);
    assert.deepEqual(mail.variables, { nid: '7' });
    assert.equal(mail.ics, kCalendar);
  });

  test('a prebuilt message', async (t) => {
    const client = await startSandbox(t);
    const encoded = Buffer.from(kCalendar).toString('base64');
    const source = [
      'From: Acme <no-reply@mg.nexcyte.localhost>', 'To: Pat <pat@example.org>',
      'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=', `Message-ID: <${kId}>`, 'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=A', '', '--A',
      'Content-Type: multipart/alternative; boundary=B', '', '--B',
      'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '',
      'Sch=C3=B6n', '--B', 'Content-Type: text/html; charset=utf-8', '', '<p>Nice</p>', '--B',
      'Content-Type: text/calendar; charset=utf-8; method=REQUEST',
      'Content-Transfer-Encoding: base64', '', encoded, '--B--', '--A',
      'Content-Type: application/ics; name="invite.ics"', 'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="invite.ics"', '', encoded, '--A--', '',
    ].join('\r\n');
    const form = new FormData();
    form.append('to', 'pat@example.org');
    form.append('message', new Blob([source]), 'message.eml');
    const answer = await client.mailgun('POST', '/messages.mime', form);
    assert.equal(answer.body.id, `<${kId}>`);
    const [mail] = await client.inbox();
    assert.equal(mail.subject, 'Grüße');
    assert.equal(mail.text.trim(), 'Schön');
    assert.equal(mail.html.trim(), '<p>Nice</p>');
    assert.equal(mail.ics, kCalendar.replaceAll('\r\n', '\n'));
    assert.equal(mail.headers['Message-ID'], `<${kId}>`);
    assert.deepEqual(mail.attachments.map(({ contentType }) => contentType), [
      'text/calendar', 'application/ics',
    ]);
    assert.equal(mail.source, source);
  });

  test('the same Message-Id twice, as two messages', async (t) => {
    const client = await startSandbox(t);
    await client.mail({ 'h:Message-Id': `<${kId}>` });
    await client.mail({ 'h:Message-Id': `<${kId}>` });
    assert.equal((await client.inbox()).length, 2);
  });

  test('a malformed Message-Id without a word, and makes one of its own', async (t) => {
    const client = await startSandbox(t);
    const { body } = await client.mail({ 'h:Message-Id': 'not an id' });
    assert.match(body.id, /^<[^@\s]+@mg\.nexcyte\.localhost>$/);
  });

  test('a compressed body', async (t) => {
    const client = await startSandbox(t);
    const parts = ['from', 'to', 'text', 'subject'].map(
      (name) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\na@example.org\r\n`,
    );
    const response = await fetch(`${client.base}/mailgun/v3/mg.nexcyte.localhost/messages`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from('api:key-standin').toString('base64')}`,
        'Content-Type': 'multipart/form-data; boundary=B',
        'Content-Encoding': 'gzip',
      },
      body: gzipSync(`${parts.join('')}--B--\r\n`),
    });
    assert.equal(response.status, 200);
  });
});

describe('Mailgun refuses', () => {
  const kBig = 'x'.repeat(17 * 1024);
  const kMany = Array.from({ length: 1001 }, (_, i) => `a${i}@example.org`).join(',');
  for (const [what, fields, message] of [
    ['no sender', { from: undefined }, 'from parameter is missing'],
    ['no recipient', { to: undefined }, 'to parameter is missing'],
    ['a bad recipient', { to: 'nobody' },
      "'to' parameter is not a valid address. please check documentation"],
    ['a bad copy', { cc: 'a@b, c' },
      "'cc' parameter is not a valid address. please check documentation"],
    ['no body', { text: undefined },
      "Need at least one of 'text', 'html', 'amp-html' or 'template' parameters specified"],
    ['two bodies', { html: 'a', template: 'b' },
      "Only one parameters 'html' or 'template' is allowed"],
    ['too many options', { 'v:big': kBig },
      'Send options (parameters starting with o:, h:, or v:) are limited to 16 kB total'],
    ['too many recipients', { to: kMany }, 'Too many recipients, max is 1000'],
    ['a header name beyond ASCII', { 'h:X-Grüße': '1' }, 'Header name must be pure ASCII: X-Grüße'],
    ['an ISO date', { 'o:deliverytime': '2026-11-24T08:00:00Z' },
      '2026-11-24T08:00:00Z is not an RFC-2822 compliant date'],
  ]) {
    test(what, async (t) => {
      const client = await startSandbox(t);
      const answer = await client.mail(fields);
      assert.equal(answer.status, 400);
      assert.deepEqual(answer.body, { message });
      assert.deepEqual(await client.inbox(), []);
    });
  }

  test('a wrong key with the bare word Forbidden', async (t) => {
    const client = await startSandbox(t);
    const answer = await client.mail({}, { key: 'key-other' });
    assert.equal(answer.status, 401);
    assert.equal(answer.body, 'Forbidden');
  });

  test('an unknown domain', async (t) => {
    const client = await startSandbox(t);
    const response = await fetch(`${client.base}/mailgun/v3/mg.unknown.example/messages`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from('api:key-standin').toString('base64')}` },
    });
    assert.equal(response.status, 404);
    assert.deepEqual(await response.json(), { message: 'Domain not found: mg.unknown.example' });
  });

  test('a form that is not multipart', async (t) => {
    const client = await startSandbox(t);
    const body = new URLSearchParams({ to: 'a@example.org' });
    const answer = await client.mailgun('POST', '/messages', body);
    assert.equal(answer.status, 400);
    assert.match(answer.body.message, /^Invalid request content type\. Expecting 'multipart/);
  });

  test('a prebuilt message that is not a file', async (t) => {
    const client = await startSandbox(t);
    const form = new FormData();
    form.append('to', 'pat@example.org');
    form.append('message', 'From: a');
    const answer = await client.mailgun('POST', '/messages.mime', form);
    assert.deepEqual(answer.body, { message: "'message' parameter is not a file" });
  });
});

describe('Mailgun remembers', () => {
  const kEvents = `/events?message-id=${encodeURIComponent(kId)}&ascending=yes`;

  test('events of a message, by its id without brackets', async (t) => {
    const client = await startSandbox(t);
    await client.mail({ 'h:Message-Id': `<${kId}>`, 'v:nid': '7' });
    const { items } = (await client.mailgun('GET', kEvents)).body;
    assert.deepEqual(items.map(({ event }) => event), ['accepted', 'delivered']);
    assert.equal(items[0].message.headers['message-id'], kId);
    assert.deepEqual(items[0]['user-variables'], { nid: '7' });
    const bracketed = `/events?message-id=${encodeURIComponent(`<${kId}>`)}&ascending=yes`;
    assert.deepEqual((await client.mailgun('GET', bracketed)).body.items, []);
  });

  test('events only after the lag of its index', async (t) => {
    const client = await startSandbox(t);
    await client.control('POST', '/settings', { mailgunEventLagMs: 60_000 });
    await client.mail({ 'h:Message-Id': `<${kId}>` });
    assert.deepEqual((await client.mailgun('GET', kEvents)).body.items, []);
    client.sandbox.clock.set('2026-11-23T08:01:00Z', true);
    assert.equal((await client.mailgun('GET', kEvents)).body.items.length, 2);
  });

  test('addresses that it does not send to, though it says Queued', async (t) => {
    const client = await startSandbox(t);
    const address = 'pat@example.org';
    assert.equal((await client.mailgun('GET', `/bounces/${address}`)).status, 404);
    await client.control('POST', '/suppressions', { list: 'bounces', address });
    assert.equal((await client.mailgun('GET', `/bounces/${address}`)).body.address, address);
    assert.equal((await client.mail({ 'h:Message-Id': `<${kId}>` })).status, 200);
    assert.deepEqual(await client.inbox(), []);
    const { items } = (await client.mailgun('GET', kEvents)).body;
    assert.equal(items[1].reason, 'suppress-bounce');
    assert.equal((await client.mailgun('DELETE', `/bounces/${address}`)).status, 200);
    await client.mail();
    assert.equal((await client.inbox()).length, 1);
  });
});

describe('addresses', () => {
  test('are split at commas outside of quotes and brackets', () => {
    const two = ['"Doe, Pat" <pat@a.b>', 'x@y.z'];
    assert.deepEqual(splitAddresses('"Doe, Pat" <pat@a.b>, x@y.z'), two);
    assert.deepEqual(splitAddresses('"a\\",b" <c@d.e>'), ['"a\\",b" <c@d.e>']);
    assert.deepEqual(splitAddresses('Doe, Pat <pat@a.b>'), ['Doe', 'Pat <pat@a.b>']);
  });

  test('are found inside of names', () => {
    assert.equal(bareAddress('"Doe, Pat" <pat@a.b>'), 'pat@a.b');
    assert.equal(bareAddress('pat@a.b'), 'pat@a.b');
    assert.equal(bareAddress('Pat <nowhere>'), null);
    assert.equal(bareAddress('a@b@c'), null);
  });
});
