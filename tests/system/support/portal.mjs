// The running portal as tests reach it: through nginx with TLS, by name, without a hosts file.
import https from 'node:https';
import http from 'node:http';
import { readFileSync } from 'node:fs';

const base = Number(process.env.NX_PORT_BASE ?? 8400);
export const ports = {
  tls: base + 43,
  internal: base + 80,
  standins: Number(process.env.NX_STANDINS ?? base + 81),
};
export const baseDomain = 'nexcyte.localhost';

// The run's own state: its settings (NAME=value lines) and its processes (name, pid, start time).
const state = process.env.NX_STATE ?? new URL('../../../.run', import.meta.url).pathname;
const linesOf = (file) => readFileSync(`${state}/${file}`, 'utf8').split('\n').filter(Boolean);
export const setting = (name) =>
  linesOf('env').find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1).replace(/^'|'$/g, '');
export const pidOf = (name) =>
  Number(linesOf('processes').map((line) => line.split(' ')).find(([known]) => known === name)?.[1]);
// The lines that a process has written to its log.
export const logOf = (process) => linesOf(`log/${process}.log`);

export const hostOf = (tenant) => (tenant ? `${tenant}.${baseDomain}` : baseDomain);
export const originOf = (tenant) => `https://${hostOf(tenant)}:${ports.tls}`;

const agent = new https.Agent({ keepAlive: true, maxSockets: 64 });
export const closeConnections = () => agent.destroy();

// One exchange. Resolves to { status, headers, text, json() }; never follows a redirect.
export function exchange({ tenant, host, servername, method = 'GET', path, headers = {}, body }) {
  const name = host ?? hostOf(tenant);
  const payload = body === undefined ? undefined : Buffer.from(body);
  const options = {
    host: '127.0.0.1',
    port: ports.tls,
    servername: servername ?? name.split(':')[0],
    agent,
    method,
    path,
    rejectUnauthorized: false,
    headers: {
      Host: host ?? `${name}:${ports.tls}`,
      ...(payload ? { 'Content-Length': payload.length } : {}),
      ...headers,
    },
  };
  return send(https, options, payload);
}

// The loopback listener: internal routes, health and metrics.
export function internal({ method = 'GET', path, headers = {}, body }) {
  const payload = body === undefined ? undefined : Buffer.from(body);
  const options = { host: '127.0.0.1', port: ports.internal, method, path, headers };
  return send(http, options, payload);
}

// The stand-ins' own pages (inbox, counters, faults).
export async function standin(method, path, json) {
  const answer = await send(
    http,
    {
      host: '127.0.0.1',
      port: ports.standins,
      method,
      path,
      headers: json === undefined ? {} : { 'Content-Type': 'application/json' },
    },
    json === undefined ? undefined : Buffer.from(JSON.stringify(json)),
  );
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.text ? JSON.parse(answer.text) : undefined;
}

function send(library, options, payload) {
  return new Promise((resolve, reject) => {
    const request = library.request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text,
          json: () => JSON.parse(text),
        });
      });
    });
    request.on('error', reject);
    request.end(payload);
  });
}

// Waits until `probe` gives something; fails with `what` when it never does.
export async function eventually(what, probe, { within = 15000, every = 100 } = {}) {
  const end = Date.now() + within;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`never happened within ${within} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

// Runs the dispatcher and the reconciler once each, as the timers do.
export async function runTimers() {
  const headers = { 'x-nexcyte-internal-secret': setting('NEXCYTE_INTERNAL_DISPATCH_SECRET') };
  const reconcile = await internal({ method: 'POST', path: '/api/internal/schedule/reconcile?limit=100', headers });
  const dispatch = await internal({ method: 'POST', path: '/api/internal/comms/dispatch?limit=200', headers });
  return { reconcile: reconcile.json(), dispatch: dispatch.json() };
}

// The mails to one address, newest first; waits for `count` of them.
export async function mailsTo(address, count = 1) {
  return eventually(`${count} mail(s) to ${address}`, async () => {
    const mails = (await standin('GET', '/inbox.json')).filter(
      (mail) => mail.channel === 'email' && String(mail.to).includes(address),
    );
    return mails.length >= count ? mails : undefined;
  });
}

export const readText = (path) => readFileSync(path, 'utf8');
