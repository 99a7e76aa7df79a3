// GET /v2/slots

import { DateTime } from 'luxon';

import { json } from '../http.mjs';
import { bookableSpan, freeIntervals } from './availability.mjs';
import { ApiError } from './errors.mjs';
import { isSeated } from './event_type_model.mjs';
import { instantOf, isIsoDate, isZone, throwJoined, unknownMembers, wrong } from './validate.mjs';

const kMinute = 60_000;
const kGrids = [60, 30, 20, 15, 10, 5];
const kCommon = ['start', 'end', 'timeZone', 'duration', 'format', 'bookingUidToReschedule'];
const kAddressing = {
  id: ['eventTypeId'],
  slug: ['eventTypeSlug', 'username', 'organizationSlug'],
  team: ['eventTypeSlug', 'teamSlug', 'organizationSlug'],
  dynamic: ['usernames', 'organizationSlug'],
};
const kBadRange = "Invalid time range given - check the 'start' and 'end' query parameters.";

// Answers with the free slots of one event type, by days of the asked zone.
export function getSlots(app, request) {
  const query = Object.fromEntries(request.query);
  throwJoined(findings(query));
  const eventType = addressedEventType(app.store, query);
  const range = rangeOf(query);
  const slots = slotsOf(app, eventType, range, query);
  return json(200, { data: grouped(slots, query), status: 'success' });
}

function addressingOf(query) {
  if ('eventTypeId' in query) return 'id';
  if ('eventTypeSlug' in query && 'teamSlug' in query) return 'team';
  if ('eventTypeSlug' in query && 'username' in query) return 'slug';
  return 'dynamic';
}

function findings(query) {
  const addressing = addressingOf(query);
  const found = unknownMembers(query, [...kCommon, ...kAddressing[addressing]]);
  for (const name of ['start', 'end']) {
    if (isIsoDate(query[name])) continue;
    const text = `${name} must be a valid ISO 8601 date string`;
    found.push(wrong(name, query[name], { isDateString: text }));
  }
  if ('timeZone' in query && !isZone(query.timeZone)) {
    const text = 'timeZone must be a valid IANA time-zone';
    found.push(wrong('timeZone', query.timeZone, { isTimeZone: text }));
  }
  if ('duration' in query && Number.isNaN(Number(query.duration))) {
    const text = 'duration must be a number conforming to the specified constraints';
    found.push(wrong('duration', query.duration, { isNumber: text }));
  }
  if ('format' in query && !['range', 'time'].includes(query.format)) {
    const text = "slotFormat must be either 'range' or 'time'";
    found.push(wrong('format', query.format, { isEnum: text }));
  }
  return [...found, ...addressingFindings(addressing, query)];
}

function addressingFindings(addressing, query) {
  if (addressing === 'id' && !/^-?\d+(\.\d+)?$/.test(query.eventTypeId)) {
    const text = 'eventTypeId must be a number conforming to the specified constraints';
    return [wrong('eventTypeId', query.eventTypeId, { isNumber: text })];
  }
  if (addressing !== 'dynamic') return [];
  const found = [];
  if (!('usernames' in query)) {
    found.push(
      wrong('usernames', undefined, {
        isString: 'each value in usernames must be a string',
        arrayMinSize: 'The array must contain at least 2 elements.',
        isArray: 'usernames must be an array',
      }),
    );
  } else if (query.usernames.split(',').length < 2) {
    const text = 'The array must contain at least 2 elements.';
    found.push(wrong('usernames', query.usernames, { arrayMinSize: text }));
  }
  if (!('organizationSlug' in query)) {
    const text = 'organizationSlug must be a string';
    found.push(wrong('organizationSlug', undefined, { isString: text }));
  }
  return found;
}

function addressedEventType(store, query) {
  const all = [...store.eventTypes.values()];
  const addressing = addressingOf(query);
  let eventType;
  if (addressing === 'id') {
    eventType = store.eventTypes.get(Number(query.eventTypeId));
  } else if (addressing === 'slug') {
    const user = store.userByName(query.username);
    if (user === undefined) {
      throw new ApiError(404, `User with username ${query.username} not found`);
    }
    eventType = all.find((t) => t.ownerId === user.id && t.slug === query.eventTypeSlug);
  } else if (addressing === 'team') {
    const team = [...store.teams.values()].find(({ slug }) => slug === query.teamSlug);
    if (team === undefined) throw new ApiError(404, `Team with slug ${query.teamSlug} not found`);
    eventType = all.find((t) => t.teamId === team.id && t.slug === query.eventTypeSlug);
  } else {
    const slug = query.organizationSlug;
    throw new ApiError(404, `slots-input.service.ts: Organization with slug ${slug} not found`);
  }
  if (eventType === undefined) throw new ApiError(404, 'Event Type not found');
  return eventType;
}

// A date alone is a day of UTC; an end at midnight is moved to the end of that day.
function rangeOf({ start, end }) {
  const from = instantOf(start);
  let to = DateTime.fromMillis(instantOf(end), { zone: 'utc' });
  if (Number.isNaN(from) || !to.isValid) throw new ApiError(400, kBadRange);
  if (to.toFormat('HH:mm:ss') === '00:00:00') to = to.set({ hour: 23, minute: 59, second: 59 });
  return { start: from, end: to.toMillis() };
}

function slotsOf({ store, clock }, eventType, range, query) {
  const now = clock.now();
  const span = bookableSpan(eventType, now);
  const length = Number(query.duration ?? eventType.lengthInMinutes) * kMinute;
  const step = (eventType.slotInterval ?? length / kMinute) * kMinute;
  const within = { start: Math.max(range.start, span.start), end: Math.min(range.end, span.end) };
  if (within.start >= within.end) return [];
  const holds = activeHolds(store, eventType, now);
  return freeIntervals(store, eventType, within, query.bookingUidToReschedule)
    .flatMap((free) => startsIn(free, length, step, query.timeZone ?? 'UTC'))
    .filter((start) => !holds.some((hold) => hold.start < start + length && start < hold.end))
    .map((start) => ({ start, end: start + length, ...seatMembers(store, eventType, start) }));
}

// Reservations hide the slot for every event type of the host.
function activeHolds(store, eventType, now) {
  return [...store.reservations.values()].filter(
    (hold) =>
      hold.until > now && hold.hostIds.some((id) => eventType.hostIds.includes(id)),
  );
}

function startsIn([from, to], length, step, zone) {
  const grid = (kGrids.find((minutes) => (step / kMinute) % minutes === 0) ?? 1) * kMinute;
  const hour = DateTime.fromMillis(from, { zone }).startOf('hour').toMillis();
  const starts = [];
  let start = hour + Math.ceil((from - hour) / grid) * grid;
  for (; start + length <= to + 999; start += step) starts.push(start);
  return starts;
}

function seatMembers(store, eventType, start) {
  if (!isSeated(eventType)) return {};
  const total = eventType.seats.seatsPerTimeSlot;
  const booking = [...store.bookings.values()].find(
    (b) => b.eventTypeId === eventType.id && b.start === start && b.status === 'accepted',
  );
  const booked = booking?.attendees.length ?? 0;
  return {
    seatsBooked: booked,
    seatsRemaining: total - booked,
    seatsTotal: total,
    ...(booking === undefined ? {} : { bookingUid: booking.uid }),
  };
}

// {"2026-11-24": [{start}]} with times in the asked zone: "Z" without one, an offset with one.
function grouped(slots, query) {
  const zone = query.timeZone ?? 'utc';
  const days = {};
  for (const { start, end, ...seats } of slots) {
    const local = DateTime.fromMillis(start, { zone });
    const entry = { start: inZone(start, query.timeZone) };
    if (query.format === 'range') entry.end = inZone(end, query.timeZone);
    (days[local.toISODate()] ??= []).push({ ...entry, ...seats });
  }
  return days;
}

function inZone(instant, zone) {
  if (zone === undefined) return new Date(instant).toISOString();
  return DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZZ");
}
