// The checks of booking bodies: POST /v2/bookings, reschedule, cancel, decline.

import { ApiError, constantError } from './errors.mjs';
import { isRecurring, isVariable, lengthsOf } from './event_type_model.mjs';
import {
  isEmail,
  isIsoDate,
  isPlainObject,
  isZone,
  throwJoined,
  unknownMembers,
  wrong,
} from './validate.mjs';

const kLanguages = [
  'ar', 'ca', 'de', 'es', 'eu', 'he', 'id', 'ja', 'lv', 'pl', 'ro', 'sr', 'th', 'vi', 'az', 'cs',
  'el', 'es-419', 'fi', 'hr', 'it', 'km', 'nl', 'pt', 'ru', 'sv', 'tr', 'zh-CN', 'bg', 'da', 'en',
  'et', 'fr', 'hu', 'iw', 'ko', 'no', 'pt-BR', 'sk', 'ta', 'uk', 'zh-TW', 'bn',
];
const kCreateMembers = [
  'start', 'lengthInMinutes', 'eventTypeId', 'eventTypeSlug', 'username', 'teamSlug',
  'organizationSlug', 'attendee', 'guests', 'meetingUrl', 'location', 'metadata',
  'bookingFieldsResponses', 'routing', 'emailVerificationCode', 'recurrenceCount', 'instant',
  'allowConflicts', 'allowBookingOutOfBounds', 'skipBookingLimits',
];
const kAttendeeMembers = ['name', 'email', 'timeZone', 'phoneNumber', 'language'];
const kMetadataText =
  'Metadata must have at most 50 keys, each key up to 40 characters, and string values up to ' +
  '500 characters.';
const kAddressingText =
  'Either eventTypeId or eventTypeSlug + username or eventTypeSlug + teamSlug must be provided';
const kContactText = 'Attendee must have at least one contact method (email or phone number)';

// Refuses a create body of the wrong form. `body` may be anything that JSON can be.
export function checkCreateBody(body) {
  if (!isPlainObject(body)) {
    const text = 'an unknown value was passed to the validate function';
    throwJoined([wrong('undefined', undefined, { unknownValue: text })]);
  }
  throwJoined([
    ...unknownMembers(body, kCreateMembers),
    ...startFindings(body),
    ...integerFindings(body, 'lengthInMinutes'),
    ...eventTypeIdFindings(body),
    ...attendeeFindings(body.attendee),
    ...guestFindings(body.guests),
    ...objectFindings(body, 'metadata'),
    ...metadataFindings(body.metadata),
    ...objectFindings(body, 'bookingFieldsResponses'),
    ...integerFindings(body, 'recurrenceCount'),
    ...addressingFindings(body),
  ]);
}

function startFindings({ start }) {
  if (isIsoDate(start)) return [];
  return [wrong('start', start, { isDateString: 'start must be a valid ISO 8601 date string' })];
}

function integerFindings(body, name) {
  const value = body[name];
  if (value === undefined || value === null) return [];
  const rules = {};
  if (typeof value !== 'number' || value < 1) rules.min = `${name} must not be less than 1`;
  if (!Number.isInteger(value)) rules.isInt = `${name} must be an integer number`;
  return Object.keys(rules).length === 0 ? [] : [wrong(name, value, rules)];
}

function eventTypeIdFindings({ eventTypeId, attendee }) {
  if (eventTypeId === undefined || Number.isInteger(eventTypeId)) return [];
  // Without an attendee (a form, say) the body is not recognised and the addressing rule speaks.
  if (attendee === undefined) return [];
  const text = 'eventTypeId must be an integer number';
  return [wrong('eventTypeId', eventTypeId, { isInt: text })];
}

function attendeeFindings(attendee) {
  if (attendee === undefined || attendee === null) {
    const text = 'attendee should not be null or undefined';
    return [wrong('attendee', attendee, { isDefined: text })];
  }
  if (!isPlainObject(attendee)) {
    const text = 'nested property attendee must be either object or array';
    return [wrong('attendee', attendee, { nestedValidation: text })];
  }
  const found = unknownMembers(attendee, kAttendeeMembers);
  const add = (name, rule, text) => found.push(wrong(name, attendee[name], { [rule]: text }));
  if (typeof attendee.name !== 'string') add('name', 'isString', 'name must be a string');
  if (!isZone(attendee.timeZone)) {
    add('timeZone', 'isTimeZone', 'timeZone must be a valid IANA time-zone');
  }
  const { language } = attendee;
  if (language !== undefined && language !== null && !kLanguages.includes(language)) {
    const text = `language must be one of the following values: ${kLanguages.join(', ')}`;
    add('language', 'isEnum', text);
  }
  if (!attendee.email?.trim() && !attendee.phoneNumber?.trim()) {
    add('attendee email or phone', 'requireContact', kContactText);
  }
  return found.length === 0 ? [] : [wrong('attendee', attendee, {}, found)];
}

function guestFindings(guests) {
  if (guests === undefined || guests === null) return [];
  const rules = {};
  if (!Array.isArray(guests) || guests.some((guest) => typeof guest !== 'string')) {
    rules.isString = 'each value in guests must be a string';
  }
  if (!Array.isArray(guests)) rules.isArray = 'guests must be an array';
  return Object.keys(rules).length === 0 ? [] : [wrong('guests', guests, rules)];
}

function objectFindings(body, name) {
  const value = body[name];
  if (value === undefined || value === null || isPlainObject(value)) return [];
  return [wrong(name, value, { isObject: `${name} must be an object` })];
}

function metadataFindings(metadata) {
  if (!isPlainObject(metadata)) return [];
  const entries = Object.entries(metadata);
  const fits =
    entries.length <= 50 &&
    entries.every(
      ([key, value]) => key.length <= 40 && !(typeof value === 'string' && value.length > 500),
    );
  return fits ? [] : [wrong('metadata', metadata, { validateMetadata: kMetadataText })];
}

function addressingFindings(body) {
  const { eventTypeId, eventTypeSlug, username, teamSlug, attendee } = body;
  const byId = eventTypeId !== undefined && !(attendee === undefined && isText(eventTypeId));
  const bySlug = eventTypeSlug !== undefined && (username ?? teamSlug) !== undefined;
  if (byId || bySlug) return [];
  return [wrong('eventTypeId or eventTypeSlug + username', undefined, { custom: kAddressingText })];
}

function isText(value) {
  return typeof value === 'string';
}

// What the booking engine, behind the API's own checks, refuses in the body, in its own shape.
export function checkForEngine({ metadata, guests, attendee }) {
  for (const [key, value] of Object.entries(metadata ?? {})) {
    if (typeof value === 'string') continue;
    const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    const text = `metadata.${key} - Expected string, received ${kind}, `;
    throw constantError(400, 'BAD_REQUEST', text);
  }
  if (attendee.email?.trim() && !isEmail(attendee.email)) {
    throw constantError(400, 'BAD_REQUEST', 'responses - {email}email_validation_error, ');
  }
  if ((guests ?? []).some((guest) => !isEmail(guest))) {
    throw constantError(400, 'BAD_REQUEST', 'responses - {guests}email_validation_error, ');
  }
}

export function checkRescheduleBody(body) {
  throwJoined([
    ...unknownMembers(body, [
      'start', 'rescheduledBy', 'reschedulingReason', 'seatUid', 'emailVerificationCode',
    ]),
    ...startFindings(body),
    ...textFindings(body, ['rescheduledBy', 'reschedulingReason', 'seatUid']),
  ]);
}

export function checkCancelBody(body) {
  throwJoined([
    ...unknownMembers(body, ['cancellationReason', 'cancelSubsequentBookings', 'seatUid']),
    ...textFindings(body, ['cancellationReason', 'seatUid']),
  ]);
}

function textFindings(body, names) {
  return names
    .filter((name) => body[name] !== undefined && body[name] !== null && !isText(body[name]))
    .map((name) => wrong(name, body[name], { isString: `${name} must be a string` }));
}

// Refuses what the event type does not allow: lengths, recurrences, fields, locations.
export function checkAgainstEventType(body, eventType) {
  checkFields(body, eventType);
  checkLength(body, eventType);
  checkRecurrence(body, eventType);
  checkLocation(body, eventType);
}

function checkLength({ lengthInMinutes }, eventType) {
  if (lengthInMinutes === undefined) return;
  if (!isVariable(eventType)) {
    throw new ApiError(
      400,
      "Can't specify 'lengthInMinutes' because event type does not have multiple possible " +
        "lengths. Please, remove the 'lengthInMinutes' field from the request.",
    );
  }
  const lengths = lengthsOf(eventType);
  if (!lengths.includes(lengthInMinutes)) {
    throw new ApiError(
      400,
      "Provided 'lengthInMinutes' is not one of the possible lengths for the event type. The " +
        `possible lengths are: ${lengths.join(', ')}`,
    );
  }
}

function checkRecurrence({ recurrenceCount }, eventType) {
  if (!isRecurring(eventType) || recurrenceCount === undefined) return;
  if (recurrenceCount > eventType.recurrence.occurrences) {
    throw new ApiError(
      400,
      "Provided recurrence count is higher than the event type's recurring event count.",
    );
  }
}

function checkLocation({ location }, eventType) {
  if (location === undefined || typeof location === 'string') return;
  const offered = eventType.locations.map(({ type }) => type);
  if (offered.includes(location.type)) return;
  throw new ApiError(
    400,
    `Booking location with type ${location.type} not valid for event type with ` +
      `id=${eventType.id}. The event type has following location types: ${offered.join(', ')}, ` +
      'and only these types are allowed for booking location.',
  );
}

function checkFields({ bookingFieldsResponses = {}, attendee }, eventType) {
  const own = eventType.bookingFields.filter(({ isDefault }) => !isDefault);
  for (const field of own) {
    const answer = bookingFieldsResponses[field.slug];
    if (answer === undefined) {
      const isPhone = field.type === 'phone' && attendee.phoneNumber !== undefined;
      if (field.required && !isPhone) throw missingField(field, eventType);
      continue;
    }
    checkAnswer(field, answer);
  }
}

function missingField({ slug }, { id }) {
  return new ApiError(
    400,
    `Missing required booking field response: ${slug} - it is required by the event type booking ` +
      'fields, but missing in the bookingFieldsResponses. You can fetch the event type with ID ' +
      `${id} to see the required fields.`,
  );
}

const kListTypes = ['multiselect', 'checkbox', 'multiemail'];
const kAnswerTypes = {
  number: ['number'],
  boolean: ['boolean'],
  select: ['string', 'number'],
  radio: ['string', 'number'],
};

function checkAnswer({ slug, type, options }, answer) {
  const isList = kListTypes.includes(type);
  const wanted = isList ? ['array'] : (kAnswerTypes[type] ?? ['string']);
  const got = isList && Array.isArray(answer) ? 'array' : typeof answer;
  if (!wanted.includes(got)) {
    throw new ApiError(
      400,
      `Invalid type for booking field '${slug}'. Expected type ${wanted.join(' or ')} ` +
        `(compatible with field type '${type}'), but received ${typeof answer}.`,
    );
  }
  const answers = isList ? answer : [answer];
  if (options === undefined || answers.every((value) => options.includes(String(value)))) return;
  const found = isList ? 'One or more invalid options' : `Invalid option '${answer}'`;
  throw new ApiError(
    400,
    `${found} for booking field '${slug}'. Allowed options are: ${options.join(', ')}.`,
  );
}
