// The ten-minute set-up: from a tenant that the operator has just made to the first booking by a
// prospect, by keyboard alone, at phone and desktop width.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { Visitor, desktop, phone, useBrowser } from './support/browser.mjs';
import { Keyboard } from './support/keyboard.mjs';
import { operate } from './support/operator.mjs';
import { forgetTries } from './support/person.mjs';
import { mailsTo, originOf } from './support/portal.mjs';

const password = 'nine patient herons wade';

const held = useBrowser();

async function looksRight(visitor, name) {
  assert.deepEqual(await visitor.look(name), [], name);
}

const settingsLink = 'nav a[href$="/admin/scheduling"]';
const typesLink = 'nav a[href$="/event-types"]';

async function signIn(keys, email) {
  await keys.visitor.go('/');
  await keys.type('email', email);
  await keys.type('password', password);
  await keys.press('main button');
}

async function fillInSettings(keys, organization) {
  await keys.check('is_enabled');
  await keys.type('organization_slug', organization);
  await keys.type('default_time_zone', 'Europe/Berlin');
  await keys.type('contact_email', `hello@${organization}.test`);
  await keys.press('main form > .actions button');
}

async function setUp(visitor, organization, email) {
  const keys = new Keyboard(visitor);
  await signIn(keys, email);
  await keys.press(settingsLink);
  assert.match(await visitor.text(), /Your organisation at Cal\.com is not set yet/);
  await looksRight(visitor, 'setup-empty');
  await fillInSettings(keys, organization);
  assert.match(visitor.page.url(), /done=saved/, await visitor.text());
  assert.match(await visitor.text(), /Cal\.com answers/);
  assert.match(await visitor.text(), /Nothing can be booked yet/);
  await looksRight(visitor, 'setup-settings-saved');
  await mapIntroCall(visitor, keys);
  await keys.press(settingsLink);
  assert.match(await visitor.text(), /1 of 1 purpose is open/);
  assert.match(await visitor.text(), /All set/);
  await looksRight(visitor, 'setup-done');
}

async function mapIntroCall(visitor, keys) {
  await keys.press(typesLink);
  await looksRight(visitor, 'setup-no-event-types');
  await keys.press('a[href$="?new=intro_call"]');
  await looksRight(visitor, 'setup-new-event-type');
  await keys.type('cal_event_type_id', 'Intro');
  await keys.press('main form > .actions button');
  assert.match(visitor.page.url(), /done=saved/, await visitor.text());
  assert.match(await visitor.text(), /As it should be/);
  await looksRight(visitor, 'setup-event-types');
  await keys.press('a[href$="/intro_call/times"]');
  assert.equal(await visitor.page.locator('.when-card').count(), 3);
  await looksRight(visitor, 'setup-times');
}

async function bookFirst(visitor) {
  const keys = new Keyboard(visitor);
  const email = `pat-${randomUUID()}@people.test`;
  await forgetTries();
  await visitor.go('/signup');
  await keys.type('name', 'Pat Prospect');
  await keys.type('email', email);
  await keys.type('password', password);
  await keys.press('main button');
  const [mail] = await mailsTo(email);
  await visitor.page.goto(mail.text.match(/https:\/\/\S+\/verify\?token=[\w-]+/)[0]);
  await keys.press('main button');
  await signIn(keys, email);
  await keys.press('main a[href$="/schedule/intro_call"]');
  await keys.press('main button[name="start"]');
  await keys.press('main form button.primary');
  assert.match(visitor.page.url(), /\/bookings\/[0-9a-f-]{36}\?done=booked/);
  await looksRight(visitor, 'setup-first-booking');
  assert.equal((await mailsTo(email, 2)).length, 2);
}

for (const [size, organization] of [[phone, 'initech'], [desktop, 'hooli']]) {
  describe(`an empty tenant, at ${size.width} px`, () => {
    it('is set up by keyboard alone, and a prospect books', async () => {
      const email = `boss@${organization}.test`;
      const address = await operate(['tenant', 'add', organization, 'Initech & Sons']);
      assert.equal(address.trim(), originOf(organization));
      await operate(['admin', 'add', organization, email, 'Bo Boss'], `${password}\n`);
      const boss = await Visitor.open(held.browser, organization, size);
      await setUp(boss, organization, email);
      const pat = await Visitor.open(held.browser, organization, size);
      await bookFirst(pat);
      assert.deepEqual([...boss.problems, ...pat.problems], []);
      await boss.context.close();
      await pat.context.close();
    });
  });
}
