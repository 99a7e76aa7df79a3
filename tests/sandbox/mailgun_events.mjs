// What Mailgun remembers: events of messages, and the addresses that it does not send to.

import { randomUUID } from 'node:crypto';

import { json } from './http.mjs';
import { bareAddress } from './mailgun_check.mjs';

const kMissing = {
  bounces: 'Address not found in bounces table',
  unsubscribes: 'Address not found in unsubscribers table',
  complaints: 'No spam complaints found for this address',
};
const kReasons = {
  bounces: 'suppress-bounce',
  unsubscribes: 'suppress-unsubscribe',
  complaints: 'suppress-complaint',
};

export class MailgunEvents {
  #events = [];
  #suppressions = new Map();
  #clock;
  #lagMs = 0;

  constructor(clock) {
    this.#clock = clock;
  }

  reset() {
    this.#events = [];
    this.#suppressions.clear();
  }

  // How long an event stays out of sight after it happened: the provider indexes late.
  setLag(ms) {
    this.#lagMs = ms;
  }

  // Puts an address on a list ("bounces", "unsubscribes", "complaints").
  suppress(list, address) {
    if (!(list in kMissing)) throw new SyntaxError(`list is one of ${Object.keys(kMissing)}`);
    this.#suppressions.set(`${list} ${address.toLowerCase()}`, this.#clock.now());
  }

  isSuppressed(address) {
    return this.#listOf(address) !== null;
  }

  // Files the events of an accepted message: one per recipient.
  record(message) {
    for (const recipient of message.to.map(bareAddress)) {
      const list = this.#listOf(recipient);
      this.#events.push(this.#event(message, recipient, 'accepted', {}));
      const outcome = list === null ? 'delivered' : 'failed';
      const extra = list === null ? {} : { severity: 'permanent', reason: kReasons[list] };
      this.#events.push(this.#event(message, recipient, outcome, extra));
    }
  }

  // GET /v3/{domain}/events
  page(request, domain) {
    const { query } = request;
    const limit = Math.min(Number(query.get('limit') ?? 100), 300);
    const newest = this.#clock.now() - this.#lagMs;
    const items = this.#events
      .filter((event) => event.timestamp * 1000 <= newest && matches(event, query))
      .sort((a, b) => a.timestamp - b.timestamp);
    if (!['yes', 'true'].includes(query.get('ascending'))) items.reverse();
    const base = `http://${request.host}/mailgun/v3/${domain}/events`;
    const paging = Object.fromEntries(
      ['first', 'next', 'previous', 'last'].map((name) => [name, `${base}/${name}`]),
    );
    return json(200, { items: items.slice(0, limit), paging });
  }

  suppression(list, address) {
    const at = this.#suppressions.get(`${list} ${address.toLowerCase()}`);
    if (at === undefined) return json(404, { message: kMissing[list] });
    const created = new Date(at).toUTCString().replace('GMT', 'UTC');
    const extra = {
      bounces: { code: '550', error: 'No such mailbox' },
      unsubscribes: { tags: ['*'] },
    };
    return json(200, { address, ...extra[list], created_at: created });
  }

  unsuppress(list, address) {
    const found = this.#suppressions.delete(`${list} ${address.toLowerCase()}`);
    if (!found) return json(404, { message: kMissing[list] });
    return json(200, { address, message: 'Suppression has been removed' });
  }

  #listOf(address) {
    const lists = Object.keys(kMissing);
    return lists.find((list) => this.#suppressions.has(`${list} ${address.toLowerCase()}`)) ?? null;
  }

  #event(message, recipient, name, extra) {
    return {
      event: name,
      id: randomUUID().replaceAll('-', '').slice(0, 22),
      timestamp: this.#clock.now() / 1000,
      'log-level': name === 'failed' ? 'error' : 'info',
      recipient,
      'recipient-domain': recipient.split('@')[1],
      ...extra,
      flags: { 'is-test-mode': false, 'is-system-test': false },
      tags: message.tags,
      'user-variables': message.variables,
      message: {
        headers: {
          to: message.to.join(', '),
          'message-id': message.messageId,
          from: message.from,
          subject: message.subject,
        },
        attachments: [],
        size: message.text.length + message.html.length,
      },
    };
  }
}

// Message ids are stored without angle brackets; with them nothing is found.
function matches(event, query) {
  const wanted = {
    'message-id': event.message.headers['message-id'],
    recipient: event.recipient,
    event: event.event,
  };
  for (const [name, value] of Object.entries(wanted)) {
    if (query.has(name) && query.get(name) !== value) return false;
  }
  const begin = instant(query.get('begin'));
  const end = instant(query.get('end'));
  if (begin !== null && event.timestamp < begin) return false;
  return end === null || event.timestamp <= end;
}

function instant(value) {
  if (value === null) return null;
  const seconds = Number(value);
  return Number.isNaN(seconds) ? Date.parse(value) / 1000 : seconds;
}
