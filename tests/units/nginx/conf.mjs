// The shipped nginx configuration: read for its locations, and filled in for a private nginx.

import { readFileSync } from 'node:fs';

const kFolder = new URL('../../../nginx/', import.meta.url);
export const kFiles = ['nexcyte.conf', 'server.conf', 'errors.conf', 'security_headers.conf', 'preview_headers.conf', 'fastcgi_params', 'internal_allow.conf'];

export const read = (name) => readFileSync(new URL(name, kFolder), 'utf8');

// The text with every @NX_...@ replaced; an unknown one is an error.
export function fill(text, values) {
  return text.replace(/@(NX_[A-Z_]+)@/g, (whole, name) => {
    if (!(name in values)) throw new Error(`nobody fills in ${whole}`);
    return values[name];
  });
}

// The locations that pass requests on, of the server whose $nx_site is `site`.
export function locationsOf(site) {
  const server = serverBlocks(read('nexcyte.conf')).find(
    (block) => block.includes(`set $nx_site ${site};`) && block.includes('fastcgi_pass'),
  );
  return [...server.matchAll(/^\s*location (.+?) \{\n([\s\S]*?)^\s{4}\}/gm)]
    .filter(([, , body]) => body.includes('fastcgi_pass'))
    .map(([, pattern]) => pattern);
}

function serverBlocks(text) {
  return [...text.matchAll(/^server \{\n([\s\S]*?)^\}/gm)].map(([, body]) => body);
}

// One address for every location that passes a request on. A new location without one fails the
// tests, so that none is forgotten.
export const kSamples = {
  tenant: {
    '~ ^/(?:login|signup|forgot|reset|verify|invite)$': ['/login', 'portal'],
    '~ ^/api/schedule/(?:slots|reserve|book|cancel|reschedule)$': ['/api/schedule/slots', 'calendar'],
    '~ ^/t/[^/]+/schedule': ['/t/acme/schedule/intro_call', 'calendar'],
    '~ ^/t/[^/]+/bookings/[^/]+/(?:cancel|reschedule)$': [
      '/t/acme/bookings/00000000-0000-4000-8000-000000000000/cancel',
      'calendar',
    ],
    '~ ^/t/[^/]+/admin/scheduling/notifications/preview$': ['/t/acme/admin/scheduling/notifications/preview', 'portal'],
    '~ ^/t/[^/]+/admin/scheduling/notifications$': ['/t/acme/admin/scheduling/notifications', 'portal'],
    '~ ^/t/[^/]+/admin/scheduling': ['/t/acme/admin/scheduling', 'calendar'],
    '~ ^/t/[^/]+/admin/branding$': ['/t/acme/admin/branding', 'portal'],
    '^~ /api/admin/scheduling/': ['/api/admin/scheduling/settings', 'portal'],
    '/': ['/api/session', 'portal'],
  },
  base: { '^~ /api/webhooks/': ['/api/webhooks/calcom', 'internal'] },
  internal: {
    '^~ /api/internal/': ['/api/internal/comms/dispatch', 'internal'],
    '= /healthz': ['/healthz', 'internal'],
    '= /readyz': ['/readyz', 'internal'],
    '= /metrics': ['/metrics', 'internal'],
    '= /metrics/portal': ['/metrics/portal', 'portal'],
    '= /metrics/calendar': ['/metrics/calendar', 'calendar'],
  },
};
