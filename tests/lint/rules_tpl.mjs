// Rules for page templates, where automatic escaping has holes (architecture.md section 5).

const kFirstLine = '{{%AUTOESCAPE context="HTML"}}';

export function autoescape({ path, lines }) {
  if (!path.endsWith('.tpl') || lines[0].startsWith(kFirstLine)) return [];
  return [{ line: 1, message: `does not begin with ${kFirstLine}` }];
}

// Places where a value could run as a script although it was escaped for HTML.
const kBanned = [
  [/:none\b/, 'a value must be escaped'],
  [/[\s"']formaction\s*=(?!"\{\{BASE}}\/[a-z/]+")/i, 'formaction is not escaped as an address'],
  [/(?<!<iframe [^>]*sandbox)[\s"']srcdoc\s*=/i, 'srcdoc is a page inside an attribute: only where nothing runs'],
  [/[\s"']poster\s*=/i, 'poster is not escaped as an address'],
  [/[\s"']xlink:href\s*=/i, 'xlink:href is not escaped as an address'],
  [/[\s"']on[a-z]+\s*=/i, 'no event attributes; the policy forbids inline scripts'],
  [/[\s"'](@[a-z]|x-on:|x-data|v-on:|v-html|hx-on|ng-[a-z]+)[a-z:.-]*\s*=/i, 'an attribute of a script framework'],
  [/[\s"']style\s*=/i, 'the policy forbids inline styles'],
  [/<style\b/i, 'the policy forbids inline styles'],
  [/<script\b(?![^>]*\bsrc=)/i, 'the policy forbids inline scripts'],
  [/<script\b[^>]*>[^<]*\{\{/i, 'no data in script elements'],
  [/[?&][a-z_]+=\{\{[A-Z_0-9]+(?!:url_query_escape)(:[a-z_]+)*\}\}/, 'a query value needs :url_query_escape'],
];

export function escapingHoles({ path, lines }) {
  if (!path.endsWith('.tpl')) return [];
  return lines.flatMap((text, index) =>
    kBanned
      .filter(([pattern]) => pattern.test(text))
      .map(([, message]) => ({ line: index + 1, message })),
  );
}
