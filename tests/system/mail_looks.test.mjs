// The mails as people see them: in the light and in the dark, on a phone and in a wide window, of a
// tenant without a branding and of one with colours and a logo.
// Every picture is kept to be looked at, and every mail is given to axe.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Visitor, axeProblems, desktop, launch, shots } from './support/browser.mjs';
import { sql } from './support/database.mjs';
import { closeConnections, eventually, mailsTo, originOf, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';
import { logo, sendPicture } from './support/picture.mjs';

const subjects = {
  verify: /^Confirm your e-mail/,
  created: /^Booked/,
  rescheduled: /^New time/,
  reminder: /^Reminder/,
  cancelled: /^Cancelled/,
  reset: /^Choose a new password/,
};
// A mail is shown inside of a page, which has the landmarks.
const aPart = { rules: { 'landmark-one-main': { enabled: false }, region: { enabled: false } } };
const widths = [390, 700];
const schemes = ['light', 'dark'];

const tenants = ['acme', 'globex'];

let browser;
let admin;
const mails = {};

// A reminder is due a day ahead: this one is told to leave now.
async function remind(tenant, uid) {
  await sql(`select set_config('nx.role', 'system', false),
                    set_config('nx.tenant_id', (select id::text from nx.nx_tenant where slug = '${tenant}'), false);
             update nx.nx_notification_outbox set due_at = nx.now()
              where booking_uid = '${uid}' and event_key = 'booking_reminder' and channel = 'email'
                and due_offset_minutes = 60 and state = 'pending'`);
}

async function mailOf(person, name) {
  return eventually(`the mail ${name}`, async () =>
    (await standin('GET', '/inbox.json')).find(
      (mail) => String(mail.to).includes(person.email) && subjects[name].test(mail.subject),
    ),
  );
}

async function causeAllMails(tenant) {
  const person = await new Person(tenant, { zone: 'America/Argentina/Buenos_Aires' }).signUp(
    'Maximiliane Wolkenstein-Hohenzollern',
  );
  const [first, , second] = await person.slots('intro_call', { from: 4 });
  const { uid } = (await person.book('intro_call', first.start)).json().booking;
  await mailOf(person, 'created');
  await person.api('POST', '/api/schedule/reschedule', {
    bookingUid: uid,
    start: second.start,
    reason: 'My train is late, and the next one leaves in an hour. https://trains.example.org/a-very-long-address-that-nobody-breaks/0123456789',
  });
  await remind(tenant, uid);
  await mailOf(person, 'reminder');
  await person.api('POST', '/api/schedule/cancel', { bookingUid: uid, reason: 'I fell ill' });
  await new Person(tenant).submit('/forgot', { email: person.email });
  const names = Object.keys(subjects);
  const found = await Promise.all(names.map((name) => mailOf(person, name)));
  return Object.fromEntries(names.map((name, index) => [name, found[index]]));
}

before(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await launch();
  admin = await new Person('globex').login('admin@globex.test');
  assert.equal((await sendPicture(admin, {}, logo())).status, 303);
  for (const tenant of tenants) mails[tenant] = await causeAllMails(tenant);
});
after(async () => {
  await admin?.post('/t/globex/admin/branding', { csrf_token: admin.csrf, action: 'remove_logo' });
  await browser?.close();
  closeConnections();
});

// The mail in a window, as a mail program would show it that runs nothing; most of them load no
// pictures either before they are told to.
async function open(mail, width, colorScheme, { pictures = true } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const asked = [];
  await page.route('**/*', (route) => {
    asked.push(route.request().url());
    return pictures ? route.continue() : route.abort();
  });
  await page.setContent(mail.html, { waitUntil: 'networkidle' });
  return { context, page, asked };
}

const colorOf = (page, selector, property = 'backgroundColor') =>
  page.evaluate(([found, name]) => getComputedStyle(document.querySelector(found))[name], [selector, property]);

async function keep(page, name) {
  await page.screenshot({ path: join(shots, `mail-${name}.png`), fullPage: true });
}

for (const tenant of tenants) {
  for (const name of Object.keys(subjects)) {
    describe(`the mail ${name} of ${tenant}`, () => {
      const pictures = () => mails[tenant][name].html.match(/<img src="[^"]+"/g) ?? [];
      for (const width of widths) {
        for (const scheme of schemes) {
          it(`reads well at ${width} px in the ${scheme}`, async () => {
            const { context, page, asked } = await open(mails[tenant][name], width, scheme);
            await keep(page, `${tenant}-${name}-${width}-${scheme}`);
            assert.deepEqual(await axeProblems(page, aPart), []);
            assert.deepEqual(asked.map((url) => `<img src="${url}"`), pictures(), 'a mail loads no more than a logo');
            await context.close();
          });
        }
      }

      it('is dark where the reader’s screen is', async () => {
        const shades = [];
        for (const scheme of schemes) {
          const { context, page } = await open(mails[tenant][name], 390, scheme);
          shades.push(await colorOf(page, '.nx-card'));
          await context.close();
        }
        assert.notEqual(shades[0], shades[1]);
      });

      it('says in plain text what it says in HTML', async () => {
        const { context, page } = await open(mails[tenant][name], 700, 'light');
        const links = await page.$$eval('a', (anchors) => anchors.map((anchor) => anchor.href));
        assert.ok(links.length > 0);
        for (const link of links) assert.ok(mails[tenant][name].text.includes(link), link);
        for (const cell of await page.$$eval('td.nx-text', (cells) => cells.map((one) => one.textContent))) {
          assert.ok(mails[tenant][name].text.includes(cell), cell);
        }
        await context.close();
      });
    });
  }
}

describe('the mails of a tenant with a branding', () => {
  it('have its logo from its own host, in its proportions, and its colours', async () => {
    const { context, page, asked } = await open(mails.globex.created, 700, 'light');
    assert.match(asked.join(), new RegExp(`^${originOf('globex')}/logo/[0-9a-f]{32}$`));
    const shown = await page.$eval('img', (img) => [img.naturalWidth, img.naturalHeight, img.width, img.height, img.alt]);
    assert.deepEqual(shown, [400, 100, 224, 56, 'Globex Advisory']);
    assert.equal(await colorOf(page, 'td:has(> a[style*="inline-block"])'), 'rgb(20, 83, 45)');
    assert.equal(await colorOf(page, '.nx-card', 'borderTopColor'), 'rgb(124, 45, 18)');
    await context.close();
    const dark = await open(mails.globex.created, 700, 'dark');
    assert.notEqual(await colorOf(dark.page, '.nx-card', 'borderTopColor'), await colorOf(dark.page, '.nx-card', 'borderLeftColor'));
    await dark.context.close();
  });

  for (const width of widths) {
    for (const scheme of schemes) {
      it(`read well without pictures at ${width} px in the ${scheme}`, async () => {
        const { context, page } = await open(mails.globex.created, width, scheme, { pictures: false });
        await keep(page, `globex-created-${width}-${scheme}-without`);
        assert.deepEqual(await axeProblems(page, aPart), []);
        await context.close();
      });
    }
  }

  it('look the same in the preview of the editor', async () => {
    const answer = await admin.get('/t/globex/admin/scheduling/notifications/preview?event=booking_created&channel=email');
    const html = answer.page.querySelector('iframe').getAttribute('srcdoc');
    for (const part of mails.globex.created.html.match(/<img [^>]+>|<h1 [^>]+>|<td style="background-color[^>]+>/g)) {
      assert.ok(html.includes(part), part);
    }
    const visitor = await Visitor.open(browser, 'globex', desktop);
    await visitor.login('admin@globex.test');
    await visitor.go('/t/globex/admin/scheduling/notifications?event=booking_created&channel=email');
    const frame = visitor.page.frameLocator('iframe[name="text-preview"]').frameLocator('iframe');
    const image = frame.locator('img');
    await eventually('the logo is shown', () => image.evaluate((node) => node.complete && node.naturalWidth === 400));
    assert.deepEqual(await visitor.look('mail-preview-with-logo'), []);
    await visitor.context.close();
  });
});

describe('the mails of a tenant without a branding', () => {
  it('load nothing', () => {
    for (const name of Object.keys(subjects)) assert.doesNotMatch(mails.acme[name].html, /<img|src=|url\(/, name);
  });
});

describe('all of them', () => {
  it('came to one person, none twice', async () => {
    for (const tenant of tenants) {
      const all = await mailsTo(String(mails[tenant].verify.to), 6);
      assert.equal(all.length, 6, all.map((mail) => mail.subject).join(' | '));
    }
  });
});
