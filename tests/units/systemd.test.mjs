// The units: systemd accepts them, each line of the sandbox says why, secrets stay credentials.

import assert from 'node:assert/strict';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const kFolder = fileURLToPath(new URL('../../systemd/', import.meta.url));
const kUnits = readdirSync(kFolder).filter((name) => /\.(service|socket|timer)$/.test(name));
const kServices = kUnits.filter((name) => name.endsWith('.service'));
const kPools = { 'nexcyte.service': 'portal', 'nexcyte-calendar.service': 'calendar', 'nexcyte-internal.service': 'internal' };
const kSecret = 'unit-test-secret-0123456789abcdef-0123';
const read = (name) => readFileSync(join(kFolder, name), 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'nx-units-'));
after(() => rmSync(scratch, { recursive: true }));

// Values of one setting, in order.
const values = (name, setting) =>
  [...read(name).matchAll(new RegExp(`^${setting}=(.*)$`, 'gm'))].map(([, value]) => value);

describe('Units', () => {
  before(() => {
    // The programs are installed by a package; here only the units are looked at.
    for (const name of kUnits)
      writeFileSync(join(scratch, name), read(name).replace(/^ExecStart=\S+/m, 'ExecStart=/bin/true'));
  });

  // What systemd complains about; a mistake is often only a line and not a failure.
  const complaints = (...files) => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
    return `${stdout}${stderr}${status === 0 ? '' : `status ${status}`}`;
  };

  test('PassVerification', () => {
    assert.ok(kUnits.length >= 10);
    assert.equal(complaints(...kUnits.map((name) => join(scratch, name))), '');
  });

  test('VerificationFindsAMistake', () => {
    const wrong = join(scratch, 'wrong.service');
    writeFileSync(wrong, '[Service]\nExecStart=/bin/true\nKillMode=never\n');
    assert.match(complaints(wrong), /KillMode|kill mode/i);
  });

  for (const name of kServices) {
    test(`${name} HasAnExposureBelowTwo`, () => {
      execFileSync('systemd-analyze', ['security', '--offline=yes', '--threshold=20', join(scratch, name)], { stdio: 'pipe' });
    });

    test(`${name} SaysWhyForEachLineOfTheSandbox`, () => {
      const lines = read(name).split('\n');
      const begin = lines.findIndex((line) => line.startsWith('DynamicUser='));
      const bare = lines.filter(
        (line, at) => at >= begin && /^(Restrict|Protect|Private|System|Memory|Capab|No|Lock|Remove|IPAddress)/.test(line) && !lines[at - 1].startsWith('#'),
      );
      assert.deepEqual(bare, []);
    });

    test(`${name} KeepsSecretsOutOfArgumentsAndEnvironment`, () => {
      for (const line of [...values(name, 'ExecStart'), ...values(name, 'Environment')])
        assert.doesNotMatch(line, /SECRET|KEY|TOKEN|PASSWORD|DATABASE_URL/, line);
      for (const credential of values(name, 'LoadCredential'))
        assert.match(credential, /^([A-Z_]+):\/etc\/nexcyte\/credentials\/\1$/);
    });
  }

  for (const [name, pool] of Object.entries(kPools)) {
    test(`${pool} ListensWhereNginxConnects`, () => {
      const socket = name.replace('.service', '.socket');
      assert.deepEqual(values(socket, 'ListenStream'), [`/run/nexcyte/${pool}.sock`]);
      assert.deepEqual(values(socket, 'SocketMode'), ['0660']);
      assert.ok(Number(values(socket, 'Backlog')[0]) >= 511);
      assert.deepEqual(values(name, 'StandardInput'), ['socket']);
      // Otherwise standard output would be the socket too.
      assert.deepEqual(values(name, 'StandardOutput'), ['journal']);
    });
  }

  test('OnlyTheInternalPoolHoldsSecretsOfSendersAndWebhooks', () => {
    const names = (unit) => values(unit, 'LoadCredential').map((value) => value.split(':')[0]);
    assert.deepEqual(names('nexcyte.service'), ['DATABASE_URL']);
    assert.deepEqual(names('nexcyte-calendar.service'), ['DATABASE_URL', 'CALCOM_API_KEY']);
    assert.ok(!names('nexcyte-internal.service').includes('DATABASE_URL'));
    for (const unit of ['nexcyte-dispatch.service', 'nexcyte-reconcile.service'])
      assert.deepEqual(names(unit), ['NEXCYTE_INTERNAL_DISPATCH_SECRET']);
  });

  test('TimersCallTheirRoutes', () => {
    assert.match(read('nexcyte-dispatch.service'), /^ExecStart=\S+post-internal\.sh http:\/\/127\.0\.0\.1:8480\/api\/internal\/comms\/dispatch$/m);
    assert.match(read('nexcyte-reconcile.service'), /^ExecStart=\S+post-internal\.sh http:\/\/127\.0\.0\.1:8480\/api\/internal\/schedule\/reconcile$/m);
    for (const name of ['nexcyte-dispatch', 'nexcyte-reconcile']) assert.equal(values(`${name}.timer`, 'OnUnitInactiveSec').length, 1);
  });
});

describe('PostInternal', () => {
  let server;
  let seen;
  let status;
  before(async () => {
    server = http.createServer((incoming, outgoing) => {
      seen = { method: incoming.method, url: incoming.url, headers: incoming.headers, arguments: curlArguments() };
      outgoing.writeHead(status, { Location: '/elsewhere' }).end('{"ok":true}');
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
  });
  after(() => server.close());

  // Arguments of every curl that talks to our server.
  const curlArguments = () =>
    readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid))
      .map((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
        } catch {
          return '';
        }
      })
      .filter((line) => /\bcurl\b/.test(line) && line.includes('--config -'));

  function run(environment, answer = 200) {
    status = answer;
    seen = undefined;
    const url = `http://127.0.0.1:${server.address().port}/api/internal/comms/dispatch`;
    return new Promise((done) =>
      execFile(join(kFolder, 'post-internal.sh'), [url], { env: { PATH: process.env.PATH, ...environment } }, (error, stdout, stderr) =>
        done({ code: error?.code ?? 0, stdout, stderr }),
      ),
    );
  }

  test('SendsTheSecretOfTheCredential', async () => {
    const folder = mkdtempSync(join(scratch, 'credentials-'));
    writeFileSync(join(folder, 'NEXCYTE_INTERNAL_DISPATCH_SECRET'), `${kSecret}\n`);
    chmodSync(folder, 0o700);
    const { code, stdout } = await run({ CREDENTIALS_DIRECTORY: folder, NEXCYTE_INTERNAL_DISPATCH_SECRET: 'other' });
    assert.equal(code, 0);
    assert.equal(stdout, '{"ok":true}');
    assert.equal(seen.method, 'POST');
    assert.equal(seen.url, '/api/internal/comms/dispatch');
    assert.equal(seen.headers['x-nexcyte-internal-secret'], kSecret);
    assert.equal(seen.headers['content-length'], '0');
  });

  test('ShowsTheSecretInNoArgument', async () => {
    await run({ NEXCYTE_INTERNAL_DISPATCH_SECRET: kSecret });
    assert.ok(seen.arguments.length >= 1);
    for (const line of seen.arguments) assert.doesNotMatch(line, new RegExp(kSecret));
  });

  test('FailsOnEveryStatusButSuccess', async () => {
    for (const refused of [401, 500, 503]) assert.notEqual((await run({ NEXCYTE_INTERNAL_DISPATCH_SECRET: kSecret }, refused)).code, 0);
  });

  test('FollowsNoRedirect', async () => {
    await run({ NEXCYTE_INTERNAL_DISPATCH_SECRET: kSecret }, 307);
    assert.equal(seen.url, '/api/internal/comms/dispatch');
  });

  test('RefusesASecretThatCouldGiveCurlOrders', async () => {
    for (const secret of ['', 'a"\noutput = "/etc/passwd', 'a b', 'a\\b']) {
      const { code, stderr } = await run({ NEXCYTE_INTERNAL_DISPATCH_SECRET: secret });
      assert.equal(code, 1);
      assert.match(stderr, /NEXCYTE_INTERNAL_DISPATCH_SECRET is missing or has characters/);
      assert.equal(seen, undefined);
    }
  });
});

describe('N8nWorkflow', () => {
  const workflow = JSON.parse(read('dispatch.n8n.json'));
  const nodes = (type) => workflow.nodes.filter((node) => node.type === `n8n-nodes-base.${type}`);

  test('ImportsAsItIs', () => {
    assert.ok(!('active' in workflow));
    assert.equal(nodes('scheduleTrigger').length, 1);
    assert.equal(new Set(workflow.nodes.map((node) => node.id)).size, workflow.nodes.length);
    for (const node of workflow.nodes) assert.ok(node.name && node.typeVersion && node.position.length === 2);
  });

  test('TriggerReachesBothRoutes', () => {
    const reached = workflow.connections[nodes('scheduleTrigger')[0].name].main[0].map(({ node }) => node);
    const requests = nodes('httpRequest');
    assert.deepEqual(reached.sort(), requests.map((node) => node.name).sort());
    const paths = requests.map((node) => node.parameters.url.replace(/^.*\}\}/, ''));
    assert.deepEqual(paths.sort(), ['/api/internal/comms/dispatch', '/api/internal/schedule/reconcile']);
  });

  test('SecretIsAnExpressionInAHeader', () => {
    for (const { parameters } of nodes('httpRequest')) {
      assert.equal(parameters.method, 'POST');
      assert.equal(parameters.sendHeaders, true);
      assert.deepEqual(parameters.headerParameters.parameters, [
        { name: 'x-nexcyte-internal-secret', value: '={{ $env.NEXCYTE_INTERNAL_DISPATCH_SECRET }}' },
      ]);
      assert.ok(!parameters.url.includes('secret'));
    }
  });
});
