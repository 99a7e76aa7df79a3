// The CPU time that a variant costs everybody who takes part, as the kernel counts it.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { childrenOf, cpuOf, startedProcesses } from '../processes.mjs';

const kTick = 1e6 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

// Microseconds of the children of a process that have ended.
function cpuOfEnded(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(13, 15);
  return (Number(user) + Number(system)) * kTick;
}

function cpuOfTree(pid) {
  return childrenOf(pid).reduce((sum, child) => sum + cpuOfTree(child), cpuOf(pid) + cpuOfEnded(pid));
}

export class Costs {
  constructor(processes, postgres) {
    const started = startedProcesses(processes);
    this.groups = {
      worker: [started.get('internal')],
      Postgres: [postgres],
      nginx: [started.get('nginx')],
      endpoint: [started.get('endpoint'), started.get('endpoint-nginx')],
    };
  }

  // Starts a count: call the answer for the microseconds of each group since. `peer`: who does the
  // work in the place of our worker.
  count(peer) {
    const groups = peer ? { ...this.groups, worker: [peer] } : this.groups;
    const read = (pids) => pids.reduce((sum, pid) => sum + cpuOfTree(pid), 0);
    const before = Object.entries(groups).map(([name, pids]) => [name, pids, read(pids)]);
    return () => Object.fromEntries(before.map(([name, pids, was]) => [name, read(pids) - was]));
  }
}
