// The stand-ins' clock: it runs like the real one from a settable start, or stands still (replays
// of recordings put it to the second of each recording).

export class Clock {
  #offset = 0;
  #frozenAt = null;

  constructor(startIso) {
    if (startIso !== undefined) this.set(startIso);
  }

  // Milliseconds since 1970 of the simulated present.
  now() {
    return this.#frozenAt ?? Date.now() + this.#offset;
  }

  iso() {
    return new Date(this.now()).toISOString();
  }

  // Puts the clock to an instant; it runs on from there unless `frozen`.
  set(iso, frozen = false) {
    const instant = Date.parse(iso);
    if (Number.isNaN(instant)) throw new SyntaxError(`not an instant: ${iso}`);
    this.#offset = instant - Date.now();
    this.#frozenAt = frozen ? instant : null;
  }

  // Back to the machine's clock.
  reset() {
    this.#offset = 0;
    this.#frozenAt = null;
  }
}

export function sleep(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
