// The stand-ins for Cal.com, Mailgun and Twilio, for demos and tests:
//   node tests/sandbox/main.mjs --port N [--now ISO] [--calcom-rate N] [--latency MS] [--seed NAME]
//        [--certificate FILE]
// FILE: what a portal that hears of events shows, when nobody else vouches for it.
// Listens on 127.0.0.1 only; prints one line when it is ready; SIGTERM and SIGINT end it.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { Sandbox } from './server.mjs';

const kUsage =
  'usage: main.mjs --port N [--now ISO] [--calcom-rate N] [--latency MS] [--seed demo|empty] ' +
  '[--certificate FILE]';

function options() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      now: { type: 'string' },
      'calcom-rate': { type: 'string', default: '120' },
      latency: { type: 'string', default: '25' },
      seed: { type: 'string', default: 'demo' },
      certificate: { type: 'string' },
    },
  });
  if (values.port === undefined) throw new Error('--port is missing');
  return {
    port: wholeNumber('port', values.port),
    now: values.now,
    calcomRate: wholeNumber('calcom-rate', values['calcom-rate']),
    latencyMs: wholeNumber('latency', values.latency),
    seed: values.seed,
    certificate: values.certificate && readFileSync(values.certificate, 'utf8'),
  };
}

function wholeNumber(name, value) {
  if (!/^\d+$/.test(value)) throw new Error(`--${name} must be a number`);
  return Number(value);
}

async function main() {
  let settings;
  try {
    settings = options();
  } catch (error) {
    process.stderr.write(`${error.message}\n${kUsage}\n`);
    process.exit(2);
  }
  const sandbox = new Sandbox(settings);
  const stop = () => sandbox.close().then(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  try {
    const port = await sandbox.listen(settings.port);
    process.stdout.write(`stand-ins ready on http://127.0.0.1:${port}\n`);
  } catch (error) {
    process.stderr.write(`stand-ins: ${error.message}\n`);
    process.exit(1);
  }
}

await main();
