// Many people look at the same week: Cal.com is asked a few times, not once for each.
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { signedIn } from './support/crowd.mjs';
import { closeConnections, standin } from './support/portal.mjs';

after(closeConnections);

const kUsers = 200;
const kViewsEach = 5;
const kSpanMs = 20_000;

const slotCalls = async () => (await standin('GET', '/counters.json')).requests['calcom.slots'] ?? 0;

it('1,000 views of one week by 200 people in 20 s make at most 3 calls', async () => {
  const people = await signedIn('acme', kUsers);
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
  const view = async (person, at) => {
    await new Promise((resolve) => setTimeout(resolve, at));
    return person.api('GET', path);
  };
  const answers = await Promise.all(
    Array.from({ length: kUsers * kViewsEach }, (_, n) =>
      view(people[n % kUsers], (n * kSpanMs * 0.8) / (kUsers * kViewsEach))),
  );
  assert.ok(Date.now() - began < kSpanMs, `took ${Date.now() - began} ms`);
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  const bodies = new Set(answers.map(({ text }) => text));
  assert.equal(bodies.size, 1);
  assert.ok(Object.keys(answers[0].json().slots).length >= 7);
  const calls = (await slotCalls()) - before;
  assert.ok(calls >= 1 && calls <= 3, `${calls} calls`);
});
