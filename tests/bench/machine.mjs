// What the figures were measured on.

import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';

function firstLine(command, ...options) {
  const stdio = ['ignore', 'pipe', 'ignore'];
  return execFileSync(command, options, { encoding: 'utf8', stdio }).trim().split('\n')[0];
}

function debianVersion(name) {
  return firstLine('dpkg-query', '-W', '-f=${Version}', name).split(/[-+]/)[0];
}

export function describeMachine(packages = ['postgresql-15', 'nginx', 'wrk']) {
  const { model } = cpus()[0];
  const memory = Math.round(totalmem() / 2 ** 30);
  const programs = packages.map((name) => `${name} ${debianVersion(name)}`);
  return [
    `${cpus().length} CPUs (${model}), ${memory} GB, Linux ${release()}`,
    `${programs.join(', ')}, node ${process.versions.node}, ${firstLine('g++', '--version')}`,
    `load average at the start: ${loadavg()[0].toFixed(1)}`,
  ];
}

export function isBusy() {
  return loadavg()[0] > cpus().length / 2;
}
