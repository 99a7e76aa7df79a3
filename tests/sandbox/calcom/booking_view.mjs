// A booking as Cal.com's API shows it (2024-08-13 and 2026-02-25).

export function bookingView(store, booking) {
  const eventType = store.eventTypes.get(booking.eventTypeId);
  const organizer = store.users.get(booking.hostIds[0]);
  const isMoveTarget = booking.rescheduledFromUid !== null;
  return {
    id: booking.id,
    uid: booking.uid,
    title: booking.title,
    description: booking.description,
    hosts: [hostView(organizer)],
    status: booking.status,
    cancellationReason: booking.cancellationReason,
    cancelledByEmail: '',
    ...optional('reschedulingReason', booking.reschedulingReason),
    rescheduledByEmail: booking.rescheduledByEmail,
    ...(isMoveTarget ? { rescheduledFromUid: booking.rescheduledFromUid } : {}),
    ...optional('rescheduledToUid', booking.rescheduledToUid),
    start: iso(booking.start),
    end: iso(booking.end),
    duration: (booking.end - booking.start) / 60_000,
    eventTypeId: eventType.id,
    eventType: { id: eventType.id, slug: eventType.slug },
    meetingUrl: booking.location,
    location: booking.location,
    absentHost: false,
    createdAt: iso(booking.createdAt),
    updatedAt: iso(booking.updatedAt),
    metadata: booking.metadata,
    rating: null,
    icsUid: booking.icsUid,
    attendees: booking.attendees.map(attendeeView),
    ...(booking.guests.length > 0 ? { guests: booking.guests } : {}),
    bookingFieldsResponses: responsesView(booking),
  };
}

function optional(name, value) {
  return value === null ? {} : { [name]: value };
}

function hostView({ id, name, email, username, timeZone }) {
  return { id, name, email, displayEmail: email, username, timeZone };
}

function attendeeView({ name, email, timeZone, language, phoneNumber }) {
  return {
    name,
    email,
    displayEmail: email,
    timeZone,
    language,
    absent: false,
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
  };
}

function responsesView(booking) {
  const [booker] = booking.attendees;
  const guests = booking.guests.length > 0;
  return {
    email: booker.email,
    ...(booker.phoneNumber === undefined ? {} : { attendeePhoneNumber: booker.phoneNumber }),
    name: booker.name,
    ...booking.responses,
    ...(guests ? { guests: booking.guests } : {}),
    ...(booking.reschedulingReason === null
      ? {}
      : { rescheduledReason: booking.reschedulingReason }),
    displayEmail: booker.email,
    ...(guests ? { displayGuests: booking.guests } : {}),
  };
}

function iso(ms) {
  return new Date(ms).toISOString();
}
