/**
 * The rescue file: everything that this phone holds and the server does not, in one file that the office can import.
 * Lines of JSON; after a photo's line come its bytes and a line end. Format: docs/rescue-file.md.
 */

import { localIso } from "../device/clock.js";
import { bytesOf, photosHeld } from "../store/photos.js";

const ROW_BYTES = 1_048_576;

/**
 * @param {import("../store/database.js").Database} database @param {import("./session.js").Identity} identity
 * @param {import("../store/journal.js").Journal} journal @returns {Promise<{ blob: Blob, name: string, events: number, photos: number }>}
 */
export async function rescueFile(database, identity, journal) {
  const last = await journal.last();
  const head = await database.fact("head");
  const first = Math.min((head?.seq ?? 0) + 1, last?.seq ?? 0);
  const unanswered = await journal.pending(100_000);
  const since = last ? await journal.within([[first, last.seq]]) : [];
  const events = [...new Map([...unanswered, ...since].map((event) => [event.seq, event])).values()].sort((a, b) => a.seq - b.seq);
  const photos = await photosHeld(database);
  const heading = {
    format: "inspect-rescue-1",
    made_at: localIso(),
    officer: identity.me.id,
    login: identity.me.login,
    device: identity.deviceId,
    jwk: identity.jwk,
    events: events.length,
    photos: photos.length,
  };
  /** @type {BlobPart[]} */
  const parts = [line(heading), ...events.map((event) => line({ event: event.jws }))];
  for (const photo of photos) {
    parts.push(line({ photo: photo.sha256, size: photo.size, type: photo.type }));
    for (let start = 0; start < photo.size; start += ROW_BYTES) {
      parts.push(new Blob([await bytesOf(database, photo, start, start + ROW_BYTES)]));
    }
    parts.push("\n");
  }
  const name = `rescue-${identity.me.login}-${heading.made_at.slice(0, 10)}.inspect`;
  return { blob: new Blob(parts, { type: "application/octet-stream" }), name, events: events.length, photos: photos.length };
}

/** @param {unknown} value */
const line = (value) => `${JSON.stringify(value)}\n`;
