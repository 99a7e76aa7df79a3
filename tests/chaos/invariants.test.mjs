// Each invariant finds the defect that is planted for it, and nothing in what is right.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Chance } from './chance.mjs';
import { faultPlan } from './faults.mjs';
import { injuryPlan } from './injuries.mjs';
import { check } from './invariants.mjs';
import { Times } from './users.mjs';

const kStart = '2026-12-01T10:00:00Z';
const kLater = '2026-12-01T11:00:00Z';

// One booking, made and then moved by its attendee, as it should be on both sides.
function good() {
  const mail = (id, event, revision) => ({
    id, booking: 'b1', event, revision, recipient: 'pat@people.test', kind: 'attendee',
    channel: 'email', offset: 0, state: 'sent', error: null, isDue: true,
  });
  const text = (...of) => ({ ...mail(...of), channel: 'sms', recipient: '+4915112345678' });
  return {
    bookings: [{ uid: 'b1', calUid: 'c2', type: 1, status: 'scheduled', start: kLater,
      agreed: kLater, revision: 1, who: 'pat@people.test', wantsTexts: true }],
    intents: [{ id: 'i1', booking: 'b1', kind: 'move', outcome: 'done', age: 9 }],
    claims: [{ type: 1, start: kLater, owner: 'b1' }],
    messages: [
      mail('m1', 'booking_created', 0),
      mail('m2', 'booking_rescheduled', 1),
      text('t1', 'booking_created', 0),
      text('t2', 'booking_rescheduled', 1),
    ],
    history: [{ booking: 'b1', calUid: 'c1', start: kStart, status: 'rescheduled' }],
    calendar: [
      { uid: 'c1', ref: 'b1', isLive: false, isRequest: false, start: kStart, type: 1,
        movedFrom: null },
      { uid: 'c2', ref: 'b1', isLive: true, isRequest: false, start: kLater, type: 1,
        movedFrom: 'c1' },
    ],
    states: [['pending', kStart], ['scheduled', kStart], ['scheduled', kLater]]
      .map(([status, start]) => ({ booking: 'b1', status, start })),
    accepted: { m1: 1, m2: 1, t1: 1, t2: 1 },
    webhooks: 2,
    diary: [
      { what: 'book', who: 'pat@people.test', uid: 'b1', start: kStart, outcome: 'done' },
      { what: 'move', who: 'pat@people.test', uid: 'b1', start: kLater, outcome: 'done' },
    ],
  };
}

const brokenBy = (spoil) => {
  const facts = good();
  spoil(facts);
  return check(facts).filter(([, found]) => found.length > 0).map(([name]) => name);
};

const another = (more) => ({ uid: 'c3', ref: 'b1', isLive: true, start: kStart, type: 2, movedFrom: 'c1', ...more });
const hosts = (deed) => ({ what: `host-${deed}`, who: 'host', uid: 'b1', start: null, outcome: 'done' });
const kPlants = [
  ['webhooks arrive', 'a subscription that is missing', (f) => { f.webhooks = 0; }],
  ['live at Cal.com = live here', 'a stray', (f) => f.calendar.push(another({}))],
  ['live at Cal.com = live here', 'a lost one', (f) => { f.calendar[1].isLive = false; }],
  ['live at Cal.com = live here', 'another time', (f) => { f.calendar[1].start = kStart; }],
  ['live at Cal.com = live here', 'a request that is taken for more', (f) => { f.calendar[1].isRequest = true; }],
  ['what was said is so', 'a host\'s no that nobody heard', (f) => f.diary.push(hosts('decline'))],
  ['what was said is so', 'a host\'s yes that nobody heard', (f) => {
    f.diary = [f.diary[0], { ...f.diary[0], start: kLater }, hosts('confirm')];
    f.bookings[0].status = 'requested';
  }],
  ['one live booking per slot', 'a second one', (f) => f.calendar.push(another({ start: kLater, type: 1 }))],
  ['one booking per intent', 'a second creation', (f) => f.calendar.push(another({ isLive: false, movedFrom: null }))],
  ['nothing is open any more', 'an open intent', (f) => { f.intents[0].outcome = null; }],
  ['nothing is open any more', 'a pending booking', (f) => { f.bookings[0].status = 'pending'; }],
  ['claims belong to live bookings', 'a claim that was left', (f) => f.claims.push({ type: 1, start: kStart, owner: 'b1' })],
  ['what was said is so', 'a booking that is gone', (f) => { f.bookings[0].status = 'cancelled'; }],
  ['what was said is so', 'a row that is gone', (f) => f.bookings.pop()],
  ['what was said is so', 'a move that is undone', (f) => { f.bookings[0].start = kStart; }],
  ['what was said is so', 'a cancellation that is not', (f) =>
    f.diary.push({ what: 'cancel', who: 'pat@people.test', uid: 'b1', start: null, outcome: 'done' })],
  ['what was said is so', 'a time that nobody chose', (f) => { f.bookings[0].start = '2026-12-05T10:00:00Z'; }],
  ['nothing without an answer', 'a booking of somebody who was refused', (f) => { f.diary = []; }],
  ['people get their bookings', 'an idle run', (f) => f.diary.forEach((e) => { e.outcome = 'refused'; })],
  ['every answer is a known one', 'an odd one', (f) => { f.diary[0].outcome = 'odd-404'; }],
  ['one message per event and recipient', 'a second one', (f) => f.messages.push({ ...f.messages[0], id: 'm1b' })],
  ['every change is kept once', 'a change that two have written', (f) => f.history.push({ ...f.history[0] })],
  ['every change is told once', 'a message that is missing', (f) => f.messages.pop()],
  ['every change is told once', 'a move that is told twice', (f) =>
    f.messages.push({ ...f.messages[1], id: 'm3', revision: 2 })],
  ['every change is told once', 'a text to somebody who has not agreed', (f) => {
    f.bookings[0].wantsTexts = false;
  }],
  ['every change is told once', 'a text that is missing', (f) => f.messages.splice(2, 1)],
  ['every message is accepted once', 'a text that left twice', (f) => { f.accepted.t1 = 2; }],
  ['every message is accepted once', 'one that was sent, and nobody took', (f) => { delete f.accepted.t1; }],
  ['every message is accepted once', 'a mail that left twice', (f) => { f.accepted.m1 = 2; }],
  ['every message is accepted once', 'one that never left', (f) => { delete f.accepted.m2; }],
  ['every message is accepted once', 'a dead one that left twice', (f) => {
    f.messages[0].state = 'dead';
    f.accepted.m1 = 2;
  }],
  ['what is dead says why', 'one without a reason', (f) => { f.messages[2].state = 'dead'; }],
  ['every message is accepted once', 'one that waits for ever', (f) => { f.messages[0].state = 'uncertain'; }],
];

describe('the invariants', () => {
  it('find nothing where all is well', () => assert.deepEqual(brokenBy(() => {}), []));
  for (const [name, what, spoil] of kPlants) {
    it(`"${name}" finds ${what}`, () => assert.ok(brokenBy(spoil).includes(name)));
  }
  it('believe that what a host approves may have been booked without an answer', () =>
    assert.deepEqual(brokenBy((f) => {
      const [book, move] = f.diary;
      f.diary = [{ ...book, uid: null, outcome: 'unknown' }, { ...move, uid: null, what: 'book' }, hosts('confirm')];
    }), []));
  it('believe that a host may cancel what was booked', () =>
    assert.deepEqual(brokenBy((f) => {
      f.diary.push({ what: 'host-cancel', who: 'host', uid: 'b1', start: null, outcome: 'done' });
      Object.assign(f.bookings[0], { status: 'cancelled' });
      f.calendar[1].isLive = false;
      f.claims.pop();
      for (const [id, like] of [['m3', 0], ['t3', 2]]) {
        f.messages.push({ ...f.messages[like], id, event: 'booking_cancelled', revision: 2 });
        f.accepted[id] = 1;
      }
      f.states.push({ booking: 'b1', status: 'cancelled', start: kLater });
    }), []));
});

describe('a seed', () => {
  it('repeats the injuries and the times that are chosen', () => {
    const planOf = (seed) => {
      const chance = new Chance(seed);
      const times = new Times({ demo: [...Array(50).keys()].map(String) }, chance);
      return [injuryPlan(chance.apart(), 200, 15), Array.from({ length: 20 }, () => times.take(chance))];
    };
    assert.deepEqual(planOf(4), planOf(4));
    assert.notDeepEqual(planOf(4), planOf(5));
  });

  it('is asked for at least one injury of each kind', () =>
    assert.equal(new Set(injuryPlan(new Chance(1), 10, 1).map(([, name]) => name)).size, 4));
});

describe('the plan of faults', () => {
  it('gives every target the same share', () => {
    const shares = new Map();
    for (const { target, rate, times } of faultPlan(0.2)) {
      if (times === undefined) shares.set(target, (shares.get(target) ?? 0) + rate);
    }
    for (const [target, share] of shares) assert.ok(Math.abs(share - 0.2) < 1e-9, target);
    assert.ok(shares.size >= 10);
  });
});
