// The stand-in for Twilio's Messages resource, with the magic numbers of its test credentials.

import { randomBytes } from 'node:crypto';

import { json, RouteTable } from './http.mjs';
import { segmentCount } from './sms_segments.mjs';

const kAccount = 'AC00000000000000000000000000000000';
const kCredentials = new Map([
  [kAccount, 'standin-twilio-token'],
  ['SK00000000000000000000000000000000', 'standin-twilio-secret'],
]);
const kFrom = '+15005550006';
const kE164 = /^\+[1-9][0-9]{6,14}$/;

const kRefusedSenders = {
  '+15005550001': [21212, (from) => `The 'From' number ${from} is not a valid phone number, ` +
    'shortcode, or alphanumeric sender ID.'],
  '+15005550008': [21611, (from) => `This 'From' number ${from} has exceeded the maximum number ` +
    'of queued messages'],
};
const kRefusedRecipients = {
  '+15005550001': [21211, (to) => `The 'To' number ${to} is not a valid phone number.`],
  '+15005550002': [21612, (to) => `Message cannot be sent with the current combination of 'To' ` +
    `(${to}) and/or 'From' parameters`],
  '+15005550003': [21408, (to) => 'Permission to send an SMS has not been enabled for the region ' +
    `indicated by the 'To' number: ${to}.`],
  '+15005550004': [21610, () => 'Attempt to send to unsubscribed recipient'],
  '+15005550009': [21614, (to) => `'To' number ${to} is not a valid mobile number`],
};

export class TwilioApp {
  #sandbox;
  #routes = new RouteTable();
  #messages = [];

  constructor(sandbox) {
    this.#sandbox = sandbox;
    const base = '/2010-04-01/Accounts/:account';
    this.#routes.add('POST', `${base}/Messages.json`, 'twilio.send', (r) => this.#create(r));
    this.#routes.add('GET', `${base}/Messages.json`, 'twilio.list', (r) => this.#list(r));
    this.#routes.add('GET', `${base}/Messages/:file`, 'twilio.get', (r, p) => this.#get(p));
    this.#routes.add('POST', `${base}/Messages/:file`, 'twilio.update', (r, p) =>
      this.#update(r, p),
    );
  }

  reset() {
    this.#messages = [];
  }

  dispatch(request) {
    const found = this.#routes.find(request.method, request.segments);
    if (found === null) return { target: 'twilio.other', run: () => notFound(request.path) };
    const { route, params } = found;
    return { target: route.target, run: () => this.#guarded(request, params, route.handler) };
  }

  #guarded(request, params, handler) {
    if (!isAuthentic(request.headers.authorization)) {
      return failure(401, 20003, 'Authenticate');
    }
    if (params.account !== kAccount) return notFound(request.path);
    return handler(request, params);
  }

  #create(request) {
    const form = new URLSearchParams(request.body.toString('utf8'));
    const refusal = refusedSend(form);
    if (refusal !== null) return failure(400, ...refusal);
    const message = this.#newMessage(form);
    this.#messages.unshift(message);
    this.#sandbox.inbox.add({
      channel: 'sms',
      provider: 'twilio',
      from: form.get('From') ?? form.get('MessagingServiceSid'),
      to: [form.get('To')],
      text: form.get('Body'),
      messageId: message.sid,
      variables: Object.fromEntries(form),
    });
    return json(201, this.#view(message));
  }

  #newMessage(form) {
    const service = form.get('MessagingServiceSid');
    return {
      sid: `SM${randomBytes(16).toString('hex')}`,
      to: form.get('To'),
      from: form.get('From'),
      service,
      body: form.get('Body'),
      status: service === null ? 'queued' : 'accepted',
      created: this.#sandbox.clock.now(),
    };
  }

  // Newest first. DateSent and DateSent> filter by the day in GMT.
  #list(request) {
    const { query } = request;
    const since = query.get('DateSent>') ?? query.get('DateSent');
    const until = query.get('DateSent<') ?? query.get('DateSent');
    const size = Math.min(Number(query.get('PageSize') ?? 50), 1000);
    const found = this.#messages.filter((message) => {
      const day = new Date(message.created).toISOString().slice(0, 10);
      return (
        (!query.has('To') || query.get('To') === message.to) &&
        (!query.has('From') || query.get('From') === message.from) &&
        (since === null || day >= since) &&
        (until === null || day <= until)
      );
    });
    const uri = `/2010-04-01/Accounts/${kAccount}/Messages.json`;
    return json(200, {
      first_page_uri: `${uri}?PageSize=${size}&Page=0`,
      next_page_uri: null,
      previous_page_uri: null,
      uri: `${uri}?PageSize=${size}&Page=0`,
      page: 0,
      page_size: size,
      start: 0,
      end: Math.max(0, Math.min(found.length, size) - 1),
      messages: found.slice(0, size).map((message) => this.#view(message)),
    });
  }

  #get({ file }) {
    const message = this.#find(file);
    return message === undefined ? notFound(`Messages/${file}`) : json(200, this.#view(message));
  }

  #update(request, { file }) {
    const message = this.#find(file);
    if (message === undefined) return notFound(`Messages/${file}`);
    const form = new URLSearchParams(request.body.toString('utf8'));
    if (form.get('Status') === 'canceled') {
      return failure(400, 20009, 'Cannot cancel message: it is not scheduled');
    }
    if (form.get('Body') === '') message.body = '';
    return json(200, this.#view(message));
  }

  #find(file) {
    return this.#messages.find(({ sid }) => `${sid}.json` === file);
  }

  // A message that has waited a second counts as delivered.
  #view(message) {
    const delivered = this.#sandbox.clock.now() - message.created >= 1000;
    const created = rfc2822(message.created);
    const uri = `/2010-04-01/Accounts/${kAccount}/Messages/${message.sid}`;
    const segments = message.service === null || delivered ? segmentCount(message.body) : 0;
    return {
      sid: message.sid,
      account_sid: kAccount,
      messaging_service_sid: message.service,
      from: message.from ?? (delivered ? kFrom : null),
      to: message.to,
      body: message.body,
      status: delivered ? 'delivered' : message.status,
      direction: 'outbound-api',
      num_segments: String(segments),
      num_media: '0',
      price: null,
      price_unit: null,
      error_code: null,
      error_message: null,
      api_version: '2010-04-01',
      date_created: created,
      date_updated: created,
      date_sent: delivered ? created : null,
      subresource_uris: { media: `${uri}/Media.json` },
      uri: `${uri}.json`,
    };
  }
}

function isAuthentic(header) {
  const match = /^Basic (.+)$/.exec(header ?? '');
  if (match === null) return false;
  const [, user, password] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(match[1], 'base64').toString('utf8')) ?? [];
  return kCredentials.has(user) && kCredentials.get(user) === password;
}

// [code, message] of the refusal of a create, or null.
function refusedSend(form) {
  const to = form.get('To') ?? '';
  const body = form.get('Body') ?? '';
  if (to === '') return [21604, "A 'To' phone number is required."];
  if (body === '') return [21602, 'Message body is required.'];
  if ([...body].length > 1600) {
    return [21617, 'The concatenated message body exceeds the 1600 character limit'];
  }
  return refusedSender(form) ?? refusedRecipient(to, form.get('From'));
}

function refusedSender(form) {
  const from = form.get('From');
  const service = form.get('MessagingServiceSid');
  if (from === null && service === null) {
    return [21603, "A 'From' or 'MessagingServiceSid' parameter is required to send a message."];
  }
  if (service !== null && !/^MG[0-9a-fA-F]{32}$/.test(service)) {
    return [21701, 'The Messaging Service does not exist'];
  }
  if (from === null || from === kFrom) return null;
  if (from in kRefusedSenders) {
    const [code, message] = kRefusedSenders[from];
    return [code, message(from)];
  }
  return [
    21606,
    `The 'From' phone number provided (${from}) is not a valid message-capable Twilio phone ` +
      'number for this destination.',
  ];
}

function refusedRecipient(to, from) {
  if (to in kRefusedRecipients) {
    const [code, message] = kRefusedRecipients[to];
    return [code, message(to)];
  }
  if (!kE164.test(to) || to === from) {
    return [21211, `The 'To' number ${to} is not a valid phone number.`];
  }
  return null;
}

function failure(status, code, message) {
  const more = `https://www.twilio.com/docs/errors/${code}`;
  return json(status, { code, message, more_info: more, status });
}

function notFound(path) {
  return failure(404, 20404, `The requested resource ${path} was not found`);
}

function rfc2822(ms) {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}
