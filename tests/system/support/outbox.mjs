// Rows of the outbox as tests write and watch them, and how often the stand-ins took each.
import { randomInt, randomUUID } from 'node:crypto';
import { kSuperuser, sql } from './database.mjs';
import { eventually, internal, setting, standin } from './portal.mjs';

const database = (text) => sql(text, kSuperuser);
const listOf = (rows) => rows.map(({ id }) => `'${id}'`).join(', ');

async function addRows(rows, { channel, event, secret, due = '0', age = '1 hour' }) {
  const values = rows.map(({ id, recipient }) => `('${id}'::uuid, '${recipient}')`).join(', ');
  await database(`insert into nx.nx_notification_outbox (tenant_id, id, event_key, channel,
      recipient_kind, recipient, secret, due_at, expires_at)
    select t.id, v.id, '${event}', '${channel}', 'account', v.recipient, ${secret},
           nx.now() + interval '${due}', nx.now() + interval '${age}'
      from nx.nx_tenant t, (values ${values}) v (id, recipient) where t.slug = 'acme'`);
  return rows;
}

// Mails of a kind that needs no more than its row, all with `tag` in the address.
export function addMails(count, tag, options = {}) {
  const rows = Array.from({ length: count }, (_, n) => {
    return { id: randomUUID(), recipient: options.recipient ?? `pat-${n}-${tag}@people.test` };
  });
  return addRows(rows, { channel: 'email', event: 'account_exists', secret: 'null', ...options });
}

export const newNumber = () => `+4915${randomInt(10_000_000, 99_999_999)}`;

export function addTexts(numbers) {
  const rows = numbers.map((recipient) => ({ id: randomUUID(), recipient }));
  return addRows(rows, { channel: 'sms', event: 'phone_code', secret: "'123456'" });
}

// What became of rows, in their order.
export async function look(rows) {
  const found = JSON.parse(
    await database(`select coalesce(json_agg(json_build_object('id', o.id, 'state', o.state,
        'attempt', o.attempt, 'resends', o.resends, 'error', coalesce(o.last_error, ''),
        'started', o.call_started_at is not null, 'providerId', o.provider_message_id,
        'dueIn', extract(epoch from o.due_at - nx.now()),
        'attempts', (select count(*) from nx.nx_notification_attempt a
                      where a.outbox_id = o.id))), '[]')
      from nx.nx_notification_outbox o where o.id in (${listOf(rows)})`),
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  return rows.map(({ id }) => byId.get(id));
}

// How often the provider accepted each of the rows, whatever it answered.
export async function acceptedOf(rows) {
  const inbox = await standin('GET', '/inbox.json');
  const isOf = (id) => (message) =>
    message.messageId.startsWith(`${id}@`) || message.variables.StatusCallback?.includes(id);
  return rows.map(({ id }) => inbox.filter(isOf(id)).length);
}

// One call of the route that timer and n8n use.
export async function dispatch(limit = 200) {
  const headers = { 'x-nexcyte-internal-secret': setting('NEXCYTE_INTERNAL_DISPATCH_SECRET') };
  const path = `/api/internal/comms/dispatch?limit=${limit}`;
  return internal({ method: 'POST', path, headers });
}

// Dispatches until all rows are in one of the states, and tells what became of them.
export function reach(rows, states, { within = 45000 } = {}) {
  return eventually(
    `${rows.length} rows ${states}`,
    async () => {
      const now = await look(rows);
      if (now.every(({ state }) => states.includes(state))) return now;
      await dispatch();
      return undefined;
    },
    { within },
  );
}

// Waits without dispatching ourselves.
export const see = (what, rows, isTrue) =>
  eventually(what, async () => {
    const now = await look(rows);
    return now.every(isTrue) ? now : undefined;
  }, { every: 20 });

// As if that much time had gone by for these rows, or for the pauses of the providers.
export const passTime = (rows, interval) =>
  database(`update nx.nx_notification_outbox set due_at = due_at - interval '${interval}',
      lease_expires_at = lease_expires_at - interval '${interval}',
      call_started_at = call_started_at - interval '${interval}',
      uncertain_since = uncertain_since - interval '${interval}'
    where id in (${listOf(rows)})`);

export const passPauses = (interval) =>
  database(`update nx.nx_provider_pause set until = until - interval '${interval}'`);

export const endPauses = () => database('delete from nx.nx_provider_pause');

// The reason why a channel is left alone, or empty.
export const pauseOf = (channel) =>
  database(`select reason from nx.nx_provider_pause where channel = '${channel}'`);

// Nothing is due and nothing under way: what follows meets only its own rows.
export async function settleQueue() {
  await standin('DELETE', '/faults');
  await endPauses();
  await eventually('an empty queue', async () => {
    const answer = await dispatch(500);
    return answer.status === 200 && answer.json().remaining === 0;
  });
}

// Ends the backends of dispatchers that wait for a lock: what they were about to do is undone.
export const endWaitingDispatchers = () =>
  database(`select pg_terminate_backend(pid) from pg_stat_activity
             where usename = 'nx_dispatch' and wait_event_type = 'Lock'`);

export const countWaitingDispatchers = async () =>
  Number(await database(`select count(*) from pg_stat_activity
                          where usename = 'nx_dispatch' and wait_event_type = 'Lock'`));
