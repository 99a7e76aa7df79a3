// The mails as people see them: in the light and in the dark, on a phone and in a wide window.
// Every picture is kept to be looked at, and every mail is given to axe.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { axeProblems, launch, shots } from './support/browser.mjs';
import { sql } from './support/database.mjs';
import { closeConnections, eventually, mailsTo, standin } from './support/portal.mjs';
import { Person } from './support/person.mjs';

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

let browser;
let mails;

// A reminder is due a day ahead: this one is told to leave now.
async function remind(uid) {
  await sql(`select set_config('nx.role', 'system', false),
                    set_config('nx.tenant_id', (select id::text from nx.nx_tenant where slug = 'acme'), false);
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

async function causeAllMails() {
  const person = await new Person('acme', { zone: 'America/Argentina/Buenos_Aires' }).signUp(
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
  await remind(uid);
  await mailOf(person, 'reminder');
  await person.api('POST', '/api/schedule/cancel', { bookingUid: uid, reason: 'I fell ill' });
  await new Person('acme').submit('/forgot', { email: person.email });
  const names = Object.keys(subjects);
  const found = await Promise.all(names.map((name) => mailOf(person, name)));
  return Object.fromEntries(names.map((name, index) => [name, found[index]]));
}

before(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await launch();
  mails = await causeAllMails();
});
after(async () => {
  await browser?.close();
  closeConnections();
});

// The mail in a window, as a mail program without images and scripts would show it.
async function open(mail, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const asked = [];
  await page.route('**/*', (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await page.setContent(mail.html);
  return { context, page, asked };
}

for (const name of Object.keys(subjects)) {
  describe(`the mail ${name}`, () => {
    for (const width of widths) {
      for (const scheme of schemes) {
        it(`reads well at ${width} px in the ${scheme}`, async () => {
          const { context, page, asked } = await open(mails[name], width, scheme);
          await page.screenshot({ path: join(shots, `mail-${name}-${width}-${scheme}.png`), fullPage: true });
          assert.deepEqual(await axeProblems(page, aPart), []);
          assert.deepEqual(asked, [], 'a mail loads nothing');
          await context.close();
        });
      }
    }

    it('is dark where the reader’s screen is', async () => {
      const shades = [];
      for (const scheme of schemes) {
        const { context, page } = await open(mails[name], 390, scheme);
        shades.push(await page.evaluate(() => getComputedStyle(document.querySelector('.nx-card')).backgroundColor));
        await context.close();
      }
      assert.notEqual(shades[0], shades[1]);
    });

    it('says in plain text what it says in HTML', async () => {
      const { context, page } = await open(mails[name], 700, 'light');
      const links = await page.$$eval('a', (anchors) => anchors.map((anchor) => anchor.href));
      assert.ok(links.length > 0);
      for (const link of links) assert.ok(mails[name].text.includes(link), link);
      for (const cell of await page.$$eval('td.nx-text', (cells) => cells.map((one) => one.textContent))) {
        assert.ok(mails[name].text.includes(cell), cell);
      }
      await context.close();
    });
  });
}

describe('all of them', () => {
  it('came to one person, none twice', async () => {
    const all = await mailsTo(String(mails.verify.to), 6);
    assert.equal(all.length, 6, all.map((mail) => mail.subject).join(' | '));
  });
});
