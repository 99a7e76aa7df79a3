// Many rows of one tenant before few of others, and a snapshot that somebody holds open.

import pg from 'pg';

import { connectionOf } from './connection.mjs';
import { dispatchAll } from './ours.mjs';

const kFew = 10; // rows of each of the others

// After how many calls the others are out, and the rate of the whole.
export async function fairness({ outbox, internal, callers, timed }, messages) {
  await outbox.clear();
  await outbox.add(messages, 'pending', 1);
  const others = await outbox.addFewOfOthers(kFew);
  let calls = 0;
  let outAfter = null;
  const onCall = async () => {
    calls += 1;
    const mine = calls;
    if (outAfter === null && (await outbox.countWaitingOfOthers()) === 0) outAfter = mine;
  };
  const { rate } = await timed(messages + others, 0, () => dispatchAll(internal, callers, onCall));
  return { calls: outAfter ?? calls, rate };
}

// The rate while a transaction that reads nothing more keeps every dead row version alive.
export async function underOldSnapshot({ url, outbox, internal, callers, timed }, messages) {
  await outbox.clear();
  await outbox.add(messages, 'pending', 1);
  const old = new pg.Client(connectionOf(url));
  await old.connect();
  await old.query('begin isolation level repeatable read');
  await old.query('select count(*) from nx.nx_tenant');
  const { rate } = await timed(messages, 0, () => dispatchAll(internal, callers));
  await old.query('commit');
  await old.end();
  return rate;
}
