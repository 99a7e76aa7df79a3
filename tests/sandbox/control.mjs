// The routes by which people and tests look into the stand-ins and steer them.

import { controlBody, html, json, noContent, text } from './http.mjs';
import { inboxPage } from './inbox_page.mjs';

// Adds the control routes of `sandbox` (a Sandbox) to `table`.
export function addControlRoutes(table, sandbox) {
  addInboxRoutes(table, sandbox);
  addStateRoutes(table, sandbox);
  addFaultRoutes(table, sandbox);
  addHostRoutes(table, sandbox);
}

function addInboxRoutes(table, { inbox }) {
  table.add('GET', '/', null, () => ({
    status: 302,
    headers: { Location: '/inbox' },
    body: Buffer.alloc(0),
  }));
  table.add('GET', '/inbox', null, (request) => html(200, inboxPage(inbox.list(request.query))));
  table.add('GET', '/inbox.json', null, (request) => json(200, inbox.list(request.query)));
  table.add('DELETE', '/inbox.json', null, () => {
    inbox.clear();
    return noContent();
  });
}

function addStateRoutes(table, sandbox) {
  table.add('GET', '/healthz', null, () => text(200, 'ok\n'));
  table.add('GET', '/counters.json', null, () =>
    json(200, {
      ...sandbox.counters.toJson(),
      liveBookings: sandbox.calcom.liveBookings(),
      inbox: sandbox.inbox.list().length,
    }),
  );
  table.add('GET', '/calcom-state.json', null, ({ query }) =>
    json(200, sandbox.calcom.state(Number(query.get('newest') ?? Infinity))),
  );
  table.add('POST', '/reset', null, () => {
    sandbox.reset();
    return noContent();
  });
  table.add('POST', '/settings', null, guarded((input) => configure(sandbox, input)));
  table.add('POST', '/suppressions', null, guarded((input) => suppress(sandbox, input), 201));
  table.add('POST', '/clock', null, guarded((input) => setClock(sandbox.clock, input)));
}

// Settings: calcomRatePerMinute, latencyMs (Cal.com's work on a write), mailgunEventLagMs, faultSeed.
// They survive a reset.
function configure({ calcom, faults, mailgun }, input) {
  if (input.faultSeed !== undefined) faults.reseed(input.faultSeed);
  if (input.mailgunEventLagMs !== undefined) mailgun.events.setLag(input.mailgunEventLagMs);
  return calcom.configure(input);
}

// Puts an address on one of Mailgun's lists: {list: "bounces", address}.
function suppress({ mailgun }, { list, address }) {
  if (typeof address !== 'string') throw new SyntaxError('address is missing');
  mailgun.events.suppress(list, address);
  return { list, address };
}

function setClock(clock, { now = null, frozen = false }) {
  if (now === null) clock.reset();
  else clock.set(now, frozen);
  return { now: clock.iso() };
}

function addFaultRoutes(table, { faults }) {
  table.add('GET', '/faults', null, () => json(200, faults.toJson()));
  table.add('POST', '/faults', null, guarded((input) => faults.add(input), 201));
  table.add('DELETE', '/faults', null, () => {
    faults.clear();
    return noContent();
  });
}

// What a host does inside Cal.com, where the portal does not see it.
function addHostRoutes(table, { calcom }) {
  for (const action of ['cancel', 'reschedule', 'confirm', 'decline']) {
    table.add('POST', `/host/${action}`, null, async (request) =>
      calcom.hostAction(action, controlBody(request)),
    );
  }
}

// A control handler that answers 400 with the reason when its input makes no sense.
function guarded(work, status = 200) {
  return (request) => {
    try {
      return json(status, work(controlBody(request)));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return json(400, { error: error.message });
    }
  };
}
