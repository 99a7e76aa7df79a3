// Many people who are signed in, without the work of signing up.
import { createHash, randomUUID } from 'node:crypto';
import { kSuperuser, sql } from './database.mjs';
import { Person } from './person.mjs';

// `count` new customers of a tenant, each a Person with a session.
export async function signedIn(tenant, count) {
  const run = randomUUID();
  const people = Array.from({ length: count }, (_, n) => {
    const token = createHash('sha256').update(`${run} ${n}`).digest('base64url');
    return { email: `viewer-${n}-${run}@people.test`, token };
  });
  const values = people.map(({ email, token }) => {
    const digest = createHash('sha256').update(token).digest('hex');
    return `('${email}', '\\x${digest}'::bytea)`;
  });
  await sql(`with given (email, digest) as (values ${values.join(', ')}),
      person as (insert into nx.nx_user (email, password_hash)
        select email, '$argon2id$nobody' from given returning id, email)
    insert into nx.nx_tenant_membership
        (tenant_id, user_id, role, account_kind, email, display_name, time_zone)
      select t.id, p.id, 'member', 'customer', p.email, 'Viewer', 'Europe/Berlin'
        from nx.nx_tenant t cross join person p where t.slug = '${tenant}'`, kSuperuser);
  await sql(`with given (email, digest) as (values ${values.join(', ')})
    insert into nx.nx_web_session (tenant_id, user_id, token_sha256, user_agent)
    select m.tenant_id, m.user_id, g.digest, 'test'
      from given g join nx.nx_tenant_membership m on m.email = g.email`, kSuperuser);
  return people.map(({ email, token }) => personOf(tenant, email, token));
}

function personOf(tenant, email, token) {
  const person = new Person(tenant);
  person.email = email;
  person.cookies.set('__Host-nx', token);
  return person;
}
