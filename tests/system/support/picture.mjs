// Pictures, and the form that takes one.
import { deflateSync } from 'node:zlib';

const kGrey = [0x60, 0x60, 0x60, 0xff];

// PNG of 8-bit RGBA; `pointAt` (x, y) gives the four bytes of a point.
export function png(width, height, pointAt = () => kGrey) {
  const rows = Buffer.alloc((width * 4 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(pointAt(x, y), y * (width * 4 + 1) + 1 + x * 4);
  }
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', size), chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

// Like many a logo: dark letters on nothing, and a round mark.
export function logo(width = 400, height = 100) {
  const mid = height / 2;
  const nothing = [0, 0, 0, 0];
  return png(width, height, (x, y) => {
    if (x < height) return Math.hypot(x - mid, y - mid) < mid - 4 ? [0x14, 0x53, 0x2d, 0xff] : nothing;
    const isStroke = x % 60 < 14 || (y > mid - 6 && y < mid + 6 && x % 60 < 44);
    return isStroke && y > height * 0.2 && y < height * 0.8 && x < width - 20 ? [0x11, 0x11, 0x11, 0xff] : nothing;
  });
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

// RFC 1952 section 8.
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

// The form of the branding with a file, as a browser sends it.
export function sendPicture(admin, fields, file, name = 'logo.png') {
  const mark = '----WebKitFormBoundarytest';
  const head = (line) => `--${mark}\r\nContent-Disposition: form-data; ${line}\r\n`;
  const texts = Object.entries({ csrf_token: admin.csrf, action: 'logo', ...fields }).map(
    ([field, value]) => `${head(`name="${field}"`)}\r\n${value}\r\n`,
  );
  const body = Buffer.concat([
    Buffer.from(`${texts.join('')}${head(`name="logo"; filename="${name}"`)}Content-Type: image/png\r\n\r\n`),
    file,
    Buffer.from(`\r\n--${mark}--\r\n`),
  ]);
  const headers = { 'Content-Type': `multipart/form-data; boundary=${mark}` };
  return admin.send('POST', `/t/${admin.tenant}/admin/branding`, { headers, body });
}
