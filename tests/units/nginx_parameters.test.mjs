// What reaches a worker: in every location of the shipped configuration exactly the parameters of
// the one file, whatever the client sends.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { kForgedHeaders, nameOf, request, send } from './nginx/client.mjs';
import { kSamples, locationsOf, read } from './nginx/conf.mjs';
import { start } from './nginx/private.mjs';

let nginx;
before(async () => (nginx = await start()));
after(() => nginx.stop());

const kHostOf = { tenant: nameOf('acme'), base: 'nexcyte.localhost', internal: '127.0.0.1' };

async function ask(site, path, { method = 'GET', headers = [], body } = {}) {
  const host = kHostOf[site];
  const secure = site !== 'internal';
  const answer = await send({
    port: secure ? nginx.tlsPort : nginx.internalPort,
    sni: host,
    secure,
    text: request(method, path, { host, headers, body }),
  });
  return { ...answer, ...(answer.status === 200 ? told(answer.json()) : {}) };
}

function told({ pool, params, bytes }) {
  const names = params.map(([name]) => name);
  return {
    pool,
    bytes,
    params: Object.fromEntries(params),
    repeated: names.filter((name, index) => names.indexOf(name) !== index),
  };
}

// Names with a value, and names that only keep a client's header out.
const namesMatching = (value) =>
  [...read('fastcgi_params').matchAll(/^fastcgi_param (\S+)\s+(\S+);/gm)]
    .filter(([, , given]) => value.test(given))
    .map(([, name]) => name);

for (const site of ['tenant', 'base', 'internal']) {
  describe(`Site ${site}`, () => {
    test('EveryLocationHasASample', () => {
      assert.deepEqual(locationsOf(site).sort(), Object.keys(kSamples[site]).sort());
    });

    for (const [location, [path, pool]] of Object.entries(kSamples[site])) {
      test(`${location} PassesOurParametersAndNoForgedOnes`, async () => {
        const { status, params, repeated, ...rest } = await ask(site, path, { headers: kForgedHeaders });
        assert.equal(status, 200);
        assert.equal(rest.pool, pool);
        assert.equal(params.NEXCYTE_TENANT, site === 'tenant' ? 'acme' : '');
        assert.equal(params.NEXCYTE_SITE, site);
        assert.match(params.NEXCYTE_REQUEST_ID, /^[0-9a-f]{32}$/);
        assert.equal(params.REMOTE_ADDR, '127.0.0.1');
        assert.equal(params.REQUEST_METHOD, 'GET');
        assert.equal(params.DOCUMENT_URI, path);
        assert.deepEqual(repeated, []);
        for (const name of namesMatching(/^\$/)) assert.ok(name in params, `${name} is missing`);
        const forged = Object.entries(params).filter(([, value]) => /globex|10\.9\.8\.7|comms/.test(value));
        assert.deepEqual(forged.filter(([name]) => name !== 'DOCUMENT_URI'), []);
        assert.ok(namesMatching(/^""$/).includes('HTTP_PROXY'));
        for (const name of namesMatching(/^""$/)) assert.equal(params[name] ?? '', '', name);
      });

      test(`${location} HandsOnTheSecretOnlyOffTheTenantsHosts`, async () => {
        const { params } = await ask(site, path, { headers: ['X-Nexcyte-Internal-Secret: abc'] });
        assert.equal(params.HTTP_X_NEXCYTE_INTERNAL_SECRET, site === 'tenant' ? '' : 'abc');
      });
    }
  });
}

describe('Pools', () => {
  const expected = [
    ['GET', '/api/schedule/my-bookings', 'portal'],
    ['POST', '/api/schedule/book', 'calendar'],
    ['POST', '/api/schedule/reserve', 'calendar'],
    ['POST', '/api/schedule/cancel', 'calendar'],
    ['POST', '/api/schedule/reschedule', 'calendar'],
    ['GET', '/api/schedule/slots', 'calendar'],
    ['GET', '/t/acme/schedule', 'calendar'],
    ['GET', '/t/acme/schedule/confirm/1', 'calendar'],
    ['GET', '/t/acme/bookings', 'portal'],
    ['GET', '/t/acme/bookings/1', 'portal'],
    ['GET', '/t/acme/bookings/1/calendar.ics', 'portal'],
    ['POST', '/t/acme/bookings/1/reschedule', 'calendar'],
    ['POST', '/t/acme/admin/scheduling/event-types', 'calendar'],
    ['GET', '/t/acme/admin/members', 'portal'],
    ['GET', '/api/admin/scheduling/settings', 'portal'],
    ['POST', '/api/admin/scheduling/settings', 'calendar'],
    ['GET', '/api/admin/notifications/templates', 'portal'],
    ['GET', '/schedule', 'portal'],
  ];
  for (const [method, path, pool] of expected) {
    test(`${method} ${path} goes to ${pool}`, async () => {
      assert.equal((await ask('tenant', path, { method, body: method === 'POST' ? '' : undefined })).pool, pool);
    });
  }
});

describe('Requests', () => {
  test('PathIsNormalisedOnceAndQueryIsNot', async () => {
    const { params } = await ask('tenant', '/t//acme/./x/../book%69ngs/a%252fb?q=%2e%2e');
    assert.equal(params.DOCUMENT_URI, '/t/acme/bookings/a%2fb');
    assert.equal(params.QUERY_STRING, 'q=%2e%2e');
  });

  test('BodyOfUnknownLengthGetsALength', async () => {
    const headers = ['Transfer-Encoding: chunked', 'Connection: close'];
    const text = `POST /x HTTP/1.1\r\nHost: ${kHostOf.tenant}\r\n${headers.join('\r\n')}\r\n\r\n3\r\nabc\r\n0\r\n\r\n`;
    const answer = await send({ port: nginx.tlsPort, sni: kHostOf.tenant, text });
    const { params, bytes } = told(answer.json());
    assert.equal(params.CONTENT_LENGTH, '3');
    assert.equal(bytes, 3);
  });

  test('TwoLengthsOfABodyAreRefused', async () => {
    const answer = await ask('tenant', '/x', { method: 'POST', body: 'abc', headers: ['Transfer-Encoding: chunked'] });
    assert.equal(answer.status, 400);
  });
});
