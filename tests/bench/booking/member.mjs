// Signed-in members of the benchmark's tenant (fill.sql), over connections that stay open.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:https';

import { sessionCookies } from '../sessions.mjs';

const kZone = 'Europe/Berlin';
const kPurpose = 'intro_call';
const kDay = 86_400_000;

export class Portal {
  #port;
  #agent = new Agent({ keepAlive: true, rejectUnauthorized: false });

  constructor(port) {
    this.#port = port;
  }

  get host() {
    return `bench.nexcyte.localhost:${this.#port}`;
  }

  members() {
    return sessionCookies().map((cookie) => new Member(this, cookie));
  }

  // {status, body}
  exchange(method, path, headers, json) {
    const options = {
      host: '127.0.0.1',
      port: this.#port,
      servername: 'bench.nexcyte.localhost',
      method,
      path,
      agent: this.#agent,
      headers: { Host: this.host, ...headers },
    };
    return new Promise((resolve, reject) => {
      const asked = request(options, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode, body: Buffer.concat(parts).toString() }),
        );
      });
      asked.on('error', reject);
      asked.end(json === undefined ? undefined : JSON.stringify(json));
    });
  }

  close() {
    this.#agent.destroy();
  }
}

// The path of a purpose's free times, `weeks` from now, a whole week of UTC days.
export function slotsPath(weeks = 0) {
  const first = (Math.floor(Date.now() / kDay) + 1 + 7 * weeks) * kDay;
  const query = new URLSearchParams({
    purpose: kPurpose,
    start: new Date(first).toISOString(),
    end: new Date(first + 7 * kDay).toISOString(),
    timeZone: kZone,
  });
  return `/api/schedule/slots?${query}`;
}

class Member {
  #portal;
  #cookie;
  #csrf;

  constructor(portal, cookie) {
    this.#portal = portal;
    this.#cookie = cookie;
  }

  async get(path) {
    const { status, body } = await this.#portal.exchange('GET', path, { Cookie: this.#cookie });
    assert.equal(status, 200, `${path}: ${status} ${body.slice(0, 200)}`);
    return body;
  }

  // Looks at free times; to be told that all are busy is an answer too.
  async pick(path) {
    const { status } = await this.#portal.exchange('GET', path, { Cookie: this.#cookie });
    assert.ok([200, 503].includes(status), `${path}: ${status}`);
  }

  async slots(weeks) {
    return Object.values(JSON.parse(await this.get(slotsPath(weeks))).slots).flat();
  }

  async signIn() {
    this.#csrf = JSON.parse(await this.get('/api/session')).csrfToken;
  }

  // The status of POST /api/schedule/book.
  async book(start) {
    const headers = {
      Cookie: this.#cookie,
      'Content-Type': 'application/json',
      'x-csrf-token': this.#csrf,
      'Idempotency-Key': randomUUID(),
    };
    const wish = { purpose: kPurpose, start, timeZone: kZone };
    const { status, body } = await this.#portal.exchange(
      'POST', '/api/schedule/book', headers, wish);
    assert.equal(status, 201, `book ${start}: ${status} ${body.slice(0, 200)}`);
  }
}
