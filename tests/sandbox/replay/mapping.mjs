// Names of things differ from run to run: what the recording calls one uid is another one here.

// Members whose texts name a thing.
const kNames = new Set([
  'uid', 'reservationUid', 'id', 'icsUid', 'rescheduledFromUid', 'rescheduledToUid', 'bookingUid',
]);

export class Mapping {
  #live = new Map();

  // Declares that `recorded` is called `live` in this run.
  set(recorded, live) {
    this.#live.set(recorded, live);
  }

  get(recorded) {
    return this.#live.get(recorded);
  }

  // Learns the names in two answers to the same request.
  learn(recorded, live, member = '') {
    if (typeof recorded === 'string' && typeof live === 'string') {
      if (kNames.has(member) && !this.#live.has(recorded)) this.#live.set(recorded, live);
      return;
    }
    if (!isObject(recorded) || !isObject(live)) return;
    for (const name of Object.keys(recorded)) this.learn(recorded[name], live[name], name);
  }

  // A recorded text with the names of this run.
  apply(text) {
    let result = text;
    for (const [recorded, live] of this.#live) result = result.replaceAll(recorded, live);
    return result;
  }

  // The same for a JSON value.
  applyToJson(value) {
    if (value === null || value === undefined) return value;
    return JSON.parse(this.apply(JSON.stringify(value)));
  }
}

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
