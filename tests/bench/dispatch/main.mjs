// Measures what `./dev bench dispatch` has started: each variant sends the same mails to the same
// endpoint, which counts them.
// usage: node main.mjs --database URL --endpoint URL [--ca FILE] --internal URL --messages N
//                      --processes FILE --postgres PID --callers N --large N --port N
//                      --seconds N

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import pg from 'pg';

import { describeMachine, isBusy } from '../machine.mjs';
import { atLeast, atMost, row, verdicts } from '../report.mjs';
import { Caller } from './calls.mjs';
import { connectionOf } from './connection.mjs';
import { Costs } from './costs.mjs';
import { fairness, underOldSnapshot } from './crowd.mjs';
import { dispatchAll, kTenants, Outbox } from './ours.mjs';
import { portalUnderTrouble } from './portal.mjs';
import { wakeUps } from './wakeup.mjs';

const kNames = [
  ...['database', 'endpoint', 'ca', 'internal', 'processes', 'postgres'],
  ...['messages', 'callers', 'large', 'port', 'seconds'],
];
const kPerCaller = 48; // requests that one call of ours has under way
const kSmall = 10_000;
const kWarmUp = 500;
const kLatency = 50;
const kBookings = 300;
const kPeers = ['pg-boss', 'graphile-worker', 'graphile-worker, localQueue'];

const { values: given } = parseArgs({
  options: Object.fromEntries(kNames.map((name) => [name, { type: 'string' }])),
});
const callers = Number(given.callers);
const endpoint = new Caller(given.endpoint, { ca: given.ca && readFileSync(given.ca) });

const costs = new Costs(given.processes, Number(given.postgres));

// Runs `work` and tells how many messages a second arrived, each of them once, over how many new
// connections, and what a message cost. `peer`: the process that works instead of ours.
async function timed(messages, latencyMs, work, peer) {
  await endpoint.json('POST', '/reset', { latencyMs, status: 200 });
  const spent = costs.count(peer);
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const cpu = Object.entries(spent()).map(([name, us]) => [name, Math.round(us / messages)]);
  const { received, distinct, connections } = await endpoint.json('GET', '/counts');
  assert.deepEqual([received, distinct], [messages, messages], 'not every message arrived once');
  return { rate: messages / seconds, connections, cpu: Object.fromEntries(cpu) };
}

async function measureOurs(outbox, messages, latencyMs, tenants = 1) {
  await outbox.clear();
  await outbox.add(messages, 'pending', tenants);
  const result = await timed(messages, latencyMs, () => dispatchAll(given.internal, callers));
  assert.equal(await outbox.countNotSent(), 0, 'rows are not settled');
  return result;
}

async function freshDatabase() {
  const client = new pg.Client(connectionOf(given.database));
  await client.connect();
  await client.query('drop database if exists peer with (force)');
  await client.query('create database peer');
  await client.end();
  return { ...connectionOf(given.database), database: 'peer' };
}

async function measurePeer(name, messages, latencyMs, sample) {
  const program = new URL('peer.mjs', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, name], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const hear = async (word) => assert.equal((await lines.next()).value, word, name);
  const tell = (line) => child.stdin.write(`${line}\n`);
  const connection = await freshDatabase();
  const { endpoint: to, ca } = given;
  const inFlight = callers * kPerCaller;
  tell(JSON.stringify({ connection, endpoint: to, ca, sample, messages, inFlight }));
  await hear('ready');
  const work = async () => {
    tell('go');
    await hear('done');
  };
  const result = await timed(messages, latencyMs, work, child.pid);
  tell('end');
  return result;
}

async function measureAll(outbox, messages, latencyMs, sample) {
  const rates = new Map();
  const note = (name, result) => {
    rates.set(name, result);
    const cpu = Object.entries(result.cpu).map(([part, us]) => `${part} ${us}`);
    process.stderr.write(`${latencyMs} ms: ${name}: ${Math.round(result.rate)}/s, us: ${cpu}\n`);
  };
  note('ours', await measureOurs(outbox, messages, latencyMs));
  const shared = await measureOurs(outbox, messages, latencyMs, kTenants);
  note(`ours, ${kTenants} tenants`, shared);
  for (const name of kPeers) note(name, await measurePeer(name, messages, latencyMs, sample));
  return rates;
}

// Milliseconds of a claim with that many rows in the table: five thousand due, the others sent.
async function measureClaims(outbox) {
  await outbox.clear();
  await outbox.add(5000, 'pending');
  await outbox.add(kSmall - 5000, 'sent');
  const small = await outbox.claimTime();
  await outbox.addInParts(Number(given.large) - kSmall, 'sent');
  return { small, large: await outbox.claimTime() };
}

// What is not compared with anybody.
async function measureProperties(outbox, messages) {
  const { database: url, internal, port } = given;
  const settings = { url, endpoint, outbox, internal, port, callers, timed };
  const note = (name, value) => process.stderr.write(`${name}: ${JSON.stringify(value)}\n`);
  const fair = await fairness(settings, messages);
  note('fairness', fair);
  const snapshot = await underOldSnapshot(settings, messages);
  note('under an old snapshot, messages/s', snapshot);
  await outbox.clear();
  const wake = await wakeUps(url, endpoint, kBookings);
  const wakeUp = { p50: wake[kBookings >> 1], p99: wake[Math.floor(kBookings * 0.99)] };
  note('commit to acceptance, ms', wakeUp);
  const portal = await portalUnderTrouble({ ...settings, seconds: Number(given.seconds) });
  note('portal', portal);
  return { fair, snapshot, wakeUp, portal };
}

function table(results) {
  const ours = results.get('ours').rate;
  const parts = Object.keys(results.get('ours').cpu);
  const names = ['variant', 'messages/s', 'ours / it', ...parts.map((part) => `${part} us`)];
  const rows = [...results].map(([name, { rate, connections, cpu }]) =>
    row([name, Math.round(rate), (ours / rate).toFixed(2), ...Object.values(cpu), connections]),
  );
  const line = names.map((_, i) => (i === 0 ? '---' : '---:'));
  return [row([...names, 'connections']), row([...line, '---:']), ...rows];
}

function targets(rates, slow, claims, { fair, snapshot, wakeUp, portal }) {
  const ours = rates.get('ours').rate;
  const against = (name) => ours / rates.get(name).rate;
  const kBudget = 55; // seconds: twenty in which a request may begin, thirty that it may take
  return [
    atLeast('rate, ours / pg-boss', against('pg-boss'), 2.5),
    atLeast('rate, ours / graphile, localQueue', against('graphile-worker, localQueue'), 1.5),
    atLeast('rate, ours / graphile-worker', against('graphile-worker'), 5),
    atLeast(`messages/s at ${kLatency} ms`, slow.get('ours').rate, 1000),
    atMost(`claim time, ${given.large} rows / ${kSmall} rows`, claims.large / claims.small, 1.5),
    atMost('calls until the others are out', fair.calls, 5),
    atLeast('rate, a large tenant among others / alone', fair.rate / ours, 0.8),
    atLeast('rate, under an old snapshot / without', snapshot / ours, 0.5),
    atMost('commit to acceptance, p50, ms', wakeUp.p50, 100),
    atMost('commit to acceptance, p99, ms', wakeUp.p99, 1000),
    atMost('portal p95, slow provider / quiet', portal.slow.p95 / portal.quiet, 1.1),
    atMost('portal p95, storm of 429 / quiet', portal.storm.p95 / portal.quiet, 1.1),
    atMost('longest call, s', Math.max(portal.slow.longest, portal.storm.longest), kBudget),
  ];
}

async function main() {
  const machine = describeMachine(['postgresql-15', 'nginx']);
  const wasBusy = isBusy();
  const messages = Number(given.messages);
  const outbox = await Outbox.open(given.database);
  await measureOurs(outbox, kWarmUp, 0);
  const sample = await endpoint.json('GET', '/sample');
  const rates = await measureAll(outbox, messages, 0, sample);
  const slow = await measureAll(outbox, Math.ceil(messages / 2), kLatency, sample);
  const properties = await measureProperties(outbox, messages);
  const claims = await measureClaims(outbox);
  await outbox.close();
  endpoint.close();
  const list = targets(rates, slow, claims, properties);
  const lines = [
    `${messages} mails of ${sample.body.length} bytes to ${given.endpoint}, ${callers} callers,`,
    `${callers * kPerCaller} requests under way at most`,
    ...machine,
    ...(wasBusy ? ['OTHER WORK RAN ON THIS MACHINE: only the ratios mean something'] : []),
    '',
    ...table(rates),
    '',
    `The endpoint answers after ${kLatency} ms:`,
    '',
    ...table(slow),
    '',
    `a claim of 64: ${claims.small.toFixed(2)} ms at ${kSmall} rows, ` +
      `${claims.large.toFixed(2)} ms at ${given.large} rows`,
    '',
    ...verdicts(list),
  ];
  console.log(lines.join('\n'));
  process.exitCode = list.every(({ isMet }) => isMet) ? 0 : 1;
}

await main();
