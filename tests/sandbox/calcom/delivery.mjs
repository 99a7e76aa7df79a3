// Sends webhook deliveries: once, without retry, like the real engine. Faults of the target
// "calcom.webhook" lose, double, delay or forge them.

import { createHmac } from 'node:crypto';

import { sleep } from '../clock.mjs';

const kTimeLimitMs = 5000;

// Delivers `envelope` to every subscription and waits for the answers (the engine sends before it
// answers the request that caused the event). A delayed delivery is not waited for.
export async function deliver(sandbox, webhooks, envelope) {
  const body = JSON.stringify(envelope);
  await Promise.all(webhooks.map((webhook) => deliverOne(sandbox, webhook, body)));
}

async function deliverOne({ faults, counters }, webhook, body) {
  const struck = faults.strike('calcom.webhook');
  const has = (kind) => struck.some((fault) => fault.kind === kind);
  if (has('lose')) return;
  const secret = has('forge') ? 'another secret' : webhook.secret;
  const copies = has('duplicate') ? 2 : 1;
  const delay = struck.find(({ kind }) => kind === 'delay');
  const send = async () => {
    for (let i = 0; i < copies; i += 1) await post(counters, webhook.subscriberUrl, secret, body);
  };
  if (delay === undefined) await send();
  else sleep(delay.ms).then(send);
}

async function post(counters, url, secret, body) {
  counters.countRequest('calcom.webhook');
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Cal-Signature-256': signature(secret, body),
        'X-Cal-Webhook-Version': '2021-10-20',
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(kTimeLimitMs),
    });
    await response.arrayBuffer();
    if (response.ok) counters.countAccepted('calcom.webhook');
  } catch {
    // Nobody listens there: the real engine writes a line to its log and goes on.
  }
}

export function signature(secret, body) {
  if (secret === null) return 'no-secret-provided';
  return createHmac('sha256', secret).update(body).digest('hex');
}
