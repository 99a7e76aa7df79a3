// Rules for C++ files: which folder may include what, and what no file may contain.

const kFolder = /^(domain|persistence|views|fcgi)\//;

// Include directions: fcgi -> views -> domain <- persistence <- fcgi.
const kOwnIncludes = {
  domain: ['domain'],
  persistence: ['persistence', 'domain'],
  views: ['views', 'domain'],
  fcgi: ['fcgi', 'views', 'persistence', 'domain'],
};

// Libraries that exactly one place may know.
const kGuardedIncludes = [
  [/^(soci\/|libpq-fe\.h|postgresql\/)/, /^persistence\//],
  [/^ctemplate\//, /^views\//],
  [/^(fcgiapp|fastcgi|fcgi_stdio)\.h$/, /^fcgi\/fastcgi_[a-z_]+\.(h|cc)$/],
  [/^curl\//, /^fcgi\//],
];

const kDomainLibraries = /^(fmt|date)\//;
const kStandardHeader = /^[a-z_0-9]+$/;

export function includeDirections({ path, lines }) {
  const folder = kFolder.exec(path)?.[1];
  if (!folder) return [];
  return includesOf(lines).flatMap(({ name, own, line }) => {
    const guard = kGuardedIncludes.find(([header]) => header.test(name));
    if (guard && !guard[1].test(path)) return [{ line, message: `${name} is not for this place` }];
    if (own) return ownInclude(folder, name, line);
    return folder === 'domain' ? domainLibrary(path, name, line) : [];
  });
}

function includesOf(lines) {
  return lines.flatMap((text, index) => {
    const found = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(text);
    return found ? [{ name: found[2], own: found[1] === '"', line: index + 1 }] : [];
  });
}

function ownInclude(folder, name, line) {
  if (kOwnIncludes[folder].includes(name.split('/')[0])) return [];
  return [{ line, message: `${folder} must not include ${name}` }];
}

function domainLibrary(path, name, line) {
  if (kStandardHeader.test(name) || kDomainLibraries.test(name)) return [];
  if (name === 'sodium.h' && /^domain\/crypto\.(h|cc)$/.test(path)) return [];
  if (name === 'unicode/uchar.h' && path === 'domain/visible.cc') return [];
  return [{ line, message: `domain must not include <${name}>` }];
}

export function headerGuard({ path, text }) {
  if (!kFolder.test(path) || !path.endsWith('.h')) return [];
  const guard = `NEXCYTE_${path.replace(/[^a-zA-Z0-9]/g, '_').toUpperCase()}_`;
  const good = text.includes(`#ifndef ${guard}\n#define ${guard}\n`);
  return good ? [] : [{ line: 1, message: `the guard is not ${guard}` }];
}

// Row security trusts these settings, so few places may write them: the database's
// begin_request, the store that binds a tenant, and the demo data.
const kSetConfig = /\bset_config\s*\(|\bset\s+(local\s+|session\s+)?nx\./i;
const kMayBind = /^(sql\/migrations\/[0-9]+_begin_request\.sql|sql\/demo\.sql|persistence\/(database|tenant_session)\.cc)$/;

export function tenantBinding({ path, lines }) {
  const inScope = kFolder.test(path) || path.startsWith('sql/');
  if (!inScope || kMayBind.test(path)) return [];
  return matches(lines.map(withoutComment), kSetConfig, 'only begin_request and the store bind a tenant');
}

export function bannedWords({ path, lines }) {
  if (!kFolder.test(path) || !/\.(h|cc)$/.test(path)) return [];
  const code = lines.map(withoutComment);
  return [
    ...matches(code, /\bshared_ptr\b/, 'values, references and unique_ptr own; shared_ptr never'),
    ...matches(code, /\bselect\s+\*/i, 'name the columns'),
    ...matches(code, /\bstd::tm\b/, 'std::tm loses fraction and zone'),
  ];
}

// SOCI's scanner does not know SQL comments: an apostrophe or 10:30 in one breaks the statement.
export function sqlConstants({ path, text }) {
  if (!path.startsWith('persistence/')) return [];
  return [...text.matchAll(/R"sql\(([\s\S]*?)\)sql"/g)].flatMap((found) => {
    const at = found[1].search(/--|\/\*/);
    if (at < 0) return [];
    return [{ line: lineOf(text, found.index + at + 6), message: 'no comment inside an SQL constant' }];
  });
}

const kLimit = 60;

// Functions begin and end at the same indent in our format: 0, or 2 inside a class. clang-tidy
// counts too, but only in files that have changed; what it is told to let pass, passes here.
export function functionSize({ path, lines }) {
  if (!/\.(h|cc|mjs)$|^dev$|^\.dev\//.test(path)) return [];
  return [...longBlocks(lines, ''), ...longBlocks(lines, '  ')];
}

function longBlocks(lines, indent) {
  const found = [];
  const atIndent = new RegExp(`^${indent}[^\\s}#/*]`);
  const end = new RegExp(`^${indent}\\}`);
  let candidate = -1;
  let begin = -1;
  lines.forEach((text, index) => {
    if (/^\}/.test(text) && indent !== '') begin = candidate = -1;
    if (atIndent.test(text)) candidate = text.includes('(') && !/^\s*((describe|suite)\(|for \()/.test(text) ? index : -1;
    if (begin < 0 && candidate >= 0 && /\{$/.test(text)) begin = candidate;
    if (begin < 0 && /;$/.test(text)) candidate = -1;
    if (begin < 0 || !end.test(text)) return;
    const size = index - begin + 1;
    if (size > kLimit && !/NOLINTNEXTLINE\(readability-function-size\)/.test(lines[begin - 1])) found.push({ line: begin + 1, message: `${size} lines, the limit is ${kLimit}` });
    begin = candidate = -1;
  });
  return found;
}

function withoutComment(text) {
  return text.replace(/(^|\s)(\/\/|--).*$/, '');
}

function matches(lines, pattern, message) {
  return lines.flatMap((text, index) => (pattern.test(text) ? [{ line: index + 1, message }] : []));
}

function lineOf(text, at) {
  return text.slice(0, at).split('\n').length;
}
