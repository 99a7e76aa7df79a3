// What a portal's page costs while the dispatcher has a hard time with its provider.

import { performance } from 'node:perf_hooks';

import { fetchBookings } from '../answers.mjs';
import { sessionCookies } from '../sessions.mjs';
import { dispatchOnce } from './ours.mjs';

const kPath = '/api/schedule/my-bookings?limit=50';
const kGap = 4; // ms between two requests: a portal that has time to spare

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
      await pause(50);
    }
  };
  const calls = [call(), call()];
  const time = await p95(port, seconds);
  isOver = true;
  await Promise.all(calls);
  await outbox.liftPauses();
  return { p95: time, longest };
}

// Quiet, slow, quiet, storm, quiet: what else the machine does slows all of them.
export async function portalUnderTrouble(settings) {
  const quiet = [await p95(settings.port, settings.seconds)];
  const slow = await troubled(settings, { latencyMs: 30_000, status: 200 });
  quiet.push(await p95(settings.port, settings.seconds));
  const storm = await troubled(settings, { latencyMs: 0, status: 429 });
  quiet.push(await p95(settings.port, settings.seconds));
  return { quiet: quiet.sort((a, b) => a - b)[1], slow, storm };
}
