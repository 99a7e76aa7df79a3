// The program itself: it starts, says so in one line, listens on the loopback only, and ends.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const kMain = path.join(path.dirname(fileURLToPath(import.meta.url)), 'main.mjs');

function run(...args) {
  const child = spawn(process.execPath, [kMain, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

function canConnect(host, port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

describe('the program', () => {
  test('prints one line when it is ready and ends on SIGTERM', async () => {
    const child = run('--port', '0', '--now', '2027-03-28T00:00:00Z', '--calcom-rate', '7');
    const [line] = await once(child.stdout, 'data');
    assert.match(line, /^stand-ins ready on http:\/\/127\.0\.0\.1:\d+\n$/);
    const url = line.trim().split(' ').at(-1);
    const { headers } = await fetch(`${url}/calcom/v2/me`);
    assert.equal(headers.get('x-ratelimit-limit-default'), '7');
    const answer = await (await fetch(`${url}/calcom/v2/nothing`)).json();
    assert.equal(answer.timestamp.slice(0, 10), '2027-03-28');
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  test('listens on the loopback address only', async (t) => {
    const outer = Object.values(os.networkInterfaces())
      .flat()
      .find(({ internal, family }) => !internal && family === 'IPv4');
    const child = run('--port', '0');
    t.after(() => child.kill('SIGTERM'));
    const [line] = await once(child.stdout, 'data');
    const port = Number(line.trim().split(':').at(-1));
    assert.equal(await canConnect('127.0.0.1', port), true);
    if (outer !== undefined) assert.equal(await canConnect(outer.address, port), false);
  });

  test('says what is wrong with its arguments', async () => {
    for (const args of [[], ['--port', 'x'], ['--port', '0', '--speed', '1']]) {
      const child = run(...args);
      let errors = '';
      child.stderr.on('data', (text) => {
        errors += text;
      });
      const [code] = await once(child, 'close');
      assert.equal(code, 2);
      assert.match(errors, /usage: main\.mjs/);
    }
  });

  test('says so when the port is taken', async (t) => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const child = run('--port', String(server.address().port));
    const [text] = await once(child.stderr, 'data');
    assert.match(text, /EADDRINUSE/);
    assert.deepEqual(await once(child, 'exit'), [1, null]);
  });
});
