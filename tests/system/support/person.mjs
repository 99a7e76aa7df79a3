// Somebody with a cookie jar who uses pages and the JSON API of one tenant.
import { randomUUID } from 'node:crypto';
import { parse } from 'node-html-parser';
import { kSuperuser, sql } from './database.mjs';
import { exchange, mailsTo, originOf } from './portal.mjs';

// A whole run signs up more people from one machine than an hour allows.
export const forgetTries = () => sql('delete from nx.nx_throttle', kSuperuser);

export class Person {
  constructor(tenant, { zone = 'Europe/Berlin' } = {}) {
    this.tenant = tenant;
    this.zone = zone;
    this.cookies = new Map();
  }

  async send(method, path, { headers = {}, body, tenant = this.tenant } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await exchange({
      tenant,
      method,
      path,
      body,
      headers: { ...(cookie ? { Cookie: cookie } : {}), ...headers },
    });
    for (const line of answer.headers['set-cookie'] ?? []) this.keep(line);
    return answer;
  }

  keep(line) {
    const [pair] = line.split(';');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  async get(path) {
    const answer = await this.send('GET', path);
    answer.page = parse(answer.text);
    return answer;
  }

  // Follows redirects within the tenant, as a browser does.
  async visit(path) {
    let answer = await this.get(path);
    for (let hop = 0; hop < 5 && [301, 302, 303, 307].includes(answer.status); hop += 1) {
      answer = await this.get(answer.headers.location.replace(originOf(this.tenant), ''));
    }
    return answer;
  }

  // Opens `path`, fills the form that has all of `values`' names, and posts it.
  async submit(path, values, { formWith = Object.keys(values)[0] } = {}) {
    const shown = await this.get(path);
    const form = shown.page
      .querySelectorAll('form')
      .find((candidate) => candidate.querySelector(`[name="${formWith}"]`));
    if (!form) throw new Error(`${path}: no form with ${formWith} (status ${shown.status})`);
    return this.post(form.getAttribute('action') ?? path, { ...fieldsOf(form), ...values });
  }

  async post(path, fields) {
    const answer = await this.send('POST', path, {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
    answer.page = parse(answer.text);
    return answer;
  }

  async login(email, password = 'demo demo demo demo') {
    this.email = email;
    const answer = await this.submit('/login', { email, password });
    if (answer.status !== 303) throw new Error(`login of ${email}: ${answer.status} ${answer.text}`);
    await this.session();
    return this;
  }

  async session() {
    const answer = await this.send('GET', '/api/session');
    if (answer.status !== 200) throw new Error(`session: ${answer.status}`);
    this.csrf = answer.json().csrfToken;
    return answer.json();
  }

  // Signs up with a fresh address and follows the mail's link.
  async signUp(name = 'Pat Example', password = 'seven quiet otters at dawn') {
    const email = `pat-${randomUUID()}@people.test`;
    await forgetTries();
    const asked = await this.submit('/signup', { name, email, password });
    if (asked.status !== 200) throw new Error(`sign-up: ${asked.status} ${asked.text}`);
    const [mail] = await mailsTo(email);
    await this.verify(mail);
    return this.login(email, password);
  }

  async verify(mail) {
    const link = mail.text.match(/https:\/\/\S+\/verify\?token=[\w-]+/)[0];
    const path = link.slice(originOf(this.tenant).length);
    return this.submit(path, {}, { formWith: 'token' });
  }

  async api(method, path, json, headers = {}) {
    return this.send(method, path, {
      headers: {
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(method === 'GET' ? {} : { 'x-csrf-token': this.csrf ?? '' }),
        ...headers,
      },
      body: json === undefined ? undefined : JSON.stringify(json),
    });
  }

  // Free times of a purpose between two days from now, in order.
  async slots(purpose, { from = 1, days = 7, zone = this.zone } = {}) {
    const start = new Date(Date.now() + from * 86400000).toISOString();
    const end = new Date(Date.now() + (from + days) * 86400000).toISOString();
    const query = new URLSearchParams({ purpose, start, end, timeZone: zone });
    const answer = await this.api('GET', `/api/schedule/slots?${query}`);
    if (answer.status !== 200) throw new Error(`slots: ${answer.status} ${answer.text}`);
    return Object.values(answer.json().slots).flat();
  }

  book(purpose, start, more = {}, headers = {}) {
    return this.api(
      'POST',
      '/api/schedule/book',
      { purpose, start, timeZone: this.zone, ...more },
      headers,
    );
  }
}

// What a browser would send of an untouched form.
export function fieldsOf(form) {
  const fields = {};
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const name = field.getAttribute('name');
    if (!name || field.getAttribute('type') === 'submit') continue;
    if (/^(checkbox|radio)$/.test(field.getAttribute('type') ?? '') && !field.hasAttribute('checked')) continue;
    fields[name] = valueOf(field);
  }
  return fields;
}

function valueOf(field) {
  if (field.tagName === 'SELECT') {
    const chosen = field.querySelector('option[selected]') ?? field.querySelector('option');
    return chosen?.getAttribute('value') ?? chosen?.text ?? '';
  }
  return field.tagName === 'TEXTAREA' ? field.text : (field.getAttribute('value') ?? '');
}
