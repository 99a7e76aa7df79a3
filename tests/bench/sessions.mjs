// The cookies of the members whom fill.sql has signed in.

import { createHash } from 'node:crypto';

const kMembers = 100;

export function sessionCookies() {
  return Array.from({ length: kMembers }, (_, n) => {
    const token = createHash('sha256').update(`bench session ${n}`).digest('base64url');
    return `__Host-nx=${token}`;
  });
}
