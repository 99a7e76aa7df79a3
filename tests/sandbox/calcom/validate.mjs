// The validation of request bodies and queries, with the messages of the library that the real
// server uses (class-validator): a list of {property, value, constraints, children}.

import { IANAZone } from 'luxon';

import { ApiError } from './errors.mjs';

const kIso =
  /^\d{4}-\d{2}-\d{2}([T ]\d{2}(:?\d{2}(:?\d{2}([.,]\d+)?)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/;
const kEmail = /^[^\s@"(),:;<>[\\\]]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+$/;

export function isIsoDate(value) {
  return typeof value === 'string' && kIso.test(value) && !Number.isNaN(instantOf(value));
}

export function isEmail(value) {
  return typeof value === 'string' && kEmail.test(value);
}

export function isZone(value) {
  return typeof value === 'string' && IANAZone.isValidZone(value);
}

export function isPlainObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

// Milliseconds of an ISO text; a value without a zone is UTC.
export function instantOf(text) {
  const hasTime = /[T ]/.test(text);
  const hasZone = /(Z|[+-]\d{2}(:?\d{2})?)$/.test(text.slice(10));
  return Date.parse(hasTime && !hasZone ? `${text}Z` : text);
}

// One finding. `constraints` maps the name of a rule to its text.
export function wrong(property, value, constraints, children = []) {
  return { property, value, constraints, children };
}

// The findings for members of `body` that `allowed` does not list.
export function unknownMembers(body, allowed) {
  return Object.keys(body)
    .filter((name) => !allowed.includes(name))
    .map((name) =>
      wrong(name, body[name], { whitelistValidation: `property ${name} should not exist` }),
    );
}

// Throws the 400 whose message lists the findings in one text (bookings, slots).
export function throwJoined(findings) {
  if (findings.length > 0) throw new ApiError(400, joined(findings));
}

function joined(findings) {
  return findings
    .map(({ property, constraints, children }) => {
      const rules = Object.values(constraints).join(', ');
      return `${property} property is wrong,${rules} ${joined(children)}`;
    })
    .join(', ');
}

// Throws the 400 whose details list the findings (reservations, lists, webhooks, event types).
export function throwListed(findings, target) {
  if (findings.length === 0) return;
  const errors = findings.map(({ property, value, constraints }) => ({
    target,
    ...(value === undefined ? {} : { value }),
    property,
    children: [],
    constraints,
  }));
  throw new ApiError(400, 'Bad Request Exception', { details: { errors } });
}
