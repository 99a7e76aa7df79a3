// How many segments a text message has.

const kBasic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ' +
    'ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const kExtended = new Set('^{}\\[~]|€\f');

// The number of segments of `text`: GSM-7 when every character allows it, else UCS-2. A character
// of two units is never split over two segments.
export function segmentCount(text) {
  const characters = [...text];
  const gsm = characters.every((c) => kBasic.has(c) || kExtended.has(c));
  const units = characters.map((c) => (gsm ? (kExtended.has(c) ? 2 : 1) : c.length));
  const total = units.reduce((sum, size) => sum + size, 0);
  if (total <= (gsm ? 160 : 70)) return 1;
  const room = gsm ? 153 : 67;
  let segments = 1;
  let used = 0;
  for (const size of units) {
    if (used + size > room) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}
