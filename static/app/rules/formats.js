/** What a picked file is by its own bytes, never by its name, and whether it can be taken as a photo. The server decides again. */

export const MOST_BYTES = 64 * 1_048_576;
export const MOST_PIXELS = 120_000_000;

/** @typedef {"empty" | "too_large" | "not_a_photo" | "too_many_pixels"} Fault */
/** @typedef {{ width: number, height: number }} Size */

/** Before anything is read: a film of gigabytes never comes into memory. @param {number} bytes @returns {Fault | null} */
export function faultOfLength(bytes) {
  if (bytes === 0) return "empty";
  return bytes > MOST_BYTES ? "too_large" : null;
}

/** @param {ArrayBuffer} bytes @returns {Fault | null} */
export function faultOfContent(bytes) {
  if (!mediaTypeOf(bytes)) return "not_a_photo";
  const size = sizeOf(bytes);
  return size && size.width * size.height > MOST_PIXELS ? "too_many_pixels" : null;
}

/** @param {ArrayBuffer} bytes @returns {string | null} null = no photo that we take */
export function mediaTypeOf(bytes) {
  const start = textOf(bytes, 0, 12);
  if (/^....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)/s.test(start)) return "image/heic";
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (/^RIFF....WEBP/s.test(start)) return "image/webp";
  return start.startsWith("\xff\xd8\xff") ? "image/jpeg" : null;
}

/** Width and height as the header states them; null where it does not say (HEIC). @param {ArrayBuffer} bytes @returns {Size | null} */
export function sizeOf(bytes) {
  const view = new DataView(bytes);
  try {
    const read = { "image/png": sizeOfPng, "image/jpeg": sizeOfJpeg, "image/webp": sizeOfWebp }[mediaTypeOf(bytes) ?? ""];
    return read ? read(view) : null;
  } catch {
    return null; // the header is cut short
  }
}

/** @param {DataView} view */
const sizeOfPng = (view) => ({ width: view.getUint32(16), height: view.getUint32(20) });

/** From marker to marker up to the frame's own. @param {DataView} view @returns {Size | null} */
function sizeOfJpeg(view) {
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Three ways of writing it (RFC 9649). @param {DataView} view @returns {Size | null} */
function sizeOfWebp(view) {
  const kind = textOf(view.buffer, 12, 16);
  if (kind === "VP8X") return { width: 1 + little24(view, 24), height: 1 + little24(view, 27) };
  if (kind === "VP8L") return { width: 1 + (view.getUint16(21, true) & 0x3fff), height: 1 + ((view.getUint32(21, true) >>> 14) & 0x3fff) };
  return kind === "VP8 " ? { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff } : null;
}

/** @param {DataView} view @param {number} at */
const little24 = (view, at) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);

/** @param {ArrayBufferLike} bytes @param {number} start @param {number} end */
const textOf = (bytes, start, end) => String.fromCharCode(...new Uint8Array(bytes.slice(start, end)));
