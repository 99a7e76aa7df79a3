// The stand-in for Mailgun: takes messages, files them in the inbox, remembers events and
// suppressions. A repeated Message-Id is another message, as at the provider.

import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

import PostalMime from 'postal-mime';

import { json, RouteTable, text } from './http.mjs';
import { MailgunEvents } from './mailgun_events.mjs';
import { bareAddress, recipients, refusedMessage, refusedMime, values } from './mailgun_check.mjs';
import { parseMultipart } from './multipart.mjs';

const kKey = 'key-standin';
const kDomains = new Set(['mg.nexcyte.localhost', 'mg.example.com']);
const kMaxRequest = Math.floor(52.4 * 1024 * 1024);
const kMessageId = /^<?([^\s<>@]+@[^\s<>@]+)>?$/;

export class MailgunApp {
  #sandbox;
  #routes = new RouteTable();
  #serial = 0;

  constructor(sandbox) {
    this.#sandbox = sandbox;
    this.events = new MailgunEvents(sandbox.clock);
    const messages = (request, { domain }) =>
      this.#send(request, domain, refusedMessage, fromParts);
    const mime = (request, { domain }) => this.#send(request, domain, refusedMime, fromMime);
    this.#routes.add('POST', '/v3/:domain/messages', 'mailgun.send', messages);
    this.#routes.add('POST', '/v3/:domain/messages.mime', 'mailgun.send', mime);
    this.#routes.add('GET', '/v3/:domain/events', 'mailgun.events', (request, { domain }) =>
      this.events.page(request, domain),
    );
    for (const list of ['bounces', 'unsubscribes', 'complaints']) {
      const path = `/v3/:domain/${list}/:address`;
      this.#routes.add('GET', path, 'mailgun.suppressions', (request, { address }) =>
        this.events.suppression(list, address),
      );
      this.#routes.add('DELETE', path, 'mailgun.suppressions', (request, { address }) =>
        this.events.unsuppress(list, address),
      );
    }
  }

  reset() {
    this.events.reset();
  }

  dispatch(request) {
    const found = this.#routes.find(request.method, request.segments);
    // A mangled path really answers 200 with this text.
    if (found === null) {
      return { target: 'mailgun.other', run: () => text(200, 'Mailgun Magnificent API') };
    }
    const { route, params } = found;
    return { target: route.target, run: () => this.#guarded(request, params, route.handler) };
  }

  #guarded(request, params, handler) {
    const expected = `Basic ${Buffer.from(`api:${kKey}`).toString('base64')}`;
    if (request.headers.authorization !== expected) return text(401, 'Forbidden');
    if (!kDomains.has(params.domain)) {
      return json(404, { message: `Domain not found: ${params.domain}` });
    }
    return handler(request, params);
  }

  async #send(request, domain, refused, toMessage) {
    if (request.body.length > kMaxRequest) {
      return json(413, { message: 'request size exceeds 52.4MiB limit' });
    }
    const type = request.headers['content-type'] ?? '';
    if (!type.toLowerCase().startsWith('multipart/form-data')) {
      const wanted = "Invalid request content type. Expecting 'multipart/form-data' but got";
      return json(400, { message: `${wanted} '${type}'` });
    }
    let form;
    try {
      const gzip = request.headers['content-encoding'] === 'gzip';
      form = await parseMultipart(type, gzip ? gunzipSync(request.body) : request.body);
    } catch {
      return json(400, { message: 'malformed multipart/form-data request' });
    }
    const reason = refused(form.fields, form.files);
    if (reason !== null) return json(400, { message: reason });
    return this.#accept(domain, form.fields, await toMessage(form));
  }

  #accept(domain, fields, message) {
    const id = this.#messageId(domain, message.messageId);
    const to = recipients(fields);
    const accepted = {
      ...message,
      channel: 'email',
      provider: 'mailgun',
      to,
      messageId: id,
      tags: values(fields, 'o:tag'),
      variables: prefixed(fields, 'v:'),
    };
    const open = to.filter((address) => !this.events.isSuppressed(bareAddress(address)));
    if (open.length > 0) this.#sandbox.inbox.add({ ...accepted, to: open });
    this.events.record(accepted);
    return json(200, { id: `<${id}>`, message: 'Queued. Thank you.' });
  }

  // A malformed Message-Id is replaced without a word, as at the provider.
  #messageId(domain, wanted) {
    const match = kMessageId.exec(wanted ?? '');
    if (match !== null) return match[1];
    this.#serial += 1;
    const stamp = this.#sandbox.clock.iso().replaceAll(/\D/g, '').slice(0, 14);
    return `${stamp}.${this.#serial}.${randomBytes(4).toString('hex')}@${domain}`;
  }
}

// {name: value} of the fields with a prefix; a repeated name keeps its last value.
function prefixed(fields, prefix) {
  const entries = fields
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, value }) => [name.slice(prefix.length), value]);
  return Object.fromEntries(entries);
}

function fromParts({ fields, files }) {
  const headers = prefixed(fields, 'h:');
  const idName = Object.keys(headers).find((name) => name.toLowerCase() === 'message-id');
  // A part without a filename is silently dropped by the provider.
  const attachments = files.filter(({ name, filename }) =>
    ['attachment', 'inline'].includes(name) && filename !== undefined,
  );
  return {
    from: values(fields, 'from')[0],
    subject: values(fields, 'subject')[0] ?? '',
    text: values(fields, 'text')[0] ?? '',
    html: values(fields, 'html')[0] ?? '',
    ics: calendarOf(attachments),
    headers,
    messageId: headers[idName],
    attachments: attachments.map(described),
  };
}

// The parser gives calendars with LF as line end; `source` keeps the bytes as they came.
async function fromMime({ files }) {
  const source = files.find((file) => file.name === 'message').data;
  const mail = await PostalMime.parse(source);
  const header = (name) => mail.headers.find(({ key }) => key === name)?.value ?? '';
  const attachments = mail.attachments.map(({ filename, mimeType, content }) => ({
    filename: filename ?? '',
    contentType: mimeType,
    data: Buffer.from(content),
  }));
  return {
    from: header('from'),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    ics: calendarOf(attachments),
    headers: Object.fromEntries(mail.headers.map(({ originalKey, value }) => [originalKey, value])),
    messageId: mail.messageId,
    source: source.toString('utf8'),
    attachments: attachments.map(described),
  };
}

function calendarOf(attachments) {
  const part = attachments.find(
    ({ contentType }) => contentType === 'text/calendar' || contentType === 'application/ics',
  );
  return part === undefined ? '' : part.data.toString('utf8');
}

function described({ filename, contentType, data }) {
  return { filename, contentType, size: data.length };
}
