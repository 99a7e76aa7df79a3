// The demo's data at Cal.com: organizations, their hosts, the event types, one key.

import { newEventType } from './event_type_model.mjs';

const kDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const kHosts = [
  [501, 'Ada Keller', 'ada', 'acme'],
  [502, 'Ben Sommer', 'ben', 'acme'],
  [503, 'Cleo Brandt', 'cleo', 'acme'],
  [601, 'Gil Moreau', 'gil', 'globex'],
  [602, 'Hana Sato', 'hana', 'globex'],
  [603, 'Ivo Novak', 'ivo', 'globex'],
  [701, 'Jo Berg', 'jo', 'initech'],
  [801, 'Kim Lund', 'kim', 'hooli'],
  [901, 'Lou Vance', 'lou', 'vandelay'],
];

const kOrganizations = [
  { id: 11, slug: 'acme', name: 'Acme', teamId: 77 },
  { id: 12, slug: 'globex', name: 'Globex', teamId: 78 },
  // Of nobody's in the demo: for tenants that are set up from nothing.
  { id: 13, slug: 'initech', name: 'Initech', teamId: 79 },
  { id: 14, slug: 'hooli', name: 'Hooli', teamId: 80 },
  { id: 15, slug: 'vandelay', name: 'Vandelay', teamId: 81 },
];

const kOffice = { type: 'address', address: '12 Harbour Street, Berlin', public: true };
const kEventTypes = [
  { id: 1101, host: 501, title: 'Intro call', slug: 'intro-call', length: 30 },
  { id: 1102, host: 502, title: 'Demo', slug: 'demo', length: 45, slotInterval: 30 },
  { id: 1103, host: 503, title: 'Support', slug: 'support', length: 30 },
  {
    id: 1104,
    host: 501,
    title: 'Walk-in',
    slug: 'walk-in',
    length: 30,
    confirmationPolicy: { type: 'always', blockUnconfirmedBookingsInBooker: true },
  },
  { id: 1105, host: 502, title: 'Mailing type', slug: 'mailing-type', length: 30, mails: true },
  {
    id: 1106,
    host: 503,
    title: 'Video call',
    slug: 'video-call',
    length: 30,
    locations: [{ type: 'integration', integration: 'cal-video' }],
  },
  { id: 2101, host: 601, title: 'Intro call', slug: 'intro-call', length: 30 },
  { id: 2102, host: 602, title: 'Demo', slug: 'demo', length: 45, slotInterval: 30 },
  { id: 2103, host: 603, title: 'Support', slug: 'support', length: 30 },
  { id: 3101, host: 701, title: 'Intro call', slug: 'intro-call', length: 30 },
  { id: 3102, host: 701, title: 'Open type', slug: 'open-type', length: 45, mails: true, open: true },
  { id: 4101, host: 801, title: 'Intro call', slug: 'intro-call', length: 30 },
  { id: 5101, host: 901, title: 'Intro call', slug: 'intro-call', length: 30 },
];

// Fills an empty store with the demo's data.
export function seedDemo(store) {
  addUser(store, 500, 'Portal Admin', 'portal-admin', 'portal@cal-admin.example');
  for (const [id, name, username, org] of kHosts) {
    addUser(store, id, name, username, `${username}@${org}-hosts.example`);
  }
  // The key's user administers both organizations and hosts nothing, as the contract advises.
  store.keys.set('cal_standin_key', { userId: 500, expired: false });
  store.keys.set('cal_standin_host_key', { userId: 501, expired: false });
  store.keys.set('cal_standin_expired_key', { userId: 500, expired: true });
  for (const { id, slug, name, teamId } of kOrganizations) {
    store.organizations.set(id, { id, slug, name, adminIds: [500] });
    store.teams.set(teamId, { id: teamId, slug: `${slug}-team`, name, organizationId: id });
  }
  for (const line of kEventTypes) addEventType(store, line);
}

// Users 5xx are of the first organization, 6xx of the second.
const organizationOf = (userId) => 6 + Math.floor(userId / 100);

function addUser(store, id, name, username, email) {
  store.schedules.set(id, {
    id,
    ownerId: id,
    name: 'Working hours',
    timeZone: 'Europe/Berlin',
    availability: [{ days: kDays, startTime: '06:00', endTime: '22:00' }],
    isDefault: true,
    overrides: [],
  });
  store.users.set(id, {
    id,
    name,
    email,
    username,
    timeZone: 'Europe/Berlin',
    weekStart: 'Monday',
    defaultScheduleId: id,
    organizationId: organizationOf(id),
  });
}

function addEventType(store, line) {
  const quiet = line.mails !== true;
  const eventType = newEventType(line.id, {
    lengthInMinutes: line.length,
    title: line.title,
    slug: line.slug,
    locations: line.locations ?? [kOffice],
    minimumBookingNotice: 0,
    slotInterval: line.slotInterval ?? null,
    hidden: line.open !== true,
    disableGuests: true,
    bookingRequiresAuthentication: line.open !== true,
    ...(line.confirmationPolicy ? { confirmationPolicy: line.confirmationPolicy } : {}),
  });
  Object.assign(eventType, {
    teamId: 76 + Math.floor(line.id / 1000),
    hostIds: [line.host],
    schedulingType: 'collective',
    emailSettings: { disableEmailsToAttendees: quiet, disableEmailsToHosts: quiet },
  });
  store.eventTypes.set(line.id, eventType);
}
