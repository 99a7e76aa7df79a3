// The outbox under every fault of its table: what the stand-ins accepted is counted there, not in
// our database. A row that says `sent` was accepted exactly once.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, it } from 'node:test';
import { kSuperuser, lockTable, sql } from './support/database.mjs';
import * as outbox from './support/outbox.mjs';
import { closeConnections, eventually, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';
import { killWorkersOf } from './support/workers.mjs';

const kSendLimit = 30_000; // of one call to a provider

// A word that only the mails of one test have in their address.
const newTag = () => randomUUID().slice(0, 13);
const fault = (kind, target, match, more = {}) =>
  standin('POST', '/faults', { target, kind, match, ...more });
const digitsOf = (number) => number.slice(1);

async function assertSentOnce(rows) {
  for (const row of await outbox.look(rows)) assert.equal(row.state, 'sent', JSON.stringify(row));
  assert.deepEqual(await outbox.acceptedOf(rows), rows.map(() => 1));
}

const poolIsBack = () =>
  eventually('the pool is back', async () => (await outbox.dispatch()).status === 200);

beforeEach(outbox.settleQueue);
after(async () => {
  await standin('DELETE', '/faults');
  await outbox.endPauses();
  closeConnections();
});

describe('a crash', () => {
  it('before the lease is committed: sent once', async () => {
    const rows = await outbox.addMails(3, newTag(), { due: '1 second' });
    const lock = await lockTable('nx.nx_notification_outbox', 'exclusive');
    await outbox.see('due', rows, ({ dueIn }) => dueIn < 0);
    const calls = [outbox.dispatch(), outbox.dispatch()];
    try {
      await eventually('a dispatcher about to lease', async () =>
        (await outbox.countWaitingDispatchers()) > 0);
      await killWorkersOf('internal');
      await outbox.endWaitingDispatchers();
    } finally {
      await lock.release();
    }
    await Promise.allSettled(calls);
    await poolIsBack();
    for (const { attempt } of await outbox.look(rows)) assert.ok(attempt <= 1, `${attempt}`);
    await outbox.reach(rows, ['sent']);
    await assertSentOnce(rows);
  });

  it('after the lease is committed, before the send: sent once', async () => {
    const lock = await lockTable('nx.nx_notification_template', 'access exclusive');
    const rows = await outbox.addMails(3, newTag());
    const call = outbox.dispatch();
    try {
      await outbox.see('leased', rows, ({ state }) => state === 'sending');
      await killWorkersOf('internal');
      await outbox.endWaitingDispatchers();
    } finally {
      await lock.release();
    }
    await Promise.allSettled([call]);
    await poolIsBack();
    for (const row of await outbox.look(rows)) {
      assert.equal(row.state, 'sending');
      assert.equal(row.started, false);
    }
    await outbox.passTime(rows, '3 minutes');
    await outbox.reach(rows, ['sent']);
    await assertSentOnce(rows);
  });

  it('while the provider works on it: looked up, and sent once', async () => {
    const tag = newTag();
    await fault('delay', 'mailgun.send', tag, { ms: 2500 });
    const rows = await outbox.addMails(3, tag);
    const call = outbox.dispatch();
    await eventually('asked', async () => (await standin('GET', '/faults'))[0].used === 3);
    await killWorkersOf('internal');
    await Promise.allSettled([call]);
    await poolIsBack();
    await outbox.passTime(rows, '3 minutes');
    await eventually('accepted', async () =>
      (await outbox.acceptedOf(rows)).every((count) => count === 1));
    await outbox.reach(rows, ['uncertain']);
    await outbox.passTime(rows, '40 seconds');
    await outbox.reach(rows, ['sent']);
    await assertSentOnce(rows);
  });

  it('before the provider got it: not found for two minutes, then sent once', async () => {
    const tag = newTag();
    await fault('timeout_before_effect', 'mailgun.send', tag);
    const rows = await outbox.addMails(2, tag);
    const call = outbox.dispatch();
    await eventually('asked', async () => (await standin('GET', '/faults'))[0].used === 2);
    await killWorkersOf('internal');
    await Promise.allSettled([call]);
    await standin('DELETE', '/faults');
    await poolIsBack();
    await outbox.passTime(rows, '121 seconds');
    await outbox.dispatch();
    await outbox.see('in doubt', rows, ({ state }) => state === 'uncertain');
    await outbox.passTime(rows, '40 seconds');
    await outbox.reach(rows, ['sent']);
    await assertSentOnce(rows);
  });

  it('while a text message is sent: in doubt, then dead, accepted once at most', async () => {
    const number = outbox.newNumber();
    await fault('delay', 'twilio.send', digitsOf(number), { ms: 1500 });
    const rows = await outbox.addTexts([number]);
    const call = outbox.dispatch();
    await eventually('asked', async () => (await standin('GET', '/faults'))[0].used === 1);
    await killWorkersOf('internal');
    await Promise.allSettled([call]);
    await poolIsBack();
    await outbox.passTime(rows, '3 minutes');
    await outbox.reach(rows, ['uncertain']);
    await outbox.passTime(rows, '1 hour');
    await outbox.reach(rows, ['dead', 'sent']);
    // The provider goes on with what it has read, whoever has hung up.
    await eventually('accepted', async () => (await outbox.acceptedOf(rows))[0] > 0);
    assert.deepEqual(await outbox.acceptedOf(rows), [1]);
  });
});

describe('an answer that is missing', () => {
  for (const [what, kind, more] of [
    ['a timeout after acceptance', 'timeout_after_effect', {}],
    ['a 500 after acceptance', 'status', { status: 500, effect: true }],
    ['a 503 after acceptance', 'status', { status: 503, effect: true }],
    ['a connection closed after acceptance', 'drop_after_effect', {}],
  ]) {
    it(`${what}: the mail is found and the text message not repeated`, async () => {
      const tag = newTag();
      const number = outbox.newNumber();
      await fault(kind, 'mailgun.send', tag, more);
      await fault(kind, 'twilio.send', digitsOf(number), more);
      const mails = await outbox.addMails(2, tag);
      const texts = await outbox.addTexts([number]);
      const rows = [...mails, ...texts];
      const doubtful = await outbox.reach(rows, ['uncertain'], { within: kSendLimit + 15_000 });
      const mailWaits = doubtful.slice(0, mails.length).map(({ dueIn }) => dueIn);
      for (const wait of mailWaits) assert.ok(wait > 20 && wait <= 30, `${wait} s`);
      await outbox.passTime(mails, '40 seconds');
      await outbox.reach(mails, ['sent']);
      await assertSentOnce(mails);
      for (const { error } of await outbox.look(mails)) assert.equal(error, 'looked_up');
      await outbox.passTime(texts, '1 hour');
      const [text] = await outbox.reach(texts, ['dead', 'sent']);
      if (text.state === 'dead') assert.notEqual(text.error, '');
      assert.deepEqual(await outbox.acceptedOf(texts), [1]);
    });
  }

  it('an index that lags does not make a mail leave twice', async () => {
    const tag = newTag();
    await fault('status', 'mailgun.send', tag, { status: 502, effect: true });
    await standin('POST', '/settings', { mailgunEventLagMs: 3_600_000 });
    try {
      const rows = await outbox.addMails(1, tag);
      await outbox.reach(rows, ['uncertain']);
      await outbox.passTime(rows, '40 seconds');
      await outbox.dispatch();
      const [row] = await outbox.look(rows);
      assert.equal(row.state, 'uncertain');
      assert.equal(row.error, 'not_found_yet');
      await standin('POST', '/settings', { mailgunEventLagMs: 0 });
      await outbox.passTime(rows, '70 seconds');
      await outbox.reach(rows, ['sent']);
      await assertSentOnce(rows);
    } finally {
      await standin('POST', '/settings', { mailgunEventLagMs: 0 });
    }
  });
});

describe('two dispatchers at once', () => {
  it('take disjoint rows', async () => {
    const rows = await outbox.addMails(90, newTag());
    const answers = await Promise.all(Array.from({ length: 6 }, () => outbox.dispatch(40)));
    for (const answer of answers) assert.equal(answer.status, 200, answer.text);
    const ended = await outbox.reach(rows, ['sent']);
    for (const { attempt, attempts } of ended) assert.deepEqual([attempt, attempts], [1, 1]);
    await assertSentOnce(rows);
  });
});

describe('an account that cannot send', () => {
  it('429 pauses it; others go on at once, and its own rows later', async () => {
    const tag = newTag();
    const message = 'Domain mg.nexcyte.localhost is not allowed to send: request limit exceeded, ' +
      'try again after 120 seconds';
    await fault('status', 'mailgun.send', tag, { status: 429, body: { message } });
    const first = await outbox.addMails(1, tag);
    await eventually('a pause', () => outbox.pauseOf('email'));
    const [limited] = await outbox.look(first);
    assert.equal(limited.state, 'pending');
    assert.ok(limited.dueIn > 100 && limited.dueIn <= 121, `${limited.dueIn} s`);

    const mails = await outbox.addMails(5, newTag());
    const texts = await outbox.addTexts([outbox.newNumber(), outbox.newNumber()]);
    await outbox.reach(texts, ['sent']);
    for (const { state, attempts } of await outbox.look(mails)) {
      assert.deepEqual([state, attempts], ['pending', 0]);
    }
    await standin('DELETE', '/faults');
    await outbox.passPauses('3 minutes');
    await outbox.passTime(first, '3 minutes');
    await outbox.reach([...first, ...mails], ['sent']);
    await assertSentOnce([...first, ...mails, ...texts]);
    assert.equal(await outbox.pauseOf('email'), '');
  });

  const notAllowed = { message: 'Domain mg.nexcyte.localhost is not allowed to send: Free' };
  for (const [name, more] of [
    ['401', { status: 401, body: 'Forbidden' }],
    ['402', { status: 402 }],
    ['403', { status: 403, body: notAllowed }],
    ['404', { status: 404, body: { message: 'Domain not found: mg.nexcyte.localhost' } }],
    ['a domain that is not allowed', { status: 400, body: notAllowed }],
  ]) {
    it(`${name}: rows stay pending, one probes, then everything leaves`, async () => {
      const tag = newTag();
      await fault('status', 'mailgun.send', tag, more);
      const rows = await outbox.addMails(4, tag);
      await eventually('a pause', () => outbox.pauseOf('email'));
      const asked = async () => (await standin('GET', '/faults'))[0].used;
      await outbox.see('all back', rows, ({ state }) => state === 'pending');
      const before = await asked();
      await outbox.passTime(rows, '1 hour');
      for (let call = 0; call < 3; call += 1) await outbox.dispatch();
      assert.equal(await asked(), before, 'nobody is asked while the channel pauses');
      await outbox.passPauses('1 hour');
      await eventually('a probe', async () => (await asked()) > before);
      for (let call = 0; call < 3; call += 1) await outbox.dispatch();
      assert.equal(await asked(), before + 1, 'one message probes');
      for (const { state, attempt } of await outbox.look(rows)) {
        assert.deepEqual([state, attempt], ['pending', 0]);
      }
      await standin('DELETE', '/faults');
      await outbox.passPauses('1 hour');
      await outbox.passTime(rows, '1 hour');
      await outbox.reach(rows, ['sent']);
      await assertSentOnce(rows);
    });
  }
});

describe('a message that cannot be sent', () => {
  it('a bad address is dead at once, with the reason', async () => {
    const tag = newTag();
    const message = "'to' parameter is not a valid address. please check documentation";
    await fault('status', 'mailgun.send', tag, { status: 400, body: { message } });
    const mails = await outbox.addMails(1, tag);
    const texts = await outbox.addTexts(['+15005550001']);
    for (const row of await outbox.reach([...mails, ...texts], ['dead'])) {
      assert.equal(row.attempts, 1);
      assert.notEqual(row.error, '');
    }
    assert.equal(await outbox.pauseOf('email'), '');
  });

  it('21610 is suppressed at once, and the number is not asked again', async () => {
    const number = '+15005550004';
    const forget = () => sql(`delete from nx.nx_sms_opt_out where phone = '${number}'`, kSuperuser);
    try {
      const [row] = await outbox.reach(await outbox.addTexts([number]), ['suppressed']);
      assert.equal(row.attempts, 1);
      assert.match(row.error, /21610/);
      const { requests } = await standin('GET', '/counters.json');
      await outbox.reach(await outbox.addTexts([number]), ['suppressed']);
      const later = await standin('GET', '/counters.json');
      assert.equal(later.requests['twilio.send'], requests['twilio.send']);
    } finally {
      await forget();
    }
  });

  it('a poison row is dead, and the batch goes on', async () => {
    const tag = newTag();
    const poison = [
      ...(await outbox.addMails(1, tag, { event: 'account_verify' })),
      ...(await outbox.addMails(1, tag, { recipient: `one@${tag}.test, two@${tag}.test` })),
      ...(await outbox.addMails(1, tag, { recipient: 'nobody' })),
    ];
    const good = await outbox.addMails(10, tag);
    for (const row of await outbox.reach(poison, ['dead'])) assert.notEqual(row.error, '');
    await outbox.reach(good, ['sent']);
    await assertSentOnce(good);
    assert.deepEqual(await outbox.acceptedOf(poison), [0, 0, 0]);
  });

  it('is dead, and not sent, after its maximum age', async () => {
    const rows = await outbox.addMails(1, newTag(), { age: '-1 second' });
    const [row] = await outbox.reach(rows, ['dead']);
    assert.equal(row.error, 'expired');
    assert.deepEqual(await outbox.acceptedOf(rows), [0]);
  });
});

describe('an answer that is no answer', () => {
  for (const kind of ['drip', 'endless', 'truncate', 'garbage']) {
    it(`${kind}: is cut in time, and the mail was sent once`, async () => {
      const tag = newTag();
      const number = outbox.newNumber();
      await fault(kind, 'mailgun.send', tag);
      await fault(kind, 'twilio.send', digitsOf(number));
      const began = Date.now();
      const mails = await outbox.addMails(1, tag);
      const texts = await outbox.addTexts([number]);
      const rows = [...mails, ...texts];
      await outbox.see('settled', rows, ({ attempts }) => attempts > 0);
      assert.ok(Date.now() - began < 12_000, `${Date.now() - began} ms`);
      await standin('DELETE', '/faults');
      await outbox.endPauses();
      await outbox.passTime(rows, '40 seconds');
      await outbox.reach(mails, ['sent']);
      await assertSentOnce(mails);
      await outbox.passTime(texts, '1 hour');
      await outbox.reach(texts, ['dead', 'sent']);
      assert.deepEqual(await outbox.acceptedOf(texts), [1]);
    });
  }

  it('a redirect is not followed', async () => {
    const tag = newTag();
    const headers = { Location: '/mailgun/elsewhere' };
    await fault('status', 'mailgun.send', tag, { status: 307, headers });
    const rows = await outbox.addMails(1, tag);
    await outbox.see('settled', rows, ({ attempts }) => attempts > 0);
    await standin('DELETE', '/faults');
    const { requests } = await standin('GET', '/counters.json');
    assert.equal(requests['mailgun.other'], undefined);
    await outbox.endPauses();
    await outbox.passTime(rows, '1 hour');
    await outbox.reach(rows, ['sent']);
    await assertSentOnce(rows);
  });
});

describe('what need not leave', () => {
  it('the reminder of a cancelled booking is superseded with the cancellation', async () => {
    const pat = await new Person('acme').login('customer@acme.test');
    const slots = await pat.slots('support', { from: 30 });
    const booked = await pat.book('support', slots[2].start);
    assert.equal(booked.status, 201, booked.text);
    const bookingUid = booked.json().booking.uid;
    const reminders = async () =>
      JSON.parse(await sql(`select coalesce(json_agg(json_build_object('id', id,
          'state', state)), '[]')
        from nx.nx_notification_outbox where booking_uid = '${bookingUid}'
         and event_key = 'booking_reminder' and channel <> 'in_app'`, kSuperuser));
    const waiting = await reminders();
    assert.ok(waiting.length > 0);
    for (const { state } of waiting) assert.equal(state, 'pending');
    const cancelled = await pat.api('POST', '/api/schedule/cancel', { bookingUid });
    assert.equal(cancelled.status, 200, cancelled.text);
    for (const { state } of await reminders()) assert.equal(state, 'superseded');
    await outbox.passTime(waiting, '60 days');
    await outbox.dispatch();
    assert.deepEqual(await outbox.acceptedOf(waiting), waiting.map(() => 0));
  });
});
