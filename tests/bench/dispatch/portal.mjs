// What a portal's page costs while the dispatcher has a hard time with its provider.

import { performance } from 'node:perf_hooks';

import { fetchBookings } from '../answers.mjs';
import { median } from '../report.mjs';
import { sessionCookies } from '../sessions.mjs';
import { dispatchOnce } from './ours.mjs';

const kPath = '/api/schedule/my-bookings?limit=50';
const kGap = 4; // ms between two requests: a portal that has time to spare
const kRounds = 3;
const kCallersGap = 1000; // ms after which a caller calls again; the timer's is a minute

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// The 95th percentile in ms of one request after the other, for so long.
async function p95(port, seconds) {
  const cookies = sessionCookies();
  const url = `https://bench.nexcyte.localhost:${port}${kPath}`;
  const end = performance.now() + seconds * 1000;
  const times = [];
  for (let n = 0; performance.now() < end; ++n) {
    const began = performance.now();
    await fetchBookings('portal', url, cookies[n % cookies.length]);
    times.push(performance.now() - began);
    await pause(kGap);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
}

// The same while two callers dispatch against a provider that behaves like this; and the longest
// call in seconds.
async function troubled({ endpoint, outbox, internal, port, seconds }, behaviour) {
  await outbox.clear();
  await outbox.add(2000, 'pending');
  await endpoint.json('POST', '/reset', behaviour);
  let isOver = false;
  let longest = 0;
  const call = async () => {
    while (!isOver) {
      const began = performance.now();
      await dispatchOnce(internal);
      longest = Math.max(longest, (performance.now() - began) / 1000);
      await pause(kCallersGap);
    }
  };
  const calls = [call(), call()];
  const time = await p95(port, seconds);
  isOver = true;
  await Promise.all(calls);
  await outbox.liftPauses();
  return { p95: time, longest };
}

// Quiet, slow, quiet, storm, and so on: what else the machine does slows all of them.
export async function portalUnderTrouble(settings) {
  const quiet = [];
  const troubles = { slow: [], storm: [] };
  const behaviours = {
    slow: { latencyMs: 30_000, status: 200 },
    storm: { latencyMs: 0, status: 429 },
  };
  for (let round = 0; round < kRounds; ++round) {
    for (const [name, behaviour] of Object.entries(behaviours)) {
      quiet.push(await p95(settings.port, settings.seconds));
      troubles[name].push(await troubled(settings, behaviour));
    }
  }
  return { quiet: median(quiet), slow: inAll(troubles.slow), storm: inAll(troubles.storm) };
}

function inAll(rounds) {
  return {
    p95: median(rounds.map(({ p95: time }) => time)),
    longest: Math.max(...rounds.map(({ longest }) => longest)),
  };
}
