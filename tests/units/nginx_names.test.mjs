// Which tenant and which pool a request reaches, whatever its names and path look like.

import assert from 'node:assert/strict';
import http2 from 'node:http2';
import { after, before, describe, test } from 'node:test';

import { kInternalSpellings, nameOf, request, send } from './nginx/client.mjs';
import { kSamples } from './nginx/conf.mjs';
import { start } from './nginx/private.mjs';

let nginx;
before(async () => (nginx = await start()));
after(() => nginx.stop());

const kAcme = nameOf('acme');
const kGlobex = nameOf('globex');

const overTls = (sni, text) => send({ port: nginx.tlsPort, sni, text });
const inClear = (text) => send({ port: nginx.internalPort, secure: false, text });

// The pool and parameters that an answer shows; nothing for an answer of nginx itself.
function told(answer) {
  if (answer.status !== 200 || !answer.all('content-type').includes('application/json')) return {};
  const { pool, params } = answer.json();
  return { pool, ...Object.fromEntries(params ?? []) };
}

describe('Host', () => {
  const tenants = [
    [kAcme, 'acme'],
    [`${kAcme}:9999`, 'acme'],
    [kAcme.toUpperCase(), 'acme'],
    [`${kAcme}.`, 'acme'],
    [nameOf('a1-b'), 'a1-b'],
    [nameOf('a'.repeat(31)), 'a'.repeat(31)],
  ];
  for (const [host, tenant] of tenants) {
    test(`${host} is ${tenant}`, async () => {
      const sni = host.replace(/[.]?(:\d+)?$/, '');
      assert.equal(told(await overTls(sni, request('GET', '/x', { host }))).NEXCYTE_TENANT, tenant);
    });
  }

  const strangers = [
    'example.org',
    'localhost',
    nameOf('1acme'),
    nameOf('-acme'),
    nameOf('a'),
    nameOf('a'.repeat(32)),
    nameOf('acme.globex'),
    `${kAcme}.evil.example`,
    'acmeXnexcyte.localhost',
    'acme.nexcyteXlocalhost',
    'xnexcyte.localhost',
    nameOf('ac_me'),
    nameOf('xn--acme-é'),
  ];
  for (const host of strangers) {
    test(`${host} is nobody`, async () => {
      const name = /^[\w.-]+$/.test(host) ? host : 'example.org';
      assert.equal((await overTls(name, request('GET', '/x', { host }))).status, 421);
    });
  }

  test('HandshakeOfAnotherTenantIsRefused', async () => {
    assert.equal((await overTls(kAcme, request('GET', '/x', { host: kGlobex }))).status, 421);
    assert.equal((await overTls(kAcme, request('GET', '/x', { host: 'nexcyte.localhost' }))).status, 421);
    assert.equal((await overTls('nexcyte.localhost', request('GET', '/x', { host: kAcme }))).status, 421);
  });

  test('HandshakeWithoutNameIsRefused', async () => {
    assert.equal((await overTls(null, request('GET', '/x', { host: kAcme }))).status, 421);
  });

  test('HandshakeMayUseOtherCase', async () => {
    const answer = await overTls(kAcme.toUpperCase(), request('GET', '/x', { host: kAcme }));
    assert.equal(told(answer).NEXCYTE_TENANT, 'acme');
  });

  test('TwoHostsAreRefused', async () => {
    const text = request('GET', '/x', { host: kAcme, headers: [`Host: ${kGlobex}`] });
    assert.equal((await overTls(kAcme, text)).status, 400);
  });

  test('MissingHostIsRefused', async () => {
    assert.equal((await overTls(kAcme, request('GET', '/x'))).status, 400);
    assert.equal((await overTls(kAcme, request('GET', '/x', { version: '1.0' }))).status, 421);
  });

  test('AbsoluteAddressOfAnotherTenantIsRefused', async () => {
    const text = request('GET', `https://${kGlobex}/x`, { host: kAcme });
    assert.equal((await overTls(kAcme, text)).status, 421);
  });

  test('AbsoluteAddressWinsOverHost', async () => {
    const answer = await overTls(kAcme, request('GET', `https://${kAcme}/x`, { host: kGlobex }));
    assert.equal(told(answer).NEXCYTE_TENANT, 'acme');
    assert.equal(told(answer).DOCUMENT_URI, '/x');
  });

  test('SharedConnectionIsSentToANewOne', async () => {
    const status = await overHttp2(kAcme, { ':authority': kGlobex, ':path': '/x' });
    assert.equal(status, 421);
  });

  test('SecondHostInHttp2IsRefused', async () => {
    const status = await overHttp2(kAcme, { ':authority': kAcme, ':path': '/x', host: kGlobex });
    assert.ok([400, 421].includes(status), `${status}`);
  });
});

// The status of one request on a connection opened for `sni`.
function overHttp2(sni, headers) {
  return new Promise((resolve, reject) => {
    const session = http2.connect(`https://127.0.0.1:${nginx.tlsPort}`, { servername: sni, rejectUnauthorized: false });
    session.on('error', reject);
    const stream = session.request(headers);
    stream.on('response', (answer) => resolve(answer[':status']));
    stream.on('error', reject);
    stream.on('close', () => session.close());
    stream.resume();
  });
}

describe('InternalRoutes', () => {
  for (const spelling of kInternalSpellings) {
    test(`TenantsHostHides ${spelling}`, async () => {
      for (const target of [spelling, `https://${kAcme}${spelling}`]) {
        for (const method of ['GET', 'POST']) {
          const body = method === 'POST' ? '' : undefined;
          const answer = await overTls(kAcme, request(method, target, { host: kAcme, body }));
          assert.notEqual(told(answer).pool, 'internal');
          assert.doesNotMatch(told(answer).DOCUMENT_URI ?? '', /^\/(api\/(internal|webhooks)(\/|$)|(healthz|readyz|metrics)$)/);
        }
      }
    });
  }

  const hidden = kInternalSpellings.filter((spelling) => !/webhooks/i.test(decodeURIComponent(spelling)));
  for (const spelling of hidden) {
    test(`BaseDomainHides ${spelling}`, async () => {
      const answer = await overTls('nexcyte.localhost', request('POST', spelling, { host: 'nexcyte.localhost', body: '' }));
      assert.ok([302, 400, 404].includes(answer.status), `${answer.status}`);
    });
  }

  const escapes = [
    '/../../../../../../api/internal/comms/dispatch',
    '/..%2f..%2f..%2f..%2f..%2fapi%2finternal/comms/dispatch',
    ';/../../../../../api/internal/comms/dispatch',
    '%00/../../../../../api/internal/comms/dispatch',
    '/..;/..;/..;/..;/api/internal/comms/dispatch',
  ];
  for (const [location, [path]] of Object.entries(kSamples.tenant)) {
    test(`NoWayOutOf ${location}`, async () => {
      for (const escape of escapes) {
        const answer = await overTls(kAcme, request('POST', path + escape, { host: kAcme, body: '' }));
        assert.notEqual(told(answer).pool, 'internal', escape);
        assert.equal(told(answer).NEXCYTE_TENANT ?? 'acme', 'acme', escape);
      }
    });
  }

  test('WebhooksCannotLeadToInternalRoutes', async () => {
    for (const path of ['/api/webhooks/../internal/comms/dispatch', '/api/webhooks/%2e%2e/internal/x', '/api/webhooks/..%2finternal/x']) {
      const answer = await overTls('nexcyte.localhost', request('POST', path, { host: 'nexcyte.localhost', body: '' }));
      assert.equal(answer.status, 404, path);
    }
  });

  test('OperatorsListIsOffByDefault', async () => {
    const answer = await overTls('nexcyte.localhost', request('POST', '/api/internal/x', { host: 'nexcyte.localhost', body: '' }));
    assert.equal(answer.status, 404);
  });
});

describe('LoopbackListener', () => {
  test('ServesInternalRoutesUnderItsOwnNames', async () => {
    for (const host of ['127.0.0.1', `localhost:${nginx.internalPort}`, '[::1]'])
      assert.equal(told(await inClear(request('POST', '/api/internal/x', { host, body: '' }))).pool, 'internal', host);
  });

  test('RefusesNamesThatPointHere', async () => {
    for (const host of ['evil.example', kAcme, 'nexcyte.localhost'])
      assert.equal((await inClear(request('GET', '/metrics', { host }))).status, 421, host);
  });

  test('ServesNothingElse', async () => {
    for (const path of ['/', '/login', '/t/acme/schedule', '/api/schedule/slots', '/static/app.0123abcd.css', '/api/webhooks/calcom'])
      assert.equal((await inClear(request('GET', path, { host: '127.0.0.1' }))).status, 404, path);
  });
});

describe('BaseDomain', () => {
  const get = (path) => overTls('nexcyte.localhost', request('GET', path, { host: 'nexcyte.localhost' }));

  test('RedirectsToTheTenantsHost', async () => {
    const answer = await get('/t/globex/schedule/demo?tz=Asia%2FKolkata');
    assert.equal(answer.status, 302);
    assert.deepEqual(answer.all('location'), [`https://${kGlobex}:${nginx.tlsPort}/t/globex/schedule/demo?tz=Asia%2FKolkata`]);
  });

  test('RedirectsNowhereElse', async () => {
    for (const path of ['/t/GLOBEX/x', '/t/a/x', '/t/globex.evil/x', '/t/glo_bex', '/t/', '/t', '/'])
      assert.equal((await get(path)).status, 404, path);
    for (const path of ['//t//globex//x', '/t/globex/%0d%0aSet-Cookie:x', '/t/globex/..%2f..%2ft/globex/x', '/t/globex@evil.example/../globex/']) {
      const answer = await get(path);
      assert.equal(answer.status, 302, path);
      assert.ok(answer.all('location')[0].startsWith(`https://${kGlobex}:${nginx.tlsPort}/`), path);
      assert.deepEqual(answer.all('set-cookie'), []);
    }
  });
});
