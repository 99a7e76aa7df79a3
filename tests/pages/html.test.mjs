// Every page in every state is valid HTML to the checker of the W3C.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { writeGallery } from './gallery.mjs';

const jar = String(createRequire(import.meta.url)('vnu-jar'));
let gallery;
before(() => {
  gallery = writeGallery();
});
after(() => gallery.remove());

// What is wrong in the folder, a line each.
function check(folder) {
  const { status, stderr, error } = spawnSync(
    'java', ['-Xss8m', '-jar', jar, '--format', 'json', '--skip-non-html', folder],
    { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error) throw error;
  const { messages } = JSON.parse(stderr);
  assert.equal(status === 0, messages.every(({ type }) => type === 'info'), stderr);
  return messages.map(({ url, lastLine, message }) => `${url.split('/').at(-1)}:${lastLine}: ${message}`);
}

it('every page of the gallery', () => {
  assert.ok(gallery.names.length > 100, `${gallery.names.length} pages`);
  assert.deepEqual(check(gallery.folder), []);
});

it('a page with faults is found out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-html-'));
  try {
    const page = (body) => `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>${body}</body></html>\n`;
    writeFileSync(join(folder, 'good.html'), page('<p>Good</p>'));
    writeFileSync(join(folder, 'twice.html'), page('<p id="a">One</p><p id="a">Two</p>'));
    writeFileSync(join(folder, 'label.html'), page('<label for="none">Name</label><input id="some">'));
    const found = check(folder);
    assert.deepEqual([...new Set(found.map((line) => line.split(':')[0]))].sort(), ['label.html', 'twice.html']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
