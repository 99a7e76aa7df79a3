// Whatever runs without injected faults, once more with Prism between the portal and the stand-ins: every request that the
// portal makes, and every answer it is given, is held against the providers' OpenAPI files.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { startPrism } from '../sandbox/prism.mjs';
import { eventually } from './support/portal.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const contracts = process.env.NX_CONTRACTS ?? `${root}../shared/contracts`;
const base = Number(process.env.NX_PORT_BASE ?? 8400) + 200;
const standins = base + 90;
const state = `${process.env.NX_STATE ?? `${root}.run`}/prism`;

let sandbox;
let calcom;
let mailgun;
let twilio;
// Without what tells Node that it runs inside another test: it would skip the files.
const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
const proxied = () => ({
  ...environment,
  NX_STATE: state,
  NX_PORT_BASE: String(base),
  NX_STANDINS: String(standins),
  CALCOM_API_KEY: 'cal_standin_key',
  CALCOM_API_BASE_URL: `http://127.0.0.1:${calcom.port}`,
  CALCOM_WEBHOOK_SECRET: 'standin-webhook-secret-0123456789abcdef',
  MAILGUN_API_KEY: 'key-standin',
  MAILGUN_API_BASE_URL: `http://127.0.0.1:${mailgun.port}`,
  MAILGUN_DOMAIN: 'mg.nexcyte.localhost',
  MAILGUN_FROM_EMAIL: 'no-reply@mg.nexcyte.localhost',
  MAILGUN_WEBHOOK_SIGNING_KEY: 'key-0123456789abcdef',
  TWILIO_API_BASE_URL: `http://127.0.0.1:${twilio.port}`,
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
  TWILIO_AUTH_TOKEN: 'standin-twilio-token',
  TWILIO_FROM_NUMBER: '+15005550006',
});

const isUp = () =>
  fetch(`http://127.0.0.1:${standins}/inbox.json`).then(
    (answer) => answer.ok,
    () => false,
  );

before(async () => {
  mkdirSync(state, { recursive: true });
  const program = [`${root}tests/sandbox/main.mjs`, '--port', String(standins), '--calcom-rate', '10000'];
  sandbox = spawn(process.execPath, program, { stdio: 'ignore' });
  await eventually('the stand-ins listen', isUp);
  const upstream = `http://127.0.0.1:${standins}`;
  calcom = await startPrism({ upstream: `${upstream}/calcom`, port: 0, spec: `${contracts}/calcom-v2.openapi.json` });
  mailgun = await startPrism({ upstream: `${upstream}/mailgun`, port: 0, spec: `${contracts}/mailgun.openapi.json` });
  twilio = await startPrism({ upstream: `${upstream}/twilio`, port: 0, spec: `${contracts}/twilio.openapi.json` });
  await run(`${root}dev`, ['run', '--detach'], { env: proxied() });
});

after(async () => {
  await run(`${root}dev`, ['stop'], { env: proxied() });
  await calcom?.stop();
  await mailgun?.stop();
  await twilio?.stop();
  sandbox?.kill('SIGTERM');
});

describe('between the portal and the providers', () => {
  it('nothing violates their OpenAPI files', async () => {
    const files = ['walks', 'zones', 'race', 'phone', 'booking_sms', 'delivery', 'invite'].map((name) => `${root}tests/system/${name}.test.mjs`);
    await run(process.execPath, ['--test', '--test-concurrency=1', ...files], { env: proxied() });
    const least = new Map([[calcom, 10], [mailgun, 10], [twilio, 2]]);
    for (const [proxy, count] of least) {
      assert.ok(proxy.report().exchanges >= count, `${proxy.report().exchanges} exchanges`);
      assert.deepEqual(proxy.report().violations, []);
    }
  });
});
