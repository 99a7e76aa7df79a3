// Never lost, never doubled: people book, move and cancel through the running portal of
// `./dev chaos` while everything around them fails; then both sides are counted.
//   node tests/chaos/main.mjs [--seed N] [--bookings N] [--rate PERCENT] [--summary FILE]
// Seeds take the three rates by turns. To FILE goes a line of a table, for the runs of many seeds.
import { parseArgs } from 'node:util';
import { closeConnections } from '../system/support/portal.mjs';
import { runChaos } from './run.mjs';
import { addSummary, printReport } from './table.mjs';

const kRates = [8, 15, 20]; // per cent

function options() {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      bookings: { type: 'string', default: '2000' },
      rate: { type: 'string' },
      patience: { type: 'string', default: '30' },
      summary: { type: 'string' },
    },
  });
  const { summary, ...given } = values;
  given.rate ??= String(kRates[wholeNumber('seed', given.seed) % kRates.length]);
  const numbers = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, wholeNumber(name, value)]),
  );
  return { ...numbers, patience: numbers.patience * 1000, summary };
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
const seconds = Math.round((Date.now() - began) / 1000);
if (settings.summary !== undefined) addSummary(settings.summary, settings, report, seconds);
const isGood = printReport(settings, report);
closeConnections();
process.exitCode = isGood ? 0 : 1;
