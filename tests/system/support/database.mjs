// The run's own database, as its owner.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { setting } from './portal.mjs';

const run = promisify(execFile);

// Sees and writes the rows of every tenant.
export const kSuperuser = 'superuser';

const urlOf = (role) =>
  role === kSuperuser
    ? setting('NEXCYTE_OWNER_DATABASE_URL').replace('user=nx_owner', 'user=postgres')
    : setting(role);

export async function sql(text, role = 'NEXCYTE_OWNER_DATABASE_URL') {
  const url = urlOf(role);
  const parts = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', url, '-c', text];
  const { stdout } = await run('psql', parts, { maxBuffer: 2 ** 28 });
  return stdout.trim();
}

// All leases, windows and expiries go by nx.now(): with it the whole portal's time is shifted.
export const shiftClock = (interval) =>
  sql(`create or replace function nx.now() returns timestamptz language sql stable parallel safe
       as $$ select clock_timestamp() + interval '${interval}' $$`);

// Whatever needs the table waits until release() is called.
export async function lockTable(table, mode) {
  const words = urlOf(kSuperuser).split(' ').map((word) => word.split('='));
  const { host, port, dbname, user } = Object.fromEntries(words);
  const client = new pg.Client({ host, port: Number(port), database: dbname, user });
  await client.connect();
  await client.query(`begin; lock table ${table} in ${mode} mode`);
  return { release: () => client.end() };
}
