// Reads a folder of recordings of a real Cal.com server.

import fs from 'node:fs';
import path from 'node:path';

// {exchanges, races, deliveries}: exchanges in the order of their numbers (INDEX.json lists them;
// a folder without an index is taken by file name), each {file, number, request, response, at}.
export function loadRecordings(folder) {
  const read = (file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.json'));
  const listed = files.includes('INDEX.json')
    ? read('INDEX.json').files.map(({ file }) => file)
    : files.filter((file) => /^\d/.test(file));
  if (listed.length === 0) throw new Error(`no recordings in ${folder}`);
  const exchanges = listed.map((file) => ({ file, ...read(file) })).map(withTime);
  exchanges.sort((a, b) => a.number - b.number);
  const named = (prefix) =>
    files.filter((file) => file.startsWith(prefix)).map((file) => ({ file, ...read(file) }));
  return { exchanges, races: named('race-'), deliveries: named('webhook-delivery-') };
}

// `recorded_at` is when the answer came, to the second; the request began `elapsed_ms` before.
function withTime(exchange) {
  const at = Date.parse(exchange.recorded_at) - (exchange.elapsed_ms ?? 0);
  return { ...exchange, number: Number.parseInt(exchange.file, 10), at };
}
