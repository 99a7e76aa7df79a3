// GET /v2/bookings and its variants for organizations and teams.

import { json } from '../http.mjs';
import { bookingView } from './booking_view.mjs';
import { ApiError } from './errors.mjs';
import { instantOf, isIsoDate, throwListed, wrong } from './validate.mjs';

const kStatuses = ['upcoming', 'recurring', 'past', 'cancelled', 'unconfirmed'];
const kInstants = [
  'afterStart', 'beforeEnd', 'afterCreatedAt', 'beforeCreatedAt', 'afterUpdatedAt',
  'beforeUpdatedAt',
];
const kSorts = {
  sortStart: 'start',
  sortEnd: 'end',
  sortCreated: 'createdAt',
  sortUpdatedAt: 'updatedAt',
};

// The bookings that `user` may see and that the query asks for.
export function listBookings(app, request, user) {
  const { orgId, teamId } = request.params;
  const isVisible = visibility(app.store, user, { orgId, teamId });
  const query = checkedQuery(request.query);
  const visible = [...app.store.bookings.values()].filter(isVisible);
  const counted = visible.filter((booking) => matchesCounted(app, booking, query));
  const found = sorted(counted.filter((booking) => matchesTimes(booking, query)), query);
  const page = found.slice(query.skip, query.skip + query.take);
  // The real count ignores the created and updated filters; so does this one.
  const pagination = paginationOf(counted.length, page.length, query);
  const data = page.map((booking) => bookingView(app.store, booking));
  return json(200, { status: 'success', data, pagination });
}

function visibility(store, user, { orgId, teamId }) {
  const typeOf = (booking) => store.eventTypes.get(booking.eventTypeId);
  if (orgId === undefined && teamId === undefined) {
    return (booking) =>
      booking.hostIds.includes(user.id) ||
      booking.attendees.some(({ email }) => email === user.email) ||
      store.administers(user, typeOf(booking));
  }
  const team = store.teams.get(Number(teamId));
  const organization = store.organizations.get(Number(orgId ?? team?.organizationId));
  if (!organization?.adminIds.includes(user.id)) {
    const text = "You don't have necessary permissions to access this resource";
    throw new ApiError(403, text);
  }
  return (booking) => {
    const inTeam = teamId === undefined || typeOf(booking).teamId === Number(teamId);
    return inTeam && store.organizationOf(typeOf(booking)) === organization;
  };
}

function checkedQuery(params) {
  const raw = Object.fromEntries(params);
  const found = [];
  const take = whole(found, raw, 'take', 100);
  const query = { ...raw, take, skip: whole(found, raw, 'skip', 0) };
  if (raw.status !== undefined) {
    query.status = raw.status.split(',');
    if (query.status.some((status) => !kStatuses.includes(status))) {
      const text = `Invalid status. Allowed are ${kStatuses.join(', ')}`;
      found.push(wrong('status', query.status, { isEnum: text }));
    }
  }
  for (const name of kInstants) {
    if (raw[name] === undefined || isIsoDate(raw[name])) continue;
    const text = `${name} must be a valid ISO 8601 date string`;
    found.push(wrong(name, raw[name], { isISO8601: text }));
  }
  for (const name of Object.keys(kSorts)) {
    if (raw[name] === undefined || ['asc', 'desc'].includes(raw[name])) continue;
    const text = `${name} must be either "asc" or "desc".`;
    found.push(wrong(name, raw[name], { isEnum: text }));
  }
  const target = Object.fromEntries(Object.keys(raw).map((name) => [name, query[name]]));
  throwListed(found, target);
  return query;
}

function whole(found, raw, name, fallback) {
  if (raw[name] === undefined) return fallback;
  const value = Number(raw[name]);
  const least = name === 'take' ? 1 : 0;
  const rules = {};
  if (!(value >= least)) rules.min = `${name} must not be less than ${least}`;
  if (name === 'take' && value > 250) rules.max = 'take must not be greater than 250';
  if (Number.isNaN(value)) {
    rules.isNumber = `${name} must be a number conforming to the specified constraints`;
  }
  if (Object.keys(rules).length > 0) found.push(wrong(name, value, rules));
  return value;
}

function matchesCounted({ clock }, booking, query) {
  const ids = (query.eventTypeIds ?? query.eventTypeId)?.split(',').map(Number);
  const emails = booking.attendees.map(({ email }) => email);
  const names = booking.attendees.map(({ name }) => name);
  return (
    (query.status === undefined ||
      query.status.some((status) => hasStatus(booking, status, clock.now()))) &&
    (query.attendeeEmail === undefined || emails.includes(query.attendeeEmail.trim())) &&
    (query.attendeeName === undefined || names.includes(query.attendeeName.trim())) &&
    (query.bookingUid === undefined || booking.uid === query.bookingUid) &&
    (ids === undefined || ids.includes(booking.eventTypeId)) &&
    (query.afterStart === undefined || booking.start >= instantOf(query.afterStart)) &&
    (query.beforeEnd === undefined || booking.end <= instantOf(query.beforeEnd))
  );
}

function hasStatus(booking, status, now) {
  const ended = booking.end < now;
  const dead = booking.status === 'cancelled' || booking.status === 'rejected';
  return {
    upcoming: !ended && !dead,
    recurring: false,
    past: ended && !dead,
    cancelled: dead,
    unconfirmed: booking.status === 'pending' && !ended,
  }[status];
}

function matchesTimes(booking, query) {
  const after = (name, value) => query[name] === undefined || value >= instantOf(query[name]);
  const before = (name, value) => query[name] === undefined || value <= instantOf(query[name]);
  return (
    after('afterCreatedAt', booking.createdAt) &&
    before('beforeCreatedAt', booking.createdAt) &&
    after('afterUpdatedAt', booking.updatedAt) &&
    before('beforeUpdatedAt', booking.updatedAt)
  );
}

function sorted(bookings, query) {
  const asked = Object.keys(kSorts).find((name) => query[name] !== undefined);
  const backwards = ['past', 'cancelled'].includes(query.status?.join());
  const member = kSorts[asked] ?? 'start';
  const direction = (query[asked] ?? (backwards ? 'desc' : 'asc')) === 'asc' ? 1 : -1;
  return [...bookings].sort((a, b) => direction * (a[member] - b[member]) || a.id - b.id);
}

function paginationOf(total, returned, { take, skip }) {
  const pages = Math.ceil(total / take);
  const current = total === 0 ? 0 : Math.floor(skip / take) + 1;
  return {
    returnedItems: returned,
    totalItems: total,
    itemsPerPage: take,
    remainingItems: Math.max(0, total - (skip + take)),
    currentPage: current,
    totalPages: pages,
    hasNextPage: current < pages,
    hasPreviousPage: current > 1,
  };
}
