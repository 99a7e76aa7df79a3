// Replays recordings against a fresh stand-in and compares the answers.

import http from 'node:http';

import { signature } from '../calcom/delivery.mjs';
import { Sandbox } from '../server.mjs';
import { differences, headerDifferences, slotDifferences } from './compare.mjs';
import { leftOutRule } from './left_out.mjs';
import { loadRecordings } from './load.mjs';
import { Mapping } from './mapping.mjs';
import { bookingsIn, unrecordedBookings } from './setup.mjs';
import { WebhookSink } from './sink.mjs';

const kRecordedSink = 'http://127.0.0.1:5601';
const kRatePerMinute = 120;
const kLatencyMs = 5;
const kRaceLatencyMs = 200;

// Replays everything in `folder`. Returns [{file, leftOut, problems}]: `leftOut` is a reason or
// null, `problems` a list of texts.
export async function replay(folder) {
  const run = new Replay(loadRecordings(folder));
  try {
    await run.start();
    return await run.all();
  } finally {
    await run.stop();
  }
}

class Replay {
  constructor({ exchanges, races, deliveries }) {
    this.exchanges = exchanges;
    this.races = races;
    this.deliveries = deliveries;
    this.mapping = new Mapping();
    this.sink = new WebhookSink();
    this.sandbox = new Sandbox({
      seed: 'replay',
      calcomRate: kRatePerMinute,
      latencyMs: kLatencyMs,
    });
    this.sandbox.inbox.add = () => {};
  }

  async start() {
    this.port = await this.sandbox.listen(0);
    this.sinkUrl = await this.sink.listen();
  }

  async stop() {
    await this.sandbox.close();
    await this.sink.close();
  }

  // Everything in the order of its time in the recorded run.
  async all() {
    const leftOut = leftOutRule(this.exchanges);
    const steps = [
      ...this.exchanges.map((exchange) => ({
        at: exchange.at,
        rank: exchange.number,
        work: () => this.exchange(exchange, leftOut(exchange)),
      })),
      ...this.races.map((race) => ({ at: raceTime(race), rank: 0, work: () => this.race(race) })),
      ...this.setups(leftOut),
    ];
    const results = [];
    for (const step of inOrder(steps)) {
      const result = await step.work();
      if (result !== null) results.push(result);
    }
    for (const delivery of this.deliveries) results.push(this.delivery(delivery));
    return results;
  }

  setups(leftOut) {
    const kept = this.exchanges.filter((exchange) => leftOut(exchange) === null);
    const eventTypes = this.exchanges
      .filter(({ request }) => request.path === '/v2/event-types' && request.method === 'POST')
      .map(({ response }) => response.body?.data)
      .filter((data) => data !== undefined);
    return unrecordedBookings(kept, eventTypes).map((setup) => ({
      at: setup.at,
      rank: 0,
      work: () => this.setup(setup),
    }));
  }

  // A booking that the recorded run made off the record.
  async setup({ uid, at, body }) {
    this.sandbox.clock.set(new Date(at).toISOString(), true);
    const answer = await this.send('POST', '/v2/bookings', {
      'Content-Type': 'application/json',
      'cal-api-version': '2024-08-13',
    }, JSON.stringify(body));
    if (answer.status !== 201) {
      const text = answer.raw.slice(0, 200);
      return { file: `unrecorded booking ${uid}`, leftOut: null, problems: [text] };
    }
    this.mapping.set(uid, answer.body.data.uid);
    return null;
  }

  async exchange(exchange, leftOut) {
    const { file, request, response } = exchange;
    if (leftOut !== null) return { file, leftOut, problems: [] };
    this.sandbox.clock.set(new Date(exchange.at).toISOString(), true);
    if (response.status === 429) await this.exhaust(request.headers);
    // Lists are sorted by id: ids as recorded give the recorded order.
    if (request.path === '/v2/webhooks' && response.status === 201) {
      this.sandbox.calcom.newUuid = () => response.body.data.id;
    }
    const raw = request.raw_body ?? (request.body === null ? '' : JSON.stringify(request.body));
    const answer = await this.send(
      request.method,
      this.mapping.apply(request.path),
      request.headers,
      this.mapping.apply(raw).replaceAll(kRecordedSink, this.sinkUrl),
    );
    this.mapping.learn(response.body, answer.body);
    return { file, leftOut: null, problems: this.problems(response, answer, request) };
  }

  problems(response, answer, request) {
    const found = [];
    if (response.status !== answer.status) {
      found.push(`status: recorded ${response.status}, got ${answer.status} ${answer.raw}`);
    }
    found.push(...headerDifferences(response.headers, answer.headers));
    if (response.body_kind !== 'json') {
      if (answer.raw !== response.body) found.push(`text: ${answer.raw}`);
      return found;
    }
    const expected = this.mapping.applyToJson(response.body);
    if (request.path.startsWith('/v2/slots?') && response.status === 200) {
      found.push(...slotDifferences(expected.data, answer.body?.data ?? {}));
    }
    found.push(...differences(expected, answer.body));
    return found;
  }

  // Uses up the caller's requests of the minute, so that the next one is refused.
  async exhaust(headers) {
    for (let i = 0; i <= kRatePerMinute; i += 1) {
      const answer = await this.send('GET', '/v2/me', { Authorization: headers.Authorization }, '');
      if (answer.headers['x-ratelimit-remaining-default'] === '0') return;
    }
  }

  // Simultaneous requests: the recorded statuses, in whatever order, with bodies alike.
  async race(race) {
    this.sandbox.clock.set(new Date(raceTime(race)).toISOString(), true);
    const headers = { 'Content-Type': 'application/json', 'cal-api-version': '2024-08-13' };
    // Long enough for all of them to arrive before the first is done.
    this.sandbox.calcom.latencyMs = kRaceLatencyMs;
    const answers = await Promise.all(
      race.results.map(({ request_body: body }) =>
        this.send('POST', '/v2/bookings', headers, JSON.stringify(body)),
      ),
    );
    this.sandbox.calcom.latencyMs = kLatencyMs;
    const order = (list) => [...list].sort((a, b) => a.status - b.status);
    const live = order(answers);
    const problems = order(race.results).flatMap((recorded, i) => {
      if (recorded.status !== live[i].status) {
        return [`status: recorded ${recorded.status}, got ${live[i].status}`];
      }
      // Which of them wins is a matter of luck, so names and titles may differ.
      return differences(shape(recorded.body), shape(live[i].body));
    });
    return { file: race.file, leftOut: null, problems };
  }

  // A recorded delivery: the same event of the same booking was delivered here, signed, alike.
  delivery({ file, request }) {
    const body = JSON.parse(request.raw_body);
    const uid = this.mapping.get(body.payload.uid);
    const found = this.sink.received.find(
      ({ path, json }) =>
        path === request.path &&
        json.triggerEvent === body.triggerEvent &&
        json.payload.uid === uid,
    );
    if (found === undefined) {
      return { file, leftOut: null, problems: [`no ${body.triggerEvent} was delivered`] };
    }
    const secret = request.headers['X-Cal-Signature-256'] === 'no-secret-provided';
    const expected = signature(secret ? null : 'whs-test-secret', found.raw);
    const problems = differences(this.mapping.applyToJson(body), found.json);
    for (const [name, value] of [
      ['x-cal-signature-256', expected],
      ['x-cal-webhook-version', request.headers['X-Cal-Webhook-Version']],
      ['content-type', request.headers['Content-Type']],
    ]) {
      if (found.headers[name] !== value) problems.push(`header ${name}: ${found.headers[name]}`);
    }
    return { file, leftOut: null, problems };
  }

  // One request to the stand-in, byte for byte; placeholders of keys are replaced.
  send(method, path, recordedHeaders, raw) {
    const headers = { ...recordedHeaders };
    if (headers.Authorization !== undefined) {
      headers.Authorization = headers.Authorization.replace(/<(\w+) api key>/, 'cal_replay_$1');
    }
    const options = { host: '127.0.0.1', port: this.port, method, path: `/calcom${path}`, headers };
    return new Promise((resolve, reject) => {
      const request = http.request(options, (message) => {
        const chunks = [];
        message.on('data', (chunk) => chunks.push(chunk));
        message.on('end', () => resolve(toAnswer(message, Buffer.concat(chunks).toString('utf8'))));
      });
      request.on('error', reject);
      request.end(raw);
    });
  }
}

function toAnswer(message, raw) {
  let body = null;
  try {
    body = JSON.parse(raw);
  } catch {
    // Not every answer is JSON; the comparison sees the text.
  }
  return { status: message.statusCode, headers: message.headers, body, raw };
}

function raceTime({ results }) {
  const [winner] = results.flatMap(({ body }) => bookingsIn(body));
  return Date.parse(winner.createdAt);
}

// By time, but never against the numbers: several recordings share a second.
function inOrder(steps) {
  const numbered = steps.filter(({ rank }) => rank > 0);
  const others = steps.filter(({ rank }) => rank === 0).sort((a, b) => a.at - b.at);
  for (const step of others) {
    const next = numbered.findIndex(({ at }) => at >= step.at);
    numbered.splice(next === -1 ? numbered.length : next, 0, step);
  }
  return numbered;
}

// A JSON value with its scalars replaced by their types.
function shape(value) {
  if (Array.isArray(value)) return value.map(shape);
  if (value === null || typeof value !== 'object') return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)]));
}
