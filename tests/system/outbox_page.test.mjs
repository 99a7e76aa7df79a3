// A message that was refused, as the tenant's staff finds it and sends it once more.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { kSuperuser, sql } from './support/database.mjs';
import * as outbox from './support/outbox.mjs';
import { closeConnections, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

const kPage = '/t/acme/admin/scheduling/outbox';

let staff;
let mail; // of a booking, and dead

before(async () => {
  await outbox.settleQueue();
  staff = await new Person('acme').login('staff@acme.test');
  mail = await refusedMail();
});
after(async () => {
  await standin('DELETE', '/faults');
  closeConnections();
});

// Books as somebody new, whose confirmation the provider refuses.
async function refusedMail() {
  const person = await new Person('acme').signUp();
  await outbox.settleQueue();
  const message = "'to' parameter is not a valid address. please check documentation";
  await standin('POST', '/faults', {
    target: 'mailgun.send', kind: 'status', match: person.email, status: 400, body: { message },
  });
  const [slot] = await person.slots('intro_call');
  await person.book('intro_call', slot.start);
  const id = await sql(`select id from nx.nx_notification_outbox where recipient = '${person.email}'
    and event_key = 'booking_created' and channel = 'email'`, kSuperuser);
  const row = { id, recipient: person.email };
  await outbox.reach([row], ['dead']);
  await standin('DELETE', '/faults');
  return row;
}

const rowOf = (answer, recipient) =>
  answer.page.querySelectorAll('.message-row').find((row) => row.text.includes(recipient));
const auditOf = (id) =>
  sql(`select string_agg(action, ' ') from nx.nx_audit_log where subject = '${id}'`, kSuperuser);

describe('the messages page', () => {
  it('shows a dead message with its reason', async () => {
    const answer = await staff.get(`${kPage}?shelf=dead`);
    assert.equal(answer.status, 200);
    const row = rowOf(answer, mail.recipient);
    assert.match(row.text, /Booking confirmed/);
    assert.match(row.text, /The provider refused the message\./);
  });

  it('shows nothing of it to another tenant, and lets nobody there touch it', async () => {
    const other = await new Person('globex').login('staff@globex.test');
    const shown = await other.get('/t/globex/admin/scheduling/outbox?shelf=dead');
    assert.equal(rowOf(shown, mail.recipient), undefined);
    const post = (id) =>
      other.post('/t/globex/admin/scheduling/outbox', {
        csrf_token: other.csrf, id, action: 'requeue', shelf: 'dead',
      });
    assert.equal((await post(mail.id)).status, 404);
    assert.equal((await post(randomUUID())).status, 404);
    assert.equal((await outbox.look([mail]))[0].state, 'dead');
  });

  it('sends it once more at a click, and writes that down', async () => {
    const shown = await staff.get(`${kPage}?shelf=dead`);
    const fields = Object.fromEntries(
      rowOf(shown, mail.recipient).querySelectorAll('input')
        .map((input) => [input.getAttribute('name'), input.getAttribute('value')]),
    );
    const answer = await staff.post(kPage, fields);
    assert.equal(answer.status, 303);
    assert.match((await staff.visit(answer.headers.location)).text, /It is sent once more\./);
    const [row] = await outbox.reach([mail], ['sent']);
    assert.equal(row.attempts, 2);
    assert.deepEqual(await outbox.acceptedOf([mail]), [1]);
    assert.equal(await auditOf(mail.id), 'outbox.requeued');
    // The same click once more is that click; another one comes too late.
    assert.equal((await staff.post(kPage, fields)).status, 303);
    assert.equal((await staff.post(kPage, { ...fields, idempotency_key: randomUUID() })).status, 409);
    assert.equal(await auditOf(mail.id), 'outbox.requeued');
  });

  it('takes out a reminder that nobody wants', async () => {
    const id = await sql(`select o.id from nx.nx_notification_outbox o
      where o.recipient = '${mail.recipient}' and o.event_key = 'booking_reminder'
        and o.state = 'pending' and o.channel = 'email' limit 1`, kSuperuser);
    const answer = await staff.post(kPage, {
      csrf_token: staff.csrf, id, action: 'drop', shelf: 'waiting',
    });
    assert.equal(answer.status, 303);
    assert.equal((await outbox.look([{ id }]))[0].state, 'superseded');
  });
});
