// Subscriptions to Cal.com's events, for a user, an event type, a team's event type or an
// organization.

import { json } from '../http.mjs';
import { ApiError } from './errors.mjs';
import { throwListed, wrong } from './validate.mjs';

const kTriggers = [
  'BOOKING_CREATED', 'BOOKING_PAYMENT_INITIATED', 'BOOKING_PAID', 'BOOKING_RESCHEDULED',
  'BOOKING_REQUESTED', 'BOOKING_CANCELLED', 'BOOKING_REJECTED', 'BOOKING_NO_SHOW_UPDATED',
  'FORM_SUBMITTED', 'MEETING_ENDED', 'MEETING_STARTED', 'RECORDING_READY', 'INSTANT_MEETING',
  'RECORDING_TRANSCRIPTION_GENERATED', 'OOO_CREATED', 'AFTER_HOSTS_CAL_VIDEO_NO_SHOW',
  'AFTER_GUESTS_CAL_VIDEO_NO_SHOW', 'FORM_SUBMITTED_NO_EVENT', 'DELEGATION_CREDENTIAL_ERROR',
];
const kTriggerText =
  'each value in triggers must be one of the following values: ' + kTriggers.join(', ');

// Where a subscription belongs, from the path of the request; refuses strangers.
function scopeOf({ store }, params, user) {
  if (params.orgId !== undefined) {
    const organization = store.organizations.get(Number(params.orgId));
    if (!organization?.adminIds.includes(user.id)) throw new ApiError(403, 'Forbidden');
    return { kind: 'organization', id: organization.id };
  }
  if (params.eventTypeId !== undefined) {
    const eventType = store.eventTypes.get(Number(params.eventTypeId));
    if (eventType === undefined || !store.mayManage(user, eventType)) {
      throw new ApiError(404, `Event type (${params.eventTypeId}) not found`);
    }
    return { kind: 'eventType', id: eventType.id };
  }
  return { kind: 'user', id: user.id };
}

export function createWebhook(app, request, user) {
  const scope = scopeOf(app, request.params, user);
  const input = checkedWebhook(request.json, true);
  const taken = [...app.store.webhooks.values()].some(
    (other) => sameScope(other.scope, scope) && other.subscriberUrl === input.subscriberUrl,
  );
  if (taken) {
    const what = scope.kind === 'user' ? 'user' : 'event type';
    throw new ApiError(409, `Webhook with this subscriber url already exists for this ${what}`);
  }
  const webhook = {
    id: app.newUuid(),
    scope,
    payloadTemplate: input.payloadTemplate ?? null,
    triggers: input.triggers,
    subscriberUrl: input.subscriberUrl,
    active: input.active,
    secret: input.secret ?? null,
    createdAt: app.clock.now(),
  };
  app.store.webhooks.set(webhook.id, webhook);
  return json(201, { status: 'success', data: view(webhook) });
}

function sameScope(a, b) {
  return a.kind === b.kind && a.id === b.id;
}

function checkedWebhook(body, isNew) {
  const found = [];
  const add = (name, rules) => found.push(wrong(name, body[name], rules));
  if (isNew || body.active !== undefined) {
    if (typeof body.active !== 'boolean') {
      add('active', { isBoolean: 'active must be a boolean value' });
    }
  }
  if (isNew || body.subscriberUrl !== undefined) {
    if (typeof body.subscriberUrl !== 'string') {
      add('subscriberUrl', { isString: 'subscriberUrl must be a string' });
    }
  }
  if (isNew || body.triggers !== undefined) {
    const rules = triggerRules(body.triggers);
    if (rules !== null) add('triggers', rules);
  }
  throwListed(found, body);
  return body;
}

function triggerRules(triggers) {
  if (!Array.isArray(triggers)) {
    return { isEnum: kTriggerText, isArray: 'triggers must be an array' };
  }
  return triggers.every((name) => kTriggers.includes(name)) ? null : { isEnum: kTriggerText };
}

// Newest first is not promised; the real server sorts by id.
export function listWebhooks(app, request, user) {
  const scope = scopeOf(app, request.params, user);
  const take = Number(request.query.get('take') ?? 250);
  const skip = Number(request.query.get('skip') ?? 0);
  const all = [...app.store.webhooks.values()]
    .filter((webhook) => sameScope(webhook.scope, scope))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return json(200, { status: 'success', data: all.slice(skip, skip + take).map(view) });
}

// One subscription in full: more members than in a list.
export function getWebhook(app, request, user) {
  const webhook = requireWebhook(app, request.params, user);
  const data = {
    id: webhook.id,
    userId: null,
    teamId: null,
    eventTypeId: null,
    ...ownerMember(webhook),
    subscriberUrl: webhook.subscriberUrl,
    payloadTemplate: webhook.payloadTemplate,
    createdAt: new Date(webhook.createdAt).toISOString(),
    active: webhook.active,
    appId: null,
    secret: webhook.secret,
    platform: false,
    time: null,
    timeUnit: null,
    version: '2021-10-20',
    triggers: webhook.triggers,
    oAuthClientId: null,
  };
  return json(200, { status: 'success', data });
}

export function patchWebhook(app, request, user) {
  const webhook = requireWebhook(app, request.params, user);
  const input = checkedWebhook(request.json, false);
  for (const name of ['payloadTemplate', 'triggers', 'subscriberUrl', 'active', 'secret']) {
    if (input[name] !== undefined) webhook[name] = input[name];
  }
  return json(200, { status: 'success', data: view(webhook) });
}

export function deleteWebhook(app, request, user) {
  const webhook = requireWebhook(app, request.params, user);
  app.store.webhooks.delete(webhook.id);
  return json(200, { status: 'success', data: view(webhook) });
}

function requireWebhook(app, params, user) {
  const scope = scopeOf(app, params, user);
  const webhook = app.store.webhooks.get(params.webhookId);
  if (webhook === undefined || webhook.scope.kind !== scope.kind) {
    throw new ApiError(404, `Webhook (${params.webhookId}) not found`);
  }
  if (webhook.scope.id !== scope.id) {
    throw new ApiError(
      403,
      `IsUserWebhookGuard - user with id=(${user.id}) is not the owner of webhook with ` +
        `id=(${webhook.id})`,
    );
  }
  return webhook;
}

function view(webhook) {
  const { id, payloadTemplate, triggers, subscriberUrl, active, secret } = webhook;
  const owner = ownerMember(webhook);
  return { id, payloadTemplate, triggers, subscriberUrl, active, secret, ...owner };
}

function ownerMember({ scope }) {
  const name = { user: 'userId', organization: 'teamId', eventType: 'eventTypeId' }[scope.kind];
  return { [name]: scope.id };
}

// The active subscriptions that hear of `trigger` for a booking of `eventType`.
export function subscribers(store, eventType, trigger) {
  const organization = store.organizationOf(eventType);
  const scopes = [
    { kind: 'eventType', id: eventType.id },
    ...(organization === undefined ? [] : [{ kind: 'organization', id: organization.id }]),
    ...(eventType.teamId === null ? [{ kind: 'user', id: eventType.ownerId }] : []),
  ];
  return [...store.webhooks.values()].filter(
    (webhook) =>
      webhook.active &&
      webhook.triggers.includes(trigger) &&
      scopes.some((scope) => sameScope(webhook.scope, scope)),
  );
}
