// Receives webhook deliveries and keeps them.

import http from 'node:http';

import { readBody } from '../http.mjs';

export class WebhookSink {
  // [{path, headers, raw, json}], first received first.
  received = [];
  #server = http.createServer(async (message, response) => {
    const raw = (await readBody(message)).toString('utf8');
    const { url: path, headers } = message;
    this.received.push({ path, headers, raw, json: JSON.parse(raw) });
    response.end('ok');
  });

  // Resolves to the base URL.
  listen() {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${this.#server.address().port}`),
      );
    });
  }

  close() {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
