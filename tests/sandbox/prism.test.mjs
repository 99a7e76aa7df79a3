// The validating proxy: lets good exchanges pass without a word, and names what is wrong with
// others, in either direction.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { startPrism } from './prism.mjs';
import { startSandbox } from './testing.mjs';

const kRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const kContracts = path.resolve(kRoot, process.env.NX_CONTRACTS ?? '../shared/contracts');
const kHeaders = { Authorization: 'Bearer cal_standin_key', 'cal-api-version': '2024-08-13' };
const kAttendee = { name: 'Pat Doe', email: 'pat@example.org', timeZone: 'Europe/Berlin' };

function post(base, body) {
  return fetch(`${base}/v2/bookings`, {
    method: 'POST',
    headers: { ...kHeaders, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

test('the validating proxy reports violations of requests and answers', async (t) => {
  const client = await startSandbox(t);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prism-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const reportFile = path.join(folder, 'report.json');
  const spec = path.join(kContracts, 'calcom-v2.openapi.json');
  const upstream = `${client.base}/calcom`;
  const proxy = await startPrism({ upstream, port: 0, spec, reportFile });
  t.after(() => proxy.stop());
  const base = `http://127.0.0.1:${proxy.port}`;
  const report = () => JSON.parse(fs.readFileSync(reportFile, 'utf8'));

  const good = { start: '2026-11-25T10:00:00Z', eventTypeId: 1101, attendee: kAttendee };
  const response = await post(base, good);
  assert.equal(response.status, 201);
  assert.equal(response.headers.get('sl-violations'), null);
  const { uid } = (await response.json()).data;
  await fetch(`${base}/v2/bookings/${uid}`, { headers: kHeaders });
  assert.deepEqual(report().violations, []);
  assert.equal(report().exchanges, 2);

  await post(base, { ...good, start: '2026-11-25T12:00:00+01:00' });
  assert.match(report().violations[0].message, /start/);
  assert.equal(report().violations[0].location[0], 'request');

  client.sandbox.calcom.store.bookings.get(uid).metadata = 'not an object';
  await fetch(`${base}/v2/bookings/${uid}`, { headers: kHeaders });
  assert.equal(report().violations.at(-1).location[0], 'response');

  await fetch(`${base}/v2/nothing`, { headers: kHeaders });
  assert.equal(report().violations.at(-1).path, '/v2/nothing');
});
