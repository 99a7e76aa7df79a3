// The walks of product.md section 8 in a real browser, at phone and desktop width. Every page on
// the way is photographed and given to axe.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { closeConnections, mailsTo, originOf } from './support/portal.mjs';
import { Visitor, desktop, launch, phone } from './support/browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  closeConnections();
});

async function looksRight(visitor, name) {
  assert.deepEqual(await visitor.look(name), [], name);
}

// At phone width the times of one day at a time are in sight.
const timesInSight = (visitor) => visitor.page.locator('main button[name="start"]:visible');

async function lookLater(visitor) {
  await Promise.all([visitor.page.waitForNavigation(), visitor.page.locator('main a[rel="next"]').click()]);
}

async function chooseFirst(visitor) {
  await Promise.all([visitor.page.waitForNavigation(), timesInSight(visitor).first().click()]);
}

// The first free time, looking further when a week is full.
async function holdFirst(visitor) {
  for (let week = 0; week < 3 && (await timesInSight(visitor).count()) === 0; week += 1) {
    await lookLater(visitor);
  }
  await chooseFirst(visitor);
}

async function bookFirst(visitor, purpose, label) {
  await visitor.go('/');
  await looksRight(visitor, `${label}-purposes`);
  await visitor.go(`/t/${visitor.tenant}/schedule/${purpose}`);
  await looksRight(visitor, `${label}-slots`);
  await holdFirst(visitor);
  assert.match(visitor.page.url(), /\/schedule\/confirm\//);
  await looksRight(visitor, `${label}-confirm`);
  await visitor.fill({ notes: 'I would like to talk about windows.' });
  await visitor.press('notes');
  assert.match(visitor.page.url(), /\/bookings\/[0-9a-f-]{36}\?done=booked/);
  await looksRight(visitor, `${label}-booked`);
  return visitor.page.url().split('?')[0];
}

for (const size of [phone, desktop]) {
  describe(`at ${size.width} px`, () => {
    it('a prospect signs up, verifies, books intro_call and cancels', async () => {
      const robin = await Visitor.open(browser, 'acme', size);
      const email = `robin-${randomUUID()}@people.test`;
      await robin.go('/');
      assert.match(robin.page.url(), /\/login/);
      await looksRight(robin, 'walk1-login');
      await robin.go('/signup');
      await looksRight(robin, 'walk1-signup');
      await robin.signUp(email);
      await looksRight(robin, 'walk1-verified');
      await robin.login(email, 'a long enough passphrase');
      const booking = await bookFirst(robin, 'intro_call', 'walk1');
      await robin.page.goto(`${booking}/cancel`);
      await looksRight(robin, 'walk1-cancel');
      await robin.fill({ reason: 'I fell ill' });
      await robin.press('reason');
      assert.match(await robin.text(), /cancelled/i);
      await looksRight(robin, 'walk1-cancelled');
      assert.equal((await mailsTo(email, 3)).length, 3);
      assert.deepEqual(robin.problems, []);
      await robin.context.close();
    });

    it('a customer books support and reschedules it', async () => {
      const carol = await Visitor.open(browser, 'globex', size);
      await carol.login('customer@globex.test');
      const booking = await bookFirst(carol, 'support', 'walk2');
      await carol.page.goto(`${booking}/reschedule`);
      await looksRight(carol, 'walk2-reschedule');
      await lookLater(carol);
      await chooseFirst(carol);
      await looksRight(carol, 'walk2-reschedule-confirm');
      await carol.press('reason');
      assert.match(carol.page.url(), /done=moved/);
      await looksRight(carol, 'walk2-moved');
      await carol.go('/bookings');
      await looksRight(carol, 'walk2-bookings');
      await carol.go('/t/globex/account');
      await looksRight(carol, 'walk2-account');
      await carol.go('/t/globex/notices');
      await looksRight(carol, 'walk2-notices');
      assert.deepEqual(carol.problems, []);
      await carol.context.close();
    });

    it('the inbox shows the mails as they were sent', async () => {
      const reader = await Visitor.open(browser, 'acme', size);
      const email = 'customer@globex.test';
      const [mail] = await mailsTo(email, 2);
      await reader.page.setContent(mail.html);
      // A mail has no landmarks: mail programs put it into a page of their own.
      const found = (await reader.look('walk3-mail')).filter((line) => !/^(landmark|region)/.test(line));
      assert.deepEqual(found, []);
      assert.match(await reader.page.innerText('body'), /Europe\/Berlin/);
      await reader.context.close();
    });

    it('admin pages: visitors log in, members are refused, admins work', async () => {
      const someone = await Visitor.open(browser, 'acme', size);
      await someone.go('/t/acme/admin/scheduling');
      assert.match(someone.page.url(), /\/login\?return_to=/);
      await someone.fill({ email: 'customer@acme.test', password: 'demo demo demo demo' });
      await someone.press('email');
      assert.match(await someone.text(), /does not have the right/i);
      await looksRight(someone, 'walk4-forbidden');
      await someone.context.close();

      const admin = await Visitor.open(browser, 'acme', size);
      await admin.login('admin@acme.test');
      await admin.go('/t/acme/admin/scheduling');
      await looksRight(admin, 'walk4-settings');
      await admin.go('/t/acme/admin/scheduling/event-types');
      await looksRight(admin, 'walk4-event-types');
      await admin.go('/t/acme/bookings/3f0d1b5e-6c1d-4f7e-9a51-0d4c8a3e7b11');
      await looksRight(admin, 'walk4-not-found');
      assert.deepEqual(admin.problems, []);
      await admin.context.close();
    });
  });
}

describe('without JavaScript', () => {
  it('books and cancels all the same', async () => {
    const robin = await Visitor.open(browser, 'acme', phone, { javaScriptEnabled: false });
    await robin.login('prospect@acme.test');
    const booking = await bookFirst(robin, 'demo', 'noscript');
    await robin.page.goto(`${booking}/cancel`);
    await robin.press('reason');
    assert.match(await robin.text(), /cancelled/i);
    await robin.context.close();
  });
});

describe('somebody who is sent to the login', () => {
  it('comes back to where they wanted to go, and never elsewhere', async () => {
    const carol = await Visitor.open(browser, 'acme', desktop);
    await carol.go('/login?return_to=https://evil.test/');
    await carol.fill({ email: 'customer@acme.test', password: 'demo demo demo demo' });
    await carol.press('email');
    assert.ok(carol.page.url().startsWith(originOf('acme')), carol.page.url());
    await carol.context.close();
  });
});
