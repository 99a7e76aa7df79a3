// The stand-in for Cal.com against recordings of a real server. The folder of the contracts comes
// from NX_CONTRACTS; without it the test fails rather than passes for want of anything to compare.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { replay } from './replay/run.mjs';

const kRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const kContracts = path.resolve(kRoot, process.env.NX_CONTRACTS ?? '../shared/contracts');
const kRecordings = path.join(kContracts, 'calcom-recordings');

// Bookings of seated and recurring event types: the portal refuses such types at mapping.
const kLeftOut = [112, 113, 114, 115, 170, 214, 215, 216, 242, 243, 244, 245, 246, 247, 248, 249,
  250, 251];

describe('replay of the recordings', () => {
  let results;

  before(async () => {
    assert.ok(fs.existsSync(kRecordings), `no recordings in ${kRecordings}: set NX_CONTRACTS`);
    results = await replay(kRecordings);
  });

  test('every answer agrees with the recorded one', () => {
    const different = results.filter(({ problems }) => problems.length > 0);
    const text = different.map(({ file, problems }) => [file, ...problems].join('\n  ')).join('\n');
    assert.equal(different.length, 0, text);
  });

  test('only bookings of seated and recurring event types are left out', (t) => {
    const leftOut = results.filter(({ leftOut: reason }) => reason !== null);
    for (const { file, leftOut: reason } of leftOut) t.diagnostic(`left out: ${file}: ${reason}`);
    const numbers = leftOut.map(({ file }) => Number.parseInt(file, 10));
    const unexpected = numbers.filter((number) => !kLeftOut.includes(number));
    assert.deepEqual(unexpected, []);
  });

  test('races and webhook deliveries are among what was compared', () => {
    const compared = results.map(({ file }) => file);
    assert.equal(compared.filter((file) => file.startsWith('race-')).length, 2);
    assert.equal(compared.filter((file) => file.startsWith('webhook-delivery-')).length, 6);
  });
});

// A comparison that cannot fail proves nothing: each change of a recording must be found.
describe('replay of recordings that were tampered with', () => {
  let folder;

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recordings-'));
    fs.cpSync(kRecordings, folder, { recursive: true });
    fs.chmodSync(folder, 0o700);
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const kChanges = {
    '003-auth-wrong-key.json': (r) => {
      r.response.status = 403;
    },
    '034-slots-ok-utc-default.json': (r) => {
      r.response.body.data['2026-11-24'].pop();
    },
    '064-reserve-slot-already-reserved.json': (r) => {
      r.response.body.error.message = 'Taken.';
    },
    '104-booking-create-ok-authenticated.json': (r) => {
      r.response.body.data.newMember = true;
    },
    '167-booking-get-unknown.json': (r) => {
      r.response.body = { statusCode: 404, message: r.response.body.error.message };
    },
    '171-bookings-list.json': (r) => {
      r.response.body.data[0].rating = 'good';
    },
    'webhook-delivery-booking-cancelled.json': (r) => {
      r.request.raw_body = r.request.raw_body.replace('+00:00', 'Z');
    },
    'race-three-identical-bookings.json': (r) => {
      r.results[2].status = 201;
    },
  };

  test('finds every change', async () => {
    for (const [file, change] of Object.entries(kChanges)) {
      const full = path.join(folder, file);
      const recording = JSON.parse(fs.readFileSync(full, 'utf8'));
      change(recording);
      fs.rmSync(full);
      fs.writeFileSync(full, JSON.stringify(recording));
    }
    const found = (await replay(folder)).filter(({ problems }) => problems.length > 0);
    const names = found.map(({ file }) => file).sort();
    assert.deepEqual(names, Object.keys(kChanges).sort());
  });
});
