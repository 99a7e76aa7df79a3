// Joins the parts: a request finds its route, faults strike before or after the handler, the
// answer is written (or cut, or withheld).

import http from 'node:http';

import { CalcomApp } from './calcom/app.mjs';
import { Clock, sleep } from './clock.mjs';
import { addControlRoutes } from './control.mjs';
import { Counters } from './counters.mjs';
import { Faults, statusAnswer } from './faults.mjs';
import { RouteTable, text, toRequest } from './http.mjs';
import { Inbox } from './inbox.mjs';
import { MailgunApp } from './mailgun.mjs';
import { TwilioApp } from './twilio.mjs';

// Everything that one running set of stand-ins owns. `seed` is "demo" or "empty" (replays);
// `certificate`, a PEM text, is that of a portal that hears of events.
export class Sandbox {
  constructor({ now, calcomRate = 120, seed = 'demo', latencyMs = 25, certificate } = {}) {
    this.certificate = certificate;
    this.clock = new Clock(now);
    this.faults = new Faults();
    this.counters = new Counters();
    this.inbox = new Inbox(this.clock);
    this.calcom = new CalcomApp(this, { rate: calcomRate, seed, latencyMs });
    this.mailgun = new MailgunApp(this);
    this.twilio = new TwilioApp(this);
    this.controls = new RouteTable();
    addControlRoutes(this.controls, this);
    this.server = http.createServer((message, response) => this.#serve(message, response));
    this.server.keepAliveTimeout = 30000;
  }

  // Starts to listen on the loopback address; resolves to the port.
  listen(port) {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => resolve(this.server.address().port));
    });
  }

  // Ends at once, open connections included.
  close() {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  // Back to the state after the start; the clock and the settings stay.
  reset() {
    this.faults.clear();
    this.counters.reset();
    this.inbox.clear();
    this.calcom.reset();
    this.mailgun.reset();
    this.twilio.reset();
  }

  async #serve(message, response) {
    try {
      const request = await toRequest(message);
      await this.#exchange(request, response);
    } catch (error) {
      process.stderr.write(`stand-ins: ${message.method} ${message.url}: ${error.stack}\n`);
      if (!response.headersSent) write(response, text(500, 'stand-in failed'));
      else response.destroy();
    }
  }

  async #exchange(request, response) {
    const { target, run } = this.#dispatch(request);
    if (target === null) {
      write(response, await run());
      return;
    }
    this.counters.countRequest(target);
    const faults = this.faults.strike(target, request.body);
    await this.#faultyExchange(target, faults, run, response);
  }

  // Which handler a request goes to, under which name it is counted (null: not counted).
  #dispatch(request) {
    const [first] = request.segments;
    const app = { calcom: this.calcom, mailgun: this.mailgun, twilio: this.twilio }[first];
    if (app !== undefined) return app.dispatch(withoutPrefix(request, first));
    const found = this.controls.find(request.method, request.segments);
    if (found === null) return { target: null, run: () => text(404, 'no such page') };
    return { target: null, run: () => found.route.handler(request, found.params) };
  }

  async #faultyExchange(target, faults, run, response) {
    const withheld = await this.#beforeEffect(target, faults, response);
    if (withheld) return;
    const late = faults.find(({ kind }) => kind === 'late_effect');
    if (late !== undefined) {
      this.#drop(target, response);
      await this.counters.countLate(sleep(late.ms));
    }
    const answer = await run();
    if (answer.status < 300) this.counters.countAccepted(target);
    if (late !== undefined) return;
    this.#afterEffect(target, faults, answer, response);
  }

  // Faults that keep the effect from happening. True when the exchange is over.
  async #beforeEffect(target, faults, response) {
    for (const fault of faults) {
      if (fault.kind === 'delay') await sleep(fault.ms);
    }
    for (const fault of faults) {
      if (fault.kind === 'timeout_before_effect') return this.#silence(target, fault, response);
      if (fault.kind === 'drop_before_effect') return this.#drop(target, response);
      if (fault.kind === 'status' && !fault.effect) {
        this.counters.countAnswer(target, fault.status);
        write(response, statusAnswer(target, fault));
        return true;
      }
    }
    return false;
  }

  // Faults that spoil the answer to something that did happen.
  #afterEffect(target, faults, answer, response) {
    for (const fault of faults) {
      if (fault.kind === 'timeout_after_effect') return this.#silence(target, fault, response);
      if (fault.kind === 'drop_after_effect') return this.#drop(target, response);
      const spoiled = kSpoilers[fault.kind];
      if (spoiled !== undefined) {
        this.counters.countAnswer(target, fault.kind);
        spoiled(response, answer, fault, target);
        return true;
      }
    }
    this.counters.countAnswer(target, answer.status);
    write(response, answer);
    return true;
  }

  // No answer ever: the caller's own time limit ends the connection, or the fault's.
  #silence(target, { ms }, response) {
    this.counters.countAnswer(target, 'none');
    if (ms > 0) sleep(ms).then(() => response.socket?.destroy());
    return true;
  }

  #drop(target, response) {
    this.counters.countAnswer(target, 'none');
    response.socket?.destroy();
    return true;
  }
}

function withoutPrefix(request, prefix) {
  return {
    ...request,
    target: request.target.slice(prefix.length + 1) || '/',
    path: request.path.slice(prefix.length + 1) || '/',
    segments: request.segments.slice(1),
  };
}

function write(response, answer) {
  if (response.destroyed) return;
  const headers = { ...answer.headers };
  if (answer.status !== 204) headers['Content-Length'] = answer.body.length;
  response.writeHead(answer.status, headers);
  response.end(answer.body);
}

const kSpoilers = {
  status: (response, answer, fault, target) => write(response, statusAnswer(target, fault)),
  garbage: (response, answer) =>
    write(response, {
      status: answer.status,
      headers: { 'Content-Type': 'text/html' },
      body: Buffer.from('<html><body>upstream said something else</body></html>'),
    }),
  redirect: (response, answer, fault) =>
    write(response, {
      status: fault.status ?? 302,
      headers: { Location: fault.body ?? 'http://127.0.0.1:9/elsewhere' },
      body: Buffer.alloc(0),
    }),
  truncate: (response, answer) => {
    response.writeHead(answer.status, { ...answer.headers, 'Content-Length': answer.body.length });
    const half = answer.body.subarray(0, Math.floor(answer.body.length / 2));
    response.write(half, () => response.socket?.destroy());
  },
  drip: (response, answer) => {
    response.writeHead(answer.status, { ...answer.headers, 'Content-Length': answer.body.length });
    let sent = 0;
    const timer = setInterval(() => {
      if (response.destroyed || sent >= answer.body.length) {
        clearInterval(timer);
        response.end();
        return;
      }
      response.write(answer.body.subarray(sent, sent + 1));
      sent += 1;
    }, 1000);
    timer.unref();
  },
  endless: (response, answer) => {
    response.writeHead(answer.status, answer.headers);
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const pump = () => {
      while (!response.destroyed) {
        if (!response.write(chunk)) {
          response.once('drain', pump);
          return;
        }
      }
    };
    pump();
  },
};
