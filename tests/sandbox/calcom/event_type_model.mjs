// An event type inside the stand-in: the members of Cal.com's output that can be set, plus who
// owns and hosts it.

const kDefaultFields = [
  {
    isDefault: true,
    type: 'name',
    slug: 'name',
    required: true,
    label: 'your_name',
    disableOnPrefill: false,
  },
  field('email', 'email', true),
  { isDefault: true, type: 'radioInput', slug: 'location', required: false, hidden: false },
  { ...field('text', 'title', true), hidden: true },
  field('textarea', 'notes', false),
  field('multiemail', 'guests', false),
  field('textarea', 'rescheduleReason', false),
];

function field(type, slug, required) {
  return { isDefault: true, type, slug, required, disableOnPrefill: false, hidden: false };
}

const kDefaults = {
  description: '',
  locations: [{ type: 'integration', integration: 'cal-video' }],
  recurrence: null,
  disableGuests: false,
  slotInterval: null,
  minimumBookingNotice: 120,
  beforeEventBuffer: 0,
  afterEventBuffer: 0,
  bookingWindow: { disabled: true },
  confirmationPolicy: { disabled: true },
  requiresBookerEmailVerification: false,
  seats: { disabled: true },
  hidden: false,
  bookingRequiresAuthentication: false,
  disableCancelling: { disabled: false },
  disableRescheduling: { disabled: false },
};

// The members of a create or update body that the stand-in keeps.
export const kSettableMembers = [
  'lengthInMinutes',
  'lengthInMinutesOptions',
  'title',
  'slug',
  'bookingFields',
  'emailSettings',
  ...Object.keys(kDefaults),
];

// An event type without an owner and hosts, from the members of a create body.
export function newEventType(id, body) {
  return {
    id,
    ownerId: null,
    teamId: null,
    hostIds: [],
    schedulingType: null,
    emailSettings: null,
    bookingFields: allFields([]),
    ...kDefaults,
    ...settable(body),
  };
}

// What an update body changes.
export function settable(body) {
  const changes = {};
  for (const name of kSettableMembers) {
    if (body[name] !== undefined) changes[name] = body[name];
  }
  if (changes.bookingFields !== undefined) changes.bookingFields = allFields(body.bookingFields);
  if (isOn(changes.recurrence)) changes.recurrence = { disabled: false, ...changes.recurrence };
  if (isOn(changes.seats)) changes.seats = { disabled: false, ...changes.seats };
  if (changes.confirmationPolicy?.noticeThreshold && changes.confirmationPolicy.type === 'always') {
    changes.confirmationPolicy = { ...changes.confirmationPolicy };
    delete changes.confirmationPolicy.noticeThreshold;
  }
  return changes;
}

function isOn(setting) {
  return setting !== undefined && setting !== null && setting.disabled !== true;
}

// The standard fields with the event type's own in their place (before the hidden title).
function allFields(own) {
  const ownFields = own
    .filter(({ slug }) => !kDefaultFields.some((standard) => standard.slug === slug))
    .map(({ type, slug, label, required, placeholder, options, hidden }) => ({
      isDefault: false,
      type,
      slug,
      label,
      required,
      ...(placeholder === undefined ? {} : { placeholder }),
      disableOnPrefill: false,
      ...(options === undefined ? {} : { options }),
      hidden: hidden ?? false,
    }));
  return [...kDefaultFields.slice(0, 3), ...ownFields, ...kDefaultFields.slice(3)];
}

// The lengths in minutes that a booker may choose from.
export function lengthsOf(eventType) {
  return eventType.lengthInMinutesOptions ?? [eventType.lengthInMinutes];
}

export function isVariable(eventType) {
  return eventType.lengthInMinutesOptions !== undefined;
}

export function needsConfirmation(eventType) {
  return eventType.confirmationPolicy.disabled !== true;
}

export function isSeated(eventType) {
  return eventType.seats.disabled !== true;
}

export function isRecurring(eventType) {
  return eventType.recurrence !== null && eventType.recurrence.disabled !== true;
}
