// Measures what `./dev bench admin` has started: each page of staff with the large and with the small
// tables in turn. The time is the worker's own, from its log; one request after the other.
// CPU time is that of the worker and of Postgres, for a machine on which other work runs.
// usage: node main.mjs --requests N --port N --bench-port N --large N --small N --state FOLDER
//                      --postgres PID

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
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

// The other pages, and the pool that has them. Members are sorted by name, see fill.sql.
const md5 = (text) => createHash('md5').update(text).digest('hex');
const idOf = (n) => md5(`bench member ${n}`).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const membersOf = (table) => (table.name === 'large' ? 10000 : 1000);
const lastPage = (table) =>
  Array.from({ length: membersOf(table) - 1 }, (_, n) => idOf(n + 1))
    .sort((a, b) => (md5(a).slice(0, 6) < md5(b).slice(0, 6) ? -1 : 1))
    .at(-32);
const nameIn = (table, n) => `Pat${md5(idOf(n)).slice(0, 6)}`;

const pages = {
  'members, first page': ['portal', () => 'members'],
  'members, last page': ['portal', (table) => `members?cursor=${lastPage(table)}`],
  'members: one name': ['portal', (table) => `members?q=${nameIn(table, 77)}`],
  'members: one address': ['portal', () => 'members?q=member77%40'],
  'members: many (how a name begins)': ['portal', () => 'members?q=pat0'],
  'members: all (a domain)': ['portal', () => 'members?q=bench.test'],
  'members: nobody': ['portal', () => 'members?q=zzzz'],
  'one member': ['portal', () => `members/${idOf(77)}`],
  'branding': ['portal', () => 'branding'],
  'audit, first page': ['portal', () => 'audit'],
  'audit, oldest day': ['portal', (table) => `audit?to=${day(-Math.floor(membersOf(table) / 144))}`],
  'audit: one person': ['portal', () => 'audit?person=member3%40bench.test'],
  'audit: one action': ['portal', () => 'audit?action=branding.changed'],
  'texts, the grid': ['portal', () => 'scheduling/notifications'],
  'texts, one': ['portal', () => 'scheduling/notifications?event=booking_created&channel=email'],
  'settings': ['calendar', () => 'scheduling'],
  'event types': ['calendar', () => 'scheduling/event-types'],
  'event type, one': ['calendar', () => 'scheduling/event-types?purpose=intro_call'],
  'outbox, waiting': ['calendar', () => 'scheduling/outbox'],
  'outbox, dead': ['calendar', () => 'scheduling/outbox?shelf=dead'],
  'whom to book for': ['calendar', () => 'scheduling/bookings/new?person=pat0'],
};

const names = ['requests', 'port', 'bench-port', 'large', 'small', 'state', 'postgres'];
const { values } = parseArgs({
  options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});
for (const name of names) assert.ok(values[name], `--${name} is missing`);

const [cookie] = sessionCookies();
const processes = startedProcesses(join(values.state, 'processes'));
const poolOf = (pool) => ({ log: join(values.state, 'log', `${pool}.log`), supervisor: processes.get(pool) });
const tableOf = (name, port, suffix) => ({
  name,
  port,
  calendar: poolOf(`calendar${suffix}`),
  portal: poolOf(`portal${suffix}`),
});
const tables = [tableOf('large', values.port, ''), tableOf('small', values['bench-port'], '-small')];

const timesIn = (log) =>
  [...readFileSync(log, 'utf8').matchAll(/ method=GET .* us=(\d+)/g)].map(([, us]) => Number(us));

async function block(table, pool, path, count) {
  const { log, supervisor } = table[pool];
  const before = timesIn(log).length;
  const cpu = countCpu([...childrenOf(supervisor), ...childrenOf(Number(values.postgres))]);
  for (let i = 0; i < count; i += 1) {
    const url = `https://bench.nexcyte.localhost:${table.port}${path}`;
    const { status, body } = await fetchOne(url, cookie);
    assert.equal(status, 200, `${table.name} ${path}: ${status} ${body.slice(0, 300)}`);
  }
  const spent = cpu() / count;
  const times = timesIn(log).slice(before);
  assert.equal(times.length, count, `${log} has ${times.length} lines of ${count} requests`);
  return { times, spent };
}

const rowsOf = (body) => body.split('class="card booking-row').length - 1;

// `pathOf`: of a table.
async function measurePage(pathOf, pool = 'calendar') {
  const times = { large: [], small: [] };
  const spent = { large: [], small: [] };
  for (const table of tables) await block(table, pool, pathOf(table), kBlock); // warm
  while (times.large.length < Number(values.requests)) {
    for (const table of tables) {
      const done = await block(table, pool, pathOf(table), kBlock);
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
  for (const [name, [pool, rest]] of Object.entries(pages)) {
    const pathOf = (table) => `/t/bench/admin/${rest(table)}`;
    verdicts.push(verdict(name, await measurePage(pathOf, pool), '-'));
    process.stderr.write(`${verdicts.at(-1).line}\n`);
  }
  const details = new Map();
  for (const table of tables) details.set(table, await detailOf(table));
  verdicts.push(verdict('one booking', await measurePage((table) => details.get(table)), '-'));
  console.log(
    [
      `Pages of staff, ${values.large} and ${values.small} bookings and 10000 and 1000 members of one tenant, ${values.requests} requests each`,
      'Wanted: p50 of the worker at most 3,000 us, and at most twice that of the small tables',
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
