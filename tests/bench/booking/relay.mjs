// Stands between the calendar pool and the stand-in of Cal.com, and counts the calls.

import http from 'node:http';

export class Relay {
  calls = 0;
  #server;
  #agent = new http.Agent({ keepAlive: true });

  static async listen(port, standins) {
    const relay = new Relay();
    relay.#server = http.createServer((request, response) => relay.#pass(request, response, standins));
    await new Promise((resolve) => relay.#server.listen(port, '127.0.0.1', resolve));
    return relay;
  }

  #pass(request, response, port) {
    const { method, url: path, headers } = request;
    const options = { host: '127.0.0.1', port, method, path, headers, agent: this.#agent };
    const onward = http.request(options, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
      response.on('finish', () => {
        this.calls += 1;
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
