// Sends webhook deliveries: once, without retry, like the real engine. Faults of the target
// "calcom.webhook" lose, double, delay or forge them.

import { createHmac } from 'node:crypto';
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';

import { sleep } from '../clock.mjs';

const kTimeLimitMs = 5000;

// Delivers `envelope` to every subscription and waits for the answers (the engine sends before it
// answers the request that caused the event). A delayed delivery is not waited for.
export async function deliver(sandbox, webhooks, envelope) {
  const body = JSON.stringify(envelope);
  await Promise.all(webhooks.map((webhook) => deliverOne(sandbox, webhook, body)));
}

async function deliverOne(sandbox, webhook, body) {
  const struck = sandbox.faults.strike('calcom.webhook');
  const has = (kind) => struck.some((fault) => fault.kind === kind);
  if (has('lose')) return;
  const secret = has('forge') ? 'another secret' : webhook.secret;
  const copies = has('duplicate') ? 2 : 1;
  const delay = struck.find(({ kind }) => kind === 'delay');
  const send = async () => {
    for (let i = 0; i < copies; i += 1) await post(sandbox, webhook.subscriberUrl, secret, body);
  };
  if (delay === undefined) await send();
  else sleep(delay.ms).then(send);
}

async function post({ counters, certificate }, url, secret, body) {
  counters.countRequest('calcom.webhook');
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'X-Cal-Signature-256': signature(secret, body),
    'X-Cal-Webhook-Version': '2021-10-20',
  };
  try {
    const status = await exchange(url, { method: 'POST', headers, ca: certificate, lookup }, body);
    if (status >= 200 && status < 300) counters.countAccepted('calcom.webhook');
  } catch {
    // Nobody listens there: the real engine writes a line to its log and goes on.
  }
}

// Resolves to the status; never follows a redirect.
function exchange(url, options, body) {
  const library = url.startsWith('https:') ? https : http;
  const full = { ...options, signal: AbortSignal.timeout(kTimeLimitMs), agent: false };
  return new Promise((resolve, reject) => {
    const request = library.request(url, full, (response) => {
      response.on('end', () => resolve(response.statusCode)).on('error', reject).resume();
    });
    request.on('error', reject);
    request.end(body);
  });
}

// Names under .localhost are this machine (RFC 6761 section 6.3), whatever its resolver knows.
function lookup(name, options, callback) {
  if (!name.endsWith('.localhost')) dns.lookup(name, options, callback);
  else if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
}

export function signature(secret, body) {
  if (secret === null) return 'no-secret-provided';
  return createHmac('sha256', secret).update(body).digest('hex');
}
