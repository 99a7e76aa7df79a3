// The shipped nginx in front of the real program: every location refuses to be talked into another
// tenant or an internal route, and every answer carries the security headers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  headerProblems, kForgedHeaders, kInternalSpellings, kPreviewHeaders, nameOf, request, send,
} from '../units/nginx/client.mjs';
import { kSamples, locationsOf } from '../units/nginx/conf.mjs';

const kPort = Number(process.env.NX_PORT_BASE ?? 8400);
const kTls = kPort + 43;
const kInternal = kPort + 80;
const kAcme = nameOf('acme');

const ask = (method, path, { host = kAcme, sni = host, ...options } = {}) =>
  send({ port: kTls, sni, text: request(method, path, { host, ...options }) });
const inClear = (method, path, options = {}) =>
  send({ port: kInternal, secure: false, text: request(method, path, { host: '127.0.0.1', ...options }) });

// What two answers to the same question may differ in.
const comparable = ({ status, headers, body }) => ({
  status,
  location: headers.filter(([name]) => name === 'location'),
  body: body.replace(/[A-Za-z0-9_-]{32,}/g, '*'),
});

describe('Locations', () => {
  test('AreAllTried', () => {
    assert.deepEqual(locationsOf('tenant').sort(), Object.keys(kSamples.tenant).sort());
  });

  for (const [location, [path]] of Object.entries(kSamples.tenant)) {
    test(`${location} AnswersForgedHeadersAsPlainOnes`, async () => {
      const plain = await ask('GET', path);
      const forged = await ask('GET', path, { headers: kForgedHeaders });
      assert.ok(plain.status < 500, `${plain.status}`);
      assert.deepEqual(comparable(forged), comparable(plain));
      assert.doesNotMatch(forged.body, /globex/i);
    });

    test(`${location} RefusesOtherNames`, async () => {
      assert.equal((await ask('GET', path, { sni: kAcme, host: nameOf('globex') })).status, 421);
      assert.equal((await ask('GET', path, { headers: [`Host: ${nameOf('globex')}`] })).status, 400);
      assert.equal((await ask('GET', `https://${nameOf('globex')}${path}`)).status, 421);
      assert.equal((await ask('GET', path, { sni: 'example.org', host: 'example.org' })).status, 421);
    });

    test(`${location} CarriesTheSecurityHeaders`, async () => {
      const wanted = location.endsWith('/preview$') ? kPreviewHeaders : undefined;
      for (const answer of [await ask('GET', path), await ask('DELETE', path), await ask('POST', path, { body: 'x' })])
        assert.deepEqual(headerProblems(answer, wanted), [], `${answer.status}`);
    });
  }
});

describe('InternalRoutes', () => {
  const secret = ['X-Nexcyte-Internal-Secret: wrong-secret-0123456789abcdef0123456789'];

  for (const spelling of kInternalSpellings) {
    test(`AreUnknownToATenantsHostAs ${spelling}`, async () => {
      const answer = await ask('POST', spelling, { headers: secret, body: '' });
      // A page may ask for the log-in or for its form's token; an internal route would say 401.
      assert.ok([302, 303, 400, 403, 404, 405].includes(answer.status), `${answer.status} ${answer.body}`);
      assert.doesNotMatch(answer.body, /"claimed"|"checked"|nexcyte_/);
    });
  }

  test('AskForTheSecretOnTheLoopbackListener', async () => {
    for (const path of ['/api/internal/comms/dispatch', '/api/internal/schedule/reconcile']) {
      assert.equal((await inClear('POST', path, { body: '' })).status, 401, path);
      const wrong = await inClear('POST', path, { headers: secret, body: '' });
      assert.equal(wrong.status, 401, path);
      assert.deepEqual(headerProblems(wrong), []);
    }
  });

  test('AreUnknownToTheBaseDomain', async () => {
    const answer = await ask('POST', '/api/internal/comms/dispatch', { host: 'nexcyte.localhost', headers: secret, body: '' });
    assert.equal(answer.status, 404);
  });
});

describe('LoopbackListener', () => {
  for (const path of ['/healthz', '/readyz', '/metrics', '/metrics/portal', '/metrics/calendar']) {
    test(`${path} AnswersThereAlone`, async () => {
      assert.equal((await inClear('GET', path)).status, 200);
      assert.equal((await ask('GET', path)).status, 404);
      assert.equal((await ask('GET', path, { host: 'nexcyte.localhost' })).status, 404);
      assert.equal((await inClear('GET', path, { host: kAcme })).status, 421);
    });
  }

  // What one worker has counted the next one tells.
  for (const [pool, asked, route] of [
    ['portal', '/api/session', 'GET /api/session'],
    ['calendar', '/api/schedule/slots', 'GET /api/schedule/slots'],
  ]) {
    test(`MetricsOfThe ${pool} PoolTellOfItsRequests`, async () => {
      const labels = `pool="${pool}",route="${route}"`;
      const counted = async (name) => {
        const { body } = await inClear('GET', `/metrics/${pool}`);
        const line = body.split('\n').find((text) => text.startsWith(name));
        return Number(line?.split(' ').pop() ?? 0);
      };
      const total = `nexcyte_requests_total{${labels},class="4xx"}`;
      const before = await counted(total);
      for (let n = 0; n < 20; n += 1) assert.equal((await ask('GET', asked)).status, 401);
      assert.ok((await counted(total)) >= before + 20);
      assert.ok((await counted(`nexcyte_request_seconds_count{${labels}}`)) >= before + 20);
      assert.doesNotMatch((await inClear('GET', `/metrics/${pool}`)).body, /nexcyte_outbox|acme/);
    });
  }

  test('MetricsNameNoTenant', async () => {
    assert.doesNotMatch((await inClear('GET', '/metrics')).body, /globex|acme/);
  });
});

describe('Tenants', () => {
  test('AnUnknownTenantIsNotFound', async () => {
    const answer = await ask('GET', '/login', { host: nameOf('nobody-here') });
    assert.equal(answer.status, 404);
    assert.deepEqual(headerProblems(answer), []);
  });

  test('APathOfAnotherTenantIsNotFoundOrAsksToLogIn', async () => {
    const other = await ask('GET', '/t/globex/bookings');
    const nobody = await ask('GET', '/t/nobody-here/bookings');
    assert.equal(other.status, nobody.status);
    assert.doesNotMatch(other.body, /Globex/);
  });
});

describe('Bodies', () => {
  const big = 'x'.repeat(2_000_000);

  test('TooLargeForTheApiIsOurJson', async () => {
    const answer = await ask('POST', '/api/schedule/book', { body: big });
    assert.equal(answer.status, 413);
    assert.equal(answer.json().error.code, 'too_large');
  });

  test('TooLargeForAPageIsAPage', async () => {
    const answer = await ask('POST', '/login', { body: big });
    assert.equal(answer.status, 413);
    assert.match(answer.all('content-type')[0], /^text\/html/);
  });
});

// nginx has no words of its own: each code is one of product.md, with the request's id.
describe('RefusalsOfNginx', () => {
  const ours = (answer, status, code) => {
    assert.equal(answer.status, status, answer.body);
    const { error } = answer.json();
    assert.equal(error.code, code);
    assert.match(error.requestId, /^[0-9a-f]{32}$/);
    assert.ok(error.message);
    assert.deepEqual(headerProblems(answer), []);
  };
  const path = '/api/schedule/slots';

  test('ANameThatIsNotServedIsNotFound', async () => {
    ours(await ask('GET', path, { sni: 'example.org', host: 'example.org' }), 421, 'not_found');
    ours(await ask('GET', path, { sni: kAcme, host: nameOf('globex') }), 421, 'not_found');
  });

  test('ATransferCodingThatIsNotKnownIsMalformed', async () => {
    ours(await ask('POST', path, { headers: ['Transfer-Encoding: gzip'] }), 400, 'malformed');
  });

  test('APageGetsAPage', async () => {
    const answer = await ask('POST', '/login', { headers: ['Transfer-Encoding: gzip'] });
    assert.equal(answer.status, 400);
    assert.match(answer.all('content-type')[0], /^text\/html/);
    assert.match(answer.body, /Reference: [0-9a-f]{32}/);
  });

  test('ARangeThatAFileDoesNotHaveGetsTheFile', async () => {
    const [, file] = (await ask('GET', '/login')).body.match(/href="(\/static\/[^"]+\.css)"/);
    const answer = await ask('GET', file, { headers: ['Range: bytes=99999999-'] });
    assert.equal(answer.status, 200);
    assert.deepEqual(headerProblems(answer), []);
  });
});

describe('StaticFiles', () => {
  test('EveryOneOfAPageIsServedAndKept', async () => {
    const page = await ask('GET', '/login');
    const paths = [...page.body.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, path]) => path);
    assert.ok(paths.length >= 1, page.body);
    for (const path of paths) {
      const answer = await ask('GET', path);
      assert.equal(answer.status, 200, path);
      assert.match(answer.all('cache-control')[0], /immutable/);
      assert.match(path, /[.-][0-9a-f]{8,}\./);
      assert.deepEqual(headerProblems(answer), []);
    }
  });
});
