// One peer: sends every job of its queue to the endpoint, and ends when all are done.
// usage: node peer.mjs NAME, and on stdin {connection, endpoint, ca, sample, messages, inFlight}
// Prints "ready" when the jobs are in the queue, begins at a line on stdin, and prints "done".

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import PgBoss from 'pg-boss';

import { Caller } from './calls.mjs';

const kConnections = 10;
const kQueue = 'mail';

// The same bytes as ours, but for who gets it.
function sender({ endpoint, ca, sample, inFlight }) {
  const caller = new Caller(endpoint, { ca: ca && readFileSync(ca), sockets: inFlight });
  const path = '/v3/mg.nexcyte.localhost/messages';
  const headers = { 'Content-Type': sample.type, Authorization: 'Basic YXBpOmtleS1zdGFuZGlu' };
  return async ({ id, to }) => {
    const body = sample.body
      .replaceAll(/(name="h:Message-Id"\r\n\r\n<)[^@]+/g, `$1${id}`)
      .replace(/(name="to"\r\n\r\n)[^\r]+/, `$1${to}`)
      .replace(/(name="v:nid"\r\n\r\n)[^\r]+/, `$1${id}`);
    const { status, text } = await caller.send('POST', path, { headers, body });
    if (status !== 200) throw new Error(`${status} ${text}`);
    return JSON.parse(text).id;
  };
}

const jobOf = (n) => ({ id: `job-${n}`, to: `pat-${n}@people.test` });
const jobsOf = (count, first = 0) => Array.from({ length: count }, (_, n) => jobOf(first + n));
const countOf = async (pool, query) => Number((await pool.query(query)).rows[0].count);

async function pgBoss(settings, send) {
  const quiet = { supervise: false, schedule: false };
  const boss = new PgBoss({ ...settings.connection, max: kConnections, ...quiet });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  await boss.createQueue(kQueue);
  for (let done = 0; done < settings.messages; done += 1000) {
    const count = Math.min(1000, settings.messages - done);
    await boss.insert(jobsOf(count, done).map((data) => ({ name: kQueue, data })));
  }
  // Its work() waits at least half a second between two batches: this is faster.
  const drain = async () => {
    for (;;) {
      const jobs = await boss.fetch(kQueue, { batchSize: settings.inFlight / 2 });
      if (jobs.length === 0) return;
      await Promise.all(jobs.map(({ data }) => send(data)));
      await boss.complete(kQueue, jobs.map(({ id }) => id));
    }
  };
  return {
    work: () => Promise.all([drain(), drain()]),
    end: () => boss.stop({ graceful: false }),
  };
}

async function graphile(settings, send, preset) {
  const pool = new pg.Pool({ ...settings.connection, max: kConnections });
  const complain = (error) => console.error(error);
  pool.on('error', complain);
  pool.on('connect', (client) => client.on('error', complain));
  const logger = new Logger(() => () => {});
  const utils = await makeWorkerUtils({ pgPool: pool, logger });
  await utils.migrate();
  await pool.query(
    `select graphile_worker.add_jobs(array(
       select ('${kQueue}',
               json_build_object('id', 'job-' || n, 'to', 'pat-' || n || '@people.test'),
               null, null, null, null, null, null)::graphile_worker.job_spec
         from generate_series(0, $1 - 1) n))`,
    [settings.messages],
  );
  const work = async () => {
    const runner = await run({
      pgPool: pool,
      logger,
      noHandleSignals: true,
      taskList: { [kQueue]: send },
      preset: { worker: { concurrentJobs: settings.inFlight, pollInterval: 100, ...preset } },
    });
    while ((await countOf(pool, 'select count(*) from graphile_worker._private_jobs')) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await runner.stop();
  };
  return { work, end: () => pool.end() };
}

const kPeers = {
  'pg-boss': pgBoss,
  'graphile-worker': (settings, send) => graphile(settings, send, {}),
  'graphile-worker, localQueue': (settings, send) =>
    graphile(settings, send, { localQueue: { size: 500 }, completeJobBatchDelay: 0 }),
};

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const settings = JSON.parse((await lines.next()).value);
const peer = await kPeers[process.argv[2]](settings, sender(settings));
console.log('ready');
await lines.next();
await peer.work();
console.log('done');
await lines.next(); // what it cost is read meanwhile
await peer.end();
process.exit(0);
