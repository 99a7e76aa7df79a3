// A calendar pool of one worker with one thread, in the place of the running one, whose worker can
// be killed at any of its system calls.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually, pidOf } from './portal.mjs';
import { childrenOf } from './workers.mjs';

const wordsOf = (file) => readFileSync(file, 'utf8').split('\0').filter(Boolean);

export class OwnPool {
  #command;
  #environment;
  #socket;
  #supervisor = null;

  constructor() {
    const running = pidOf('calendar');
    const [program, ...words] = wordsOf(`/proc/${running}/cmdline`);
    this.#command = [program, [...words, '--workers', '1', '--threads', '1']];
    this.#environment = Object.fromEntries(
      wordsOf(`/proc/${running}/environ`).map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)];
      }),
    );
    this.#socket = words[words.indexOf('--socket') + 1];
    renameSync(this.#socket, `${this.#socket}.aside`);
  }

  // A new supervisor each time: it would wait longer and longer for a worker that dies at once.
  async start() {
    await this.stop();
    const [program, words] = this.#command;
    this.#supervisor = spawn(program, words, { env: this.#environment, stdio: 'ignore' });
    await eventually('a pool of our own', () =>
      existsSync(this.#socket) && childrenOf(this.#supervisor.pid).length > 0, { every: 10 });
  }

  async stop() {
    if (this.#supervisor === null) return;
    const ended = once(this.#supervisor, 'exit');
    this.#supervisor.kill('SIGTERM');
    await ended;
    this.#supervisor = null;
  }

  // The running pool has its place again.
  async close() {
    await this.stop();
    renameSync(`${this.#socket}.aside`, this.#socket);
  }

  // From now on the worker's thread dies at its `nth` call of `name`. Resolves when that is in
  // force; `end()` resolves to whether it has struck.
  async killAt(name, nth) {
    const [worker] = childrenOf(this.#supervisor.pid);
    const inject = `inject=${name}:signal=SIGKILL:when=${nth}`;
    const strace = spawn('strace', ['-f', '-e', `trace=${name}`, '-e', inject, '-p', String(worker)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(strace, 'close');
    let said = '';
    strace.stderr.on('data', (chunk) => {
      said += chunk;
    });
    await eventually('strace at every thread', () => / attached/.test(said), { every: 5 });
    // It ends by itself when the worker has died, and says so.
    return {
      end: async () => {
        await Promise.race([ended, wait(300)]);
        strace.kill('SIGINT');
        await ended;
        return /killed by SIGKILL/.test(said);
      },
    };
  }
}
