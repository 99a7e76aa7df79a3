// Bytes over TLS or TCP exactly as written, for requests that no HTTP library would send.

import net from 'node:net';
import tls from 'node:tls';

export const kBase = 'nexcyte.localhost';
export const nameOf = (tenant) => `${tenant}.${kBase}`;

// Sends `text` and reads until the server closes. `sni`: null sends none; `tls: false` is plain TCP.
export function send({ port, sni, text, secure = true, timeoutMs = 10_000 }) {
  return new Promise((resolve, reject) => {
    const socket = secure
      ? tls.connect({ port, host: '127.0.0.1', servername: sni ?? '', rejectUnauthorized: false })
      : net.connect({ port, host: '127.0.0.1' });
    const chunks = [];
    const done = () => resolve(parseAnswer(Buffer.concat(chunks).toString('latin1')));
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    socket.once(secure ? 'secureConnect' : 'connect', () => socket.write(Buffer.from(text, 'latin1')));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', done);
    socket.on('error', (error) => (chunks.length > 0 ? done() : reject(error)));
  });
}

function parseAnswer(text) {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine, ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
  });
  const body = text.slice(end + 4);
  return {
    status: Number(statusLine.split(' ')[1]),
    headers,
    body,
    all: (name) => headers.filter(([key]) => key === name).map(([, value]) => value),
    json: () => JSON.parse(body),
  };
}

// The text of a request that ends its connection. `headers` are whole lines.
export function request(method, target, { host, headers = [], body, version = '1.1' } = {}) {
  const lines = [`${method} ${target} HTTP/${version}`];
  if (host !== undefined) lines.push(`Host: ${host}`);
  lines.push('Connection: close', ...headers);
  if (body !== undefined) lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}

// Headers of every answer, whatever its status, each exactly once.
export const kSecurityHeaders = {
  'strict-transport-security': /^max-age=\d{8,}/,
  'content-security-policy':
    /^(?=.*default-src 'self')(?=.*object-src 'none')(?=.*base-uri 'none')(?=.*frame-ancestors 'none')(?!.*unsafe)/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
};

// Of the one page that stands in a frame of ours (preview_headers.conf): what a tenant wrote may
// have styles of its own, and can run, send and break out of nothing, and load pictures of the tenant's own host alone.
export const kPreviewHeaders = {
  ...kSecurityHeaders,
  'content-security-policy':
    /^default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin$/,
  'x-frame-options': /^SAMEORIGIN$/,
};

// Of a logo: it stands in mails too, and those are read on other people's pages.
export const kLogoHeaders = { ...kSecurityHeaders, 'cross-origin-resource-policy': /^cross-origin$/ };

// What is wrong with the security headers of an answer; empty when nothing is.
export function headerProblems(answer, wanted = kSecurityHeaders) {
  const problems = Object.entries(wanted).flatMap(([name, pattern]) => {
    const values = answer.all(name);
    if (values.length !== 1) return [`${name}: ${values.length} times`];
    return pattern.test(values[0]) ? [] : [`${name}: ${values[0]}`];
  });
  const server = answer.all('server').join();
  if (/\d/.test(server)) problems.push(`server: ${server}`);
  if (answer.all('x-powered-by').length > 0) problems.push('x-powered-by');
  return problems;
}

// What clients send to be taken for another tenant, another address or another route.
export const kForgedHeaders = [
  'X-Nexcyte-Tenant: globex',
  'NEXCYTE_TENANT: globex',
  'Nexcyte-Tenant: globex',
  'nexcyte_tenant: globex',
  'X_Nexcyte_Tenant: globex',
  'X-Nexcyte-Site: internal',
  'Nexcyte-Site: internal',
  'NEXCYTE_SITE: internal',
  'X-Nexcyte-Request-Id: globex',
  'Proxy: http://globex.example',
  'X-Forwarded-For: 10.9.8.7',
  'X-Forwarded-Host: globex.nexcyte.localhost',
  'X-Forwarded-Proto: http',
  'Forwarded: for=10.9.8.7;host=globex.nexcyte.localhost',
  'X-Real-IP: 10.9.8.7',
  'X-Original-URL: /api/internal/comms/dispatch',
  'X-Rewrite-URL: /api/internal/comms/dispatch',
  'X-HTTP-Method-Override: DELETE',
];

const kInternal = 'api/internal/comms/dispatch';

// Spellings of internal addresses, each tried on a host where they must not exist.
export const kInternalSpellings = [
  `/${kInternal}`,
  '/api/internal',
  `//${kInternal}`,
  `/.//./${kInternal}`,
  `/x/../${kInternal}`,
  `/x/%2e%2e/${kInternal}`,
  `/x/..%2f${kInternal}`,
  '/api//internal//comms//dispatch',
  '/api/%69nternal/comms/dispatch',
  '/%61pi%2Finternal%2Fcomms%2Fdispatch',
  '/api%2finternal/comms/dispatch',
  '/api%252finternal/comms/dispatch',
  '/api/internal%2fcomms/dispatch',
  '/api/internal;/comms/dispatch',
  '/api;x=1/internal/comms/dispatch',
  '/api/internal/comms/dispatch;x=1',
  '/API/INTERNAL/COMMS/DISPATCH',
  '/Api/Internal/comms/dispatch',
  '/api/internal/comms/dispatch/',
  '/api/internal/comms/dispatch%20',
  '/api/internal/comms/dispatch%0a',
  '/api\\internal\\comms\\dispatch',
  '/api/internal/comms/dispatch?limit=1',
  `/static/../${kInternal}`,
  `/static/%2e%2e%2f${kInternal}`,
  `/t/acme/../../${kInternal}`,
  '/healthz',
  '//healthz',
  '/%68ealthz',
  '/x/../readyz',
  '/readyz',
  '/metrics',
  '/METRICS',
  '/metrics;x',
  '/metrics%0a',
  '/api/webhooks/calcom',
  '/api/webhooks/twilio/inbound',
  '/api/%77ebhooks/mailgun',
];
