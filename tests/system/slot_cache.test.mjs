// Many people look at the same week: Cal.com is asked a few times, not once for each.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, it } from 'node:test';
import { kSuperuser, sql } from './support/database.mjs';
import { closeConnections, exchange, standin } from './support/portal.mjs';

after(closeConnections);

const kUsers = 200;
const kViewsEach = 5;
const kSpanMs = 20_000;

// Customers of acme who are signed in; their cookies.
async function signedIn(count) {
  const run = randomUUID();
  const tokens = Array.from({ length: count }, (_, n) =>
    createHash('sha256').update(`${run} ${n}`).digest('base64url'));
  const values = tokens.map((token, n) => {
    const digest = createHash('sha256').update(token).digest('hex');
    return `('viewer-${n}-${run}@people.test', '\\x${digest}'::bytea)`;
  });
  await sql(`with given (email, digest) as (values ${values.join(', ')}),
      person as (insert into nx.nx_user (email, password_hash)
        select email, '$argon2id$nobody' from given returning id, email)
    insert into nx.nx_tenant_membership
        (tenant_id, user_id, role, account_kind, email, display_name, time_zone)
      select t.id, p.id, 'member', 'customer', p.email, 'Viewer', 'Europe/Berlin'
        from nx.nx_tenant t cross join person p where t.slug = 'acme'`, kSuperuser);
  await sql(`with given (email, digest) as (values ${values.join(', ')})
    insert into nx.nx_web_session (tenant_id, user_id, token_sha256, user_agent)
    select m.tenant_id, m.user_id, g.digest, 'test'
      from given g join nx.nx_tenant_membership m on m.email = g.email`, kSuperuser);
  return tokens.map((token) => `__Host-nx=${token}`);
}

const slotCalls = async () => (await standin('GET', '/counters.json')).requests['calcom.slots'] ?? 0;

it('1,000 views of one week by 200 people in 20 s make at most 3 calls', async () => {
  const cookies = await signedIn(kUsers);
  const from = Date.now() + 50 * 864e5;
  const query = new URLSearchParams({
    purpose: 'intro_call',
    start: new Date(from).toISOString(),
    end: new Date(from + 7 * 864e5).toISOString(),
    timeZone: 'Europe/Berlin',
  });
  const path = `/api/schedule/slots?${query}`;
  const before = await slotCalls();
  const began = Date.now();
  const view = async (cookie, at) => {
    await new Promise((resolve) => setTimeout(resolve, at));
    return exchange({ tenant: 'acme', path, headers: { Cookie: cookie } });
  };
  const answers = await Promise.all(
    Array.from({ length: kUsers * kViewsEach }, (_, n) =>
      view(cookies[n % kUsers], (n * kSpanMs * 0.8) / (kUsers * kViewsEach))),
  );
  assert.ok(Date.now() - began < kSpanMs, `took ${Date.now() - began} ms`);
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  const bodies = new Set(answers.map(({ text }) => text));
  assert.equal(bodies.size, 1);
  assert.ok(Object.keys(answers[0].json().slots).length >= 7);
  const calls = (await slotCalls()) - before;
  assert.ok(calls >= 1 && calls <= 3, `${calls} calls`);
});
