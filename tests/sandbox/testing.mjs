// What the tests of the stand-ins share: a running set, and short ways to call it.

import assert from 'node:assert/strict';

import { WebhookSink } from './replay/sink.mjs';
import { Sandbox } from './server.mjs';

export const kStart = '2026-11-25T10:00:00Z';
export const kLater = '2026-11-25T11:00:00Z';

const kVersions = [
  [/^\/v2\/slots/, '2024-09-04'],
  [/^\/v2\/bookings/, '2024-08-13'],
  [/^\/v2\/event-types/, '2024-06-14'],
];

// Starts stand-ins that end with the test `t`. Their clock stands at a Monday morning in winter.
export async function startSandbox(t, options = {}) {
  const sandbox = new Sandbox({ latencyMs: 5, ...options });
  sandbox.clock.set('2026-11-23T08:00:00Z', true);
  const port = await sandbox.listen(0);
  t.after(() => sandbox.close());
  return new Client(sandbox, `http://127.0.0.1:${port}`);
}

export class Client {
  constructor(sandbox, base) {
    this.sandbox = sandbox;
    this.base = base;
  }

  // A control request; resolves to the parsed answer, or null when there is none.
  async control(method, path, body = undefined) {
    const response = await fetch(this.base + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  }

  inbox() {
    return this.control('GET', '/inbox.json');
  }

  // A request to Cal.com with the portal's key; resolves to {status, headers, body}.
  async calcom(method, path, body = undefined, { key = 'cal_standin_key', signal } = {}) {
    const version = kVersions.find(([pattern]) => pattern.test(path))?.[1];
    const headers = {
      ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      ...(version === undefined ? {} : { 'cal-api-version': version }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    const response = await fetch(`${this.base}/calcom${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      redirect: 'manual',
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  // Books a demo event type at `start`.
  book(eventTypeId, start, { options, ...more } = {}) {
    const attendee = { name: 'Pat Doe', email: 'pat@example.org', timeZone: 'Europe/Berlin' };
    return this.calcom('POST', '/v2/bookings', { eventTypeId, start, attendee, ...more }, options);
  }

  // Sends a mail through Mailgun; `fields` are added to a message that is in order, and a field
  // that is undefined is left out.
  async mail(fields = {}, { key = 'key-standin', files = [] } = {}) {
    const form = new FormData();
    const all = {
      from: 'Acme <no-reply@mg.nexcyte.localhost>',
      to: 'pat@example.org',
      subject: 'Hello',
      text: 'Good day',
      ...fields,
    };
    for (const [name, value] of Object.entries(all)) {
      for (const one of [value].flat()) if (one !== undefined) form.append(name, one);
    }
    for (const { name, content, filename, type } of files) {
      form.append(name, new Blob([content], { type }), filename);
    }
    return this.mailgun('POST', '/messages', form, key);
  }

  async mailgun(method, path, body = undefined, key = 'key-standin') {
    const response = await fetch(`${this.base}/mailgun/v3/mg.nexcyte.localhost${path}`, {
      method,
      headers: { Authorization: basic('api', key) },
      body,
    });
    return answerOf(response);
  }

  async twilio(method, path, fields = undefined, token = 'standin-twilio-token') {
    const account = 'AC00000000000000000000000000000000';
    const url = `${this.base}/twilio/2010-04-01/Accounts/${account}${path}`;
    const response = await fetch(url, {
      method,
      headers: { Authorization: basic(account, token) },
      body: fields === undefined ? undefined : new URLSearchParams(fields),
    });
    return answerOf(response);
  }
}

async function answerOf(response) {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const body = isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body };
}

function basic(user, password) {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

// A booking of Pat Doe's; fails when Cal.com refuses it.
export async function booked(client, eventTypeId = 1101, start = kStart, more = {}) {
  const { status, body } = await client.book(eventTypeId, start, more);
  assert.equal(status, 201, JSON.stringify(body));
  return body.data;
}

// The booking as Cal.com shows it now.
export async function bookingNow(client, uid) {
  return (await client.calcom('GET', `/v2/bookings/${uid}`)).body.data;
}

// The sink of a webhook of organization 11, with all triggers.
export async function subscribed(t, client, secret = 'standin-webhook-secret-0123456789abcdef') {
  const sink = new WebhookSink();
  const subscriberUrl = await sink.listen();
  t.after(() => sink.close());
  const triggers = ['BOOKING_CREATED', 'BOOKING_REQUESTED', 'BOOKING_RESCHEDULED',
    'BOOKING_CANCELLED', 'BOOKING_REJECTED'];
  const body = { active: true, subscriberUrl, triggers, secret };
  const { status } = await client.calcom('POST', '/v2/organizations/11/webhooks', body);
  assert.equal(status, 201);
  return sink;
}

// The events that arrived, in their order.
export function events(sink) {
  return sink.received.map(({ json }) => json.triggerEvent);
}
