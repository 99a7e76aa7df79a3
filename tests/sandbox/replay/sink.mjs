// Receives webhook deliveries and keeps them.

import http from 'node:http';

import { readBody } from '../http.mjs';

export class WebhookSink {
  // [{path, headers, raw, json}], first received first.
  received = [];
  // Called, and waited for, before a delivery is answered.
  onDelivery = async () => {};
  #waiting = [];
  #server = http.createServer(async (message, response) => {
    const raw = (await readBody(message)).toString('utf8');
    const { url: path, headers } = message;
    this.received.push({ path, headers, raw, json: JSON.parse(raw) });
    await this.onDelivery();
    response.end('ok');
    this.#waiting.forEach((check) => check());
  });

  // Resolves to the base URL.
  listen() {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${this.#server.address().port}`),
      );
    });
  }

  // Resolves when so many deliveries have come.
  untilReceived(count) {
    return new Promise((resolve) => {
      const check = () => this.received.length >= count && resolve();
      this.#waiting.push(check);
      check();
    });
  }

  close() {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
