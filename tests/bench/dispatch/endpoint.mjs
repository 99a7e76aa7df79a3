// The provider of the dispatch benchmark: takes every POST, answers as Mailgun does, counts.
// usage: node endpoint.mjs --port N [--certificate FILE --key FILE]
//   GET /counts -> {received, distinct, connections}   POST /reset {latencyMs}
//   GET /sample -> {type, body} of the first request
// Without a certificate it speaks plain HTTP.

import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { parseArgs } from 'node:util';

const kMessageId = /name="h:Message-Id"\r\n\r\n<([^>]+)>/;

let received = 0;
let connections = 0;
let latencyMs = 0;
let sample = null;
const ids = new Set();

function readBody(request) {
  return new Promise((resolve, reject) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', reject);
  });
}

function answer(response, status, value) {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

function accept(request, response, body) {
  const text = body.toString('latin1');
  const id = kMessageId.exec(text)?.[1];
  if (id === undefined) {
    answer(response, 400, { message: 'no Message-Id' });
    return;
  }
  received += 1;
  ids.add(id);
  sample ??= { type: request.headers['content-type'], body: text };
  const reply = { id: `<${id}>`, message: 'Queued. Thank you.' };
  if (latencyMs === 0) answer(response, 200, reply);
  else setTimeout(() => answer(response, 200, reply), latencyMs);
}

function reset(body) {
  received = 0;
  connections = 0;
  ids.clear();
  latencyMs = JSON.parse(body.toString()).latencyMs;
  return { latencyMs };
}

const counts = () => ({ received, distinct: ids.size, connections });

async function serve(request, response) {
  const body = await readBody(request);
  if (request.url === '/counts') answer(response, 200, counts());
  else if (request.url === '/sample') answer(response, 200, sample);
  else if (request.url === '/reset') answer(response, 200, reset(body));
  else accept(request, response, body);
}

const { values } = parseArgs({
  options: { port: { type: 'string' }, certificate: { type: 'string' }, key: { type: 'string' } },
});
const server = values.certificate
  ? https.createServer(
      { cert: readFileSync(values.certificate), key: readFileSync(values.key) },
      serve,
    )
  : http.createServer(serve);
server.on(values.certificate ? 'secureConnection' : 'connection', () => {
  connections += 1;
});
server.keepAliveTimeout = 60_000;
server.listen(Number(values.port), '127.0.0.1');
