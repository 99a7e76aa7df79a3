// Measures what `./dev bench booking` has started.
// usage: node main.mjs --database URL --port N --relay N --standins N --processes FILE --postgres PID
//                      --state FOLDER --rounds N --seconds N --bookings N

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

import pg from 'pg';

import { connectionOf } from '../dispatch/connection.mjs';
import { measure } from '../load.mjs';
import { describeMachine, isBusy } from '../machine.mjs';
import { startedProcesses } from '../processes.mjs';
import { atLeast, atMost, median, table, verdicts } from '../report.mjs';
import { sessionCookies } from '../sessions.mjs';
import { Portal, slotsPath } from './member.mjs';
import { Relay } from './relay.mjs';

const kNames = [
  ...['database', 'port', 'relay', 'standins', 'processes', 'postgres'],
  ...['state', 'rounds', 'seconds', 'bookings'],
];
const kBookings = '/api/schedule/my-bookings?limit=50';
const kWarmUp = 120; // bookings: each of the 24 threads prepares its statements once
const kCallsOfAMinute = 100;
const kPickers = 50; // people
const kSlow = 2000; // ms
const kWeeks = 50; // that they look at
const kThought = 1000; // ms between two looks of one
const kGap = 4; // ms between two requests: a portal that has time to spare

const { values: given } = parseArgs({
  options: Object.fromEntries(kNames.map((name) => [name, { type: 'string' }])),
});
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const percentile = (values, part) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)];

function variantsOf(portal, processes) {
  const variant = (name, path, process) => ({
    name,
    url: `https://${portal.host}${path}`,
    supervisor: processes.get(process),
  });
  return [variant('ours', kBookings, 'portal'), variant('slots', slotsPath(), 'calendar')];
}

// The list of bookings and the shared slots in turn.
async function measureRates(portal, relay, someone) {
  const variants = variantsOf(portal, startedProcesses(given.processes));
  const cookieFile = join(given.state, 'cookies');
  writeFileSync(cookieFile, sessionCookies().join('\n') + '\n', { mode: 0o600 });
  const settings = { seconds: Number(given.seconds), cookieFile, postgres: Number(given.postgres) };
  const results = new Map(variants.map(({ name }) => [name, []]));
  const slots = await someone.slots();
  assert.ok(slots.length >= 50, `only ${slots.length} free times in the week`);
  const asked = relay.calls;
  for (const variant of variants) await measure(variant, { ...settings, seconds: 1 });
  for (let round = 1; round <= Number(given.rounds); ++round) {
    for (const variant of variants) {
      const sample = await measure(variant, settings);
      assert.equal(sample.bad, 0, `${variant.name}: ${sample.bad} requests failed`);
      results.get(variant.name).push(sample);
    }
  }
  return { results, upstream: relay.calls - asked };
}

// Transactions that wrote, so far. Asking takes none.
async function countWrites(client) {
  const { rows } = await client.query(
    'select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as n');
  return Number(rows[0].n);
}

async function freeStarts(someone, count) {
  const starts = [];
  for (let week = 0; starts.length < count; ++week) {
    assert.ok(week < 8, `the stand-in has ${starts.length} free times, ${count} are needed`);
    starts.push(...(await someone.slots(week)).map(({ start }) => start));
  }
  return starts.slice(0, count);
}

// Milliseconds that the calendar pool waited for Cal.com, booking by booking.
function timesOutside() {
  const log = readFileSync(join(given.state, 'log', 'calendar.log'), 'utf8');
  const lines = log.matchAll(/ route=\/api\/schedule\/book .* outside_us=(\d+)/g);
  return [...lines].map(([, us]) => Number(us) / 1000);
}

// Of bookings one after the other: milliseconds that are ours, and transactions that wrote.
async function measureOverhead(relay, members) {
  const client = new pg.Client(connectionOf(given.database));
  await client.connect();
  const count = Number(given.bookings);
  const starts = await freeStarts(members[0], kWarmUp + count);
  for (const member of members) await member.signIn();
  let own = 0; // transactions of the benchmark
  const book = async (start, n) => {
    // No account makes more calls within a minute.
    if (n % kCallsOfAMinute === 0) {
      await client.query('delete from nx.nx_rate_budget');
      own += 1;
    }
    const [calls, began] = [relay.calls, performance.now()];
    await members[n % members.length].book(start);
    const total = performance.now() - began;
    assert.ok(relay.calls > calls, 'a booking without a call to Cal.com');
    return total;
  };
  for (const [n, start] of starts.slice(0, kWarmUp).entries()) await book(start, n);
  const before = (await countWrites(client)) - own;
  const totals = [];
  for (const [n, start] of starts.slice(kWarmUp).entries()) totals.push(await book(start, n));
  const writes = ((await countWrites(client)) - own - before) / count;
  await client.end();
  const outside = timesOutside();
  assert.equal(outside.length, starts.length, 'one line of the log for each booking');
  const times = totals.map((total, n) => total - outside[kWarmUp + n]);
  return { times, writes };
}

// The 95th percentile in ms of one list after the other, for so long.
async function p95(members) {
  const end = performance.now() + Number(given.seconds) * 1000;
  const times = [];
  for (let n = 0; performance.now() < end; ++n) {
    const began = performance.now();
    await members[n % members.length].get(kBookings);
    times.push(performance.now() - began);
    await pause(kGap);
  }
  return percentile(times, 0.95);
}

async function standins(method, path, json) {
  const answer = await fetch(`http://127.0.0.1:${given.standins}${path}`, {
    method,
    body: json && JSON.stringify(json),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
}

// Fifty people who look at weeks that nobody has looked at yet, each waiting for Cal.com.
async function besidePickers(members) {
  await standins('POST', '/faults', { target: 'calcom.slots', kind: 'delay', ms: kSlow });
  let isOver = false;
  let views = 0;
  const pick = async (member, n) => {
    for (let week = n; !isOver; week = (week + 7) % kWeeks) {
      await member.pick(slotsPath(week));
      views += 1;
      await pause(kThought);
    }
  };
  const pickers = members.slice(-kPickers).map(pick);
  await pause(kSlow);
  const time = await p95(members.slice(0, kPickers));
  isOver = true;
  await Promise.all(pickers);
  await standins('DELETE', '/faults');
  return { time, views };
}

async function measureSlow(members) {
  const quiet = [await p95(members)];
  const busy = [];
  for (let round = 0; round < 3; ++round) {
    busy.push(await besidePickers(members));
    quiet.push(await p95(members));
  }
  return {
    quiet: median(quiet),
    slow: median(busy.map(({ time }) => time)),
    views: busy.reduce((sum, { views }) => sum + views, 0),
  };
}

function report({ results, upstream }, { times, writes }, slow) {
  const [ours, slots] = [results.get('ours'), results.get('slots')];
  const rates = median(slots.map(({ rate }, round) => rate / ours[round].rate));
  const list = [
    atLeast('rate, slots / my-bookings', rates, 0.7),
    atMost('calls to Cal.com while slots were measured', upstream, 5),
    atMost('our part of a booking, p50, ms', percentile(times, 0.5), 5),
    atMost('transactions that write, a booking', writes, 3),
    atMost('my-bookings p95, Cal.com slow / quiet', slow.slow / slow.quiet, 1.15),
  ];
  return { list, lines: [...table(results), '', ...verdicts(list)] };
}

async function main() {
  const machine = describeMachine();
  const wasBusy = isBusy();
  const portal = new Portal(Number(given.port));
  const relay = await Relay.listen(Number(given.relay), Number(given.standins));
  const members = portal.members();
  const rates = await measureRates(portal, relay, members[0]);
  const overhead = await measureOverhead(relay, members);
  const slow = await measureSlow(members);
  portal.close();
  relay.close();
  const { list, lines } = report(rates, overhead, slow);
  console.log([
    ...machine,
    ...(wasBusy ? ['OTHER WORK RAN ON THIS MACHINE: only the ratios mean something'] : []),
    '',
    ...lines,
    '',
    `our part of a booking: p90 ${percentile(overhead.times, 0.9).toFixed(1)} ms;` +
      ` my-bookings p95 ${slow.quiet.toFixed(1)} ms quiet, ${slow.slow.toFixed(1)} ms beside` +
      ` ${kPickers} pickers (${slow.views} views) and a Cal.com that takes ${kSlow} ms`,
  ].join('\n'));
  process.exitCode = list.every(({ isMet }) => isMet) ? 0 : 1;
}

await main();
