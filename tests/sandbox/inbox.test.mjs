import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { escapeHtml, inboxPage, linkify } from './inbox_page.mjs';
import { startSandbox } from './testing.mjs';

describe('the inbox', () => {
  test('lists messages of all channels, newest first', async (t) => {
    const client = await startSandbox(t);
    await client.mail({ subject: 'First' });
    await client.twilio('POST', '/Messages.json', {
      To: '+4915112345678', From: '+15005550006', Body: 'Second',
    });
    const list = await client.inbox();
    assert.deepEqual(list.map(({ channel }) => channel), ['sms', 'email']);
    const expected = ['id', 'channel', 'from', 'to', 'subject', 'text', 'html', 'ics', 'headers',
      'receivedAt'];
    for (const member of expected) assert.ok(member in list[0], member);
    assert.equal(list[0].text, 'Second');
    assert.deepEqual(list[0].to, ['+4915112345678']);
    assert.equal(list[1].receivedAt, '2026-11-23T08:00:00.000Z');
  });

  test('names the tenant whose portal a message links to', async (t) => {
    const client = await startSandbox(t);
    await client.mail({ text: 'See https://acme.nexcyte.localhost:8443/verify?token=abc' });
    await client.mail({ text: 'No link here' });
    const [without, withLink] = await client.inbox();
    assert.equal(withLink.tenant, 'acme');
    assert.equal('tenant' in without, false);
  });

  test('is filtered by channel, provider and recipient', async (t) => {
    const client = await startSandbox(t);
    await client.mail({ to: 'ann@example.org' });
    await client.mail({ to: 'bob@example.org' });
    const found = await client.control('GET', '/inbox.json?channel=email&to=Ann@');
    assert.deepEqual(found.map(({ to }) => to), [['ann@example.org']]);
    assert.deepEqual(await client.control('GET', '/inbox.json?channel=sms'), []);
  });

  test('gives as many of the newest as are wanted, without bodies if they are not', async (t) => {
    const client = await startSandbox(t);
    for (const subject of ['First', 'Second']) await client.mail({ subject, text: 'Long' });
    const [one, ...more] = await client.control('GET', '/inbox.json?newest=1&bodies=no');
    assert.equal(one.subject, 'Second');
    assert.equal('text' in one, false);
    assert.deepEqual(more, []);
  });

  test('is empty after DELETE', async (t) => {
    const client = await startSandbox(t);
    await client.mail();
    await client.control('DELETE', '/inbox.json');
    assert.deepEqual(await client.inbox(), []);
  });

  test('page shows text with links and keeps markup harmless', async (t) => {
    const client = await startSandbox(t);
    await client.mail({
      subject: '<script>alert(1)</script>',
      text: 'Open https://acme.nexcyte.localhost:8443/verify?token=a&x=1 now',
      html: '<p onclick="x()">Hi</p></iframe><script>alert(2)</script>',
    });
    const response = await fetch(`${client.base}/inbox`);
    const page = await response.text();
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(page.includes('<script>'), false);
    assert.equal(page.includes('</iframe><script'), false);
    const link = '<a href="https://acme.nexcyte.localhost:8443/verify?token=a&amp;x=1"';
    assert.ok(page.includes(link), 'the link can be clicked');
    assert.match(page, /<iframe title="HTML body"\s+sandbox="allow-popups [^"]*" srcdoc="/);
    assert.equal(/sandbox="[^"]*allow-(scripts|same-origin)/.test(page), false);
  });

  test('page marks what Cal.com itself sent', () => {
    const entry = {
      channel: 'email', provider: 'calcom', from: 'x', to: ['y'], subject: '', text: '', html: '',
      ics: '', headers: {}, receivedAt: '',
    };
    assert.ok(inboxPage([entry]).includes('badge warning'));
    assert.equal(inboxPage([{ ...entry, provider: 'mailgun' }]).includes('badge warning'), false);
  });

  test('page says so when nothing was sent', () => {
    assert.ok(inboxPage([]).includes('Nothing has been sent yet.'));
  });
});

describe('text on the page', () => {
  test('has its special characters escaped', () => {
    assert.equal(escapeHtml(`<a href="x">'&`), '&lt;a href=&quot;x&quot;&gt;&#39;&amp;');
  });

  test('becomes a link only for http and https', () => {
    assert.equal(linkify('javascript:alert(1)'), 'javascript:alert(1)');
    assert.ok(linkify('http://a.example/').startsWith('<a href="http://a.example/"'));
  });
});
