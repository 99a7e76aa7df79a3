// How often each endpoint was asked and how often it had its effect, whatever the caller was told.

export class Counters {
  #requests = new Map();
  #accepted = new Map();
  #answers = new Map();
  #late = 0;

  countRequest(target) {
    bump(this.#requests, target);
  }

  // The handler did what was asked (its answer was a 2xx), even if a fault then hid the answer.
  countAccepted(target) {
    bump(this.#accepted, target);
  }

  // Effects that are still to come, although nobody waits for their answer.
  async countLate(wait) {
    this.#late += 1;
    await wait;
    this.#late -= 1;
  }

  // The status that really went out; "none" when the connection was closed or left open.
  countAnswer(target, status) {
    bump(this.#answers, `${target} ${status}`);
  }

  reset() {
    this.#requests.clear();
    this.#accepted.clear();
    this.#answers.clear();
  }

  toJson() {
    return {
      requests: Object.fromEntries(this.#requests),
      accepted: Object.fromEntries(this.#accepted),
      answers: Object.fromEntries(this.#answers),
      late: this.#late,
    };
  }
}

function bump(map, key) {
  map.set(key, (map.get(key) ?? 0) + 1);
}
