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
    ...[...ours.values()]
      .filter(({ calUid, status }) => theirs.has(calUid) && theirs.get(calUid).isRequest !== (status === 'requested'))
      .map(({ uid, status }) => `${uid} is ${status} here, and not so there`),
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
  const nameless = by(diary.filter(({ what, uid }) => what === 'book' && uid === null), 'who');
  const told = by(diary.filter(({ uid, outcome }) => uid !== null && outcome !== 'refused'), 'uid');
  return [...told].flatMap(([uid, entries]) => {
    const row = rows.get(uid)?.[0];
    return brokenWords(uid, row, entries, nameless.get(row?.who) ?? []);
  });
}

// `nameless`: what its attendee asked for without hearing of a uid.
function brokenWords(uid, row, entries, nameless) {
  if (row === undefined) return [`${uid} was answered and is not there`];
  const of = (...kinds) => entries.filter(({ what }) => kinds.includes(what));
  const isDone = ({ outcome }) => outcome === 'done';
  const wasBooked = of('book', 'move').some(isDone);
  const ends = of('cancel', 'host-cancel', 'host-decline');
  const broken = [];
  if (wasBooked && ends.length === 0 && !isLive(row)) broken.push(`${uid} was booked and is ${row.status}`);
  if (of('cancel').some(isDone) && row.status !== 'cancelled') broken.push(`${uid} was cancelled and is ${row.status}`);
  broken.push(...brokenAnswers(uid, row, of));
  const asked = [...of('book', 'move', 'host-move'), ...nameless];
  const starts = new Set(asked.map(({ start }) => Date.parse(start)));
  if (isLive(row) && !starts.has(Date.parse(row.start))) broken.push(`${uid} is at ${row.start}, where nobody put it`);
  const moves = of('move', 'host-move');
  const last = moves.at(-1);
  if (isLive(row) && moves.length === 1 && isDone(last) && Date.parse(row.start) !== Date.parse(last.start)) {
    broken.push(`${uid} was moved to ${last.start} and is at ${row.start}`);
  }
  return broken;
}

// What a host has answered to a request. A move by its attendee is a new one.
function brokenAnswers(uid, row, of) {
  const isDone = ({ outcome }) => outcome === 'done';
  const wasDeclined = of('host-decline').some(isDone);
  const wasApproved = of('host-confirm').some(isDone) && of('move').length === 0;
  return [
    ...(wasDeclined && isLive(row) ? [`${uid} was declined and is ${row.status}`] : []),
    ...(wasApproved && row.status === 'requested' ? [`${uid} was approved and is requested`] : []),
  ];
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

function everyChangeIsTold({ bookings, intents, messages, states }) {
  const told = by(messages.filter(({ kind }) => kind === 'attendee'), 'booking');
  const past = by(states, 'booking');
  const refused = new Set(intents.filter(({ outcome }) => outcome === 'refused').map(({ booking }) => booking));
  return bookings.flatMap((row) => {
    const expected = countBy(changesToTell(past.get(row.uid) ?? [], refused.has(row.uid)));
    return kChannels.flatMap((channel) => {
      const texts = (told.get(row.uid) ?? []).filter((message) => message.channel === channel);
      const counts = countBy(texts.map(({ event }) => event));
      const wanted = channel === 'email' || row.wantsTexts ? expected : {};
      return kChanges
        .filter((event) => (counts[event] ?? 0) !== (wanted[event] ?? 0))
        .map((event) => `${row.uid} (${row.status}): ${counts[event] ?? 0} of ${wanted[event] ?? 0} ${event} by ${channel}`);
    });
  });
}

const kChannels = ['email', 'sms'];
const kChanges = ['booking_created', 'booking_rescheduled', 'booking_cancelled', 'booking_failed',
  'booking_requested', 'booking_rejected'];

// The events that lead from one state of a booking to the next. What failed before somebody's eyes
// (`wasRefused`) needs no message.
function changesToTell(states, wasRefused) {
  let wasAgreed = false;
  return states.flatMap(({ status, start }, i) => {
    const before = states[i - 1];
    const isFirst = status === 'scheduled' && !wasAgreed;
    wasAgreed ||= status === 'scheduled';
    if (isFirst) return ['booking_created'];
    const entered = status !== before?.status;
    if (isLive({ status })) {
      const event = status === 'scheduled' ? 'booking_rescheduled' : 'booking_requested';
      return entered || start !== before.start ? [event] : [];
    }
    const isTold = entered && status !== 'pending' && !(status === 'failed' && wasRefused);
    return isTold ? [`booking_${status}`] : [];
  });
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

// Whoever looks for it finds out why a message did not arrive.
function deadOnesSayWhy({ messages }) {
  return messages
    .filter(({ state, error }) => state === 'dead' && !error)
    .map(({ id, event, channel }) => `${event} ${id} by ${channel} is dead for no reason`);
}

// A run in which nobody gets anything shows nothing.
function peopleGetTheirBookings({ diary }) {
  const outcomes = diary.filter(({ what }) => what === 'book').map(({ outcome }) => outcome);
  const { done = 0 } = countBy(outcomes);
  return 2 * done >= outcomes.length ? [] : [`${done} of ${outcomes.length} were done`];
}

// The sweeps would find everything by themselves, only later.
function webhooksArrive({ webhooks }) {
  return webhooks > 0 ? [] : ['none was taken in'];
}

const kInvariants = {
  'webhooks arrive': webhooksArrive,
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
  'what is dead says why': deadOnesSayWhy,
};

// [[invariant, [what breaks it]]]
export function check(facts) {
  return Object.entries(kInvariants).map(([name, broken]) => [name, broken(facts)]);
}
