// The same route as one writes it in Node with its own http and the `pg` package: as many
// processes and connections as the portal, prepared statements, times left as Postgres' text
// (cheaper than a Date), the same transaction, the same answer.
// usage: DATABASE_URL=... node node_server.mjs SOCKET

import cluster from 'node:cluster';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

import pg from 'pg';

const kProcesses = 2;
const kConnections = 4;
const kLimit = 50;
const kTimestamp = 1184;

const kBeginRequest = `
  select tenant_id, tenant_slug, tenant_name, default_time_zone, scheduling_enabled, session_id,
         user_id, role, account_kind, email, display_name, coalesce(phone, ''),
         coalesce(time_zone, ''), hour_cycle
    from nx.begin_request($1, $2)`;

const kSettings = `
  select is_enabled, organization_slug, default_time_zone, attendee_address, alias_domain,
         cancel_notice_minutes, reschedule_notice_minutes, max_moves, max_open_bookings,
         hold_minutes, contact_email, contact_phone, version, reason_rule, organization_id,
         (select string_agg(concat_ws('/', m.purpose, coalesce(m.cancel_notice_minutes::text, ''),
                                      coalesce(m.reschedule_notice_minutes::text, ''),
                                      coalesce(m.max_moves::text, ''),
                                      coalesce(m.max_open_bookings::text, ''),
                                      coalesce(m.reason_rule, '')), ',')
            from nx_scheduler_event_type_map m
           where m.tenant_id = nx.tenant_id()
             and num_nonnulls(m.cancel_notice_minutes, m.reschedule_notice_minutes, m.max_moves,
                              m.max_open_bookings, m.reason_rule) > 0)
    from nx_scheduler_settings where tenant_id = nx.tenant_id()`;

const kBookings = `
  select b.uid, b.purpose, b.status,
         (select i.kind from nx_scheduler_intent i
           where i.booking_uid = b.uid and i.outcome is null) as kind,
         b.start_at, b.end_at, b.time_zone, b.moves, b.attendee_user_id, b.title, b.location,
         b.notes, b.moved_from_at, b.created_at, b.updated_at
    from nx_scheduler_booking b
   where b.attendee_user_id = (select nx.user_id())
     and (b.status = $1 or $1::text is null)
     and (b.created_at, b.uid) < ($2, $3)
   order by b.created_at desc, b.uid desc limit $4`;

const kFirstKey = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

// libpq's `key=value` text, which the portal is given.
function connectionOf(url) {
  const parts = Object.fromEntries(url.split(' ').map((part) => part.split('=')));
  return { host: parts.host, port: Number(parts.port), database: parts.dbname, user: parts.user };
}

const types = {
  getTypeParser: (oid, format) =>
    oid === kTimestamp ? (text) => text : pg.types.getTypeParser(oid, format),
};

function digestOfCookie(header = '') {
  const token = /(?:^|;\s*)__Host-nx=([A-Za-z0-9_-]{43})(?:;|$)/.exec(header)?.[1];
  return token && createHash('sha256').update(token).digest();
}

async function load(pool, slug, digest) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const opened = await client.query({
      name: 'opening',
      text: kBeginRequest,
      values: [slug, digest],
    });
    const bookings = await client.query({
      name: 'bookings',
      text: kBookings,
      values: [null, ...kFirstKey, kLimit + 1],
    });
    const settings = await client.query({ name: 'settings', text: kSettings });
    await client.query('commit');
    return { actor: opened.rows[0], bookings: bookings.rows, settings: settings.rows[0] };
  } finally {
    client.release();
  }
}

const rfc3339 = (text) => text.replace(' ', 'T').replace('+00', 'Z');
const startFrom = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19);

function shown(row, settings, cancelFrom, moveFrom) {
  const isLive = (row.status === 'scheduled' || row.status === 'requested') && row.kind === null;
  const start = rfc3339(row.start_at);
  const movesLeft = settings.max_moves === 0 || row.moves < settings.max_moves;
  return {
    uid: row.uid,
    purpose: row.purpose,
    title: row.title,
    status: row.status,
    start,
    end: rfc3339(row.end_at),
    timeZone: row.time_zone,
    location: row.location === '' || row.location.includes('://') ? null : row.location,
    joinUrl: null,
    notes: row.notes || null,
    rescheduledFrom: row.moved_from_at && { start: rfc3339(row.moved_from_at) },
    canCancel: isLive && start >= cancelFrom,
    canReschedule: isLive && movesLeft && start >= moveFrom,
    createdAt: rfc3339(row.created_at),
    updatedAt: rfc3339(row.updated_at),
  };
}

function answerOf({ bookings, settings }) {
  const cancelFrom = startFrom(settings.cancel_notice_minutes);
  const moveFrom = startFrom(settings.reschedule_notice_minutes);
  const page = bookings.slice(0, kLimit);
  const last = page.at(-1);
  return {
    bookings: page.map((row) => shown(row, settings, cancelFrom, moveFrom)),
    nextCursor: bookings.length > kLimit ? `${rfc3339(last.created_at)}_${last.uid}` : null,
  };
}

function send(response, status, body) {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}

function serve(socket) {
  const pool = new pg.Pool({
    ...connectionOf(process.env.DATABASE_URL),
    types,
    max: kConnections,
    idleTimeoutMillis: 0,
  });
  const server = createServer(async (request, response) => {
    try {
      const digest = digestOfCookie(request.headers.cookie);
      const loaded = digest && (await load(pool, request.headers['nexcyte-tenant'], digest));
      if (loaded?.actor?.user_id) send(response, 200, JSON.stringify(answerOf(loaded)));
      else send(response, 401, '{}');
    } catch (error) {
      console.error(error);
      send(response, 500, '{}');
    }
  });
  server.listen(socket);
}

if (cluster.isPrimary) {
  for (let i = 0; i < kProcesses; ++i) cluster.fork();
} else {
  serve(process.argv[2]);
}
