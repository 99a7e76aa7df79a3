// The program that is shipped cannot do without a guard, and the one of the proof has all of them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(`${kRoot}/${path}`);

it('the program that is shipped knows no switch', () => {
  assert.ok(!read('build/release/fcgi/nexcyte').includes('NX_CHAOS_WITHOUT'));
});

it('every source that knows guards is compiled for the proof', () => {
  const sources = ['domain', 'persistence', 'views', 'fcgi'].flatMap((folder) =>
    readdirSync(`${kRoot}/${folder}`, { recursive: true })
      .filter((name) => /\.(cc|h)$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  const knowing = sources.filter((path) => read(path).includes('#include "domain/guard.h"'));
  const compiled = read('tests/chaos/CMakeLists.txt').toString();
  assert.ok(knowing.length >= 5);
  for (const path of knowing) assert.ok(compiled.includes(`}/${path}\n`), path);
});
