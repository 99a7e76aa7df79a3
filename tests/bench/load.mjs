// One measurement: wrk against one address, with what the workers spent meanwhile.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { childrenOf, countCpu } from './processes.mjs';

const kConnections = 32;
const kThreads = 2;

const run = promisify(execFile);

async function wrk(url, seconds, cookieFile) {
  const script = new URL('requests.lua', import.meta.url).pathname;
  const size = [`-t${kThreads}`, `-c${kConnections}`, `-d${seconds}s`, '-T5s'];
  const env = { ...process.env, NX_BENCH_COOKIES: cookieFile };
  const { stdout } = await run('wrk', [...size, '-s', script, url], { env });
  const line = stdout.trim().split('\n').at(-1);
  return JSON.parse(line);
}

// {rate, p50, p99, worker, postgres, bytes, bad}: a second, microseconds, and per request.
export async function measure({ url, supervisor }, { seconds, cookieFile, postgres }) {
  const ofWorkers = countCpu(supervisor ? childrenOf(supervisor) : []);
  const ofPostgres = countCpu(childrenOf(postgres));
  const result = await wrk(url, seconds, cookieFile);
  return {
    rate: result.requests / (result.microseconds / 1e6),
    p50: result.p50,
    p99: result.p99,
    worker: ofWorkers() / result.requests,
    postgres: ofPostgres() / result.requests,
    bytes: result.bytes / result.requests,
    bad: result.bad,
  };
}
