// A private nginx with the shipped configuration, in front of three pools that echo.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { kBase } from './client.mjs';
import { fill, kFiles, read } from './conf.mjs';
import { echoPool } from './echo.mjs';

// Started by start(): {tlsPort, internalPort, folder, pools, stop()}. `edit` is what an operator
// changes in a file before: (name, text) => text.
export async function start({ signInRate = '60000r/m', edit = (name, text) => text } = {}) {
  const folder = mkdtempSync('/tmp/nx-nginx-');
  for (const name of ['nexcyte', 'log', 'static', 'tmp']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'static', 'app.0123abcd.css'), 'body { margin: 0 }\n');
  const [tlsPort, internalPort] = [await freePort(), await freePort()];
  makeCertificate(folder);
  writeConfiguration(folder, { tlsPort, internalPort, signInRate, edit });
  const pools = Object.fromEntries(
    ['portal', 'calendar', 'internal'].map((name) => [name, echoPool(name, join(folder, `${name}.sock`))]),
  );
  const nginx = spawn(
    '/usr/sbin/nginx',
    ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'log', 'error.log'), '-g', 'daemon off;'],
    { stdio: 'inherit' },
  );
  const ended = new Promise((done) => nginx.once('exit', done));
  await Promise.race([
    reachable(tlsPort),
    ended.then(() => Promise.reject(new Error('nginx ended at once'))),
  ]);
  const stop = async () => {
    nginx.kill('SIGTERM');
    await ended;
    await Promise.all(Object.values(pools).map((pool) => pool.close()));
    rmSync(folder, { recursive: true });
  };
  return { tlsPort, internalPort, folder, pools, stop };
}

function makeCertificate(folder) {
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', `/CN=${kBase}`, '-addext', `subjectAltName=DNS:${kBase},DNS:*.${kBase}`,
    '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem'),
  ], { stdio: 'ignore' });
}

function writeConfiguration(folder, { tlsPort, internalPort, signInRate, edit }) {
  const values = {
    NX_TLS_LISTEN: `127.0.0.1:${tlsPort}`,
    NX_INTERNAL_LISTEN: `127.0.0.1:${internalPort}`,
    NX_BASE_DOMAIN: kBase,
    NX_BASE_DOMAIN_REGEX: kBase.replaceAll('.', '\\.'),
    NX_AUTHORITY: `${kBase}:${tlsPort}`,
    NX_CERTIFICATE: join(folder, 'certificate.pem'),
    NX_CERTIFICATE_KEY: join(folder, 'key.pem'),
    NX_RUNTIME: folder,
    NX_STATIC: join(folder, 'static'),
    NX_LOG: join(folder, 'log'),
    NX_SIGN_IN_RATE: signInRate,
  };
  for (const name of kFiles) {
    const place = name === 'nexcyte.conf' ? name : join('nexcyte', name);
    writeFileSync(join(folder, place), edit(name, fill(read(name), values)));
  }
  writeFileSync(join(folder, 'nginx.conf'), mainFile(folder));
}

function mainFile(folder) {
  const temporary = ['client_body', 'fastcgi', 'proxy', 'scgi', 'uwsgi'];
  return `${process.getuid() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 512; }
http {
    include /etc/nginx/mime.types;
    ${temporary.map((name) => `${name}_temp_path ${folder}/tmp/${name};`).join('\n    ')}
    include nexcyte.conf;
}
`;
}

function freePort() {
  return new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

async function reachable(port) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const open = await new Promise((done) => {
      const socket = net.connect({ port, host: '127.0.0.1' });
      socket.once('connect', () => (socket.destroy(), done(true)));
      socket.once('error', () => done(false));
    });
    if (open) return;
    await sleep(50);
  }
  throw new Error(`nothing listens on ${port}`);
}
