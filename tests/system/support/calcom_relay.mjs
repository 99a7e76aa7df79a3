// Cal.com's webhooks on their way to us. The stand-in cannot know the portal's certificate, so they
// are delivered to this process, which passes them on through nginx, byte by byte.
import { createHmac } from 'node:crypto';
import http from 'node:http';
import { exchange, ports, setting } from './portal.mjs';

const kTriggers = ['BOOKING_CREATED', 'BOOKING_REQUESTED', 'BOOKING_RESCHEDULED',
  'BOOKING_CANCELLED', 'BOOKING_REJECTED'];
const kSignature = 'x-cal-signature-256';
// What a sender is told when the portal closed the connection.
const kNobody = { status: 502 };

export const signatureOf = (body, secret = setting('CALCOM_WEBHOOK_SECRET')) =>
  createHmac('sha256', secret).update(body).digest('hex');

export function postCalcom(body, signature = signatureOf(body), target = {}) {
  const headers = { 'Content-Type': 'application/json' };
  if (signature !== null) headers[kSignature] = signature;
  return exchange({ method: 'POST', path: '/api/webhooks/calcom', headers, body, ...target });
}

// Relays what the organizations are told, and keeps it. close() ends it.
export async function relayWebhooks(organizations = [11]) {
  const relay = { deliveries: [], answers: [] };
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks);
      relay.deliveries.push(body.toString('utf8'));
      const answer = await postCalcom(body, request.headers[kSignature]).catch(() => kNobody);
      relay.answers.push(answer.status);
      response.writeHead(answer.status).end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const paths = [];
  for (const id of organizations) {
    const path = `/v2/organizations/${id}/webhooks`;
    paths.push(`${path}/${await subscribe(path, `http://127.0.0.1:${server.address().port}/`)}`);
  }
  relay.close = async () => {
    for (const path of paths) await calcom('DELETE', path);
    await new Promise((resolve) => server.close(resolve));
  };
  return relay;
}

async function subscribe(path, subscriberUrl) {
  const secret = setting('CALCOM_WEBHOOK_SECRET');
  const body = { active: true, subscriberUrl, triggers: kTriggers, secret };
  return (await calcom('POST', path, body)).data.id;
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
