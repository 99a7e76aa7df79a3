// Event types: /v2/event-types, and the lists of teams and organizations.

import { json } from '../http.mjs';
import { ApiError, constantError } from './errors.mjs';
import { newEventType, settable } from './event_type_model.mjs';
import { legacyEventType, legacyEventTypes } from './event_type_legacy.mjs';
import { eventTypeView } from './event_type_view.mjs';
import { throwListed, wrong } from './validate.mjs';

const kVersion = '2024-06-14';

// GET /v2/event-types: those of one user, by slug if asked, or of an organization.
export function listEventTypes(app, request, user) {
  const { store } = app;
  const found = listed(store, request.query, user);
  if (request.version !== kVersion) {
    const owner = store.userByName(request.query.get('username')) ?? user;
    const data = legacyEventTypes(store, owner, found);
    return json(200, { status: 'success', data });
  }
  // A team's event type has no owner; in this list, of users' event types, its organizer stands in.
  const view = (eventType) => {
    const shown = eventTypeView(store, eventType, true);
    return { ...shown, ownerId: shown.ownerId ?? eventType.hostIds[0] };
  };
  return success(200, found.map(view));
}

function listed(store, query, user) {
  const slug = query.get('eventSlug');
  return [...store.eventTypes.values()].filter(
    (eventType) =>
      isAsked(store, eventType, query, user) &&
      (slug === null || eventType.slug === slug) &&
      (!eventType.hidden || (user !== null && store.mayManage(user, eventType))),
  );
}

// By organization (its slug or id), by user name, else everything the caller manages.
function isAsked(store, eventType, query, user) {
  const username = query.get('username');
  const organization = store.organizationOf(eventType);
  if (query.has('orgSlug') && organization?.slug !== query.get('orgSlug')) return false;
  if (query.has('orgId') && String(organization?.id) !== query.get('orgId')) return false;
  if (username === null) return user !== null && store.mayManage(user, eventType);
  const asked = store.userByName(username);
  if (asked === undefined) return false;
  return eventType.ownerId === asked.id || eventType.hostIds.includes(asked.id);
}

export function getEventType(app, request, user) {
  const eventType = requireManaged(app.store, request.params.eventTypeId, user);
  // The routes of organizations have no versions.
  if (request.version !== kVersion && request.params.orgId === undefined) {
    return success(200, legacyEventType(app.store, eventType));
  }
  return success(200, eventTypeView(app.store, eventType, false));
}

// Also what strangers get: whether the id exists is not told.
function requireManaged(store, text, user) {
  const id = Number(text);
  if (!Number.isInteger(id)) {
    const message = 'There was an error, please try again later.';
    throw constantError(500, 'INTERNAL_SERVER_ERROR', message);
  }
  const eventType = store.eventTypes.get(id);
  if (eventType !== undefined && store.mayManage(user, eventType)) return eventType;
  throw new ApiError(404, `Event type with id ${id} not found`);
}

export function createEventType(app, request, user) {
  const { store } = app;
  const body = request.json;
  checkBody(body, true);
  refuseSlug(store, user, body.slug);
  const eventType = newEventType(store.nextId('eventType'), body);
  eventType.ownerId = user.id;
  eventType.hostIds = [user.id];
  // Only an organization's team may switch its mails off; a user's own event types cannot.
  eventType.emailSettings = null;
  store.eventTypes.set(eventType.id, eventType);
  return success(201, eventTypeView(store, eventType, false));
}

function refuseSlug(store, user, slug) {
  const taken = [...store.eventTypes.values()].some(
    (other) => other.ownerId === user.id && other.slug === slug,
  );
  if (taken) throw new ApiError(400, 'User already has an event type with this slug.');
}

// PATCH, for a user's own and for a team's event type.
export function patchEventType(app, request, user) {
  const eventType = requireManaged(app.store, request.params.eventTypeId, user);
  checkBody(request.json, false);
  const changes = settable(request.json);
  if (eventType.teamId === null) delete changes.emailSettings;
  Object.assign(eventType, changes);
  return success(200, eventTypeView(app.store, eventType, false));
}

export function deleteEventType(app, request, user) {
  const eventType = requireManaged(app.store, request.params.eventTypeId, user);
  app.store.eventTypes.delete(eventType.id);
  const { id, lengthInMinutes, slug, title } = eventType;
  return success(200, { id, lengthInMinutes, slug, title });
}

// The lists of an organization, of one of its teams, or of a team.
export function listTeamEventTypes(app, request, user) {
  const { store } = app;
  const { orgId, teamId } = request.params;
  const slug = request.query.get('eventSlug');
  const found = [...store.eventTypes.values()].filter((eventType) => {
    const organization = store.organizationOf(eventType);
    return (
      organization !== undefined &&
      (orgId === undefined || organization.id === Number(orgId)) &&
      (teamId === undefined || eventType.teamId === Number(teamId)) &&
      (slug === null || eventType.slug === slug)
    );
  });
  if (found.some((eventType) => !store.administers(user, eventType))) {
    throw new ApiError(403, 'Forbidden');
  }
  return success(200, found.map((eventType) => eventTypeView(store, eventType, true)));
}

function success(status, data) {
  return json(status, { status: 'success', data });
}

function checkBody(body, isNew) {
  const found = [];
  const { lengthInMinutes } = body;
  if (isNew || lengthInMinutes !== undefined) {
    const rules = {};
    if (!(lengthInMinutes >= 1)) rules.min = 'lengthInMinutes must not be less than 1';
    if (!Number.isInteger(lengthInMinutes)) {
      rules.isInt = 'lengthInMinutes must be an integer number';
    }
    if (Object.keys(rules).length > 0) {
      found.push(wrong('lengthInMinutes', lengthInMinutes, rules));
    }
  }
  for (const name of ['title', 'slug']) {
    if (typeof body[name] === 'string' || (!isNew && body[name] === undefined)) continue;
    found.push(wrong(name, body[name], { isString: `${name} must be a string` }));
  }
  throwListed(found, body);
}
