// Our outbox and dispatcher as the benchmark drives them.

import { performance } from 'node:perf_hooks';

import pg from 'pg';

import { Caller } from './calls.mjs';
import { connectionOf } from './connection.mjs';

const kMost = 500; // rows of one call of the route
const kMostIdle = 500;
const kSamples = 40;
const kPart = 1_000_000; // rows of one insert
export const kTenants = 20;
const kClaim = 64; // rows of one claim, as the dispatcher asks for them

// Rows are written by the superuser without triggers: nothing begins before the clock does.
export class Outbox {
  static async open(url) {
    const outbox = new Outbox();
    outbox.client = new pg.Client(connectionOf(url));
    await outbox.client.connect();
    await outbox.query(`set session_replication_role = replica; set search_path = nx`);
    await outbox.query(`insert into nx_tenant (slug, name)
      select 'bench' || n, 'Bench ' || n from generate_series(1, ${kTenants}) n on conflict do nothing`);
    await outbox.query(`insert into nx_scheduler_settings (tenant_id, is_enabled)
      select id, true from nx_tenant on conflict do nothing`);
    return outbox;
  }

  async query(text, values) {
    return (await this.client.query(text, values)).rows;
  }

  // Mails of that many tenants in turn; `state` is `pending` or, long settled, `sent`.
  async add(count, state, tenants = kTenants) {
    await this.query(
      `insert into nx_notification_outbox (tenant_id, event_key, channel, recipient_kind, recipient,
           state, due_at, settled_at, expires_at, created_at)
       select t.id, 'account_exists', 'email', 'account', 'pat-' || n || '@people.test', $2,
              at, case $2 when 'sent' then at end, now() + interval '1 day', at
         from generate_series(1, $1) n
         join (select id, row_number() over (order by slug) - 1 as number from nx_tenant) t
           on t.number = n % $3
        cross join lateral (select now() - n * interval '1 millisecond' as at) moment`,
      [count, state, tenants],
    );
    await this.query('vacuum analyze nx_notification_outbox');
  }

  async addInParts(count, state) {
    for (let left = count; left > 0; left -= kPart) await this.add(Math.min(left, kPart), state);
  }

  // So many for every tenant but the one that add(…, 1) fills; answers how many in all.
  async addFewOfOthers(count) {
    const rows = await this.query(
      `insert into nx_notification_outbox (tenant_id, event_key, channel, recipient_kind, recipient,
           expires_at)
       select t.id, 'account_exists', 'email', 'account', 'sam-' || n || '@people.test',
              now() + interval '1 day'
         from generate_series(1, $1) n
        cross join (select id from nx_tenant order by slug offset 1) t returning id`,
      [count],
    );
    return rows.length;
  }

  async countWaitingOfOthers() {
    const [row] = await this.query(
      `select count(*) from nx_notification_outbox
        where tenant_id <> (select id from nx_tenant order by slug limit 1) and state = 'pending'`,
    );
    return Number(row.count);
  }

  clear() {
    return this.query('truncate nx_notification_outbox, nx_notification_attempt');
  }

  liftPauses() {
    return this.query('delete from nx_provider_pause');
  }

  async countNotSent() {
    const [row] = await this.query(
      `select count(*) from nx_notification_outbox where state <> 'sent' or attempt <> 1`,
    );
    return Number(row.count);
  }

  // Milliseconds of a claim that is undone again, the median.
  async claimTime() {
    const times = [];
    for (let i = 0; i < kSamples; ++i) {
      await this.query('begin');
      const began = performance.now();
      const rows = await this.query(
        `select id from nx.lease_messages($1, interval '2 minutes', array['email', 'sms'])`,
        [kClaim],
      );
      times.push(performance.now() - began);
      await this.query('rollback');
      if (rows.length !== kClaim) throw new Error(`a claim gave ${rows.length} rows`);
    }
    return times.sort((a, b) => a - b)[kSamples >> 1];
  }

  close() {
    return this.client.end();
  }
}

function post(caller) {
  const headers = { 'x-nexcyte-internal-secret': process.env.NEXCYTE_INTERNAL_DISPATCH_SECRET };
  return caller.json('POST', `/api/internal/comms/dispatch?limit=${kMost}`, undefined, headers);
}

export async function dispatchOnce(internal) {
  const caller = new Caller(internal);
  const report = await post(caller);
  caller.close();
  return report;
}

// Calls the route, `callers` at once, until nothing is left; after each call `onCall` is called.
export async function dispatchAll(internal, callers, onCall = () => {}) {
  const caller = new Caller(internal, { sockets: callers });
  const one = async () => {
    for (let idle = 0; idle < kMostIdle; ) {
      const { claimed, remaining } = await post(caller);
      await onCall();
      if (claimed > 0) continue;
      if (remaining === 0) return;
      idle += 1; // what is left is another's
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('messages are left that nobody takes');
  };
  await Promise.all(Array.from({ length: callers }, one));
  caller.close();
}
