// Time passes without faults: the quiet window, the waits of messages in doubt, and two sweeps.
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { kSuperuser, shiftClock, sql } from '../system/support/database.mjs';
import { eventually, pidOf, runTimers, standin } from '../system/support/portal.mjs';
import { childrenOf } from '../system/support/workers.mjs';

const kMinutesPerStep = 11; // over the quiet window and the longest wait of a message
const kSteps = 12; // two hours and more: the far sweep is due twice
const kLongestWave = 35_000; // a dispatcher's budget, and what ends it

const number = async (query) => Number(await sql(query, kSuperuser));
const dueIntents = () =>
  number('select count(*) from nx.nx_scheduler_intent where outcome is null');
const dueSweeps = () =>
  number('select count(*) from nx.nx_calendar_sweep where due_at <= nx.now()');
const dueHints = () =>
  number("select count(*) from nx.nx_webhook_inbox where provider = 'calcom' and processed_at is null and due_at <= nx.now()");
const messagesOnTheirWay = () =>
  number(`select count(*) from nx.nx_notification_outbox
           where state = 'sending' and lease_expires_at > nx.now()`);
const dueMessages = () =>
  number(`select count(*) from nx.nx_notification_outbox
           where channel <> 'in_app'
             and (state = 'sending' or (state in ('pending', 'uncertain') and due_at <= nx.now()))`);

// Runs the timers until nothing is due any more, or the patience ends: then something is stuck,
// which the invariants tell.
async function runUntilDone(probes, patience) {
  const end = Date.now() + patience;
  for (;;) {
    await Promise.allSettled([runTimers(), runTimers()]);
    const counts = await Promise.all(probes.map((probe) => probe()));
    if (counts.every((count) => count === 0) || Date.now() > end) return;
  }
}

function hasEnded(pid) {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

// Does `work` while the portal's own timers stand still. When the clock jumps every lease ends, also
// of somebody who is at work: where minutes really pass, their calls have ended long before.
async function withoutTimers(work) {
  const tickers = ['dispatch-ticker', 'reconcile-ticker'].map(pidOf);
  for (const pid of tickers) process.kill(pid, 'SIGSTOP');
  try {
    await eventually('the timers have come home', () => tickers.flatMap(childrenOf).every(hasEnded), {
      within: 120_000,
    });
    return await work();
  } finally {
    for (const pid of tickers) process.kill(pid, 'SIGCONT');
  }
}

// `patience`: milliseconds for what is stuck. Resolves to the minutes that went by.
export const settle = ({ patience }) => withoutTimers(() => letTimePass(patience));

async function letTimePass(patience) {
  await eventually('the portal is back', async () => {
    const answer = await runTimers().catch(() => null);
    return answer?.reconcile?.checked !== undefined;
  }, { within: 30_000 });
  let minutes = 0;
  for (let step = 1; step <= kSteps; step += 1) {
    minutes = step * kMinutesPerStep;
    await wavesAreOver();
    await shiftClock(`${minutes} minutes`);
    const isLast = step === kSteps;
    const probes = [dueSweeps, dueHints, dueMessages, ...(step > 1 ? [dueIntents] : [])];
    await runUntilDone(probes, isLast || step === 2 ? patience : 3000);
    if (step === 1) await lateEffectsAreOver();
  }
  return minutes;
}

// A booking wakes the dispatcher without any timer. Its wave must not be at work when the clock jumps
// over its lease; one whose dispatcher was killed has nobody left to wait for.
async function wavesAreOver() {
  const end = Date.now() + kLongestWave;
  while (Date.now() < end && (await messagesOnTheirWay()) > 0) await setTimeout(100);
}

// What the stand-ins still do for callers who have gone; then it is found by the sweeps.
const lateEffectsAreOver = () =>
  eventually('late effects', async () => (await standin('GET', '/counters.json')).late === 0, {
    within: 60_000,
  });
