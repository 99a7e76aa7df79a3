// What an operator does in a shell on the machine, with the run's own settings.
import { execFile } from 'node:child_process';
import { readText } from './portal.mjs';

const program = process.env.NX_PROGRAM ?? new URL('../../../build/release/fcgi/nexcyte', import.meta.url).pathname;
const state = process.env.NX_STATE ?? new URL('../../../.run', import.meta.url).pathname;

function environment() {
  const lines = readText(`${state}/env`).split('\n').filter((line) => line.includes('='));
  const settings = lines.map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1).replace(/^'|'$/g, '')];
  });
  return { ...process.env, ...Object.fromEntries(settings) };
}

// nexcyte WORDS, with `input` to read; what it wrote.
export function operate(words, input = '') {
  return new Promise((resolve, reject) => {
    const child = execFile(program, words, { env: environment() }, (error, stdout, stderr) =>
      error ? reject(new Error(`${words.join(' ')}: ${stderr}`)) : resolve(stdout),
    );
    child.stdin.on('error', () => {}); // who reads nothing may have ended before; how, is told above
    child.stdin.end(input);
  });
}
