// The tree keeps its rules, and each rule finds the violation planted for it.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { kRules, violations } from './layering.mjs';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kScratch = mkdtempSync(join(tmpdir(), 'nx-lint-'));
after(() => rmSync(kScratch, { recursive: true }));

const kTpl = '{{%AUTOESCAPE context="HTML"}}\n';
const kLong = '  x();\n'.repeat(60);
const guarded = (path, body) => {
  const guard = `NEXCYTE_${path.replace(/[^a-z0-9]/g, '_').toUpperCase()}_`;
  return `#ifndef ${guard}\n#define ${guard}\n${body}\n#endif\n`;
};

// [rule, path, text that breaks it]
const kPlanted = [
  ['includeDirections', 'domain/a.cc', '#include "persistence/database.h"\n'],
  ['includeDirections', 'domain/a.cc', '#include "fcgi/http.h"\n'],
  ['includeDirections', 'domain/a.cc', '#include <boost/json.hpp>\n'],
  ['includeDirections', 'domain/a.cc', '#include <soci/soci.h>\n'],
  ['includeDirections', 'domain/a.cc', '#include <sys/socket.h>\n'],
  ['includeDirections', 'domain/a.cc', '#include <sodium.h>\n'],
  ['includeDirections', 'domain/a.cc', '#include <unicode/uchar.h>\n'],
  ['includeDirections', 'persistence/a.cc', '#include "fcgi/http.h"\n'],
  ['includeDirections', 'persistence/a.cc', '#include "views/json.h"\n'],
  ['includeDirections', 'views/a.cc', '#include "persistence/database.h"\n'],
  ['includeDirections', 'fcgi/app.cc', '#include <soci/soci.h>\n'],
  ['includeDirections', 'fcgi/app.cc', '#include <libpq-fe.h>\n'],
  ['includeDirections', 'fcgi/app.cc', '#include <fcgiapp.h>\n'],
  ['includeDirections', 'fcgi/app.cc', '#include <ctemplate/template.h>\n'],
  ['includeDirections', 'views/a.cc', '#include <curl/curl.h>\n'],
  ['headerGuard', 'domain/a.h', '#pragma once\n'],
  ['tenantBinding', 'persistence/booking_repository.cc', "x(\"select set_config('nx.tenant_id', :t, true)\");\n"],
  ['tenantBinding', 'fcgi/app.cc', 'x("set local nx.tenant_id = 1");\n'],
  ['tenantBinding', 'sql/migrations/0009_x.sql', "select set_config('nx.role', 'admin', true);\n"],
  ['bannedWords', 'domain/a.cc', 'std::shared_ptr<int> x;\n'],
  ['bannedWords', 'persistence/a.cc', 'constexpr char kA[] = "SELECT * from x";\n'],
  ['bannedWords', 'persistence/a.cc', 'std::tm when{};\n'],
  ['sqlConstants', 'persistence/a.cc', 'constexpr char kA[] = R"sql(\n  select 1 -- it\'s one\n)sql";\n'],
  ['functionSize', 'domain/a.cc', `void F(int a,\n       int b) {\n${kLong}}\n`],
  ['functionSize', 'domain/a.h', guarded('domain/a.h', `class A {\n  void F() {\n${kLong}  }\n};\n`)],
  ['functionSize', 'tests/a.mjs', `export function f() {\n${kLong}}\n`],
  ['functionSize', 'dev', `f() {\n${kLong}}\n`],
  ['autoescape', 'views/a.tpl', '<p>{{NAME}}</p>\n'],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<p>{{NAME:none}}</p>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<button formaction="{{URL}}">x</button>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<button formaction="{{BASE}}{{URL}}">x</button>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<iframe sandbox="allow-scripts" srcdoc="{{HTML}}"></iframe>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<iframe srcdoc="{{X}}"></iframe>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<video poster="{{X}}"></video>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<use xlink:href="{{X}}"/>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<p onclick="x()">x</p>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<p @click="x">x</p>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<p x-on:click="x">x</p>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<p style="color: red">x</p>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<style>p {}</style>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<script>x()</script>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<script src="/static/a.js">{{X}}</script>\n`],
  ['escapingHoles', 'views/a.tpl', `${kTpl}<a href="/schedule?tz={{ZONE}}">x</a>\n`],
  ['unfinished', 'fcgi/app.cc', `// ${'TO'}${'DO'} later\n`],
  ['oneParameterFile', 'nginx/nexcyte.conf', 'location / {\n    fastcgi_pass x;\n}\n'],
  ['oneParameterFile', 'nginx/nexcyte.conf', '    fastcgi_param NEXCYTE_TENANT x;\n'],
  ['oneServerPerUpstream', 'nginx/nexcyte.conf', 'upstream x {\n    server unix:/a;\n    server unix:/a;\n}\n'],
];

// What must pass, so that a rule is not merely "everything is wrong".
const kAllowed = [
  ['domain/visible.cc', '#include "domain/visible.h"\n#include <unicode/uchar.h>\n'],
  ['domain/crypto.cc', '#include "domain/crypto.h"\n#include <sodium.h>\n#include <cstdint>\n#include <fmt/format.h>\n'],
  ['domain/a.h', guarded('domain/a.h', 'int F(int a,\n      int b);\n')],
  ['persistence/tenant_session.cc', '#include <soci/soci.h>\nx("select set_config(1, 2, true)");\n'],
  ['sql/migrations/0019_begin_request.sql', "select set_config('nx.tenant_id', '', true);\n"],
  ['fcgi/app.cc', `// never set_config( here, nor shared_ptr\nvoid F() {\n${kLong.slice(14)}}\n`],
  ['fcgi/routes.cc', `// NOLINTNEXTLINE(readability-function-size)\nvoid F() {\n${kLong}}\n`],
  ['views/a.tpl', `${kTpl}<a href="/schedule?tz={{ZONE:url_query_escape}}">x</a><script src="/static/a.js"></script>\n`],
];

function violationsOf(path, text) {
  const root = mkdtempSync(join(kScratch, 'tree-'));
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return violations(root);
}

describe('Rules', () => {
  kPlanted.forEach(([rule, path, text], index) =>
    test(`${rule} finds plant ${index + 1} in ${path}`, () => {
      assert.deepEqual(violationsOf(path, text).map((found) => found.rule), [rule]);
    }),
  );

  kAllowed.forEach(([path, text], index) =>
    test(`AllowsGoodFile ${index + 1}: ${path}`, () => assert.deepEqual(violationsOf(path, text), [])),
  );

  test('EveryRuleHasAPlant', () => {
    const planted = new Set(kPlanted.map(([rule]) => rule));
    assert.deepEqual(Object.keys(kRules).filter((rule) => !planted.has(rule)), []);
  });
});

test('TreeKeepsItsRules', () => {
  assert.deepEqual(violations(kRoot), []);
});
