// What happens to our own processes, and what hosts do at Cal.com, while people book.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { kSuperuser, sql } from '../system/support/database.mjs';
import { pidOf, runTimers, standin } from '../system/support/portal.mjs';
import { childrenOf, killWorkersOf } from '../system/support/workers.mjs';

// A backend that dies takes all connections with it: Postgres ends them, recovers from its log and
// starts anew, as after a power cut.
async function crashPostgres() {
  const isOurs = (pid) => {
    try {
      return /nx_(app|dispatch)/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    } catch {
      return false; // it has ended by itself
    }
  };
  const victim = childrenOf(pidOf('postgres')).find(isOurs);
  if (victim !== undefined) process.kill(victim, 'SIGKILL');
}

const kInjuries = {
  'kill -9 calendar workers': () => killWorkersOf('calendar'),
  'kill -9 dispatcher': () => killWorkersOf('internal'),
  'kill -9 portal workers': () => killWorkersOf('portal'),
  'crash of Postgres': crashPostgres,
};
// How many there are of each among a hundred bookings, at a rate of 15 %.
const kShares = [
  ['kill -9 calendar workers', 2],
  ['kill -9 dispatcher', 1.5],
  ['kill -9 portal workers', 0.5],
  ['crash of Postgres', 1],
];

// Which injury comes when how many bookings have begun: [[bookings, name]], in order.
export function injuryPlan(chance, bookings, rate) {
  const plan = kShares.flatMap(([name, share]) => {
    const times = Math.max(1, Math.round((share * bookings * rate) / 1500));
    return Array.from({ length: times }, () => [chance.whole(1, bookings - 1), name]);
  });
  return plan.sort(([a], [b]) => a - b);
}

// Injures as the run goes on, until `isOver()`. Resolves to how often each: [[name, times]].
export async function injure(plan, begun, isOver) {
  const counts = new Map();
  const left = [...plan];
  while (left.length > 0 && !isOver()) {
    if (begun() < left[0][0]) {
      await wait(20);
      continue;
    }
    const [, name] = left.shift();
    await kInjuries[name]();
    counts.set(name, (counts.get(name) ?? 0) + 1);
    await wait(300);
  }
  return [...counts];
}

// Two callers of both routes beside the timers, each going on for itself, and sweeps that are always
// due.
export async function pressOn(isOver) {
  const makeDue = () =>
    sql("update nx.nx_calendar_sweep set due_at = nx.now() - interval '1 second'", kSuperuser);
  const goOn = async () => {
    while (!isOver()) {
      await makeDue().catch(() => {});
      await runTimers().catch(() => {});
      await wait(150);
    }
  };
  await Promise.all([goOn(), goOn()]);
}

// Hosts who answer requests, and move and cancel what they find in their calendars.
export async function actAsHosts({ chance, diary, times, count }, begun, isOver) {
  let acted = 0;
  while (acted < count && !isOver()) {
    await wait(chance.whole(50, 300));
    if (begun() < 5) continue;
    acted += 1;
    await actAsHost(chance, diary, times);
  }
}

// What a host does to a booking of a status, with its weight.
const kDeeds = {
  accepted: [[6, 'move'], [4, 'cancel']],
  pending: [[12, 'confirm'], [5, 'decline'], [2, 'move'], [1, 'cancel']],
};
const kActions = { move: 'reschedule', cancel: 'cancel', confirm: 'confirm', decline: 'decline' };

function deedOn(chance, status) {
  return chance.pick(kDeeds[status].flatMap(([weight, deed]) => Array(weight).fill(deed)));
}

async function actAsHost(chance, diary, times) {
  const { bookings } = await standin('GET', '/calcom-state.json?newest=200');
  const live = bookings.filter(({ metadata, status }) => metadata?.nx_ref && status in kDeeds);
  if (live.length === 0) return;
  // Often one whose attendee is still busy with it.
  const { uid, status, metadata, eventTypeId } = chance.pick(chance.happens(0.5) ? live.slice(-10) : live);
  const deed = deedOn(chance, status);
  const start = deed === 'move' ? times.get(eventTypeId).take(chance).start : null;
  const done = await standin('POST', `/host/${kActions[deed]}`, { uid, ...(start ? { start } : {}) })
    .then(() => true, () => false); // taken, or changed meanwhile
  const outcome = done ? 'done' : 'refused';
  diary.add({ what: `host-${deed}`, who: 'host', uid: metadata.nx_ref, start, outcome });
}
