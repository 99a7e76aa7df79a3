// An event type as Cal.com's API shows it (version 2024-06-14).

// Lists leave out the hidden title field, as the real server does.
export function eventTypeView(store, eventType, inList) {
  const { hostIds, teamId, schedulingType, emailSettings, ...settings } = eventType;
  const hosts = store.hostsOf(eventType);
  return {
    ...settings,
    bookingFields: settings.bookingFields.filter(({ slug }) => !inList || slug !== 'title'),
    metadata:
      eventType.lengthInMinutesOptions === undefined
        ? {}
        : { multipleDuration: eventType.lengthInMinutesOptions },
    price: 0,
    currency: 'usd',
    lockTimeZoneToggleOnBookingPage: false,
    forwardParamsSuccessRedirect: true,
    successRedirectUrl: null,
    isInstantEvent: false,
    scheduleId: null,
    onlyShowFirstAvailableSlot: false,
    offsetStart: 0,
    hideCalendarNotes: false,
    useDestinationCalendarEmail: false,
    hideCalendarEventDetails: false,
    hideOrganizerEmail: false,
    calVideoSettings: { sendTranscriptionEmails: true },
    bookerActiveBookingsLimit: { disabled: true },
    interfaceLanguage: null,
    allowReschedulingPastBookings: false,
    allowReschedulingCancelledBookings: false,
    showOptimizedSlots: false,
    ...(teamId === null ? userMembers(hosts, eventType) : teamMembers(store, hosts, eventType)),
  };
}

function userMembers(hosts, eventType) {
  return {
    users: hosts.map(({ id, name, username, weekStart }) => ({
      id,
      name,
      username,
      avatarUrl: null,
      brandColor: null,
      darkBrandColor: null,
      weekStart,
      metadata: {},
    })),
    bookingUrl: `http://localhost:3000/${hosts[0].username}/${eventType.slug}`,
  };
}

function teamMembers(store, hosts, { teamId, schedulingType, emailSettings, slug }) {
  const team = store.teams.get(teamId);
  return {
    teamId,
    parentEventTypeId: null,
    hosts: hosts.map(({ id, name, username }) => ({
      userId: id,
      name,
      username,
      avatarUrl: null,
      mandatory: false,
      priority: 'medium',
    })),
    assignAllTeamMembers: false,
    schedulingType,
    team: { id: team.id, slug: team.slug, name: team.name },
    emailSettings,
    bookingUrl: `http://localhost:3000/team/${team.slug}/${slug}`,
  };
}
