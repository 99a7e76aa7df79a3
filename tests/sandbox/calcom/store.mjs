// Everything that the Cal.com stand-in remembers.

import { randomBytes } from 'node:crypto';

const kUidAlphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

export class Store {
  constructor() {
    this.users = new Map(); // id -> user
    this.keys = new Map(); // API key -> {userId, expired}
    this.organizations = new Map(); // id -> {id, slug, name, adminIds}
    this.teams = new Map(); // id -> {id, slug, name, organizationId}
    this.schedules = new Map(); // id -> schedule
    this.eventTypes = new Map(); // id -> event type
    this.bookings = new Map(); // uid -> booking
    this.reservations = new Map(); // uid -> reservation
    this.webhooks = new Map(); // id -> webhook
    // What a booking of a Cal Video event type gives as its location: a link as on the hosted
    // service, or the name of the integration as on a server without the video application.
    this.videoLinks = true;
    this.#serials = new Map();
  }

  #serials;

  // The next number of a series ("booking"), starting from `first`.
  nextId(series, first = 1) {
    const id = this.#serials.get(series) ?? first;
    this.#serials.set(series, id + 1);
    return id;
  }

  // A booking uid that no booking has.
  newUid() {
    for (;;) {
      const bytes = randomBytes(22);
      const uid = [...bytes].map((b) => kUidAlphabet[b % kUidAlphabet.length]).join('');
      if (!this.bookings.has(uid)) return uid;
    }
  }

  userByName(username) {
    return [...this.users.values()].find((user) => user.username === username);
  }

  scheduleOf(user) {
    return this.schedules.get(user.defaultScheduleId);
  }

  // The hosts of an event type, organizer first.
  hostsOf(eventType) {
    return eventType.hostIds.map((id) => this.users.get(id));
  }

  organizationOf(eventType) {
    const team = this.teams.get(eventType.teamId);
    return team === undefined ? undefined : this.organizations.get(team.organizationId);
  }

  // Whether `user` is an admin of the organization that owns the event type.
  administers(user, eventType) {
    return this.organizationOf(eventType)?.adminIds.includes(user.id) ?? false;
  }

  // Whether `user` owns the event type, hosts it or administers its organization.
  mayManage(user, eventType) {
    return (
      eventType.ownerId === user.id ||
      eventType.hostIds.includes(user.id) ||
      this.administers(user, eventType)
    );
  }

  // Bookings that take time of any of `hostIds`: accepted ones, and requests that block the slot.
  bookingsThatBlock(hostIds) {
    return [...this.bookings.values()].filter(
      (booking) =>
        booking.hostIds.some((id) => hostIds.includes(id)) &&
        (booking.status === 'accepted' || (booking.status === 'pending' && booking.blocks)),
    );
  }

  liveBookings() {
    const live = ['accepted', 'pending'];
    return [...this.bookings.values()].filter((booking) => live.includes(booking.status)).length;
  }
}
