// The HTTP plumbing of the stand-ins: one request as the handlers see it, one kind of answer, one
// route table. A handler returns an answer; only `server.mjs` writes to a socket, so that a fault
// can be put between the effect and the answer.

const kMaxBodyBytes = 64 * 1024 * 1024;

// Reads the whole body, or throws when it is larger than what a provider would take.
export async function readBody(message) {
  const chunks = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > kMaxBodyBytes) throw new Error('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// The request that handlers get. `target` is the raw path with its query (providers echo it),
// `segments` are the raw, still encoded parts of the path.
export async function toRequest(message) {
  const target = message.url;
  const [path, search = ''] = target.split(/\?(.*)/s);
  return {
    method: message.method,
    target,
    path,
    segments: path.split('/').filter((part) => part !== ''),
    query: new URLSearchParams(search),
    headers: message.headers,
    body: await readBody(message),
    remote: message.socket.remoteAddress,
    host: message.headers.host,
  };
}

export function json(status, body, headers = {}) {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
}

export function text(status, body, headers = {}) {
  return {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
    body: Buffer.from(body),
  };
}

export function html(status, body) {
  return text(status, body, { 'Content-Type': 'text/html; charset=utf-8' });
}

export function noContent() {
  return { status: 204, headers: {}, body: Buffer.alloc(0) };
}

// A JSON object out of the body of a control request; an empty body is an empty object.
export function controlBody(request) {
  const raw = request.body.toString('utf8');
  if (raw.trim() === '') return {};
  const value = JSON.parse(raw);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new SyntaxError('a JSON object is expected');
  }
  return value;
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

// A list of routes, tried in the order in which they were added. A pattern is a path whose parts
// may be ":name" (one part, decoded into `params`).
export class RouteTable {
  #routes = [];

  // `target` names the route for faults and counters ("calcom.create"); null is "not counted".
  add(method, pattern, target, handler) {
    const parts = pattern.split('/').filter((part) => part !== '');
    this.#routes.push({ method, parts, target, handler });
  }

  // The first route that fits, with its parameters, or null.
  find(method, segments) {
    for (const route of this.#routes) {
      if (route.method !== method) continue;
      const params = matchParts(route.parts, segments);
      if (params !== null) return { route, params };
    }
    return null;
  }
}

function matchParts(parts, segments) {
  if (parts.length !== segments.length) return null;
  const params = {};
  for (let i = 0; i < parts.length; i += 1) {
    if (parts[i].startsWith(':')) params[parts[i].slice(1)] = decoded(segments[i]);
    else if (parts[i] !== segments[i]) return null;
  }
  return params;
}
