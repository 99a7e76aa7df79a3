// Replays a folder of recordings of a real Cal.com server against a fresh stand-in:
//   node tests/sandbox/replay.mjs FOLDER
// Prints every recording that is left out or differs; exit code 0 when all others agree.

import { replay } from './replay/run.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: replay.mjs FOLDER\n');
  process.exit(2);
}
const results = await replay(folder);
for (const { file, leftOut, problems } of results) {
  if (leftOut !== null) process.stdout.write(`left out  ${file}: ${leftOut}\n`);
  if (problems.length > 0) process.stdout.write(`DIFFERS   ${file}\n${lines(problems)}`);
}
const different = results.filter(({ problems }) => problems.length > 0).length;
const left = results.filter(({ leftOut }) => leftOut !== null).length;
const agreed = results.length - different - left;
process.stdout.write(`${agreed} agree, ${different} differ, ${left} left out\n`);
process.exit(different === 0 ? 0 : 1);

function lines(problems) {
  return problems.map((problem) => `          ${problem}\n`).join('');
}
