// Measures what `./dev bench admin` has started: each page of staff with the large and with the small
// table in turn. The time is the worker's own, from its log; one request after the other.
// CPU time is that of the worker and of Postgres, for a machine on which other work runs.
// usage: node main.mjs --requests N --port N --bench-port N --large N --small N --state FOLDER
//                      --postgres PID

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { fetchOne } from '../answers.mjs';
import { describeMachine, isBusy } from '../machine.mjs';
import { childrenOf, countCpu, startedProcesses } from '../processes.mjs';
import { median, row } from '../report.mjs';
import { sessionCookies } from '../sessions.mjs';

const kList = '/t/bench/admin/scheduling/bookings';
const kLongest = 3000; // microseconds
const kFactor = 2;
const kBlock = 25; // requests of one table before the other has its turn

// Bookings lie three days and up to a hundred weeks back, and 40 days ahead.
const day = (offset) => new Date(Date.now() + offset * 86400000).toISOString().slice(0, 10);
const queries = {
  'coming up, first page': '',
  'coming up, last page': 'page=last',
  'all, first page': 'when=all',
  'all, last page': 'when=all&page=last',
  'state: confirmed': 'when=all&status=scheduled',
  'state: declined (rare)': 'when=all&status=rejected',
  'state: declined, last page': 'when=all&status=rejected&page=last',
  'state: checking (none)': 'when=all&status=pending',
  'purpose': 'when=all&purpose=support',
  'purpose, last page': 'when=all&purpose=support&page=last',
  'purpose and state': 'when=all&purpose=demo&status=cancelled',
  'person: one address': 'when=all&person=member5@',
  'person: many': 'when=all&person=winter1',
  'person and state': 'when=all&person=winter1&status=cancelled',
  'person: nobody': 'when=all&person=zzzz',
  'dates': `when=all&from=${day(-200)}&to=${day(-150)}`,
  'dates, last page': `when=all&from=${day(-200)}&to=${day(-100)}&page=last`,
  'dates, person and purpose': `when=all&from=${day(-200)}&person=winter&purpose=demo`,
};

const names = ['requests', 'port', 'bench-port', 'large', 'small', 'state', 'postgres'];
const { values } = parseArgs({
  options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});
for (const name of names) assert.ok(values[name], `--${name} is missing`);

const [cookie] = sessionCookies();
const processes = startedProcesses(join(values.state, 'processes'));
const tableOf = (name, port, pool) => ({
  name,
  port,
  log: join(values.state, 'log', `${pool}.log`),
  supervisor: processes.get(pool),
});
const tables = [
  tableOf('large', values.port, 'calendar'),
  tableOf('small', values['bench-port'], 'calendar-small'),
];

const timesIn = (log) =>
  [...readFileSync(log, 'utf8').matchAll(/ method=GET .* us=(\d+)/g)].map(([, us]) => Number(us));

async function block(table, path, count) {
  const before = timesIn(table.log).length;
  const cpu = countCpu([...childrenOf(table.supervisor), ...childrenOf(Number(values.postgres))]);
  for (let i = 0; i < count; i += 1) {
    const url = `https://bench.nexcyte.localhost:${table.port}${path}`;
    const { status, body } = await fetchOne(url, cookie);
    assert.equal(status, 200, `${table.name} ${path}: ${status} ${body.slice(0, 300)}`);
  }
  const spent = cpu() / count;
  const times = timesIn(table.log).slice(before);
  assert.equal(times.length, count, `${table.log} has ${times.length} lines of ${count} requests`);
  return { times, spent };
}

const rowsOf = (body) => body.split('class="card booking-row').length - 1;

// `pathOf`: of a table.
async function measurePage(pathOf) {
  const times = { large: [], small: [] };
  const spent = { large: [], small: [] };
  for (const table of tables) await block(table, pathOf(table), kBlock); // warm
  while (times.large.length < Number(values.requests)) {
    for (const table of tables) {
      const done = await block(table, pathOf(table), kBlock);
      times[table.name].push(...done.times);
      spent[table.name].push(done.spent);
    }
  }
  return { times, spent };
}

// A page of a booking, the one at the head of the list.
async function detailOf(table) {
  const { body } = await fetchOne(`https://bench.nexcyte.localhost:${table.port}${kList}?when=all`, cookie);
  return body.match(/href="(\/t\/bench\/admin\/scheduling\/bookings\/[0-9a-f-]{36})"/)[1];
}

async function countRows(path) {
  const counts = [];
  for (const { port } of tables) {
    counts.push(rowsOf((await fetchOne(`https://bench.nexcyte.localhost:${port}${path}`, cookie)).body));
  }
  return counts.join(' / ');
}

const percentile = (times, share) => [...times].sort((a, b) => a - b)[Math.floor(times.length * share)];

function verdict(name, { times, spent }, rows) {
  const [large, small] = [median(times.large), median(times.small)];
  const isMet = large <= kLongest && large <= kFactor * small;
  const cpu = [median(spent.large), median(spent.small)].map(Math.round).join(' / ');
  const cells = [name, rows, large, small, (large / small).toFixed(2), percentile(times.large, 0.99), cpu];
  return { isMet, line: row([...cells, isMet ? 'met' : 'missed']) };
}

async function main() {
  const machine = describeMachine(['postgresql-15', 'nginx']);
  const wasBusy = isBusy();
  const verdicts = [];
  for (const [name, query] of Object.entries(queries)) {
    const path = `${kList}?${query}`;
    verdicts.push(verdict(name, await measurePage(() => path), await countRows(path)));
    process.stderr.write(`${verdicts.at(-1).line}\n`);
  }
  const details = new Map();
  for (const table of tables) details.set(table, await detailOf(table));
  verdicts.push(verdict('one booking', await measurePage((table) => details.get(table)), '-'));
  console.log(
    [
      `GET ${kList}, ${values.large} and ${values.small} bookings of one tenant, ${values.requests} requests each`,
      'Wanted: p50 of the worker at most 3,000 us, and at most twice that of the small table',
      ...machine,
      ...(wasBusy ? ['OTHER WORK RAN ON THIS MACHINE: only the ratios mean something'] : []),
      '',
      row(['page', 'rows, large / small', 'large, us', 'small, us', 'ratio', 'large p99', 'CPU us', '']),
      row(['---', '---:', '---:', '---:', '---:', '---:', '---:', '---']),
      ...verdicts.map(({ line }) => line),
    ].join('\n'),
  );
  process.exitCode = verdicts.every(({ isMet }) => isMet) ? 0 : 1;
}

await main();
