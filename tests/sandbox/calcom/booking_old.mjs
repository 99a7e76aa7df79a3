// POST /v2/bookings of the API's first version, which a missing version header selects. A body of
// the present version always fails its checks; that is all the stand-in knows of it.

import { throwListed, wrong } from './validate.mjs';

export function createBookingOld(app, request) {
  const { start, eventTypeId } = request.json;
  throwListed(
    [
      wrong('timeZone', undefined, { isTimeZone: 'timeZone must be a valid IANA time-zone' }),
      wrong('language', undefined, { isString: 'language must be a string' }),
      wrong('metadata', undefined, { isObject: 'metadata must be an object' }),
    ],
    { start, eventTypeId },
  );
}
