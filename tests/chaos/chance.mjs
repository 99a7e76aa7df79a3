// What a run decides by lot: the same for the same seed.
import { seededRandom } from '../sandbox/random.mjs';

export class Chance {
  #next;

  constructor(seed) {
    this.#next = seededRandom(seed);
  }

  // A whole number from `least` to `most`.
  whole(least, most) {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  // True in `share` of all cases.
  happens(share) {
    return this.#next() < share;
  }

  pick(list) {
    return list[this.whole(0, list.length - 1)];
  }

  shuffled(list) {
    const left = [...list];
    return list.map(() => left.splice(this.whole(0, left.length - 1), 1)[0]);
  }

  // Somebody with a lot of their own: what one does leaves the others' lots alone.
  apart() {
    return new Chance(this.whole(0, 2 ** 31));
  }
}
