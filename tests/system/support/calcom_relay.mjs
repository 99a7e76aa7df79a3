// Cal.com's webhooks on their way to us. The stand-in cannot know the portal's certificate, so they
// are delivered to this process, which passes them on through nginx, byte by byte.
import { createHmac } from 'node:crypto';
import http from 'node:http';
import { exchange, ports, setting } from './portal.mjs';

const kTriggers = ['BOOKING_CREATED', 'BOOKING_REQUESTED', 'BOOKING_RESCHEDULED',
  'BOOKING_CANCELLED', 'BOOKING_REJECTED'];
const kSignature = 'x-cal-signature-256';

export const signatureOf = (body, secret = setting('CALCOM_WEBHOOK_SECRET')) =>
  createHmac('sha256', secret).update(body).digest('hex');

export function postCalcom(body, signature = signatureOf(body), target = {}) {
  const headers = { 'Content-Type': 'application/json' };
  if (signature !== null) headers[kSignature] = signature;
  return exchange({ method: 'POST', path: '/api/webhooks/calcom', headers, body, ...target });
}

// Relays what organization 11 is told, and keeps it. close() ends it.
export async function relayWebhooks() {
  const relay = { deliveries: [], answers: [] };
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks);
      relay.deliveries.push(body.toString('utf8'));
      const answer = await postCalcom(body, request.headers[kSignature]);
      relay.answers.push(answer.status);
      response.writeHead(answer.status).end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const id = await subscribe(`http://127.0.0.1:${server.address().port}/`);
  relay.close = async () => {
    await calcom('DELETE', `/v2/organizations/11/webhooks/${id}`);
    await new Promise((resolve) => server.close(resolve));
  };
  return relay;
}

async function subscribe(subscriberUrl) {
  const secret = setting('CALCOM_WEBHOOK_SECRET');
  const body = { active: true, subscriberUrl, triggers: kTriggers, secret };
  return (await calcom('POST', '/v2/organizations/11/webhooks', body)).data.id;
}

// The API of the stand-in, beside the portal.
export async function calcom(method, path, json) {
  const answer = await fetch(`http://127.0.0.1:${ports.standins}/calcom${path}`, {
    method,
    headers: {
      Authorization: 'Bearer cal_standin_key',
      'cal-api-version': '2024-08-13',
      'Content-Type': 'application/json',
    },
    body: json === undefined ? undefined : JSON.stringify(json),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
