// Every page in every state, on a phone and on a desk, in the light and in the dark: nothing that
// axe would object to, and no page that scrolls sideways.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { axeProblems, desktop, launch, phone } from '../system/support/browser.mjs';
import { serve, writeGallery } from './gallery.mjs';

const gallery = writeGallery();
let browser;
let server;
before(async () => {
  server = await serve(gallery.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
  gallery.remove();
});

// The dark differs from the light by its colours alone, and they do not depend on the width.
const kColours = { runOnly: ['color-contrast', 'link-in-text-block'] };

async function open(size) {
  const context = await browser.newContext({ viewport: { width: size.width, height: size.height } });
  return context.newPage();
}

async function problemsOf(page, name, size) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(`${server.origin}/${name}`);
  problems.push(...(await axeProblems(page)));
  if (size === desktop) {
    await page.emulateMedia({ colorScheme: 'dark' });
    problems.push(...(await axeProblems(page, kColours)).map((line) => `dark: ${line}`));
  }
  return problems;
}

for (const size of [phone, desktop]) {
  describe(`at ${size.width} px`, () => {
    let page;
    before(async () => {
      page = await open(size);
    });
    for (const name of gallery.names) {
      it(name, async () => {
        assert.deepEqual(await problemsOf(page, name, size), []);
      });
    }
  });
}

it('a page with faults is found out', async () => {
  const page = await open(phone);
  await page.setContent('<html lang="en"><title>x</title><main><h1>x</h1><input><p style="width: 200vw">wide</p></main>');
  const found = await axeProblems(page);
  assert.ok(found.some((line) => line.startsWith('label')), `${found}`);
  assert.ok(found.includes('the page scrolls sideways'), `${found}`);
  await page.setContent('<html lang="en"><title>x</title><main><h1>x</h1><p style="color: #ccc; background: #fff">pale</p></main>');
  assert.ok((await axeProblems(page, kColours)).some((line) => line.startsWith('color-contrast')));
});
