// People who book, move and cancel, by the API and by the forms. Whoever gets no clear answer asks
// again under the same key, as a browser's reload or a careful client does.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const kPatience = 20_000; // milliseconds for one thing
const kGivesUp = 0.05; // of those who are told to come back later
const kNobody = { status: 0, text: '', headers: {} };

export class User {
  constructor(person, { chance, diary, times }) {
    this.person = person;
    this.chance = chance;
    this.diary = diary;
    this.times = times;
  }

  // One booking and whatever becomes of it.
  async live() {
    const { purpose, start } = this.times.take(this.chance);
    const uid = await this.book(purpose, start);
    if (uid === null) return;
    await wait(this.chance.whole(0, 500));
    if (this.chance.happens(0.08)) {
      // Two windows at once: one order wins.
      await Promise.all([this.move(uid, purpose), this.cancel(uid)]);
      return;
    }
    if (this.chance.happens(0.35)) await this.move(uid, purpose);
    if (this.chance.happens(0.1)) await this.move(uid, purpose);
    if (this.chance.happens(0.25)) await this.cancel(uid);
  }

  // The booking's id when it is known.
  async book(purpose, start) {
    const way = this.chance.pick(['api', 'api', 'held', 'form']);
    const answer = way === 'api' ? await this.#bookByApi(purpose, start)
      : way === 'held' ? await this.#bookHeld(purpose, start)
      : await this.#bookByForm(purpose, start);
    this.#note('book', start, answer);
    return answer.uid;
  }

  async move(uid, purpose) {
    const { start } = this.times.take(this.chance, purpose);
    const answer = this.chance.happens(0.6)
      ? await this.#api('/api/schedule/reschedule', { bookingUid: uid, start })
      : await this.#form(`${this.#base}/bookings/${uid}/reschedule`, {
        start, timeZone: 'Europe/Berlin' });
    this.#note('move', start, { ...answer, uid });
  }

  async cancel(uid) {
    const answer = this.chance.happens(0.6)
      ? await this.#api('/api/schedule/cancel', { bookingUid: uid, reason: 'Ill' })
      : await this.#form(`${this.#base}/bookings/${uid}/cancel`, { reason: 'Ill' });
    this.#note('cancel', null, { ...answer, uid });
  }

  get #base() {
    return `/t/${this.person.tenant}`;
  }

  #note(what, start, { uid, outcome }) {
    this.diary.add({ what, who: this.person.email, uid, start, outcome });
  }

  #bookByApi(purpose, start) {
    return this.#api('/api/schedule/book', { purpose, start, timeZone: 'Europe/Berlin' });
  }

  #bookByForm(purpose, start) {
    return this.#form(`${this.#base}/schedule/${purpose}`, {
      action: 'book', start, timeZone: 'Europe/Berlin' });
  }

  async #bookHeld(purpose, start) {
    const held = await this.#form(`${this.#base}/schedule/${purpose}`, {
      action: 'hold', start, timeZone: 'Europe/Berlin' });
    if (!held.location?.includes('/confirm/')) return { uid: null, outcome: 'refused' };
    return this.#form(held.location, { action: 'book', notes: 'Chaos' });
  }

  async #api(path, body) {
    const key = { 'idempotency-key': randomUUID() };
    const { answer, tries } = await this.#ask(() => this.person.api('POST', path, body, key));
    const uid = answer.text.startsWith('{') ? (answer.json().booking?.uid ?? null) : null;
    return { uid, outcome: outcomeOf(answer, tries) };
  }

  async #form(path, fields) {
    const full = { ...fields, csrf_token: this.person.csrf, idempotency_key: randomUUID() };
    const { answer, tries } = await this.#ask(() => this.person.post(path, full));
    const location = answer.headers.location;
    const uid = /\/bookings\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? null;
    return { uid, location, outcome: outcomeOf(answer, tries) };
  }

  // Asks until somebody answers. Most of those who are told to come back later do, under the same
  // key.
  async #ask(send) {
    const end = Date.now() + kPatience;
    for (let tries = 1; ; tries += 1) {
      const answer = await send().catch(() => kNobody);
      const isClear = ![0, 500, 502, 503, 504].includes(answer.status);
      const hasEnough = answer.status === 503 && this.chance.happens(kGivesUp);
      if (isClear || hasEnough || Date.now() > end) return { answer, tries };
      await wait(this.chance.whole(100, 600));
    }
  }
}

function outcomeOf(answer, tries) {
  const { status, headers } = answer;
  if (status === 200 || status === 201) return 'done';
  if (status === 202) return 'unknown';
  if (status === 303) return headers.location.includes('done=') ? 'done' : 'unknown';
  if (status === 409) return 'refused';
  if (status === 503 && tries === 1 && saysThatNothingHappened(answer)) return 'refused';
  return [0, 500, 502, 503, 504].includes(status) ? 'unknown' : `odd-${status}`;
}

// The portal's own word; what the web server says in its place is none. (Of an earlier try with the
// same key it says nothing.)
function saysThatNothingHappened({ text }) {
  return /"calendar_unavailable"/.test(text) && !/portal is busy/.test(text);
}

// The times that people choose from: mostly one that nobody had, sometimes somebody's.
export class Times {
  #left = new Map();
  #had = new Map();

  // `free`: {purpose: [start]}
  constructor(free, chance) {
    for (const [purpose, starts] of Object.entries(free)) {
      this.#left.set(purpose, chance.shuffled(starts));
      this.#had.set(purpose, []);
    }
  }

  take(chance, of = chance.pick([...this.#left.keys()])) {
    const left = this.#left.get(of);
    const had = this.#had.get(of);
    if (left.length === 0 || (had.length > 0 && chance.happens(0.1))) {
      return { purpose: of, start: chance.pick(had) };
    }
    const start = left.pop();
    had.push(start);
    return { purpose: of, start };
  }
}
