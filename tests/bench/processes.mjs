// What processes cost, as the kernel counts it.

import { readFileSync, readdirSync } from 'node:fs';

// The processes that `./dev bench` has started: Map of name to pid.
export function startedProcesses(path) {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return new Map(lines.map((line) => line.split(' ')).map(([name, pid]) => [name, Number(pid)]));
}

function isChildOf(pid, parent) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may contain blanks.
  const [state, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state !== 'Z' && Number(ppid) === parent;
}

export function childrenOf(parent) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return isChildOf(pid, parent);
      } catch {
        return false; // ended meanwhile
      }
    });
}

// Starts a count of the CPU time of all threads of these processes: call the answer for the
// microseconds since. What a process that ends meanwhile had spent is left out.
export function countCpu(pids) {
  const before = new Map(pids.map((pid) => [pid, cpuOf(pid)]));
  return () => pids.reduce((sum, pid) => sum + Math.max(0, cpuOf(pid) - before.get(pid)), 0);
}

// Microseconds of all threads that live.
export function cpuOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
      const text = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8');
      const [nanoseconds] = text.split(' ');
      return sum + Number(nanoseconds) / 1000;
    }, 0);
  } catch {
    return 0; // ended meanwhile
  }
}

// Proportional set size in MB: shared pages count by their share.
export function pssMegabytes(pid) {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)[1]) / 1024;
}
