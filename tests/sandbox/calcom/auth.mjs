// Who calls Cal.com's API: nobody, or the user of a key.

import { ApiError } from './errors.mjs';

const kNoMethod =
  "ApiAuthStrategy - No authentication method provided. Either pass an API key as 'Bearer' " +
  "header or OAuth client credentials as 'x-cal-secret-key' and 'x-cal-client-id' headers";
const kNoPermission =
  'PermissionsGuard - no authentication provided. Provide either authorization bearer token ' +
  "containing managed user access token or oAuth client id in 'x-cal-client-id' header.";

// The token of the request ("Bearer" may be left out), or null.
export function bearerToken(request) {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  return header.replace(/^Bearer\s+/i, '').trim();
}

// The name under which requests are counted; throws 401 for a key that does not exist.
export function callerOf(store, request) {
  const token = bearerToken(request);
  if (token === null || !token.startsWith('cal_')) return `ip ${request.remote}`;
  if (!store.keys.has(token)) throw new ApiError(401, 'CustomThrottlerGuard - Invalid API Key');
  return `key ${token}`;
}

// The calling user, or null for an anonymous call. `need` is "optional", "key" (webhooks) or
// "permission" (booking lists, event types): the two refuse an anonymous call differently.
export function userOf(store, request, need) {
  const token = bearerToken(request);
  if (token === null) {
    if (need === 'key') throw new ApiError(401, kNoMethod);
    if (need === 'permission') throw new ApiError(403, kNoPermission);
    return null;
  }
  const key = store.keys.get(token);
  if (key === undefined) throw foreignToken(token, need);
  if (key.expired) {
    throw new ApiError(401, 'ApiAuthStrategy - api key - Your api key is expired');
  }
  return store.users.get(key.userId);
}

// A token that is no API key. Where permissions are asked first, the real server repeats it in its
// message; so does the stand-in, to keep callers from logging messages.
function foreignToken(token, need) {
  if (need !== 'permission') {
    return new ApiError(401, 'ApiAuthStrategy - access token - Invalid Access Token.');
  }
  return new ApiError(403, `PermissionsGuard - no oAuth client found for access token=${token}`);
}
