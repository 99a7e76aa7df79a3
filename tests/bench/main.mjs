// Measures what `./dev bench` has started: all variants in turn, several rounds.
// usage: node main.mjs --rounds N --seconds N --port N --bench-port N --state FOLDER
//                      --runtime FOLDER --postgres PID --small N --large N

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { compareAnswers, fetchBookings, fetchOne } from './answers.mjs';
import { closeIdle, openIdle } from './idle.mjs';
import { measure } from './load.mjs';
import { describeMachine, isBusy } from './machine.mjs';
import { childrenOf, pssMegabytes, startedProcesses } from './processes.mjs';
import { table, targets, verdicts } from './report.mjs';
import { sessionCookies } from './sessions.mjs';

const kOptions = [
  ...['port', 'bench-port', 'state', 'runtime', 'postgres'],
  ...['rounds', 'seconds', 'small', 'large'],
];
const kIdle = 64;
const kPath = '/api/schedule/my-bookings?limit=50';
// A head grows by a digit, a flag changes: no more than this.
const kByteTolerance = 0.02;

function readOptions() {
  const options = Object.fromEntries(kOptions.map((name) => [name, { type: 'string' }]));
  const { values } = parseArgs({ options });
  for (const name of kOptions) assert.ok(values[name], `--${name} is missing`);
  return values;
}

function variantsOf({ port, 'bench-port': benchPort }, processes) {
  const portal = `https://bench.nexcyte.localhost:${port}`;
  const bench = `https://bench.nexcyte.localhost:${benchPort}`;
  const variant = (name, url, process) => ({ name, url, supervisor: processes.get(process) });
  return [
    variant('nginx return 200', `${bench}/nginx`),
    variant('hello', `${bench}/hello`, 'hello'),
    variant('limit', `${bench}/limit`, 'limit'),
    variant('ours', portal + kPath, 'portal'),
    variant('node', `${bench}/node`, 'node'),
    variant('ours, small table', bench + kPath, 'portal-small'),
    { ...variant('ours, 64 idle', portal + kPath, 'portal'), idle: kIdle },
  ];
}

const isHello = ({ name }) => name === 'hello' || name === 'nginx return 200';

async function checkAnswers(variants, cookies) {
  const byName = new Map(variants.map((variant) => [variant.name, variant]));
  const references = [byName.get('limit'), byName.get('node')];
  await compareAnswers(byName.get('ours'), references, cookies.slice(0, 5));
  const small = byName.get('ours, small table');
  await fetchBookings(small.name, small.url, cookies[0]);
  for (const { url } of variants.filter(isHello)) {
    assert.deepEqual(await fetchOne(url, cookies[0]), { status: 200, body: 'hello\n' });
  }
}

async function measureOne(variant, settings) {
  const sockets = variant.idle ? await openIdle(settings.portalSocket, variant.idle) : [];
  try {
    return await measure(variant, settings);
  } finally {
    assert.equal(closeIdle(sockets), 0, 'kept connections were closed');
  }
}

// Every answer was a 200, and none was shorter or longer than the first round's.
function requireSound(name, sample, first) {
  assert.equal(sample.bad, 0, `${name}: ${sample.bad} requests failed`);
  const change = Math.abs(sample.bytes / first.bytes - 1);
  assert.ok(change <= kByteTolerance, `${name}: answers of another size (${sample.bytes} bytes)`);
}

async function measureAll(variants, settings) {
  const results = new Map(variants.map(({ name }) => [name, []]));
  for (const variant of variants) await measureOne(variant, { ...settings, seconds: 2 });
  for (let round = 1; round <= settings.rounds; ++round) {
    for (const variant of variants) {
      const sample = await measureOne(variant, settings);
      const samples = results.get(variant.name);
      samples.push(sample);
      requireSound(variant.name, sample, samples[0]);
      process.stderr.write(`round ${round}: ${variant.name}: ${Math.round(sample.rate)}/s\n`);
    }
  }
  return results;
}

function memoryOf(processes) {
  const pssOf = (name) => childrenOf(processes.get(name)).map(pssMegabytes);
  return Object.fromEntries(['portal', 'limit', 'node'].map((name) => [name, pssOf(name)]));
}

function memoryLine([name, megabytes]) {
  return `PSS of the workers, ${name}: ${megabytes.map((mb) => mb.toFixed(1)).join(', ')} MB`;
}

async function main() {
  const given = readOptions();
  const processes = startedProcesses(join(given.state, 'processes'));
  const cookies = sessionCookies();
  const cookieFile = join(given.state, 'cookies');
  writeFileSync(cookieFile, cookies.join('\n') + '\n', { mode: 0o600 });
  const variants = variantsOf(given, processes);
  const machine = describeMachine();
  const wasBusy = isBusy();

  await checkAnswers(variants, cookies);
  const results = await measureAll(variants, {
    rounds: Number(given.rounds),
    seconds: Number(given.seconds),
    cookieFile,
    postgres: Number(given.postgres),
    portalSocket: join(given.runtime, 'portal.sock'),
  });
  await checkAnswers(variants, cookies);

  const memory = memoryOf(processes);
  const list = targets(results, memory.portal);
  const lines = [
    `GET ${kPath}, ${given.large} bookings of one tenant (small table: ${given.small}),`,
    `32 TLS connections, ${given.rounds} rounds of ${given.seconds} s each`,
    ...machine,
    ...(wasBusy ? ['OTHER WORK RAN ON THIS MACHINE: only the ratios mean something'] : []),
    '',
    ...table(results),
    '',
    ...Object.entries(memory).map(memoryLine),
    '',
    ...verdicts(list),
  ];
  console.log(lines.join('\n'));
  process.exitCode = list.every(({ isMet }) => isMet) ? 0 : 1;
}

await main();
