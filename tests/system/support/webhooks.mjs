// Requests to our webhooks as the providers make them, signed with the run's own secrets.
import { createHmac, randomUUID } from 'node:crypto';
import { baseDomain, exchange, ports, setting } from './portal.mjs';

const authority = `${baseDomain}:${ports.tls}`;

// Mailgun's triple. `key` and `time` (seconds) can be wrong.
export function mailgunSignature({ key = setting('MAILGUN_WEBHOOK_SIGNING_KEY'), time } = {}) {
  const timestamp = String(time ?? Math.floor(Date.now() / 1000));
  const token = randomUUID();
  const signature = createHmac('sha256', key).update(timestamp + token).digest('hex');
  return { timestamp, token, signature };
}

// `mail`: of the stand-in's inbox. `event`: what is not usual about it.
export function mailgunEvent(mail, event) {
  return {
    id: randomUUID(),
    timestamp: Date.now() / 1000,
    recipient: [mail.to].flat()[0],
    'user-variables': { nid: mail.variables.nid },
    message: { headers: { 'message-id': mail.messageId } },
    ...event,
  };
}

export function postMailgun(event, signature = mailgunSignature(), headers = {}) {
  return exchange({
    method: 'POST',
    path: '/api/webhooks/mailgun',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ signature, 'event-data': event }),
  });
}

// twilio.md section 5.1.
export function twilioSignature(url, form, token = setting('TWILIO_AUTH_TOKEN')) {
  const names = Object.keys(form).sort();
  const data = url + names.map((name) => name + form[name]).join('');
  return createHmac('sha1', token).update(data).digest('base64');
}

export function postTwilio(path, fields, { token, account, signedFor = authority } = {}) {
  const form = { AccountSid: account ?? setting('TWILIO_ACCOUNT_SID'), ...fields };
  const signature = twilioSignature(`https://${signedFor}${path}`, form, token);
  return exchange({
    method: 'POST',
    path,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Twilio-Signature': signature,
    },
    body: new URLSearchParams(form).toString(),
  });
}
