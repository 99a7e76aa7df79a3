// From the commit of a booking to the provider, with no timer: bookings come one by one, at random
// moments, and the dispatcher hears of each by NOTIFY alone.

import { performance } from 'node:perf_hooks';

import pg from 'pg';

import { connectionOf } from './connection.mjs';

const kLongestGap = 150; // ms
const kPatience = 10_000;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const kBook = `
  insert into nx.nx_scheduler_booking (tenant_id, purpose, cal_event_type_id, status,
      start_at, end_at, time_zone, attendee_user_id, attendee_email, attendee_name, title)
  select m.tenant_id, 'intro_call', 1101, 'scheduled', now() + interval '90 days',
         now() + interval '90 days 30 minutes', 'Europe/Berlin', m.user_id, m.email, m.display_name,
         'Intro call'
    from nx.nx_tenant_membership m where m.email = 'member' || $1::integer % 100 || '@bench.test'
  returning uid`;
const kMailOf = `select id from nx.nx_notification_outbox
  where booking_uid = $1 and event_key = 'booking_created' and channel = 'email'`;

// Milliseconds of each of `count` bookings, sorted.
export async function wakeUps(url, endpoint, count) {
  await endpoint.json('POST', '/reset', { latencyMs: 0, status: 200 });
  const client = new pg.Client(connectionOf(url));
  await client.connect();
  const commits = [];
  for (let n = 0; n < count; ++n) {
    await pause(Math.random() * kLongestGap);
    const { rows } = await client.query(kBook, [n]);
    commits.push({ booking: rows[0].uid, at: performance.timeOrigin + performance.now() });
  }
  for (const commit of commits) {
    commit.mail = (await client.query(kMailOf, [commit.booking])).rows[0].id;
  }
  await client.end();
  const arrivals = await allArrivals(endpoint, count);
  return commits.map(({ mail, at }) => arrivals.get(mail) - at).sort((a, b) => a - b);
}

async function allArrivals(endpoint, count) {
  for (let waited = 0; waited < kPatience; waited += 100) {
    const entries = Object.entries(await endpoint.json('GET', '/arrivals'));
    if (entries.length >= count) return new Map(entries.map(([id, at]) => [id.split('@')[0], at]));
    await pause(100);
  }
  throw new Error('messages never arrived');
}
