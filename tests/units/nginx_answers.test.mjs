// What nginx itself answers: security headers on every status, errors in the product's shape,
// static files.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { headerProblems, kLogoHeaders, nameOf, request, send } from './nginx/client.mjs';
import { start } from './nginx/private.mjs';

let nginx;
before(async () => (nginx = await start({ signInRate: '1r/m' })));
after(() => nginx.stop());

const kHost = nameOf('acme');
const ask = (method, path, options = {}) =>
  send({ port: nginx.tlsPort, sni: kHost, text: request(method, path, { host: kHost, ...options }) });
const post = (path, body = '') => ask('POST', path, { body });
const kBig = 'x'.repeat(2_000_000);
const kStatic = '/static/app.0123abcd.css';

async function askAgain() {
  const [tag] = (await ask('GET', kStatic)).all('etag');
  return ask('GET', kStatic, { headers: [`If-None-Match: ${tag}`] });
}

function assertJsonError(answer, status, code) {
  assert.equal(answer.status, status);
  assert.deepEqual(answer.all('content-type'), ['application/json']);
  const { error } = answer.json();
  assert.equal(error.code, code);
  assert.ok(error.message.length > 5);
  assert.match(error.requestId, /^[0-9a-f]{32}$/);
}

function assertPageError(answer, status) {
  assert.equal(answer.status, status);
  assert.deepEqual(answer.all('content-type'), ['text/html; charset=utf-8']);
  assert.match(answer.body, /^<!doctype html>[\s\S]*<h1>.{5,}<\/h1>/);
  assert.doesNotMatch(answer.body, /nginx/i);
}

describe('SecurityHeaders', () => {
  const statuses = [200, 201, 204, 303, 401, 403, 404, 409, 422, 429, 500, 503];
  for (const status of statuses) {
    test(`StandOnce on a worker's ${status}`, async () => {
      const answer = await ask('GET', `/x?status=${status}`);
      assert.equal(answer.status, status);
      assert.deepEqual(headerProblems(answer), []);
    });
  }

  const own = {
    'a static file': [200, () => ask('GET', kStatic)],
    'a static file not modified': [304, askAgain],
    'a missing static file': [404, () => ask('GET', '/static/nope.css')],
    'a posted static file': [405, () => post(kStatic, 'x')],
    'a request line of nonsense': [400, () => send({ port: nginx.tlsPort, sni: kHost, text: 'GET /\x01 HTTP/1.1\r\n\r\n' })],
    'a header line of nonsense': [400, () => ask('GET', '/x', { headers: [`X-Long: ${'a'.repeat(40_000)}`] })],
    'an address too long': [400, () => ask('GET', `/${'a'.repeat(40_000)}`)],
    'an unknown method': [405, () => ask('TRACE', '/x')],
    'a body too large': [413, () => post('/login', kBig)],
    'an unknown host': [421, () => ask('GET', '/x', { host: 'example.org' })],
    'plain HTTP': [400, () => send({ port: nginx.tlsPort, secure: false, text: request('GET', '/', { host: kHost }) })],
    'an internal route': [404, () => post('/api/internal/comms/dispatch')],
    'the loopback listener': [200, () => send({ port: nginx.internalPort, secure: false, text: request('GET', '/readyz', { host: '127.0.0.1' }) })],
  };
  for (const [what, [status, act]] of Object.entries(own)) {
    test(`StandOnce on ${what}`, async () => {
      const answer = await act();
      assert.equal(answer.status, status);
      assert.deepEqual(headerProblems(answer), []);
    });
  }

  test('LetOnlyALogoStandOnOtherPages', async () => {
    assert.deepEqual(headerProblems(await ask('GET', `/logo/${'0'.repeat(32)}`), kLogoHeaders), []);
    for (const path of ['/logo', '/t/logo/x', '/x?y=/logo/z', '/logo/../x'])
      assert.deepEqual(headerProblems(await ask('GET', path)), [], path);
  });

  test('StandOnTheRedirectOfTheBaseDomain', async () => {
    const host = 'nexcyte.localhost';
    const answer = await send({ port: nginx.tlsPort, sni: host, text: request('GET', '/t/acme/x', { host }) });
    assert.equal(answer.status, 302);
    assert.deepEqual(headerProblems(answer), []);
  });
});

describe('Errors', () => {
  test('TooLargeIsJsonForTheApiAndAPageOtherwise', async () => {
    assertJsonError(await post('/api/schedule/book', kBig), 413, 'too_large');
    assertPageError(await post('/t/acme/schedule/intro_call', kBig), 413);
  });

  test('HiddenRoutesLookLikeUnknownOnes', async () => {
    assertJsonError(await post('/api/internal/comms/dispatch'), 404, 'not_found');
    assertPageError(await ask('GET', '/metrics'), 404);
  });

  test('ErrorPagesHaveNoAddressOfTheirOwn', async () => {
    for (const path of ['/_nx/error.json', '/_nx/error.html']) assert.equal((await ask('GET', path)).status, 404);
  });

  test('MisdirectedErrorPathsStayMisdirected', async () => {
    const host = nameOf('globex');
    for (const path of ['/_nx/other', '/_nx/error.json/x'])
      assert.equal((await ask('GET', path, { host })).status, 421, path);
    for (const path of ['/_nx/error.json', '/_nx/error.html'])
      assert.equal((await ask('GET', path, { host })).status, 404, path);
  });

  test('MalformedIsOurPage', async () => {
    const answer = await ask('GET', '/x', { headers: [`X-Long: ${'a'.repeat(40_000)}`] });
    assertPageError(answer, 400);
  });

  test('AWorkersErrorIsLeftAsItIs', async () => {
    const answer = await ask('GET', '/x?status=500');
    assert.equal(answer.json().pool, 'portal');
  });
});

describe('StaticFiles', () => {
  test('AreKeptForAYear', async () => {
    const answer = await ask('GET', kStatic);
    assert.deepEqual(answer.all('cache-control'), ['public, max-age=31536000, immutable']);
    assert.deepEqual(answer.all('content-type'), ['text/css']);
    assert.equal(answer.body, 'body { margin: 0 }\n');
  });

  test('MissingOnesAreNotKept', async () => {
    assert.deepEqual((await ask('GET', '/static/nope.css')).all('cache-control'), ['no-store']);
  });

  test('FoldersAndParentsAreNotServed', async () => {
    const tricks = ['/static/', '/static/..', '/static/../nginx.conf', '/static/%2e%2e/nginx.conf', '/static/..%2fnginx.conf', '/static..%2fkey.pem', '/static/..;/key.pem', '/static//../key.pem'];
    for (const path of tricks) {
      const answer = await ask('GET', path);
      assert.doesNotMatch(answer.body, /worker_processes|PRIVATE KEY/, path);
      assert.ok(answer.status === 404 || answer.all('content-type').includes('application/json'), `${path}: ${answer.status}`);
    }
  });
});

describe('Limits', () => {
  test('LogInsOfOneAddressAreLimited', async () => {
    const answers = [];
    for (let attempt = 0; attempt < 30; attempt += 1) answers.push(await post('/login', 'email=a'));
    const refused = answers.filter((answer) => answer.status === 429);
    assert.ok(refused.length >= 5 && refused.length < 30, `${refused.length} of 30 refused`);
    assertPageError(refused[0], 429);
    assert.match(refused[0].all('retry-after')[0], /^\d+$/);
    assert.deepEqual(headerProblems(refused[0]), []);
    assert.equal((await ask('GET', '/login')).status, 200);
    assert.equal((await post('/t/acme/account')).status, 200);
  });
});

describe('DeadPool', () => {
  test('IsAnErrorOfOursWithAHintWhenToReturn', async () => {
    await nginx.pools.portal.close();
    const api = await ask('GET', '/api/session');
    assertJsonError(api, 503, 'calendar_unavailable');
    assert.match(api.all('retry-after')[0], /^\d+$/);
    const page = await ask('GET', '/t/acme/bookings');
    assertPageError(page, 503);
    assert.deepEqual(headerProblems(page), []);
    assert.equal((await ask('GET', '/api/schedule/slots')).status, 200);
  });
});
