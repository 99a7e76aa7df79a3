// The list of Cal.com's routes: method, path, counted as, who may call, versions, handler.

import { RouteTable } from '../http.mjs';
import {
  cancelBooking,
  cancelBookingOld,
  confirmBooking,
  declineBooking,
  getBooking,
  rescheduleBooking,
} from './booking_change.mjs';
import { createBooking } from './booking_create.mjs';
import { createBookingOld } from './booking_old.mjs';
import { listBookings } from './booking_list.mjs';
import {
  createEventType,
  deleteEventType,
  getEventType,
  listEventTypes,
  listTeamEventTypes,
  patchEventType,
} from './event_types.mjs';
import { createSchedule, getMe } from './people.mjs';
import { deleteReservation, getReservation, patchReservation, reserve } from './reservations.mjs';
import { getSlots } from './slots.mjs';
import { listTeams } from './teams.mjs';
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  patchWebhook,
} from './webhooks.mjs';

const kSlots = ['2024-09-04'];
const kBookings = ['2024-08-13', '2026-02-25'];
const kOld = ['old'];
const kAny = null;

// `auth`: "optional", "key" or "permission" (see auth.mjs). `versions`: the values of the version
// header for which the route exists; "old" is any other value or none; null is all.
const kRoutes = [
  ['GET', '/v2/me', 'calcom.me', 'key', kAny, getMe],
  ['POST', '/v2/schedules', 'calcom.schedule', 'permission', kAny, createSchedule],
  ['GET', '/v2/slots', 'calcom.slots', 'optional', kSlots, getSlots],
  ['POST', '/v2/slots/reservations', 'calcom.reserve', 'optional', kSlots, reserve],
  ['GET', '/v2/slots/reservations/:uid', 'calcom.reservation', 'optional', kSlots, getReservation],
  ['PATCH', '/v2/slots/reservations/:uid', 'calcom.reserve', 'optional', kSlots, patchReservation],
  [
    'DELETE', '/v2/slots/reservations/:uid', 'calcom.unreserve', 'optional', kSlots,
    deleteReservation,
  ],
  ['POST', '/v2/bookings', 'calcom.create', 'optional', kBookings, createBooking],
  ['POST', '/v2/bookings', 'calcom.create', 'optional', kOld, createBookingOld],
  ['GET', '/v2/bookings', 'calcom.list', 'permission', kAny, listBookings],
  ['GET', '/v2/organizations/:orgId/bookings', 'calcom.list', 'key', kAny, listBookings],
  [
    'GET', '/v2/organizations/:orgId/teams/:teamId/bookings', 'calcom.list', 'key', kAny,
    listBookings,
  ],
  ['GET', '/v2/teams/:teamId/bookings', 'calcom.list', 'key', kAny, listBookings],
  ['GET', '/v2/bookings/:uid', 'calcom.get', 'optional', kAny, getBooking],
  [
    'POST', '/v2/bookings/:uid/reschedule', 'calcom.reschedule', 'optional', kBookings,
    rescheduleBooking,
  ],
  ['POST', '/v2/bookings/:uid/cancel', 'calcom.cancel', 'optional', kBookings, cancelBooking],
  ['POST', '/v2/bookings/:uid/cancel', 'calcom.cancel', 'optional', kOld, cancelBookingOld],
  ['POST', '/v2/bookings/:uid/confirm', 'calcom.confirm', 'permission', kBookings, confirmBooking],
  ['POST', '/v2/bookings/:uid/decline', 'calcom.decline', 'permission', kBookings, declineBooking],
  ['GET', '/v2/event-types', 'calcom.event_types', 'optional', kAny, listEventTypes],
  ['POST', '/v2/event-types', 'calcom.event_types', 'permission', kAny, createEventType],
  ['GET', '/v2/event-types/:eventTypeId', 'calcom.event_type', 'permission', kAny, getEventType],
  [
    'PATCH', '/v2/event-types/:eventTypeId', 'calcom.event_type', 'permission', kAny,
    patchEventType,
  ],
  [
    'DELETE', '/v2/event-types/:eventTypeId', 'calcom.event_type', 'permission', kAny,
    deleteEventType,
  ],
  ['GET', '/v2/teams', 'calcom.teams', 'key', kAny, listTeams],
  ['GET', '/v2/teams/:teamId/event-types', 'calcom.event_types', 'key', kAny, listTeamEventTypes],
  [
    'GET', '/v2/organizations/:orgId/teams/event-types', 'calcom.event_types', 'key', kAny,
    listTeamEventTypes,
  ],
  [
    'GET', '/v2/organizations/:orgId/teams/:teamId/event-types', 'calcom.event_types', 'key', kAny,
    listTeamEventTypes,
  ],
  [
    'GET', '/v2/organizations/:orgId/teams/:teamId/event-types/:eventTypeId', 'calcom.event_type',
    'key', kAny, getEventType,
  ],
  [
    'PATCH', '/v2/organizations/:orgId/teams/:teamId/event-types/:eventTypeId',
    'calcom.event_type', 'key', kAny, patchEventType,
  ],
];

const kWebhookScopes = [
  '/v2/webhooks',
  '/v2/organizations/:orgId/webhooks',
  '/v2/event-types/:eventTypeId/webhooks',
  '/v2/teams/:teamId/event-types/:eventTypeId/webhooks',
];

const kWebhookRoutes = [
  ['POST', '', createWebhook],
  ['GET', '', listWebhooks],
  ['GET', '/:webhookId', getWebhook],
  ['PATCH', '/:webhookId', patchWebhook],
  ['DELETE', '/:webhookId', deleteWebhook],
];

// Finds routes by method, path and version header.
export class Routes {
  #byVersion = new Map();

  constructor() {
    const webhooks = kWebhookScopes.flatMap((scope) =>
      kWebhookRoutes.map(([method, rest, handler]) => [
        method, scope + rest, 'calcom.webhooks', 'key', kAny, handler,
      ]),
    );
    for (const version of ['2024-09-04', '2024-08-13', '2026-02-25', '2024-06-14', 'old']) {
      const table = new RouteTable();
      for (const [method, path, target, auth, versions, handler] of [...kRoutes, ...webhooks]) {
        const isOld = versions?.includes('old') && !kBookings.includes(version);
        if (versions === kAny || versions.includes(version) || isOld) {
          table.add(method, path, target, { auth, handler });
        }
      }
      this.#byVersion.set(version, table);
    }
  }

  // {target, auth, handler, params} or null.
  find(request) {
    const version = request.headers['cal-api-version'];
    const table = this.#byVersion.get(version) ?? this.#byVersion.get('old');
    const found = table.find(request.method, request.segments);
    if (found === null) return null;
    return { target: found.route.target, ...found.route.handler, params: found.params };
  }
}
