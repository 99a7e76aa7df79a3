// The booking fields of an event type in the older shape.

const kSources = [{ id: 'default', type: 'default', label: 'Default' }];
const kOwnSources = [{ id: 'user', type: 'user', label: 'User', fieldRequired: true }];

const kFullName = { name: 'fullName', type: 'text', label: 'your_name', required: true };
const kFirstName = { name: 'firstName', type: 'text', label: '', required: true, placeholder: '' };
const kLastName = { ...kFirstName, name: 'lastName', required: false };

const kPhone = {
  name: 'attendeePhoneNumber',
  type: 'phone',
  defaultLabel: 'phone_number',
  required: false,
  hidden: true,
  editable: 'system-but-optional',
  sources: kSources,
};

const kBefore = [
  {
    name: 'name',
    type: 'name',
    sources: kSources,
    variant: 'fullName',
    editable: 'system',
    required: true,
    defaultLabel: 'your_name',
    variantsConfig: {
      variants: {
        fullName: { fields: [kFullName] },
        firstAndLastName: { fields: [kFirstName, kLastName] },
      },
    },
  },
  optional('email', 'email', { required: true, defaultLabel: 'email_address' }),
  {
    name: 'location',
    type: 'radioInput',
    sources: kSources,
    editable: 'system',
    required: false,
    defaultLabel: 'location',
    getOptionsAt: 'locations',
    optionsInputs: {
      phone: { type: 'phone', required: true, placeholder: '' },
      somewhereElse: { type: 'text', required: true, placeholder: '' },
      attendeeInPerson: { type: 'address', required: true, placeholder: '' },
    },
    hideWhenJustOneOption: true,
  },
];

const kAfter = [
  optional('title', 'text', {
    hidden: true,
    required: true,
    defaultLabel: 'what_is_this_meeting_about',
    defaultPlaceholder: '',
  }),
  optional('notes', 'textarea', {
    required: false,
    defaultLabel: 'additional_notes',
    defaultPlaceholder: 'share_additional_notes',
  }),
  optional('guests', 'multiemail', {
    hidden: false,
    required: false,
    defaultLabel: 'additional_guests',
    defaultPlaceholder: 'email',
  }),
  optional('rescheduleReason', 'textarea', {
    views: [{ id: 'reschedule', label: 'Reschedule View' }],
    required: false,
    defaultLabel: 'reason_for_reschedule',
    defaultPlaceholder: 'reschedule_placeholder',
  }),
];

function optional(name, type, rest) {
  return { name, type, sources: kSources, editable: 'system-but-optional', ...rest };
}

// Lists leave the hidden phone field out.
export function legacyFields({ bookingFields }, withPhone) {
  const own = bookingFields.filter(({ isDefault }) => !isDefault).map(ownField);
  return [...(withPhone ? [kPhone] : []), ...kBefore, ...own, ...kAfter];
}

function ownField({ type, slug, label, required, placeholder, options, hidden }) {
  return {
    name: slug,
    type,
    label,
    hidden,
    ...(options === undefined
      ? {}
      : { options: options.map((value) => ({ label: value, value })) }),
    sources: kOwnSources,
    editable: 'user',
    required,
    ...(placeholder === undefined ? {} : { placeholder }),
    disableOnPrefill: false,
  };
}
