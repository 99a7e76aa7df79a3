// Kept FastCGI connections without a request, as many nginx hold them: one request is answered on
// each, then it stays open. FastCGI specification, sections 3 and 5.

import { connect } from 'node:net';

const kBeginRequest = 1;
const kEndRequest = 3;
const kParams = 4;
const kStdin = 5;
const kResponder = 1;
const kKeepConnection = 1;

function record(type, content) {
  const head = Buffer.from([1, type, 0, 1, content.length >> 8, content.length & 255, 0, 0]);
  return Buffer.concat([head, content]);
}

function pair(name, value) {
  return Buffer.concat([Buffer.from([name.length, value.length]), Buffer.from(name + value)]);
}

// Of no tenant, so it costs one look at the route table.
function request() {
  const parameters = { REQUEST_METHOD: 'GET', DOCUMENT_URI: '/idle', NEXCYTE_SITE: 'tenant' };
  const pairs = Object.entries(parameters).map(([name, value]) => pair(name, value));
  const empty = Buffer.alloc(0);
  return Buffer.concat([
    record(kBeginRequest, Buffer.from([0, kResponder, kKeepConnection, 0, 0, 0, 0, 0])),
    record(kParams, Buffer.concat(pairs)),
    record(kParams, empty),
    record(kStdin, empty),
  ]);
}

function hasEnded(bytes) {
  for (let at = 0; at + 8 <= bytes.length; at += 8 + bytes.readUInt16BE(at + 4) + bytes[at + 6]) {
    if (bytes[at + 1] === kEndRequest) return true;
  }
  return false;
}

function openOne(socketPath) {
  return new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0);
    const socket = connect(socketPath, () => socket.write(request()));
    socket.on('data', (bytes) => {
      answer = Buffer.concat([answer, bytes]);
      if (hasEnded(answer)) resolve(socket);
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the portal closed a kept connection')));
  });
}

export function openIdle(socketPath, count) {
  return Promise.all(Array.from({ length: count }, () => openOne(socketPath)));
}

// How many the portal has closed meanwhile; closes the others.
export function closeIdle(sockets) {
  const closed = sockets.filter((socket) => socket.destroyed).length;
  for (const socket of sockets) socket.removeAllListeners('close').destroy();
  return closed;
}
