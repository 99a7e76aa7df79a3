// What people and hosts did and what they were told, to be held against what is there in the end.

// Outcomes: `done` (they were told that it happened), `refused` (that it did not), `unknown`.
export class Diary {
  #entries = [];

  // `who` is an address, `uid` our booking where it is known, `start` the start that was asked for.
  add({ what, who, uid = null, start = null, outcome }) {
    this.#entries.push({ what, who, uid, start, outcome });
  }

  get entries() {
    return this.#entries;
  }

  // How often each came out how: [[what, outcome, times]].
  totals() {
    const counts = new Map();
    for (const { what, outcome } of this.#entries) {
      const key = `${what} ${outcome}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts].sort().map(([key, times]) => [...key.split(' '), times]);
  }
}
