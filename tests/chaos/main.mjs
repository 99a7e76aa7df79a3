// Never lost, never doubled: people book, move and cancel through the running portal of
// `./dev chaos` while everything around them fails; then both sides are counted.
//   node tests/chaos/main.mjs [--seed N] [--bookings N] [--rate PERCENT]
import { parseArgs } from 'node:util';
import { closeConnections } from '../system/support/portal.mjs';
import { runChaos } from './run.mjs';
import { printReport } from './table.mjs';

function options() {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      bookings: { type: 'string', default: '200' },
      rate: { type: 'string', default: '15' },
      patience: { type: 'string', default: '30' },
    },
  });
  const numbers = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, wholeNumber(name, value)]),
  );
  return { ...numbers, patience: numbers.patience * 1000 };
}

function wholeNumber(name, value) {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  process.stderr.write(`--${name} must be a number\n`);
  process.exit(2);
}

const settings = options();
const began = Date.now();
const say = (text) => process.stdout.write(`${Math.round((Date.now() - began) / 1000)} s  ${text}\n`);
say(`seed ${settings.seed}`);
const report = await runChaos(settings, say);
const isGood = printReport(settings, report);
closeConnections();
process.exitCode = isGood ? 0 : 1;
