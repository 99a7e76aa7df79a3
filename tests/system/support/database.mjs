// The run's own database, as its owner.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { setting } from './portal.mjs';

const run = promisify(execFile);

export async function sql(text, role = 'NEXCYTE_OWNER_DATABASE_URL') {
  const url = setting(role);
  const { stdout } = await run('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', url, '-c', text]);
  return stdout.trim();
}

// All leases, windows and expiries go by nx.now(): with it the whole portal's time is shifted.
export const shiftClock = (interval) =>
  sql(`create or replace function nx.now() returns timestamptz language sql stable parallel safe
       as $$ select clock_timestamp() + interval '${interval}' $$`);
