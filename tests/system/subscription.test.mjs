// Cal.com tells the portal itself of what a host does: through nginx with TLS, signed with the secret
// of the run, as after `./dev run`. Only here: other tests choose what becomes of a webhook.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { calcom } from './support/calcom_relay.mjs';
import { closeConnections, eventually, setting, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

const kSubscribe = fileURLToPath(new URL('../../.dev/subscribe', import.meta.url));
const kNames = ['CALCOM_API_BASE_URL', 'CALCOM_API_KEY', 'CALCOM_WEBHOOK_SECRET', 'NEXCYTE_BASE_DOMAIN'];
const kWebhooks = '/v2/organizations/11/webhooks';

const subscriptions = async () => (await calcom('GET', kWebhooks)).data;

before(async () => {
  const env = Object.fromEntries(kNames.map((name) => [name, setting(name)]));
  await promisify(execFile)(kSubscribe, ['11'], { env: { ...process.env, ...env } });
});
after(async () => {
  for (const { id } of await subscriptions()) await calcom('DELETE', `${kWebhooks}/${id}`);
  closeConnections();
});

describe('a portal that subscribes to Cal.com', () => {
  it('signs with a secret of its own run', async () => {
    const [{ secret, subscriberUrl }] = await subscriptions();
    assert.match(secret, /^[0-9a-f]{48}$/);
    assert.equal(subscriberUrl, `https://${setting('NEXCYTE_BASE_DOMAIN')}/api/webhooks/calcom`);
  });

  it('shows within seconds where a host has moved a booking', async () => {
    const pat = await new Person('acme').signUp();
    const [first, second] = await pat.slots('intro_call', { from: 5 });
    const { uid } = (await pat.book('intro_call', first.start)).json().booking;
    const { bookings } = await standin('GET', '/calcom-state.json');
    const { uid: calUid } = bookings.find(({ metadata }) => metadata?.nx_ref === uid);
    await standin('POST', '/host/reschedule', { uid: calUid, start: second.start });
    await eventually('the new time', async () => {
      const list = (await pat.api('GET', '/api/schedule/my-bookings')).json().bookings;
      return Date.parse(list.find((one) => one.uid === uid).start) === Date.parse(second.start);
    }, { within: 10_000 });
  });
});
