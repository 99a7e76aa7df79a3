// Every message that left through a stand-in: mails and SMS that the portal sent, and the mails
// that Cal.com itself would have sent.

import { randomUUID } from 'node:crypto';

export class Inbox {
  #entries = [];
  #clock;

  constructor(clock) {
    this.#clock = clock;
  }

  // Files a message. `message` has channel, provider, from, to (a list), and what is known of
  // subject, text, html, ics, headers, messageId, tags, variables, attachments, source (a prebuilt
  // message as it came).
  add(message) {
    const entry = {
      id: randomUUID(),
      channel: message.channel,
      provider: message.provider,
      ...tenantMember(message),
      from: message.from,
      to: message.to,
      subject: message.subject ?? '',
      text: message.text ?? '',
      html: message.html ?? '',
      ics: message.ics ?? '',
      headers: message.headers ?? {},
      messageId: message.messageId ?? '',
      tags: message.tags ?? [],
      variables: message.variables ?? {},
      attachments: message.attachments ?? [],
      source: message.source ?? '',
      receivedAt: this.#clock.iso(),
    };
    this.#entries.unshift(entry);
    return entry;
  }

  clear() {
    this.#entries = [];
  }

  // Newest first. `query` may name channel, provider and to (part of an address), how many of the
  // newest, and that no bodies are wanted (`bodies=no`).
  list(query = new URLSearchParams()) {
    const [channel, provider, to] = ['channel', 'provider', 'to'].map((name) => query.get(name));
    const found = this.#entries.filter(
      (entry) =>
        (channel === null || entry.channel === channel) &&
        (provider === null || entry.provider === provider) &&
        (to === null || entry.to.join(' ').toLowerCase().includes(to.toLowerCase())),
    );
    const newest = found.slice(0, Number(query.get('newest') ?? found.length));
    return query.get('bodies') === 'no' ? newest.map(withoutBodies) : newest;
  }
}

function withoutBodies({ text, html, ics, attachments, source, ...rest }) {
  return rest;
}

// The tenant as far as the message shows it: the first label of the first link to a portal.
function tenantMember(message) {
  const where = `${message.text ?? ''} ${message.html ?? ''}`;
  const match = /https:\/\/([a-z][a-z0-9-]{1,30})\.[a-z0-9.-]+(?::\d+)?\//.exec(where);
  return match === null ? {} : { tenant: match[1] };
}
