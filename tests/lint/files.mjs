// The files that the rules look at, with their text.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const kSkipped = new Set(['.git', '.run', 'build', 'node_modules']);
const kText = /\.(cc|h|sql|tpl|mjs|sh|conf|txt|json|md|service|timer|socket|css|js)$|^dev$|^\.dev\/|^\.ci\/|_params$/;

// Every text file below `root`: [{path, text, lines}], paths relative with slashes.
export function readTree(root) {
  return walk(root, root)
    .filter((path) => kText.test(path))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, lines: text.split('\n') };
    });
}

function walk(root, folder) {
  return readdirSync(folder)
    .filter((name) => !kSkipped.has(name))
    .sort()
    .flatMap((name) => {
      const full = join(folder, name);
      return statSync(full).isDirectory() ? walk(root, full) : [relative(root, full)];
    });
}
