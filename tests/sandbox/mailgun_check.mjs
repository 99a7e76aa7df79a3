// Mailgun's refusals of a message, in its own words. Each check gives the text of the 400, or
// null.

const kAddress = /^[^\s@<>",;:\\]+@[^\s@<>",;:\\]+$/;
const kRfc2822 = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/;

// Splits a list of addresses at the commas outside of quotes and angle brackets.
export function splitAddresses(list) {
  const parts = [];
  let current = '';
  let quoted = false;
  let bracket = false;
  for (let i = 0; i < list.length; i += 1) {
    const c = list[i];
    if (quoted && c === '\\') {
      current += c + (list[i + 1] ?? '');
      i += 1;
      continue;
    }
    if (c === '"') quoted = !quoted;
    if (!quoted && c === '<') bracket = true;
    if (!quoted && c === '>') bracket = false;
    if (c === ',' && !quoted && !bracket) {
      parts.push(current);
      current = '';
    } else {
      current += c;
    }
  }
  parts.push(current);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

// The bare address of "Name <a@b>" or "a@b"; null when there is none.
export function bareAddress(text) {
  const match = /^(?:(?:"(?:[^"\\]|\\.)*"|[^"<>,]*)\s*)?<([^<>]+)>$/.exec(text);
  const address = (match === null ? text : match[1]).trim();
  return kAddress.test(address) ? address : null;
}

// All values of a field, or [].
export function values(fields, name) {
  return fields.filter((field) => field.name === name).map((field) => field.value);
}

// Every recipient named by to, cc and bcc, duplicates left out.
export function recipients(fields) {
  const all = ['to', 'cc', 'bcc'].flatMap((name) => values(fields, name).flatMap(splitAddresses));
  return [...new Set(all)];
}

// The first refusal that applies to a message made of parts.
export function refusedMessage(fields) {
  return refusedAddresses(fields) ?? refusedBodies(fields) ?? refusedOptions(fields);
}

// The first refusal that applies to a prebuilt message.
export function refusedMime(fields, files) {
  if (values(fields, 'to').length === 0) return 'to parameter is missing';
  if (!files.some((file) => file.name === 'message')) return "'message' parameter is not a file";
  return refusedAddressFields(fields, ['to']) ?? refusedOptions(fields);
}

function refusedAddresses(fields) {
  for (const name of ['from', 'to']) {
    if (values(fields, name).join('').trim() === '') return `${name} parameter is missing`;
  }
  return refusedAddressFields(fields, ['from', 'to', 'cc', 'bcc']);
}

function refusedAddressFields(fields, names) {
  for (const name of names) {
    const list = values(fields, name).flatMap(splitAddresses);
    if (list.some((address) => bareAddress(address) === null)) {
      return `'${name}' parameter is not a valid address. please check documentation`;
    }
  }
  if (recipients(fields).length > 1000) return 'Too many recipients, max is 1000';
  return null;
}

function refusedBodies(fields) {
  const has = (name) => values(fields, name).join('') !== '';
  if (has('html') && has('template')) return "Only one parameters 'html' or 'template' is allowed";
  if (!['text', 'html', 'amp-html', 'template'].some(has)) {
    return "Need at least one of 'text', 'html', 'amp-html' or 'template' parameters specified";
  }
  return null;
}

function refusedOptions(fields) {
  const options = fields.filter(({ name }) => /^[ohvt]:/.test(name));
  const size = options.reduce((sum, { name, value }) => sum + bytes(name) + bytes(value), 0);
  if (size > 16 * 1024) {
    return 'Send options (parameters starting with o:, h:, or v:) are limited to 16 kB total';
  }
  for (const { name, value } of options) {
    if (name.startsWith('h:') && !/^h:[\x21-\x7e]+$/.test(name)) {
      return `Header name must be pure ASCII: ${name.slice(2)}`;
    }
    if (name === 'o:deliverytime' && !kRfc2822.test(value)) {
      return `${value} is not an RFC-2822 compliant date`;
    }
  }
  return null;
}

function bytes(value) {
  return Buffer.byteLength(value);
}
