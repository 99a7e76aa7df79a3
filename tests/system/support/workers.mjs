// The workers of a pool: the children of its supervisor.
import { readFileSync } from 'node:fs';
import { eventually, pidOf } from './portal.mjs';

export function childrenOf(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(/\s+/).filter(Boolean).map(Number);
}

export const workersOf = (pool) => childrenOf(pidOf(pool));

export async function killWorkersOf(pool) {
  const victims = await eventually('a worker to kill', () => {
    const workers = workersOf(pool);
    return workers.length ? workers : undefined;
  });
  for (const pid of victims) process.kill(pid, 'SIGKILL');
}
