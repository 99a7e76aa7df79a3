// Guessing a password slows the guesser down, and nobody who has signed in from here before.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Person } from './support/person.mjs';
import { closeConnections } from './support/portal.mjs';

const kPassword = 'seven quiet otters at dawn';
const kDevice = '__Host-nx-d';

after(closeConnections);

const signIn = (person, email, password) =>
  person.submit('/login', { email, password }).then((answer) => answer.status);

async function guess(email) {
  const stranger = new Person('acme');
  const statuses = [];
  for (let i = 0; i < 6; i += 1) statuses.push(await signIn(stranger, email, 'some other words here'));
  return statuses;
}

describe('a known device', () => {
  test('signs in while others are slowed down', async () => {
    const person = await new Person('acme').signUp();
    assert.deepEqual(await guess(person.email), [401, 401, 401, 401, 401, 429]);
    assert.equal(await signIn(new Person('acme'), person.email, kPassword), 429);
    person.cookies.delete('__Host-nx');
    assert.equal(await signIn(person, person.email, kPassword), 303);
  });

  test('is known by a lasting cookie that no script and no other host sees', async () => {
    const person = new Person('acme');
    const answer = await person.submit('/login', {
      email: 'prospect@acme.test',
      password: 'demo demo demo demo',
    });
    const line = answer.headers['set-cookie'].find((one) => one.startsWith(`${kDevice}=`));
    assert.match(line, /; Path=\/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax$/);
  });

  test('is not known at another tenant', async () => {
    const person = await new Person('acme').signUp();
    const there = new Person('globex');
    there.cookies.set(kDevice, person.cookies.get(kDevice));
    const answer = await there.submit('/login', { email: person.email, password: kPassword });
    assert.equal(answer.status, 401);
  });
});
