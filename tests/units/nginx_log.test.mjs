// A link of a mail may still be good when its request fails: no log may hold its token.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { nameOf, request, send } from './nginx/client.mjs';
import { start } from './nginx/private.mjs';

const kHost = nameOf('acme');
const kToken = 'tokenOfAMailThatIsStillGood0123456789abcdef';

let nginx;
before(async () => {
  nginx = await start({ signInRate: '1r/m' });
  rmSync(join(nginx.folder, 'portal.sock')); // from here on every request of the portal fails
});
after(() => nginx.stop());

const ask = (path) => send({ port: nginx.tlsPort, sni: kHost, text: request('GET', path, { host: kHost }) });

function logs() {
  const folder = join(nginx.folder, 'log');
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
}

test('no log holds the token of a link, whatever fails', async () => {
  for (const path of ['/reset', '/verify']) {
    for (let i = 0; i < 30; i += 1) {
      const { status } = await ask(`${path}?token=${kToken}`);
      assert.ok([429, 503].includes(status), `${status}`);
    }
  }
  assert.ok(!logs().includes(kToken));
});

test('other failures are logged with their address', async () => {
  assert.equal((await ask('/t/acme/bookings?when=all')).status, 503);
  assert.ok(logs().includes('/t/acme/bookings?when=all'));
});
