// A FastCGI server on a unix socket that answers with what it was told, as JSON:
// {pool, params: [[name, value]], bytes}. `?status=NNN` chooses the status of the answer.

import net from 'node:net';

const kBegin = 8;
const kParams = 4;
const kStdin = 5;
const kStdout = 6;
const kEnd = 3;

export function echoPool(pool, path) {
  const open = new Set();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, pool);
  });
  server.listen(path);
  return {
    close: () =>
      new Promise((done) => {
        for (const socket of open) socket.destroy();
        server.close(done);
      }),
  };
}

function serve(socket, pool) {
  let buffer = Buffer.alloc(0);
  let current = { params: [], bytes: 0 };
  socket.on('data', (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (let record = next(); record; record = next()) {
      if (record.type === kParams) current.params.push(record.content);
      if (record.type !== kStdin) continue;
      current.bytes += record.content.length;
      if (record.content.length > 0) continue;
      answer(socket, record.id, pool, current);
      current = { params: [], bytes: 0 };
    }
  });

  // Header of 8 bytes: version, type, id, length of content, length of padding.
  function next() {
    if (buffer.length < kBegin) return null;
    const length = buffer.readUInt16BE(4);
    const size = kBegin + length + buffer[6];
    if (buffer.length < size) return null;
    const record = {
      type: buffer[1],
      id: buffer.readUInt16BE(2),
      content: Buffer.from(buffer.subarray(kBegin, kBegin + length)),
    };
    buffer = buffer.subarray(size);
    return record;
  }
}

function answer(socket, id, pool, { params, bytes }) {
  const pairs = decodePairs(Buffer.concat(params));
  const query = pairs.find(([name]) => name === 'QUERY_STRING')?.[1] ?? '';
  const status = /^status=(\d{3})$/.exec(query)?.[1] ?? '200';
  const body = JSON.stringify({ pool, params: pairs, bytes });
  // Headers that nginx must replace or drop.
  const head = `Status: ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
  const noise = 'X-Powered-By: echo\r\nReferrer-Policy: unsafe-url\r\nX-Accel-Redirect: /static/app.css\r\n\r\n';
  socket.write(
    Buffer.concat([
      record(kStdout, id, Buffer.from(head + noise + body)),
      record(kStdout, id, Buffer.alloc(0)),
      record(kEnd, id, Buffer.alloc(8)),
    ]),
  );
}

function record(type, id, content) {
  const head = Buffer.from([1, type, id >> 8, id & 255, content.length >> 8, content.length & 255, 0, 0]);
  return Buffer.concat([head, content]);
}

function decodePairs(data) {
  const pairs = [];
  let at = 0;
  const length = () => {
    if (data[at] < 128) return data[at++];
    at += 4;
    return data.readUInt32BE(at - 4) & 0x7fffffff;
  };
  const text = (size) => data.toString('latin1', at, (at += size));
  while (at < data.length) {
    const sizes = [length(), length()];
    pairs.push([text(sizes[0]), text(sizes[1])]);
  }
  return pairs;
}
