// Event types in the older shape, which every request without the present version header gets.
// Nobody should want it; it is here so that a forgotten header shows in tests as it would for real.

import { isRecurring, isSeated, needsConfirmation } from './event_type_model.mjs';
import { legacyFields } from './event_type_legacy_fields.mjs';

const kBookerUrl = 'http://localhost:3000';
const kAvatar = `${kBookerUrl}/avatar.svg`;
const kFrequencies = { yearly: 0, monthly: 1, weekly: 2 };

// The answer to GET /v2/event-types/{id}.
export function legacyEventType(store, eventType) {
  const owner = store.hostsOf(eventType)[0];
  return {
    eventType: { ...shared(store, eventType), ...singleMembers(eventType, owner) },
    locationOptions: kLocationOptions,
    destinationCalendar: null,
    team: null,
    teamMembers: [],
    currentUserMembership: null,
    isUserOrganizationAdmin: false,
  };
}

// The answer to GET /v2/event-types.
export function legacyEventTypes(store, owner, eventTypes) {
  const profile = { slug: owner.username, name: owner.name, image: kAvatar };
  return {
    eventTypeGroups: [
      {
        teamId: null,
        bookerUrl: kBookerUrl,
        membershipRole: null,
        profile,
        eventTypes: eventTypes.map((eventType) => ({
          ...shared(store, eventType),
          ...listMembers(eventType),
        })),
        metadata: { membershipCount: 1, readOnly: false },
      },
    ],
    profiles: [
      { ...profile, membershipCount: 1, readOnly: false, teamId: null, membershipRole: null },
    ],
    allUsersAcrossAllEventTypes: {},
  };
}

// What both answers have.
function shared(store, eventType) {
  const owner = store.hostsOf(eventType)[0];
  const seated = isSeated(eventType);
  const confirm = needsConfirmation(eventType);
  return {
    ...kConstants,
    id: eventType.id,
    teamId: eventType.teamId,
    schedulingType: eventType.schedulingType,
    userId: eventType.ownerId,
    metadata:
      eventType.lengthInMinutesOptions === undefined
        ? {}
        : { multipleDuration: eventType.lengthInMinutesOptions },
    description: eventType.description === '' ? null : eventType.description,
    hidden: eventType.hidden,
    slug: eventType.slug,
    length: eventType.lengthInMinutes,
    title: eventType.title,
    requiresConfirmation: confirm,
    requiresConfirmationWillBlockSlot:
      confirm && eventType.confirmationPolicy.blockUnconfirmedBookingsInBooker === true,
    owner: { timeZone: owner.timeZone },
    ...periodMembers(eventType.bookingWindow),
    disableGuests: eventType.disableGuests,
    disableCancelling: eventType.disableCancelling.disabled,
    disableRescheduling: eventType.disableRescheduling.disabled,
    minimumBookingNotice: eventType.minimumBookingNotice,
    beforeEventBuffer: eventType.beforeEventBuffer,
    afterEventBuffer: eventType.afterEventBuffer,
    slotInterval: eventType.slotInterval,
    seatsPerTimeSlot: seated ? eventType.seats.seatsPerTimeSlot : null,
    seatsShowAttendees: seated && eventType.seats.showAttendeeInfo,
    recurringEvent: recurringMember(eventType),
    locations: eventType.locations.map(legacyLocation),
  };
}

function periodMembers(window) {
  const rolling = window.disabled !== true && window.type === 'calendarDays';
  return {
    periodType: rolling ? 'ROLLING' : 'UNLIMITED',
    periodDays: rolling ? window.value : null,
    periodStartDate: null,
    periodEndDate: null,
    periodCountCalendarDays: rolling ? true : null,
  };
}

function recurringMember(eventType) {
  if (!isRecurring(eventType)) return null;
  const { frequency, occurrences, interval } = eventType.recurrence;
  return { freq: kFrequencies[frequency], count: occurrences, interval };
}

function legacyLocation(location) {
  if (location.type === 'integration') return { type: 'integrations:daily' };
  const { address } = location;
  return { type: 'inPerson', address, displayLocationPublicly: location.public === true };
}

function listMembers(eventType) {
  return {
    bookingFields: legacyFields(eventType, false),
    position: 0,
    profileId: null,
    parentId: null,
    scheduleId: null,
    instantMeetingScheduleId: null,
    userIds: eventType.hostIds,
  };
}

function singleMembers(eventType, owner) {
  return {
    bookingFields: legacyFields(eventType, true),
    metadata: { apps: { giphy: { enabled: false, thankYouPage: '' } } },
    customInputs: [],
    autoTranslateInstantMeetingTitleEnabled: true,
    fieldTranslations: [],
    maxActiveBookingsPerBooker: null,
    maxActiveBookingPerBookerOfferReschedule: false,
    forwardParamsSuccessRedirect: true,
    owner: { id: owner.id, timeZone: owner.timeZone },
    parent: null,
    hostGroups: [],
    users: [legacyUser(owner)],
    schedule: owner.defaultScheduleId,
    restrictionSchedule: null,
    destinationCalendar: null,
    webhooks: [],
    workflows: [],
    includeNoShowInRRCalculation: false,
    calVideoSettings: null,
    restrictionScheduleName: null,
    scheduleName: null,
    bookerUrl: kBookerUrl,
  };
}

function legacyUser({ id, name, username, email, defaultScheduleId, timeZone }) {
  return {
    name,
    avatarUrl: null,
    username,
    id,
    email,
    locale: 'en',
    defaultScheduleId,
    isPlatformManaged: false,
    timeZone,
    nonProfileUsername: username,
    profile: { id: null, upId: `usr-${id}`, username, organizationId: null, organization: null },
    avatar: kAvatar,
  };
}

// Members that are the same for every event type of the stand-in.
const kConstants = {
  interfaceLanguage: null,
  canSendCalVideoTranscriptionEmails: true,
  requiresConfirmationForFreeEmail: false,
  autoTranslateDescriptionEnabled: false,
  offsetStart: 0,
  eventName: null,
  timeZone: null,
  lockTimeZoneToggleOnBookingPage: false,
  lockedTimeZone: null,
  requiresBookerEmailVerification: false,
  minimumRescheduleNotice: null,
  allowReschedulingCancelledBookings: false,
  hideCalendarNotes: false,
  onlyShowFirstAvailableSlot: false,
  allowReschedulingPastBookings: false,
  hideOrganizerEmail: false,
  showOptimizedSlots: false,
  seatsShowAvailabilityCount: true,
  price: 0,
  currency: 'usd',
  successRedirectUrl: null,
  isInstantEvent: false,
  instantMeetingExpiryTimeOffsetInSeconds: 90,
  instantMeetingParameters: [],
  aiPhoneCallConfig: null,
  assignAllTeamMembers: false,
  isRRWeightsEnabled: false,
  rescheduleWithSameRoundRobinHost: false,
  useEventTypeDestinationCalendarEmail: false,
  secondaryEmailId: null,
  bookingLimits: null,
  durationLimits: null,
  eventTypeColor: null,
  hideCalendarEventDetails: false,
  rrSegmentQueryValue: null,
  assignRRMembersUsingSegment: false,
  maxLeadThreshold: null,
  useEventLevelSelectedCalendars: false,
  customReplyToEmail: null,
  restrictionScheduleId: null,
  useBookerTimezone: false,
  instantMeetingSchedule: null,
  hashedLink: [],
  children: [],
  hosts: [],
  team: null,
};

const kLocationOptions = [
  {
    label: 'Conferencing',
    options: [
      {
        value: 'integrations:daily',
        label: 'Cal Video (Default)',
        disabled: false,
        icon: '/app-store/dailyvideo/icon.svg',
        slug: 'daily-video',
        credentialId: 0,
        teamName: 'Default',
      },
      {
        label: "Organizer's default app",
        value: 'conferencing',
        icon: '/link.svg',
        supportsCustomLabel: true,
      },
    ],
  },
  {
    label: 'In person',
    options: [
      option('In Person (Attendee Address)', 'attendeeInPerson', '/map-pin-dark.svg', true),
      option('In Person (Organizer Address)', 'inPerson', '/map-pin-dark.svg', false),
    ],
  },
  {
    label: 'Other',
    options: [
      option('Custom attendee location', 'somewhereElse', '/message-pin.svg', true),
      option('Link meeting', 'link', '/link.svg', true),
    ],
  },
  {
    label: 'Phone',
    options: [
      option('Attendee phone number', 'phone', '/phone.svg', false),
      option('Organizer phone number', 'userPhone', '/phone.svg', false),
    ],
  },
];

function option(label, value, icon, custom) {
  return { label, value, icon, ...(custom ? { supportsCustomLabel: true } : {}) };
}
