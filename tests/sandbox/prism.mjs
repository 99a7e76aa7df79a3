// A validating proxy in front of a stand-in: every request of our clients and every answer of the
// stand-in is checked against a provider's OpenAPI file by Prism, and what violates it is written
// to a report.
//   node tests/sandbox/prism.mjs --upstream URL --port N --spec FILE --report FILE
// Listens on 127.0.0.1 only; prints one line when ready; SIGTERM ends it (and its Prism).
// Prism 5.14.2 needs Node >= 18.20.1: Debian 12's own Node (18.20.4) will do.
//
// Prism names violations in the response header "sl-violations". A small proxy of our own stands
// before it, takes that header off and keeps it:  client -> here -> Prism -> stand-in.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { sleep } from './clock.mjs';
import { readBody } from './http.mjs';

const kUsage = 'usage: prism.mjs --upstream URL --port N --spec FILE --report FILE';
const kStartLimitMs = 60_000;

// Starts the proxy. Resolves to {port, report(), stop()}; `report()` is {exchanges, violations},
// also written to `reportFile` (if given) after every exchange.
export async function startPrism({ upstream, port, spec, reportFile = null }) {
  const innerPort = await freePort();
  const child = spawnPrism(upstream, innerPort, spec);
  const ended = new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  await untilListening(innerPort, ended);
  const report = { spec, upstream, exchanges: 0, violations: [] };
  const save = () => {
    if (reportFile !== null) fs.writeFileSync(reportFile, `${JSON.stringify(report, null, 1)}\n`);
  };
  const server = http.createServer((message, response) =>
    forward(message, response, innerPort, (entry) => {
      report.exchanges += 1;
      report.violations.push(...entry);
      save();
    }),
  );
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  save();
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return { port: server.address().port, report: () => report, stop };
}

function spawnPrism(upstream, port, spec) {
  const manifest = createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json');
  const cli = path.join(path.dirname(manifest), 'dist', 'index.js');
  const args = [cli, 'proxy', spec, upstream, '--host', '127.0.0.1', '--port', String(port)];
  // Without a tty Prism's log is plain; only its errors matter here.
  return spawn(process.execPath, [...args, '--verboseLevel', 'error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function untilListening(port, ended) {
  let over = null;
  ended.then((code) => {
    over = code ?? 1;
  });
  for (const until = Date.now() + kStartLimitMs; Date.now() < until; ) {
    if (over !== null) throw new Error(`Prism ended with ${over} before it was ready`);
    if (await canConnect(port)) return;
    await sleep(100);
  }
  throw new Error('Prism did not start in time');
}

function canConnect(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function forward(message, response, port, done) {
  const body = await readBody(message);
  const options = {
    host: '127.0.0.1',
    port,
    method: message.method,
    path: message.url,
    headers: message.headers,
  };
  const request = http.request(options, async (answer) => {
    const { 'sl-violations': found, ...headers } = answer.headers;
    const content = await readBody(answer);
    done(violationsOf(found, content, message, answer));
    delete headers['transfer-encoding'];
    response.writeHead(answer.statusCode, { ...headers, 'content-length': content.length });
    response.end(content);
  });
  // The stand-in dropped the connection; so is ours.
  request.on('error', () => response.destroy());
  request.end(body);
}

function violationsOf(header, content, message, answer) {
  const where = { method: message.method, path: message.url, status: answer.statusCode };
  if (header !== undefined) {
    return JSON.parse(header).map((violation) => ({ ...where, ...violation }));
  }
  // A request that no operation of the file describes never reaches the stand-in.
  const text = content.toString('utf8');
  if (text.includes('stoplight.io/prism/errors')) {
    return [{ ...where, message: JSON.parse(text).detail ?? text }];
  }
  return [];
}

async function main() {
  const { values } = parseArgs({
    options: {
      upstream: { type: 'string' },
      port: { type: 'string' },
      spec: { type: 'string' },
      report: { type: 'string' },
    },
  });
  const { upstream, port, spec, report } = values;
  if ([upstream, port, spec, report].includes(undefined)) {
    process.stderr.write(`${kUsage}\n`);
    process.exit(2);
  }
  const proxy = await startPrism({ upstream, port: Number(port), spec, reportFile: report });
  const stop = () => proxy.stop().then(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(`validating proxy ready on http://127.0.0.1:${proxy.port}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
