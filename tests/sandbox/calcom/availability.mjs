// When hosts are free: working hours in their own zone, minus what takes their time.

import { DateTime } from 'luxon';

import { isSeated } from './event_type_model.mjs';

const kMinute = 60_000;
const kDayNames = [
  'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday',
];

// The free intervals [from, to) common to all hosts of the event type within `range`, in order.
// `ignoredUid` names a booking that does not count (it is about to be moved).
export function freeIntervals(store, eventType, range, ignoredUid = null) {
  const busy = busyIntervals(store, eventType, ignoredUid);
  const perHost = store.hostsOf(eventType).map((host) =>
    subtract(workingHours(store.scheduleOf(host), range), busy),
  );
  return perHost.reduce(intersect);
}

// Whether the hosts of the event type are free for the whole of [start, end).
export function isFree(store, eventType, { start, end }, ignoredUid = null) {
  return freeIntervals(store, eventType, { start, end }, ignoredUid).some(
    ([from, to]) => from <= start && end <= to,
  );
}

// The span in which the event type may be booked at all at `now`: after the notice, inside the
// booking window.
export function bookableSpan(eventType, now) {
  const start = now + eventType.minimumBookingNotice * kMinute;
  return { start, end: windowEnd(eventType.bookingWindow, now) };
}

function windowEnd(window, now) {
  if (window.disabled === true) return Infinity;
  const today = DateTime.fromMillis(now, { zone: 'utc' });
  if (window.type === 'range') return Date.parse(`${window.value[1]}T23:59:59.999Z`);
  if (window.type === 'calendarDays') {
    return today.plus({ days: window.value }).endOf('day').toMillis();
  }
  let day = today;
  for (let left = window.value; left > 0; ) {
    day = day.plus({ days: 1 });
    if (day.weekday <= 5) left -= 1;
  }
  return day.endOf('day').toMillis();
}

function workingHours(schedule, { start, end }) {
  const zone = schedule.timeZone;
  const intervals = [];
  let day = DateTime.fromMillis(start, { zone }).startOf('day').minus({ days: 1 });
  for (; day.toMillis() < end; day = day.plus({ days: 1 })) {
    for (const { startTime, endTime } of hoursOfDay(schedule, day)) {
      const from = Math.max(atTime(day, startTime), start);
      const to = Math.min(atTime(day, endTime), end);
      if (from < to) intervals.push([from, to]);
    }
  }
  return intervals;
}

function hoursOfDay(schedule, day) {
  const overrides = schedule.overrides.filter(({ date }) => date === day.toISODate());
  if (overrides.length > 0) return overrides;
  const name = kDayNames[day.weekday - 1];
  return schedule.availability.filter(({ days }) => days.includes(name));
}

function atTime(day, text) {
  const [hour, minute] = text.split(':').map(Number);
  return day.set({ hour, minute }).toMillis();
}

function busyIntervals(store, eventType, ignoredUid) {
  const before = eventType.beforeEventBuffer * kMinute;
  const after = eventType.afterEventBuffer * kMinute;
  return store
    .bookingsThatBlock(eventType.hostIds)
    .filter((booking) => booking.uid !== ignoredUid)
    .filter((booking) => !(isSeated(eventType) && booking.eventTypeId === eventType.id))
    .map((booking) => [booking.start - after, booking.end + before])
    .sort((a, b) => a[0] - b[0]);
}

function subtract(intervals, busy) {
  let left = intervals;
  for (const [busyFrom, busyTo] of busy) {
    left = left.flatMap(([from, to]) => {
      if (busyTo <= from || to <= busyFrom) return [[from, to]];
      return [
        [from, busyFrom],
        [busyTo, to],
      ].filter(([a, b]) => a < b);
    });
  }
  return left;
}

function intersect(left, right) {
  return left.flatMap(([a, b]) =>
    right
      .map(([c, d]) => [Math.max(a, c), Math.min(b, d)])
      .filter(([from, to]) => from < to),
  );
}
