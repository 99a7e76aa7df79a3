// Requests of the benchmark, over kept connections.

import http from 'node:http';
import https from 'node:https';

// Every name is this machine: not every resolver knows the names under localhost.
function lookup(_, options, done) {
  if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
}

// Sends requests to one origin; `ca` is the certificate to trust (PEM).
export class Caller {
  constructor(origin, { ca, sockets = 64 } = {}) {
    const library = origin.startsWith('https:') ? https : http;
    this.origin = origin;
    this.library = library;
    this.agent = new library.Agent({ keepAlive: true, maxSockets: sockets, ca, lookup });
  }

  // Resolves to {status, text}.
  send(method, path, { headers = {}, body = '' } = {}) {
    const payload = Buffer.from(body, 'latin1');
    const options = {
      method,
      agent: this.agent,
      headers: { ...headers, 'Content-Length': payload.length },
    };
    return new Promise((resolve, reject) => {
      const request = this.library.request(this.origin + path, options, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode, text: Buffer.concat(parts).toString() }),
        );
      });
      request.on('error', reject);
      request.end(payload);
    });
  }

  async json(method, path, value, headers = {}) {
    const body = value === undefined ? '' : JSON.stringify(value);
    const { status, text } = await this.send(method, path, { headers, body });
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 200)}`);
    return JSON.parse(text);
  }

  close() {
    this.agent.destroy();
  }
}
