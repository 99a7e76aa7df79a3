// The invariants of faults-and-threats section 1, counted at both sides. Each takes the facts of
// facts.mjs and gives what breaks it: [] when nothing does.
import { countBy } from './facts.mjs';

const kLive = ['scheduled', 'requested'];
const isLive = ({ status }) => kLive.includes(status);

function by(list, member) {
  const groups = new Map();
  for (const item of list) groups.set(item[member], [...(groups.get(item[member]) ?? []), item]);
  return groups;
}

function sameOnBothSides({ bookings, calendar }) {
  const ours = new Map(bookings.filter(isLive).map((row) => [row.calUid, row]));
  const theirs = new Map(calendar.filter((one) => one.isLive).map((one) => [one.uid, one]));
  return [
    ...[...theirs.values()]
      .filter(({ uid }) => !ours.has(uid))
      .map(({ uid, ref }) => `${uid} of ${ref} lives at Cal.com alone`),
    ...[...ours.values()]
      .filter(({ calUid }) => !theirs.has(calUid))
      .map(({ uid, calUid }) => `${uid} (${calUid}) lives here alone`),
    ...[...ours.values()]
      .filter(({ calUid, start }) => theirs.has(calUid) && theirs.get(calUid).start !== start)
      .map(({ uid, start, calUid }) => `${uid} is at ${start} here, at ${theirs.get(calUid).start} there`),
  ];
}

function oneBookingPerSlot({ calendar }) {
  const slots = countBy(calendar.filter((one) => one.isLive).map(({ type, start }) => `${type} ${start}`));
  return Object.entries(slots).filter(([, n]) => n > 1).map(([slot, n]) => `${n} live at ${slot}`);
}

// What a move made has its predecessor; what was created has none.
function oneBookingPerIntent({ calendar }) {
  const made = countBy(calendar.filter(({ movedFrom }) => movedFrom === null).map(({ ref }) => ref));
  return Object.entries(made).filter(([, n]) => n > 1).map(([ref, n]) => `${ref} was created ${n} times`);
}

function nothingIsOpen({ bookings, intents }) {
  const open = new Map(intents.filter(({ outcome }) => outcome === null).map((one) => [one.booking, one]));
  return [
    ...bookings.filter(({ status }) => status === 'pending').map(({ uid }) => `${uid} is pending`),
    ...[...open.values()].map(({ booking, kind, age }) => `${kind} of ${booking} is open for ${age} s`),
  ];
}

function claimsAreOfLiveBookings({ bookings, claims }) {
  const live = new Map(bookings.filter(isLive).map((row) => [row.uid, row]));
  return claims
    .filter(({ owner, start }) => live.get(owner)?.start !== start)
    .map(({ owner, start }) => `${start} is still claimed by ${owner}`);
}

// What somebody was told is so, unless somebody changed it since.
function whatWasSaidIsSo({ bookings, diary }) {
  const rows = by(bookings, 'uid');
  const told = by(diary.filter(({ uid, outcome }) => uid !== null && outcome !== 'refused'), 'uid');
  return [...told].flatMap(([uid, entries]) => brokenWords(uid, rows.get(uid)?.[0], entries));
}

function brokenWords(uid, row, entries) {
  if (row === undefined) return [`${uid} was answered and is not there`];
  const of = (...kinds) => entries.filter(({ what }) => kinds.includes(what));
  const isDone = ({ outcome }) => outcome === 'done';
  const wasBooked = of('book', 'move').some(isDone);
  const cancels = of('cancel', 'host-cancel');
  const broken = [];
  if (wasBooked && cancels.length === 0 && !isLive(row)) broken.push(`${uid} was booked and is ${row.status}`);
  if (of('cancel').some(isDone) && row.status !== 'cancelled') broken.push(`${uid} was cancelled and is ${row.status}`);
  const starts = new Set(of('book', 'move', 'host-move').map(({ start }) => Date.parse(start)));
  if (isLive(row) && !starts.has(Date.parse(row.start))) broken.push(`${uid} is at ${row.start}, where nobody put it`);
  const moves = of('move', 'host-move');
  const last = moves.at(-1);
  if (isLive(row) && moves.length === 1 && isDone(last) && Date.parse(row.start) !== Date.parse(last.start)) {
    broken.push(`${uid} was moved to ${last.start} and is at ${row.start}`);
  }
  return broken;
}

// A booking that came into being belongs to somebody who was told so, or was told nothing.
function nothingWithoutAnAnswer({ bookings, diary }) {
  const known = new Set(diary.map(({ uid }) => uid));
  const unsure = new Set(diary.filter(({ what, outcome }) => what === 'book' && outcome === 'unknown').map(({ who }) => who));
  return bookings
    .filter(({ uid, status, who }) => status !== 'failed' && !known.has(uid) && !unsure.has(who))
    .map(({ uid, who, status }) => `${uid} of ${who} is ${status}, and everything was refused`);
}

function answersAreKnown({ diary }) {
  return diary
    .filter(({ outcome }) => outcome.startsWith('odd'))
    .map(({ what, who, outcome }) => `${what} of ${who} was answered ${outcome}`);
}

// One row per event, recipient, channel, revision; of each change its message.
function oneMessageEach({ messages }) {
  const keyOf = ({ booking, event, recipient, channel, revision, offset }) =>
    [booking, event, recipient, channel, revision, offset].join(' ');
  const counts = countBy(messages.map(keyOf));
  return Object.entries(counts).filter(([, n]) => n > 1).map(([key, n]) => `${n} messages: ${key}`);
}

// What a booking no longer is, it ceased to be once.
function everyChangeIsKeptOnce({ history }) {
  const counts = countBy(history.map((was) => `${was.booking} ${was.calUid} ${was.start} ${was.status}`));
  return Object.entries(counts).filter(([, n]) => n > 1).map(([was, n]) => `${n} times in the history: ${was}`);
}

function everyChangeIsTold({ bookings, intents, messages, history }) {
  const told = by(messages, 'booking');
  const past = by(history, 'booking');
  const refused = new Set(intents.filter(({ outcome }) => outcome === 'refused').map(({ booking }) => booking));
  return bookings.flatMap((row) => {
    const counts = countBy((told.get(row.uid) ?? []).map(({ event, recipient }) => (recipient === row.who ? event : 'staff')));
    const expected = expectedMessages(row, past.get(row.uid) ?? [], refused.has(row.uid));
    return Object.entries(expected)
      .filter(([event, n]) => (counts[event] ?? 0) !== n)
      .map(([event, n]) => `${row.uid} (${row.status}): ${counts[event] ?? 0} of ${n} ${event}`);
  });
}

function expectedMessages(row, history, wasRefused) {
  const starts = [...history.map(({ start }) => start), row.start];
  const moves = history.filter(({ status }, i) => status === 'rescheduled' && starts[i] !== starts[i + 1]);
  return {
    booking_created: row.agreed === null ? 0 : 1,
    booking_rescheduled: moves.length,
    booking_cancelled: row.status === 'cancelled' ? 1 : 0,
    booking_failed: row.status === 'failed' && !wasRefused ? 1 : 0,
  };
}

const kMostAccepted = { sent: 1, delivered: 1, dead: 1 };
const kLeastAccepted = { sent: 1, delivered: 1 };

function acceptedOnce({ messages, accepted }) {
  return messages.flatMap(({ id, event, state, isDue }) => {
    const times = accepted[id] ?? 0;
    if (['pending', 'sending', 'uncertain'].includes(state)) {
      return isDue ? [`${event} ${id} is ${state}`] : times > 0 ? [`${event} ${id} was accepted early`] : [];
    }
    const isRight = times >= (kLeastAccepted[state] ?? 0) && times <= (kMostAccepted[state] ?? 0);
    return isRight ? [] : [`${event} ${id} is ${state} and was accepted ${times} times`];
  });
}

// A run in which nobody gets anything shows nothing.
function peopleGetTheirBookings({ diary }) {
  const outcomes = diary.filter(({ what }) => what === 'book').map(({ outcome }) => outcome);
  const { done = 0 } = countBy(outcomes);
  return 2 * done >= outcomes.length ? [] : [`${done} of ${outcomes.length} were done`];
}

const kInvariants = {
  'people get their bookings': peopleGetTheirBookings,
  'live at Cal.com = live here': sameOnBothSides,
  'one live booking per slot': oneBookingPerSlot,
  'one booking per intent': oneBookingPerIntent,
  'nothing is open any more': nothingIsOpen,
  'claims belong to live bookings': claimsAreOfLiveBookings,
  'what was said is so': whatWasSaidIsSo,
  'nothing without an answer': nothingWithoutAnAnswer,
  'every answer is a known one': answersAreKnown,
  'one message per event and recipient': oneMessageEach,
  'every change is kept once': everyChangeIsKeptOnce,
  'every change is told once': everyChangeIsTold,
  'every message is accepted once': acceptedOnce,
};

// [[invariant, [what breaks it]]]
export function check(facts) {
  return Object.entries(kInvariants).map(([name, broken]) => [name, broken(facts)]);
}
