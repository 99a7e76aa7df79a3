// The command itself: what it keeps, what it cleans up, what it says when something is in the way.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const kDev = fileURLToPath(new URL('../../dev', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'nx-dev-'));
after(() => rmSync(scratch, { recursive: true }));
const dev = (parts, environment = {}) =>
  spawnSync(kDev, parts, { encoding: 'utf8', env: { ...process.env, NX_STATE: join(scratch, 'state'), ...environment } });

// Waits for what should soon be true, and fails when it does not become so.
async function eventually(what, condition) {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (condition()) return;
    await sleep(100);
  }
  assert.fail(what);
}

describe('WithDb', () => {
  test('GivesFourConnectionsToAMigratedDatabase', () => {
    const script = `
      for url in "$DATABASE_URL" "$NEXCYTE_DISPATCH_DATABASE_URL" "$NEXCYTE_OWNER_DATABASE_URL" "$NX_TEST_SUPERUSER_URL"; do
        psql "$url" -XAtc "select current_user, to_regclass('nx.nx_scheduler_booking') is not null"
      done`;
    const { stdout, status } = dev(['with-db', '--', 'sh', '-c', script]);
    assert.equal(status, 0);
    assert.deepEqual(stdout.trim().split('\n'), ['nx_app|t', 'nx_dispatch|t', 'nx_owner|t', 'postgres|t']);
  });

  test('KeepsTheStatusAndTheInput', () => {
    const result = spawnSync(kDev, ['with-db', 'sh', '-c', 'cat; exit 7'], { input: 'through', encoding: 'utf8' });
    assert.equal(result.status, 7);
    assert.equal(result.stdout, 'through');
  });

  test('ListensOnAUnixSocketOnlyAndLeavesNothing', () => {
    const script = `
      psql "$NX_TEST_SUPERUSER_URL" -XAtc 'show listen_addresses' -c 'show unix_socket_directories'
      stat -c %a "$(psql "$NX_TEST_SUPERUSER_URL" -XAtc 'show unix_socket_directories')"`;
    const [addresses, folder, mode] = dev(['with-db', 'sh', '-c', script]).stdout.split('\n');
    assert.equal(addresses, '');
    assert.equal(mode, '700');
    assert.ok(!existsSync(folder));
  });

  for (const signal of ['SIGTERM', 'SIGKILL']) {
    test(`EndsPostgresWhenItGets${signal}`, async () => {
      const child = spawn(kDev, ['with-db', 'sh', '-c', 'psql "$NX_TEST_SUPERUSER_URL" -XAtc "show unix_socket_directories"; exec sleep 60'], {
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
      });
      const folder = await new Promise((done) => child.stdout.once('data', (data) => done(String(data).trim())));
      const postmaster = Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
      assert.ok(existsSync(`/proc/${postmaster}`));
      child.kill(signal);
      await eventually(`postgres (${postmaster}) lives on`, () => !existsSync(`/proc/${postmaster}`));
      // The command of a killed shell is nobody's any more.
      if (signal === 'SIGKILL') process.kill(-child.pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    });
  }
});

describe('Commands', () => {
  test('UnknownOneShowsTheListAndStatus2', () => {
    const { status, stderr } = dev(['nonsense']);
    assert.equal(status, 2);
    for (const name of ['run', 'test', 'stop', 'status', 'logs', 'lint', 'with-db']) assert.match(stderr, new RegExp(`^  ${name}\\b`, 'm'));
  });

  test('StopAndStatusOfNothing', () => {
    assert.equal(dev(['stop']).stdout, 'Not running.\n');
    assert.equal(dev(['status']).status, 3);
  });

  test('PortInUseIsOneClearLine', async () => {
    const server = net.createServer();
    const port = await new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));
    const child = spawn(kDev, ['run', '--detach'], {
      env: { ...process.env, NX_STATE: join(scratch, 'taken'), NX_PORT_BASE: String(port - 43) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (data) => (stderr += data));
    const status = await new Promise((done) => child.once('exit', done));
    server.close();
    assert.equal(status, 1);
    assert.equal(stderr, `./dev: port ${port} is in use; end what uses it or set NX_PORT_BASE\n`);
  });

  test('NoSpaceIsOneClearLine', () => {
    const { status, stderr } = spawnSync('bash', ['-c', '. "$0/.dev/common.sh"; require_space / 999999999', join(kDev, '..')], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /^\.\/dev: no disk space: \/ has \d+ MB free, 999999999 MB are needed\n$/);
  });
});

describe('Program', () => {
  const program = join(kDev, '..', 'build', 'release', 'fcgi', 'nexcyte');
  const readelf = (...options) => execFileSync('readelf', ['--wide', ...options, program], { encoding: 'utf8' });

  test('IsHardened', () => {
    assert.match(readelf('--file-header'), /Type:\s+DYN/);
    assert.match(readelf('--program-headers'), /GNU_RELRO/);
    assert.match(readelf('--program-headers'), /GNU_STACK.* RW /);
    assert.match(readelf('--dynamic'), /BIND_NOW|FLAGS.*NOW/);
    const symbols = readelf('--dyn-syms');
    assert.match(symbols, /__stack_chk_fail/);
    assert.match(symbols, /__\w+_chk/);
  });
});
