// Compares an answer of the stand-in with a recorded one.

// Members whose values belong to one run: only their type is compared.
const kVolatile = new Set([
  'id', 'uid', 'icsUid', 'iCalUID', 'bookingId', 'bookingUid', 'reservationUid',
  'reservationUntil', 'createdAt', 'updatedAt', 'timestamp', 'rescheduledFromUid',
  'rescheduledToUid', 'rescheduleUid', 'rescheduleId', 'oneTimePassword', 'totalItems',
  'remainingItems', 'totalPages', 'defaultScheduleId', 'subscriberUrl',
]);

// The differences between two JSON values, as texts; [] when they agree. Objects must have the same
// members, scalars the same type and (unless volatile) the same value; in a list every element of
// one side must agree with an element of the other.
export function differences(recorded, live, where = 'body', member = '') {
  if (kindOf(recorded) !== kindOf(live)) {
    return [`${where}: recorded ${kindOf(recorded)}, got ${kindOf(live)}`];
  }
  if (Array.isArray(recorded)) return listDifferences(recorded, live, where, member);
  if (kindOf(recorded) === 'object') return objectDifferences(recorded, live, where);
  if (kVolatile.has(member) || recorded === live) return [];
  return [`${where}: recorded ${JSON.stringify(recorded)}, got ${JSON.stringify(live)}`];
}

function kindOf(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function objectDifferences(recorded, live, where) {
  const found = [];
  for (const name of Object.keys(recorded)) {
    if (name in live) {
      found.push(...differences(recorded[name], live[name], `${where}.${name}`, name));
    } else {
      found.push(`${where}.${name}: missing`);
    }
  }
  for (const name of Object.keys(live)) {
    if (!(name in recorded)) found.push(`${where}.${name}: not in the recording`);
  }
  return found;
}

function listDifferences(recorded, live, where, member) {
  if ((recorded.length === 0) !== (live.length === 0)) {
    return [`${where}: recorded ${recorded.length} elements, got ${live.length}`];
  }
  const found = [];
  const agree = (a, b) => differences(a, b, where, member).length === 0;
  live.forEach((element, i) => {
    if (recorded.some((other) => agree(other, element))) return;
    const nearest = recorded[Math.min(i, recorded.length - 1)];
    found.push(...differences(nearest, element, `${where}[${i}]`, member));
  });
  recorded.forEach((element, i) => {
    if (live.some((other) => agree(element, other))) return;
    found.push(`${where}[${i}]: nothing like ${JSON.stringify(element).slice(0, 160)}`);
  });
  return found;
}

// Free times are compared exactly: same days, same times, same order.
export function slotDifferences(recorded, live) {
  const [a, b] = [recorded, live].map((data) => JSON.stringify(Object.entries(data).sort()));
  return a === b ? [] : [`slots: recorded ${a.slice(0, 2000)}, got ${b.slice(0, 2000)}`];
}

// Headers that a client may rely on: same presence, same content type.
export function headerDifferences(recorded, live) {
  const found = [];
  for (const name of ['X-RateLimit-Limit-Default', 'X-RateLimit-Remaining-Default',
    'X-RateLimit-Reset-Default', 'Retry-After', 'X-Request-Id', 'Access-Control-Allow-Origin']) {
    const [wanted, got] = [recorded[name] !== undefined, live[name.toLowerCase()] !== undefined];
    if (wanted !== got) found.push(`header ${name}: recorded ${wanted}, got ${got}`);
  }
  const type = recorded['Content-Type'];
  if (type !== live['content-type']) {
    found.push(`content type: recorded ${type}, got ${live['content-type']}`);
  }
  return found;
}
