// Stands between the calendar pool and the stand-in of Cal.com, and knows how long each call took.

import http from 'node:http';
import { performance } from 'node:perf_hooks';

export class Relay {
  calls = 0;
  milliseconds = 0; // of all calls
  #server;
  #agent = new http.Agent({ keepAlive: true });

  static async listen(port, standins) {
    const relay = new Relay();
    relay.#server = http.createServer((request, response) => relay.#pass(request, response, standins));
    await new Promise((resolve) => relay.#server.listen(port, '127.0.0.1', resolve));
    return relay;
  }

  #pass(request, response, port) {
    const began = performance.now();
    const { method, url: path, headers } = request;
    const options = { host: '127.0.0.1', port, method, path, headers, agent: this.#agent };
    const onward = http.request(options, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
      response.on('finish', () => {
        this.calls += 1;
        this.milliseconds += performance.now() - began;
      });
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }

  close() {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
