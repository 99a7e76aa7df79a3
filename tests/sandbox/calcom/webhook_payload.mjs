// The bodies of webhook deliveries. The real engine builds them in three places, which is why the
// members, their presence and the form of times differ from event to event.

import { randomUUID } from 'node:crypto';

import { DateTime } from 'luxon';

import { needsConfirmation } from './event_type_model.mjs';

const kFieldLabels = [
  ['name', 'your_name', false],
  ['email', 'email_address', false],
  ['location', 'location', false],
  ['title', 'what_is_this_meeting_about', true],
  ['notes', 'additional_notes', false],
  ['guests', 'additional_guests', false],
  ['rescheduleReason', 'reason_for_reschedule', false],
];

// The envelope of one event. `previous` is the booking that a move replaced.
export function webhookEnvelope(store, clock, trigger, booking, previous = null) {
  const eventType = store.eventTypes.get(booking.eventTypeId);
  const organizer = store.users.get(booking.hostIds[0]);
  const context = { store, trigger, booking, previous, eventType, organizer };
  const payload = { BOOKING_CANCELLED: cancelled, BOOKING_REJECTED: rejected }[trigger] ?? made;
  return { triggerEvent: trigger, createdAt: clock.iso(), payload: payload(context) };
}

// CREATED, REQUESTED, RESCHEDULED: times end in "Z" without milliseconds.
function made(context) {
  const { booking, previous, eventType, organizer } = context;
  const pending = booking.status === 'pending';
  return {
    ...common(context, withoutMillis),
    additionalNotes: booking.responses.notes ?? '',
    hideCalendarNotes: false,
    hideCalendarEventDetails: false,
    schedulingType: eventType.schedulingType?.toUpperCase() ?? null,
    seatsPerTimeSlot: null,
    seatsShowAttendees: true,
    seatsShowAvailabilityCount: true,
    disableRescheduling: eventType.disableRescheduling.disabled,
    disableCancelling: eventType.disableCancelling.disabled,
    organizer: person(organizer, organizer.timeZone, booking.start),
    attendees: booking.attendees.map((attendee) => ({
      email: attendee.email,
      name: attendee.name,
      firstName: '',
      lastName: '',
      ...zoned(attendee, booking.start),
    })),
    responses: {
      attendeePhoneNumber: label('phone_number', true, booking.attendees[0].phoneNumber),
      ...responses(booking, { value: booking.location, optionValue: '' }),
    },
    destinationCalendar: null,
    ...(previous === null ? { iCalUID: booking.icsUid } : {}),
    iCalSequence: booking.icsSequence,
    requiresConfirmation: needsConfirmation(eventType),
    oneTimePassword: pending ? randomUUID() : null,
    hashedLink: null,
    ...(previous === null ? {} : { appsStatus: [] }),
    price: 0,
    ...(previous === null ? {} : moveMembers(booking, previous)),
    metadata: { ...videoMember(booking), ...booking.metadata },
    status: pending ? 'PENDING' : 'ACCEPTED',
  };
}

function moveMembers(booking, previous) {
  return {
    rescheduleId: previous.id,
    rescheduleUid: previous.uid,
    rescheduleStartTime: withoutMillis(previous.start),
    rescheduleEndTime: withoutMillis(previous.end),
    ...(booking.rescheduledByEmail === null ? {} : { rescheduledBy: booking.rescheduledByEmail }),
  };
}

function videoMember({ status, location }) {
  const isVideo = status === 'accepted' && location.startsWith('https://app.cal.com/video/');
  return isVideo ? { videoCallUrl: location } : {};
}

// CANCELLED: times end in "+00:00"; no metadata.
function cancelled(context) {
  const { booking } = context;
  return {
    ...common(context, (ms) => withoutMillis(ms).replace('Z', '+00:00')),
    additionalNotes: booking.responses.notes ?? '',
    responses: responses(booking),
    organizer: person(context.organizer, context.organizer.timeZone, booking.start),
    attendees: plainAttendees(booking),
    destinationCalendar: [],
    cancellationReason: booking.cancellationReason,
    seatsPerTimeSlot: null,
    seatsShowAttendees: false,
    iCalUID: booking.icsUid,
    iCalSequence: booking.icsSequence + 1,
    organizationId: context.store.organizationOf(context.eventType)?.id ?? null,
    requiresConfirmation: null,
    price: null,
    status: 'CANCELLED',
    requestReschedule: false,
  };
}

// REJECTED: times with milliseconds; no metadata, no iCalUID.
function rejected(context) {
  const { booking } = context;
  return {
    ...common(context, (ms) => new Date(ms).toISOString()),
    additionalNotes: booking.responses.notes ?? '',
    responses: responses(booking),
    organizer: person(context.organizer, context.organizer.timeZone, booking.start),
    attendees: plainAttendees(booking),
    destinationCalendar: [],
    requiresConfirmation: true,
    hideCalendarNotes: false,
    hideCalendarEventDetails: false,
    organizationId: context.store.organizationOf(context.eventType)?.id ?? null,
    rejectionReason: booking.rejectionReason,
    price: 0,
    status: 'REJECTED',
  };
}

function common({ booking, eventType }, timeText) {
  return {
    bookerUrl: 'http://localhost:3000',
    title: booking.title,
    startTime: timeText(booking.start),
    endTime: timeText(booking.end),
    type: eventType.slug,
    description: eventType.description || booking.description,
    eventTypeId: eventType.id,
    hideOrganizerEmail: false,
    customReplyToEmail: null,
    customInputs: {},
    userFieldsResponses: {},
    location: booking.location,
    uid: booking.uid,
    eventTitle: eventType.title,
    eventDescription: eventType.description === '' ? null : eventType.description,
    currency: 'usd',
    length: (booking.end - booking.start) / 60_000,
    bookingId: booking.id,
  };
}

function person({ id, name, email, username }, timeZone, at) {
  return { id, name, email, username, timeFormat: 'h:mma', ...zoned({ timeZone }, at) };
}

function zoned({ timeZone, language = 'en' }, at) {
  const utcOffset = DateTime.fromMillis(at, { zone: timeZone }).offset;
  return { timeZone, language: { locale: language }, utcOffset };
}

function plainAttendees(booking) {
  return booking.attendees.map((attendee) => ({
    name: attendee.name,
    email: attendee.email,
    phoneNumber: attendee.phoneNumber ?? null,
    ...zoned(attendee, booking.start),
  }));
}

function responses(booking, location = undefined) {
  const [booker] = booking.attendees;
  const values = {
    name: booker.name,
    email: booker.email,
    location,
    notes: booking.responses.notes,
    guests: booking.guests.length > 0 ? booking.guests : undefined,
  };
  return Object.fromEntries(
    kFieldLabels.map(([slug, text, hidden]) => [slug, label(text, hidden, values[slug])]),
  );
}

function label(text, isHidden, value) {
  return { label: text, ...(value === undefined ? {} : { value }), isHidden };
}

function withoutMillis(ms) {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
