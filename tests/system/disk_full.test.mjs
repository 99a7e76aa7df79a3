// B16: the database's disk is full. What cannot be written down does not happen, or is found again;
// with room on the disk the portal goes on by itself.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { kSuperuser, shiftClock, sql } from './support/database.mjs';
import { closeConnections, eventually, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';
import { SmallDisk } from './support/small_disk.mjs';

const kMostTries = 80; // the pages that are there have room for some

let disk;
let pat;
let eventType; // that Pat books
let ahead = 0; // minutes; the clock is not set back, for that would hide what has become due

before(async () => {
  pat = await new Person('globex').signUp();
  eventType = Number(await sql(`select cal_event_type_id from nx.nx_scheduler_event_type_map m
    join nx.nx_tenant t on t.id = m.tenant_id where t.slug = 'globex' and purpose = 'intro_call'`,
  kSuperuser));
});
afterEach(async () => {
  await disk?.close();
  disk = undefined;
});
after(async () => {
  await shiftClock('0 seconds');
  closeConnections();
});

// Why there is no disk that can be filled, or nothing.
async function mountFor(tables) {
  try {
    disk = await SmallDisk.mount(tables);
    return undefined;
  } catch (error) {
    return `no file system can be mounted: ${error.message.trim()}`;
  }
}

// Books until the disk has stood in the way so often; the statuses of the answers.
async function bookUntilItFails(slots, failures) {
  const statuses = [];
  for (const { start } of slots.slice(0, kMostTries)) {
    statuses.push((await pat.book('intro_call', start)).status);
    if (statuses.filter((status) => status !== 201).length >= failures) return statuses;
  }
  throw new Error(`the disk never was full: ${statuses}`);
}

const ours = async (starts) =>
  JSON.parse(await sql(`select coalesce(json_agg(b), '[]') from (
      select uid, status, cal_booking_uid as "calUid",
             (select count(*)::int from nx.nx_notification_outbox o
               where o.booking_uid = b.uid and o.event_key = 'booking_created'
                 and o.channel = 'email' and o.recipient_kind = 'attendee') as mails
        from nx.nx_scheduler_booking b
       where attendee_email = '${pat.email}' and start_at = any('{${starts}}')) b`, kSuperuser));

// Of this event type: other tests have booked others at the same times.
const liveAtCalcom = async (starts) =>
  (await standin('GET', '/calcom-state.json')).bookings
    .filter(({ start, metadata, status, eventTypeId }) =>
      starts.some((one) => Date.parse(one) === Date.parse(start)) && metadata?.nx_ref &&
      status === 'accepted' && eventTypeId === eventType)
    .map(({ uid }) => uid)
    .sort();

async function settle(starts) {
  ahead += 7;
  await shiftClock(`${ahead} minutes`);
  await eventually('nothing is open', async () =>
    (await ours(starts)).every(({ status }) => status !== 'pending') &&
    (await sql('select count(*) from nx.nx_scheduler_intent where outcome is null', kSuperuser)) === '0',
  { within: 60_000 });
  return (await ours(starts)).filter(({ status }) => status === 'scheduled');
}

// [what cannot be written, its tables, whether Cal.com has booked by then]
const kCases = [
  ['what is written before Cal.com is asked', ['nx_scheduler_slot_claim', 'nx_scheduler_booking',
    'nx_scheduler_intent', 'nx_idempotency_key'], false],
  ['what is written of its answer', ['nx_notification_outbox', 'nx_cal_uid'], true],
];

describe('a full disk', () => {
  for (const [what, tables, isBooked] of kCases) {
    it(`B16: has no room for ${what}: nothing is lost, and the portal recovers by itself`, async (t) => {
      const why = await mountFor(tables);
      if (why) return t.skip(why);
      const slots = await pat.slots('intro_call', { from: isBooked ? 33 : 41 });
      disk.fill();
      const statuses = await bookUntilItFails(slots, 8);
      const starts = slots.map(({ start }) => start);
      assert.ok(statuses.every((status) => [201, 202, 503].includes(status)), String(statuses));
      assert.equal((await pat.api('GET', '/api/schedule/my-bookings')).status, 200);
      // The answer changes the rows that were written before: a page may have had room for one of
      // the two, and then the person was told that it is being checked.
      const booked = (await liveAtCalcom(starts)).length;
      const count = (status) => statuses.filter((one) => one === status).length;
      if (isBooked) assert.equal(count(503), 0, String(statuses));
      const sure = isBooked ? statuses.length : count(201);
      assert.ok(booked >= sure && booked <= count(201) + count(202), `${booked} of ${statuses}`);

      disk.free();
      const next = await pat.book('intro_call', starts.at(-1));
      assert.equal(next.status, 201, next.text);
      const live = await settle(starts);
      assert.equal(live.length, booked + 1);
      assert.deepEqual(live.map(({ calUid }) => calUid).sort(), await liveAtCalcom(starts));
      assert.ok(live.every(({ mails }) => mails === 1));
    });
  }
});
