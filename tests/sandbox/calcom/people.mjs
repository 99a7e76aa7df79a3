// The key's user and working hours: /v2/me, /v2/schedules.

import { json } from '../http.mjs';
import { throwListed, wrong } from './validate.mjs';

export function getMe(app, request, user) {
  const { id, email, name, weekStart, timeZone, username, organizationId } = user;
  const data = {
    id,
    email,
    name,
    avatarUrl: null,
    bio: null,
    timeFormat: 12,
    defaultScheduleId: user.defaultScheduleId,
    weekStart,
    timeZone,
    username,
    organizationId,
  };
  return json(200, { status: 'success', data });
}

// POST /v2/schedules
export function createSchedule(app, request, user) {
  const { name, timeZone, isDefault, availability = [], overrides = [] } = request.json;
  const found = [];
  if (typeof name !== 'string') {
    found.push(wrong('name', name, { isString: 'name must be a string' }));
  }
  throwListed(found, request.json);
  const id = app.store.nextId('schedule');
  const data = { id, ownerId: user.id, name, timeZone, availability, isDefault, overrides };
  app.store.schedules.set(id, data);
  if (isDefault) user.defaultScheduleId = id;
  return json(201, { status: 'success', data });
}
