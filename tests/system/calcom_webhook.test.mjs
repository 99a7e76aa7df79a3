// What hosts do inside Cal.com reaches the attendee once, whatever becomes of the webhooks.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { calcom, postCalcom, relayWebhooks, signatureOf } from './support/calcom_relay.mjs';
import { kSuperuser, sql } from './support/database.mjs';
import { closeConnections, eventually, internal, mailsTo, runTimers, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

const database = (text) => sql(text, kSuperuser);
let relay;
let pat;

// An event type that needs the host's approval.
const kMapWalkIn = `
  insert into nx.nx_cal_event_type_owner (cal_event_type_id, tenant_id)
    select 1104, id from nx.nx_tenant where slug = 'acme' on conflict do nothing;
  insert into nx.nx_scheduler_event_type_map (tenant_id, purpose, title, cal_event_type_id,
      length_minutes, allow_kinds, is_enabled, needs_approval, position)
    select id, 'walk_in', 'Walk-in', 1104, 30, '{prospect,customer}', true, true, 9
      from nx.nx_tenant where slug = 'acme'
    on conflict (tenant_id, purpose) do update set is_enabled = true`;

before(async () => {
  await database(kMapWalkIn);
  relay = await relayWebhooks();
  pat = await new Person('acme').signUp();
});
afterEach(() => standin('DELETE', '/faults'));
after(async () => {
  await relay.close();
  await database("update nx.nx_scheduler_event_type_map set is_enabled = false where purpose = 'walk_in'");
  closeConnections();
});

const liveOf = async (uid) =>
  (await standin('GET', '/calcom-state.json')).bookings.filter(
    ({ metadata, status }) => metadata?.nx_ref === uid && ['accepted', 'pending'].includes(status),
  );

// A booking of Pat's; each test has its own days.
async function booked(purpose, from) {
  const slots = await pat.slots(purpose, { from });
  const answer = await pat.book(purpose, slots[0].start);
  assert.equal(answer.status, 201, answer.text);
  const { uid } = answer.json().booking;
  const [{ uid: calUid }] = await liveOf(uid);
  return { uid, calUid, slots };
}

async function bookingOf(uid) {
  const list = (await pat.api('GET', '/api/schedule/my-bookings?limit=100')).json();
  return list.bookings.find((booking) => booking.uid === uid);
}

const becomes = (what, uid, isIt) =>
  eventually(what, async () => isIt(await bookingOf(uid)), { within: 5000 });

// The mails about one booking, newest first, once the last of them is there.
async function mailsAbout(uid, last) {
  const about = (mail) => mail.text.includes(uid);
  return eventually(`a mail about ${uid}: ${last}`, async () => {
    const mails = (await mailsTo(pat.email)).filter(about);
    return mails.length > 1 && last.test(mails[0].text) ? mails : undefined;
  });
}

const kRefusals = "select count(*) from nx.nx_audit_log where action = 'webhook.refused'";
const sweepNow = () => database("update nx.nx_calendar_sweep set due_at = now() - interval '1 day'");

describe('webhooks of Cal.com', () => {
  const body = JSON.stringify({ triggerEvent: 'BOOKING_CREATED', payload: { uid: `unknown${Date.now()}` } });
  const rows = () => database("select count(*) from nx.nx_webhook_inbox where provider = 'calcom'");

  it('B14: are refused unless they are signed, and leave nothing', async () => {
    const held = await rows();
    for (const signature of [null, '', 'no-secret-provided', signatureOf(body, 'another secret'),
      signatureOf(`${body} `)]) {
      assert.equal((await postCalcom(body, signature)).status, 401, `signature ${signature}`);
    }
    assert.equal(await rows(), held);
  });

  it('B14: are written into the log of the tenant whose booking they name, a few and not all', async () => {
    const { uid, calUid } = await booked('intro_call', 37);
    const entries = (subject) =>
      database(`select count(*), min(t.slug), string_agg(distinct a.details->>'how', ' ')
        from nx.nx_audit_log a join nx.nx_tenant t on t.id = a.tenant_id
        where a.action = 'webhook.refused' and a.subject = '${subject}'`);
    const forged = (payload) => JSON.stringify({ triggerEvent: 'BOOKING_CANCELLED', payload });
    const send = async (payload, signature) =>
      assert.equal((await postCalcom(forged(payload), signature)).status, 401);
    await send({ uid: calUid }, 'no-secret-provided');
    assert.equal(await entries(uid), '1|acme|unsigned');
    await send({ uid: 'x'.repeat(22), metadata: { nx_ref: uid } }, signatureOf('another body'));
    assert.equal(await entries(uid), '2|acme|forged unsigned');
    for (let i = 0; i < 40; i += 1) await send({ uid: calUid, i }, signatureOf('another body'));
    const [count] = (await entries(uid)).split('|');
    assert.ok(Number(count) >= 5 && Number(count) <= 12, count);
    assert.equal((await bookingOf(uid)).status, 'scheduled');
  });

  it('B14: are counted, whomever they name', async () => {
    const refused = async () => {
      const { text } = await internal({ path: '/metrics' });
      const line = text.split('\n').find((one) => /webhooks\/calcom.*4xx/.test(one));
      return Number(line?.split(' ').at(-1) ?? 0);
    };
    const [counted, noted] = [await refused(), await database(kRefusals)];
    assert.equal((await postCalcom(body, 'no-secret-provided')).status, 401);
    assert.equal(await refused(), counted + 1);
    assert.equal(await database(kRefusals), noted);
  });

  it('are taken once each', async () => {
    const held = Number(await rows());
    assert.equal((await postCalcom(body)).status, 200);
    assert.equal((await postCalcom(body)).status, 200);
    assert.equal(Number(await rows()), held + 1);
    assert.equal(
      await database("select count(*) from nx.nx_webhook_inbox where body like '%@%'"), '0');
  });

  it('have a limit of size, and no place on the site of a tenant', async () => {
    assert.equal((await postCalcom('x'.repeat(200_000))).status, 413);
    assert.equal((await postCalcom(body, signatureOf(body), { tenant: 'acme' })).status, 404);
  });

  it('are answered with 200 whatever else they speak of', async () => {
    for (const other of ['{"triggerEvent":"PING"}', '[]', 'not json']) {
      assert.equal((await postCalcom(other)).status, 200);
    }
  });
});

describe('a host', () => {
  it('B13: who moves a booking: it follows within seconds, and the attendee is told once', async () => {
    const { uid, calUid, slots } = await booked('demo', 20);
    const start = slots.at(-1).start;
    await standin('POST', '/host/reschedule', { uid: calUid, start, reason: 'A funeral' });
    await becomes('moved', uid, (it) => Date.parse(it.start) === Date.parse(start));
    await mailsAbout(uid, /Moved by the host: A funeral/);
    await sweepNow();
    await runTimers();
    assert.equal((await mailsAbout(uid, /Moved by the host/)).length, 2);
    assert.ok(relay.answers.every((status) => status === 200));
  });

  it('who cancels, although Cal.com says so before its own row does', async () => {
    const { uid, calUid } = await booked('demo', 21);
    await standin('POST', '/host/cancel', { uid: calUid, reason: 'Ill' });
    await becomes('cancelled', uid, ({ status }) => status === 'cancelled');
    assert.equal((await mailsAbout(uid, /Cancelled by the host: Ill/)).length, 2);
  });

  it('who approves or declines a request', async () => {
    const approved = await booked('walk_in', 22);
    await standin('POST', '/host/confirm', { uid: approved.calUid });
    await becomes('scheduled', approved.uid, ({ status }) => status === 'scheduled');
    const declined = await booked('walk_in', 22);
    await standin('POST', '/host/decline', { uid: declined.calUid, reason: 'Full' });
    await becomes('rejected', declined.uid, ({ status }) => status === 'rejected');
    assert.equal((await mailsAbout(approved.uid, /is confirmed/)).length, 2);
    assert.equal((await mailsAbout(declined.uid, /Declined by the host/)).length, 2);
  });

  for (const [kind, how] of [['lose', 'lost'], ['duplicate', 'doubled'], ['forge', 'forged']]) {
    it(`whose webhook is ${how}`, async () => {
      const { uid, calUid } = await booked('intro_call', 23);
      await standin('POST', '/faults', { target: 'calcom.webhook', kind });
      await standin('POST', '/host/cancel', { uid: calUid, reason: 'Ill' });
      if (kind !== 'duplicate') await sweepNow();
      await eventually('cancelled', async () => (await bookingOf(uid)).status === 'cancelled');
      assert.equal((await mailsAbout(uid, /Cancelled by the host/)).length, 2);
    });
  }
});

describe('a booking at Cal.com with our reference that nobody here owns', () => {
  it('is cancelled there by the sweep', async () => {
    const { uid, calUid, slots } = await booked('intro_call', 30);
    const { eventTypeId } = (await liveOf(uid))[0];
    await calcom('POST', '/v2/bookings', {
      start: slots.at(-1).start,
      eventTypeId,
      attendee: { name: 'Pat', email: 'pat@people.test', timeZone: 'UTC' },
      metadata: { nx_ref: uid },
    });
    assert.equal((await liveOf(uid)).length, 2);
    await sweepNow();
    await eventually('one is left', async () => (await liveOf(uid)).length === 1);
    assert.equal((await liveOf(uid))[0].uid, calUid);
  });
});
