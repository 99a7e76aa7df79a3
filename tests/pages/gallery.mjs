// Every page in every state, as tests/views/gallery.cc writes them, and a loopback server that shows
// them with the style sheets and scripts they have in the portal.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';

export const kRoot = new URL('../..', import.meta.url).pathname;
const kTypes = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

// { folder, names, remove() }
export function writeGallery() {
  const folder = mkdtempSync(join(tmpdir(), 'nx-gallery-'));
  execFileSync(join(kRoot, 'build/release/tests/views/views_gallery'), [folder]);
  const names = readdirSync(folder).filter((name) => name.endsWith('.html')).sort();
  return { folder, names, remove: () => rmSync(folder, { recursive: true }) };
}

// { origin, close() }
export async function serve(folder) {
  const server = http.createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://gallery').pathname);
    try {
      const body = readFileSync(join(folder, path));
      response.writeHead(200, { 'Content-Type': `${kTypes[extname(path)] ?? 'application/octet-stream'}; charset=utf-8` });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
