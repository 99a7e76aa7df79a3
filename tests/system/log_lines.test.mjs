// The log has one line per request, a refused one's reason in it.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { closeConnections, eventually, logOf, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

after(closeConnections);

const linesAbout = (pool, id) =>
  eventually(`a line about ${id}`, async () => {
    const lines = logOf(pool).filter((line) => line.includes(id));
    return lines.length > 0 ? lines : undefined;
  });

async function onlyLine(pool, answer) {
  const lines = await linesAbout(pool, answer.json().error.requestId);
  assert.equal(lines.length, 1, lines.join('\n'));
  return lines[0];
}

describe('a refused request', () => {
  it('has one line with its reason', async () => {
    const answer = await new Person('acme').api('GET', '/api/schedule/my-bookings');
    assert.equal(answer.status, 401);
    const line = await onlyLine('portal', answer);
    assert.match(line, / info request .* status=401 .* reason=unauthenticated( |$)/);
  });

  it('has one line where Cal.com is asked, too', async () => {
    const pat = await new Person('acme').login('prospect@acme.test');
    const answer = await pat.book('nothing_like_it', new Date(Date.now() + 864e5).toISOString());
    assert.equal(answer.status, 404);
    assert.match(await onlyLine('calendar', answer), / status=404 .* reason=purpose_unknown( |$)/);
  });
});

describe('an answered request', () => {
  it('tells what of its time Cal.com took', async () => {
    const pat = await new Person('acme').login('prospect@acme.test');
    const [slot] = await pat.slots('intro_call', { from: 20, days: 7 });
    await standin('POST', '/faults', { target: 'calcom.create', kind: 'delay', ms: 300, count: 1 });
    const answer = await pat.book('intro_call', slot.start);
    assert.equal(answer.status, 201);
    const line = logOf('calendar').filter((text) => text.includes('/api/schedule/book')).at(-1);
    const us = Number(/ us=(\d+)/.exec(line)[1]);
    const outside = Number(/ outside_us=(\d+)/.exec(line)[1]);
    assert.ok(outside >= 300_000 && us > outside, line);
  });

  it('has one line without a reason', async () => {
    const pat = await new Person('acme').login('prospect@acme.test');
    const before = logOf('portal').length;
    await pat.session();
    const lines = await eventually('a line', async () => {
      const written = logOf('portal').slice(before).filter((line) => line.includes('/api/session'));
      return written.length > 0 ? written : undefined;
    });
    assert.equal(lines.length, 1);
    assert.doesNotMatch(lines[0], /reason=/);
  });
});
