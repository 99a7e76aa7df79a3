// The rules of the tree that compilers do not know. usage: node tests/lint/layering.mjs [ROOT]

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { readTree } from './files.mjs';
import * as any from './rules_any.mjs';
import * as cpp from './rules_cpp.mjs';
import * as tpl from './rules_tpl.mjs';

export const kRules = { ...cpp, ...tpl, ...any };

// Every violation below `root`: [{rule, path, line, message}].
export function violations(root) {
  return readTree(root).flatMap((file) =>
    Object.entries(kRules).flatMap(([rule, check]) =>
      check(file).map((found) => ({ rule, path: file.path, ...found })),
    ),
  );
}

function main() {
  const found = violations(resolve(process.argv[2] ?? '.'));
  for (const { rule, path, line, message } of found) console.log(`${path}:${line}: ${rule}: ${message}`);
  process.exit(found.length === 0 ? 0 : 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
