// The inbox as a page for people: newest first, links to click, HTML bodies in a frame that can
// neither run scripts nor reach this page.

const kNewest = 200;

const kStyle = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 1rem;
         color: #1c2430; background: #f4f6f8; }
  h1 { font-size: 1.4rem; }
  article { background: #fff; border: 1px solid #d7dde4; border-radius: .5rem; padding: .8rem 1rem;
            margin: 0 0 1rem; overflow-wrap: anywhere; }
  h2 { font-size: 1.05rem; margin: 0 0 .3rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .8rem; margin: 0 0 .6rem;
       color: #55606e; font-size: .9rem; }
  dd { margin: 0; }
  pre { white-space: pre-wrap; font: inherit; margin: 0; }
  iframe { width: 100%; height: 22rem; border: 1px solid #d7dde4; border-radius: .3rem; }
  .badge { font-size: .75rem; background: #e4ecf7; border-radius: 1rem; padding: .1rem .6rem; }
  .warning { background: #fbe3e0; }
  summary { cursor: pointer; color: #35507a; }`;

export function escapeHtml(value) {
  return String(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

// Escaped text in which every http and https address is a link.
export function linkify(value) {
  return String(value)
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, i) => {
      const safe = escapeHtml(part);
      if (i % 2 === 0) return safe;
      return `<a href="${safe}" rel="noopener noreferrer">${safe}</a>`;
    })
    .join('');
}

// The whole page for a list of inbox entries, newest first.
export function inboxPage(entries) {
  const shown = entries.slice(0, kNewest);
  const count = entries.length === 1 ? '1 message' : `${entries.length} messages`;
  const nothing = '<p>Nothing has been sent yet.</p>';
  const body = shown.length === 0 ? nothing : shown.map(article).join('');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Inbox of the stand-ins</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${kStyle}</style></head>
<body>
<h1>Inbox of the stand-ins</h1>
<p>${count}, newest first. <a href="/inbox">Refresh</a> &middot; <a href="/inbox.json">JSON</a></p>
${body}
</body></html>`;
}

function article(entry) {
  const foreign = entry.provider === 'calcom';
  const badge = `<span class="badge${foreign ? ' warning' : ''}">${escapeHtml(entry.channel)} ` +
    `through ${escapeHtml(entry.provider)}</span>`;
  const tenant = entry.tenant === undefined ? '' : row('Tenant', entry.tenant);
  return `<article>
<h2>${escapeHtml(entry.subject || '(no subject)')} ${badge}</h2>
<dl>${row('From', entry.from)}${row('To', entry.to.join(', '))}
${row('At', entry.receivedAt)}${tenant}</dl>
<pre>${linkify(entry.text)}</pre>
${frame(entry.html)}${details('Calendar', entry.ics)}${details('Headers', headerLines(entry))}
</article>
`;
}

function row(name, value) {
  return `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`;
}

function frame(source) {
  if (source === '') return '';
  const doc = escapeHtml(`<base target="_blank">${source}`);
  return `<details open><summary>HTML</summary><iframe title="HTML body"
sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${doc}"></iframe></details>`;
}

function details(name, content) {
  if (content === '') return '';
  return `<details><summary>${name}</summary><pre>${escapeHtml(content)}</pre></details>`;
}

function headerLines(entry) {
  return Object.entries(entry.headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
