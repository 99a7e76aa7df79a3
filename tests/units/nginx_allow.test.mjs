// internal_allow.conf, once an operator has switched it on for an n8n elsewhere.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';

import { headerProblems, kBase, nameOf, request, send } from './nginx/client.mjs';
import { start } from './nginx/private.mjs';

const kInclude = '# include nexcyte/internal_allow.conf;';
const kListed = 'allow 192.0.2.10;';
const kRoute = '/api/internal/comms/dispatch';
const kSecret = 'a secret of thirty-two characters';

const replaced = (text, from, to) => {
  assert.ok(text.includes(from), `nothing to change: ${from}`);
  return text.replace(from, to);
};

// Switched on, with `address` on the list.
const switchedOnFor = (address) => (name, text) => {
  if (name === 'nexcyte.conf') return replaced(text, kInclude, kInclude.slice(2));
  if (name === 'internal_allow.conf') return replaced(text, kListed, `allow ${address};`);
  return text;
};

const ask = (nginx, host, method = 'POST') =>
  send({
    port: nginx.tlsPort,
    sni: host,
    text: request(method, kRoute, { host, headers: [`X-Nexcyte-Internal-Secret: ${kSecret}`] }),
  });

describe('a listed address', () => {
  let nginx;
  after(() => nginx.stop());

  test('reaches the internal routes on the base domain, with its secret', async () => {
    nginx = await start({ edit: switchedOnFor('127.0.0.1') });
    const answer = await ask(nginx, kBase);
    assert.equal(answer.status, 200);
    const { pool, params } = answer.json();
    const told = Object.fromEntries(params);
    assert.equal(pool, 'internal');
    assert.equal(told.HTTP_X_NEXCYTE_INTERNAL_SECRET, kSecret);
    assert.equal(told.NEXCYTE_SITE, 'base');
    assert.deepEqual(headerProblems(answer), []);
  });

  test("does not reach them on a tenant's host", async () => {
    assert.equal((await ask(nginx, nameOf('acme'))).status, 404);
  });

  test('reaches neither health nor metrics there', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      const answer = await send({ port: nginx.tlsPort, sni: kBase, text: request('GET', path, { host: kBase }) });
      assert.equal(answer.status, 404, path);
    }
  });
});

describe('any other address', () => {
  let nginx;
  after(() => nginx.stop());

  test('is told that there is no such page', async () => {
    nginx = await start({ edit: switchedOnFor('192.0.2.10') });
    for (const method of ['GET', 'POST']) {
      const answer = await ask(nginx, kBase, method);
      assert.equal(answer.status, 404);
      assert.equal(answer.json().error.code, 'not_found');
      assert.deepEqual(headerProblems(answer), []);
    }
  });
});

test('as shipped nobody reaches them from outside', async () => {
  const nginx = await start();
  try {
    assert.equal((await ask(nginx, kBase)).status, 404);
  } finally {
    await nginx.stop();
  }
});
