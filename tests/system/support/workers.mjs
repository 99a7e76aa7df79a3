// The workers of a pool: the children of its supervisor.
import { readFileSync } from 'node:fs';
import { eventually, pidOf } from './portal.mjs';

export function workersOf(pool) {
  const supervisor = pidOf(pool);
  const children = readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, 'utf8');
  return children.trim().split(/\s+/).filter(Boolean).map(Number);
}

export async function killWorkersOf(pool) {
  const victims = await eventually('a worker to kill', () => {
    const workers = workersOf(pool);
    return workers.length ? workers : undefined;
  });
  for (const pid of victims) process.kill(pid, 'SIGKILL');
}
