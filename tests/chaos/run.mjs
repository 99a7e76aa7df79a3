// One run: people, hosts, faults and injuries together; then quiet, and a look at both sides.
import { setTimeout as wait } from 'node:timers/promises';
import { calcom } from '../system/support/calcom_relay.mjs';
import { signedIn } from '../system/support/crowd.mjs';
import { kSuperuser, shiftClock, sql } from '../system/support/database.mjs';
import { eventually } from '../system/support/portal.mjs';
import { openBook } from './book.mjs';
import { Chance } from './chance.mjs';
import { Diary } from './diary.mjs';
import { readFacts } from './facts.mjs';
import { startFaults, stopFaults } from './faults.mjs';
import { actAsHosts, injure, injuryPlan, pressOn } from './injuries.mjs';
import { check } from './invariants.mjs';
import { settle } from './settle.mjs';
import { startDawdling, stopDawdling } from './slow_rows.mjs';
import { callBacks, giveNumbers } from './texts.mjs';
import { Times, User } from './users.mjs';

const kTenants = ['acme', 'globex'];
// Purposes by the event type behind them; each has a host of its own.
const kPurposes = {
  acme: { intro_call: 1101, demo: 1102, support: 1103 },
  globex: { intro_call: 2101, demo: 2102, support: 2103 },
};
// Of this one every booking is a request, and so is every move by its attendee.
const kOnRequest = 'support';
const kTeams = { acme: '/v2/organizations/11/teams/77', globex: '/v2/organizations/12/teams/78' };
const kPeoplePerTenant = 20;
const kFirstDay = 4; // nothing of it is over, or due for a reminder, when hours have gone by

// Free times of every purpose, read before anything goes wrong: {purpose: [start]}.
async function freeTimes(person, purposes, days) {
  const free = {};
  for (const purpose of Object.keys(purposes)) {
    const slots = [];
    for (let day = 0; day < days; day += 7) {
      slots.push(...(await person.slots(purpose, { from: kFirstDay + day, days: 7 })));
    }
    // The demo's times overlap; a full hour apart they do not.
    free[purpose] = slots.map(({ start }) => start).filter((start) => purpose !== 'demo' || start.includes(':00:00'));
  }
  return free;
}

async function askForApproval(tenant) {
  const type = kPurposes[tenant][kOnRequest];
  await calcom('PATCH', `${kTeams[tenant]}/event-types/${type}`, {
    confirmationPolicy: { type: 'always', blockUnconfirmedBookingsInBooker: true },
  });
  await sql(`update nx.nx_scheduler_event_type_map set needs_approval = true
              where cal_event_type_id = ${type}`, kSuperuser);
}

async function makeTown(chance, diary, bookings) {
  const days = 7 * Math.ceil(1 + bookings / 500);
  const users = [];
  const timesOfType = new Map();
  for (const tenant of kTenants) {
    await askForApproval(tenant);
    const people = await signedIn(tenant, kPeoplePerTenant);
    await giveNumbers(people);
    const free = await freeTimes(people[0], kPurposes[tenant], days);
    const times = new Times(free, chance);
    for (const [purpose, type] of Object.entries(kPurposes[tenant])) {
      timesOfType.set(type, new Times({ [purpose]: free[purpose] }, chance));
    }
    for (const person of people) {
      await person.session();
      users.push(new User(person, { chance: chance.apart(), diary, times }));
    }
  }
  return { users, timesOfType };
}

// Everybody goes on until so many bookings have been begun.
async function bookAll(users, bookings, progress) {
  const oneAfterTheOther = async (user) => {
    while (progress.begun < bookings) {
      progress.begun += 1;
      await user.live();
      await wait(user.chance.whole(0, 300));
    }
  };
  await Promise.all(users.map(oneAfterTheOther));
}

async function storm({ seed, bookings, rate }, diary, say) {
  const chance = new Chance(seed);
  const { users, timesOfType } = await makeTown(chance, diary, bookings);
  const progress = { begun: 0, isOver: false };
  const begun = () => progress.begun;
  const isOver = () => progress.isOver;
  const hosts = { chance: chance.apart(), diary, times: timesOfType, count: Math.round(bookings / 3) };
  const plan = injuryPlan(chance.apart(), bookings, rate);
  await startFaults(rate / 100, seed);
  await openBook();
  await startDawdling();
  say(`${users.length} people, ${bookings} bookings, ${rate} % of all calls go wrong`);
  const beside = [
    injure(plan, begun, isOver),
    callBacks(chance.apart(), rate / 100, isOver),
    pressOn(isOver),
    actAsHosts(hosts, begun, isOver),
  ];
  await bookAll(users, bookings, progress).finally(() => {
    progress.isOver = true;
  });
  const [injuries, callbacks] = await Promise.all(beside);
  return [...(await stopFaults()), ...callbacks, ...injuries];
}

// Resolves to {faults, totals, minutes, facts, broken}: `broken` as check() gives it.
export async function runChaos(options, say) {
  const diary = new Diary();
  try {
    const faults = await storm(options, diary, say);
    await eventually('the database is back', () => stopDawdling().then(() => true, () => false));
    say('faults have ended; time passes');
    const minutes = await settle(options);
    const facts = await readFacts(diary);
    return { faults, totals: diary.totals(), minutes, facts, broken: check(facts) };
  } finally {
    await shiftClock('0 seconds');
  }
}
