// Every route of fcgi/routes.cc x everybody: who gets in, and who is told what. A route that is
// missing from the table below fails the first test.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeConnections, exchange, internal, readText } from './support/portal.mjs';
import { kSuperuser, sql } from './support/database.mjs';
import { Person } from './support/person.mjs';

after(closeConnections);

const rows = [
  ...readText(new URL('../../fcgi/routes.cc', import.meta.url)).matchAll(
    /\{k(Get|Post),\s*"([^"]+)",\s*k(\w+),\s*k(\w+),\s*(?:Pool::)?k(\w+),\s*\w+\}/g,
  ),
].map(([, method, path, access, format]) => ({
  name: `${method.toUpperCase()} ${path}`,
  method: method.toUpperCase(),
  path,
  access,
  format,
}));

// What somebody who may come in is answered, by [member, staff, admin]; one number stands for all.
// Posts are empty: getting as far as a refused field (422) is getting in.
const inside = {
  'GET /login': 303,
  'POST /login': 422,
  'POST /logout': 303,
  'GET /signup': 200,
  'POST /signup': 422,
  'GET /verify': 422,
  'POST /verify': 422,
  'GET /forgot': 200,
  'POST /forgot': 422,
  'GET /reset': 422,
  'POST /reset': 422,
  'GET /invite': 422,
  'POST /invite': 422,
  'GET /brand.css': 200,
  'GET /logo/{logo}': 404,
  'GET /': 303,
  'GET /schedule': 303,
  'GET /bookings': 303,
  'GET /admin': 303,
  'GET /t/{tenant}': 303,
  'GET /t/{tenant}/': 303,
  'GET /t/{tenant}/schedule': 200,
  'GET /t/{tenant}/schedule/{purpose}': { customer: 200, staff: 403, admin: 403 },
  'POST /t/{tenant}/schedule/{purpose}': 422,
  'GET /t/{tenant}/schedule/confirm/{reservation}': 404,
  'POST /t/{tenant}/schedule/confirm/{reservation}': 404,
  'GET /t/{tenant}/bookings': 200,
  'GET /t/{tenant}/bookings/{id}': 404,
  'GET /t/{tenant}/bookings/{id}/calendar.ics': 404,
  'GET /t/{tenant}/bookings/{id}/cancel': 404,
  'POST /t/{tenant}/bookings/{id}/cancel': 404,
  'GET /t/{tenant}/bookings/{id}/reschedule': 404,
  'POST /t/{tenant}/bookings/{id}/reschedule': [404, 422],
  'GET /t/{tenant}/notices': 200,
  'POST /t/{tenant}/notices': 303,
  'GET /t/{tenant}/account': 200,
  'POST /t/{tenant}/account': 422,
  'GET /t/{tenant}/admin/scheduling': 200,
  'POST /t/{tenant}/admin/scheduling': 422,
  'GET /t/{tenant}/admin/scheduling/event-types': 200,
  'POST /t/{tenant}/admin/scheduling/event-types': 422,
  'GET /t/{tenant}/admin/scheduling/event-types/{purpose}/times': 200,
  'GET /t/{tenant}/admin/scheduling/outbox': 200,
  'POST /t/{tenant}/admin/scheduling/outbox': 422,
  'GET /t/{tenant}/admin/scheduling/bookings': 200,
  'GET /t/{tenant}/admin/scheduling/bookings/export.csv': 200,
  'GET /t/{tenant}/admin/scheduling/bookings/{id}': 404,
  'POST /t/{tenant}/admin/scheduling/bookings/{id}': 422,
  'GET /t/{tenant}/admin/scheduling/bookings/{id}/cancel': 404,
  'POST /t/{tenant}/admin/scheduling/bookings/{id}/cancel': 404,
  'GET /t/{tenant}/admin/scheduling/bookings/{id}/reschedule': 404,
  'POST /t/{tenant}/admin/scheduling/bookings/{id}/reschedule': 422,
  'GET /t/{tenant}/admin/scheduling/bookings/new': 200,
  'GET /t/{tenant}/admin/scheduling/bookings/new/{user}': 404,
  'GET /t/{tenant}/admin/scheduling/bookings/new/{user}/{purpose}': 404,
  'POST /t/{tenant}/admin/scheduling/bookings/new/{user}/{purpose}': 404,
  'GET /t/{tenant}/admin/members': 200,
  'POST /t/{tenant}/admin/members': 422,
  'GET /t/{tenant}/admin/members/{member}': 404,
  'POST /t/{tenant}/admin/members/{member}': 422,
  'GET /t/{tenant}/admin/branding': 200,
  'POST /t/{tenant}/admin/branding': 422,
  'GET /t/{tenant}/admin/audit': 200,
  'GET /t/{tenant}/admin/audit/log.csv': 200,
  'GET /t/{tenant}/admin/scheduling/notifications': 200,
  'POST /t/{tenant}/admin/scheduling/notifications': 422,
  'GET /t/{tenant}/admin/scheduling/notifications/preview': 404,
  'POST /t/{tenant}/admin/scheduling/notifications/preview': 422,
  'GET /api/session': 200,
  'GET /api/schedule/slots': 422,
  'POST /api/schedule/reserve': 422,
  'POST /api/schedule/book': 422,
  'POST /api/schedule/cancel': 422,
  'POST /api/schedule/reschedule': 422,
  'GET /api/schedule/my-bookings': 200,
  'GET /api/admin/scheduling/settings': 200,
  'POST /api/admin/scheduling/settings': 422,
  'GET /api/admin/scheduling/event-types': 200,
  'POST /api/admin/scheduling/event-types/upsert': 422,
  'GET /api/admin/notifications/templates': 200,
  'POST /api/admin/notifications/templates/upsert': 422,
};
const visitorInside = { 'GET /login': 200 };
const kPassword = 'seven quiet otters at dawn';
const machines = ['Internal', 'Loopback', 'Provider'];
const random = '3f0d1b5e-6c1d-4f7e-9a51-0d4c8a3e7b11';
// stranger: another tenant's admin; elsewhere: one who is a customer here.
const roles = { visitor: 0, stranger: 0, customer: 1, elsewhere: 1, staff: 2, admin: 3 };
const needed = { Visitor: 0, Member: 1, Staff: 2, Admin: 3 };

const pathOf = (route, id = random) =>
  route.path
    .replace('{tenant}', 'acme')
    .replace('{purpose}', 'intro_call')
    .replace('{reservation}', id)
    .replace('{user}', id)
    .replace('{member}', id)
    .replace('{logo}', id)
    .replace('{id}', id);

function expected(route, who) {
  if (roles[who] >= needed[route.access]) {
    const value = roles[who] === 0 ? (visitorInside[route.name] ?? inside[route.name]) : inside[route.name];
    return [value?.[who === 'elsewhere' ? 'customer' : who] ?? value].flat();
  }
  if (roles[who] > 0) return [403];
  return [route.format === 'Json' ? 401 : 303];
}

async function ask(person, route, path) {
  if (route.method === 'GET') return person.get(path);
  if (route.format === 'Json') return person.api('POST', path, {});
  return person.post(path, { csrf_token: person.csrf ?? '' });
}

// A visitor's forms need the proof of the visitor's own cookie.
async function visitor() {
  const person = new Person('acme');
  const form = await person.get('/login');
  person.csrf = form.page.querySelector('[name="csrf_token"]').getAttribute('value');
  return person;
}

// The session of another tenant's admin, presented here.
async function stranger() {
  const admin = await new Person('globex').login('admin@globex.test');
  const person = await visitor();
  person.cookies.set('__Host-nx', admin.cookies.get('__Host-nx'));
  return person;
}

// An admin of the other tenant who is a customer here, signed in in both places.
async function adminElsewhere() {
  const there = await new Person('globex').signUp('Sandy Twice');
  await sql(`update nx.nx_tenant_membership m set role = 'admin'
    from nx.nx_tenant t where t.id = m.tenant_id and t.slug = 'globex' and m.email = '${there.email}'`, kSuperuser);
  await sql(`insert into nx.nx_tenant_membership (tenant_id, user_id, role, account_kind, email, display_name)
    select t.id, u.id, 'member', 'customer', u.email, 'Sandy Twice'
      from nx.nx_tenant t, nx.nx_user u where t.slug = 'acme' and u.email = '${there.email}'`, kSuperuser);
  return new Person('acme').login(there.email, kPassword);
}

const people = {};
before(async () => {
  people.visitor = await visitor();
  people.stranger = await stranger();
  people.elsewhere = await adminElsewhere();
  for (const who of ['customer', 'staff', 'admin']) {
    people[who] = await new Person('acme').login(`${who}@acme.test`);
  }
});

describe('the list of routes', () => {
  it('is read whole, and every route of a tenant stands in the table', () => {
    assert.ok(rows.length >= 40, `${rows.length} routes`);
    const known = rows.filter((route) => !machines.includes(route.access)).map((route) => route.name);
    assert.deepEqual(known.filter((name) => !(name in inside)), []);
    assert.deepEqual(Object.keys(inside).filter((name) => !known.includes(name)), []);
  });
});

describe('every route', () => {
  for (const route of rows.filter((row) => !machines.includes(row.access))) {
    for (const who of Object.keys(roles)) {
      it(`${route.name} for ${who}: ${expected(route, who)}`, async () => {
        const person = route.path === '/logout' ? await standIn(who) : people[who];
        const answer = await ask(person, route, pathOf(route));
        assert.ok(expected(route, who).includes(answer.status), `${answer.status}: ${answer.text.slice(0, 300)}`);
        if (roles[who] === 0 && needed[route.access] > 0 && route.format === 'Page') {
          assert.match(answer.headers.location, /^\/login\?return_to=/);
        }
      });
    }
  }
});

// Signing out ends a session that the other rows need.
async function standIn(who) {
  if (who === 'visitor' || who === 'stranger') return people[who];
  if (who === 'elsewhere') return new Person('acme').login(people.elsewhere.email, kPassword);
  return new Person('acme').login(`${who}@acme.test`);
}

describe('ids', () => {
  it('foreign ones are answered like random ones, in every route that takes one', async () => {
    const carol = people.customer;
    const [slot] = await carol.slots('intro_call', { from: 16 });
    const { uid } = (await carol.book('intro_call', slot.start)).json().booking;
    const other = await new Person('acme').login('prospect@acme.test');
    const withId = rows.filter((route) => route.path.includes('{id}'));
    assert.ok(withId.length >= 5);
    for (const route of withId.filter(({ access }) => access === 'Staff')) {
      await sameForStaffElsewhere(route, uid);
    }
    for (const route of withId.filter(({ access }) => access === 'Member')) {
      const own = route.method === 'GET' ? await ask(carol, route, pathOf(route, uid)) : undefined;
      if (own) assert.equal(own.status, 200, `${route.name}: ${own.status}`);
      const foreign = await ask(other, route, pathOf(route, uid));
      const unknown = await ask(other, route, pathOf(route));
      assert.equal(foreign.status, unknown.status, route.name);
      assert.equal(scrub(foreign.text, uid), scrub(unknown.text, random), route.name);
      assert.ok([404, 422].includes(foreign.status), `${route.name}: ${foreign.status}`);
    }
    for (const verb of ['cancel', 'reschedule']) {
      const body = (id) => ({ bookingUid: id, ...(verb === 'reschedule' ? { start: slot.start } : {}) });
      const foreign = await other.api('POST', `/api/schedule/${verb}`, body(uid));
      const unknown = await other.api('POST', `/api/schedule/${verb}`, body(random));
      assert.equal(foreign.status, 404);
      assert.equal(unknown.status, 404);
      assert.equal(scrub(foreign.text, uid), scrub(unknown.text, random));
    }
  });

  // Staff of this tenant reach it; staff of the other are told what they are told of a random one.
  async function sameForStaffElsewhere(route, uid) {
    if (route.method === 'GET') assert.equal((await people.staff.get(pathOf(route, uid))).status, 200, route.name);
    const elsewhere = await new Person('globex').login('staff@globex.test');
    const answers = [];
    for (const id of [uid, random]) {
      answers.push(await ask(elsewhere, route, pathOf(route, id).replace('/acme/', '/globex/')));
    }
    assert.equal(answers[0].status, answers[1].status, route.name);
    assert.equal(scrub(answers[0].text, uid), scrub(answers[1].text, random), route.name);
    assert.ok([404, 422].includes(answers[0].status), `${route.name}: ${answers[0].status}`);
  }

  it('another tenant’s slug in the path is not found, whoever asks', async () => {
    for (const who of Object.keys(roles)) {
      for (const path of ['/t/globex', '/t/globex/', '/t/globex/bookings']) {
        assert.equal((await people[who].get(path)).status, 404, path);
      }
    }
  });

  it('an address that leads nowhere is still a page of the tenant', async () => {
    const [member, visitor] = [people.customer, people.visitor];
    for (const path of ['/nowhere', '/t/acme/nowhere', '/LOGIN']) {
      const answer = await member.get(path);
      assert.equal(answer.status, 404, path);
      assert.ok(answer.page.querySelector('nav.main-nav a[href="/t/acme/bookings"]'), path);
      assert.ok((await visitor.get(path)).page.querySelector('main a[href="/login"]'), path);
    }
  });
});

const scrub = (text, id) => text.replaceAll(id, '-').replace(/[0-9a-f]{32}/g, '#');

describe('an admin of another tenant', () => {
  it('has that tenant’s administration, and here what a customer has', async () => {
    const there = await new Person('globex').login(people.elsewhere.email, kPassword);
    const pages = rows.filter(({ method, access }) => method === 'GET' && ['Staff', 'Admin'].includes(access));
    assert.ok(pages.length > 15);
    for (const route of pages) {
      const path = pathOf(route);
      assert.notEqual((await there.get(path.replace('/acme/', '/globex/'))).status, 403, route.name);
      assert.equal((await people.elsewhere.get(path)).status, 403, route.name);
    }
    assert.equal((await people.elsewhere.session()).role, 'member');
  });
});

describe('a session of one tenant', () => {
  it('is nobody at the other', async () => {
    const answer = await people.stranger.api('GET', '/api/session');
    assert.equal(answer.status, 401);
  });
});

describe('machines', () => {
  for (const route of rows.filter((row) => row.access === 'Internal')) {
    it(`${route.name} needs the secret, and is not there for the public`, async () => {
      assert.equal((await internal({ method: 'POST', path: route.path })).status, 401);
      const wrong = { 'x-nexcyte-internal-secret': 'x'.repeat(48) };
      assert.equal((await internal({ method: 'POST', path: route.path, headers: wrong })).status, 401);
      for (const who of Object.keys(roles)) {
        const answer = await people[who].api('POST', route.path, {});
        assert.equal(answer.status, 404);
      }
    });
  }

  for (const route of rows.filter((row) => row.access === 'Loopback')) {
    it(`${route.name} answers on the loopback listener alone`, async () => {
      assert.equal((await internal({ path: route.path })).status, 200);
      assert.equal((await people.visitor.get(route.path)).status, 404);
    });
  }

  for (const route of rows.filter((row) => row.access === 'Provider')) {
    it(`${route.name} wants a signature, on the base domain alone`, async () => {
      const unsigned = await exchange({ method: 'POST', path: route.path, body: 'a=b' });
      assert.ok([401, 403].includes(unsigned.status), `${unsigned.status}`);
      assert.equal((await exchange({ path: route.path })).status, 405);
      assert.equal((await internal({ method: 'POST', path: route.path })).status, 404);
      for (const who of Object.keys(roles)) {
        const answer = await people[who].api('POST', route.path, {});
        assert.equal(answer.status, 404);
      }
    });
  }
});
