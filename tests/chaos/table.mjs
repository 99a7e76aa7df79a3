// The report of a run, for people.
import { appendFileSync, existsSync, statSync } from 'node:fs';
import { countBy } from './facts.mjs';

const kShown = 10; // of what breaks an invariant

const print = (text) => process.stdout.write(`${text}\n`);

function printCounts(title, lines) {
  print(`\n${title}`);
  for (const [name, count] of lines) print(`  ${String(count).padStart(6)}  ${name}`);
}

// True when nothing is broken.
export function printReport({ seed, bookings, rate }, { faults, totals, minutes, facts, broken }) {
  printCounts('What went wrong', faults);
  printCounts('What people were told', totals.map(([what, outcome, n]) => [`${what}: ${outcome}`, n]));
  printCounts('Bookings in the end', Object.entries(countBy(facts.bookings.map(({ status }) => status))));
  printCounts('At Cal.com', [
    ['live', facts.calendar.filter(({ isLive }) => isLive).length],
    ['made in all', facts.calendar.length],
  ]);
  printCounts('Messages', Object.entries(countBy(facts.messages.map(({ event, state }) => `${event} ${state}`))).sort());
  print(`\nInvariants, after ${minutes} minutes`);
  for (const [name, found] of broken) {
    print(`  ${found.length === 0 ? 'holds ' : 'BROKEN'}  ${name}`);
    for (const line of found.slice(0, kShown)) print(`            ${line}`);
    if (found.length > kShown) print(`            and ${found.length - kShown} more`);
  }
  const isGood = broken.every(([, found]) => found.length === 0);
  print(`\n${isGood ? 'passed' : 'FAILED'}: seed ${seed}, ${bookings} bookings, rate ${rate} %`);
  return isGood;
}

const kColumns = ['seed', 'rate', 'bookings', 'seconds', 'faults', 'invariants'];
const rowOf = (cells) => `${cells.map((cell) => String(cell).padStart(12)).join('')}\n`;

// The line of a run among many, below the names of the columns.
export function addSummary(file, { seed, bookings, rate }, { faults, broken }, seconds) {
  if (!existsSync(file) || statSync(file).size === 0) appendFileSync(file, rowOf(kColumns));
  const injected = faults.reduce((sum, [, times]) => sum + times, 0);
  const holding = broken.filter(([, found]) => found.length === 0).length;
  appendFileSync(file, rowOf([seed, `${rate} %`, bookings, seconds, injected, `${holding}/${broken.length}`]));
}
