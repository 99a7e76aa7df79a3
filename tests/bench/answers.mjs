// Whether the variants say what they should: a fast wrong answer is no figure.

import assert from 'node:assert/strict';
import { request } from 'node:https';

const kRows = 50;

export function fetchOne(url, cookie) {
  const { hostname, port, pathname, search } = new URL(url);
  const options = {
    host: '127.0.0.1',
    port,
    path: pathname + search,
    servername: hostname,
    rejectUnauthorized: false,
    headers: { Host: `${hostname}:${port}`, Cookie: cookie },
  };
  return new Promise((resolve, reject) => {
    const asked = request(options, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode, body: Buffer.concat(parts).toString() }),
      );
    });
    asked.on('error', reject).end();
  });
}

// 50 bookings and a way to the next ones.
export async function fetchBookings(name, url, cookie) {
  const { status, body } = await fetchOne(url, cookie);
  assert.equal(status, 200, `${name} answers ${status}: ${body.slice(0, 200)}`);
  const page = JSON.parse(body);
  assert.equal(page.bookings.length, kRows, `${name} gives other than ${kRows} bookings`);
  assert.ok(page.nextCursor, `${name} gives no next page`);
  return page;
}

// The references must do what the portal does.
export async function compareAnswers(ours, references, cookies) {
  for (const cookie of cookies) {
    const expected = await fetchBookings(ours.name, ours.url, cookie);
    for (const { name, url } of references) {
      const page = await fetchBookings(name, url, cookie);
      assert.deepEqual(page, expected, `${name} answers otherwise`);
    }
  }
}
