/**
 * Recordings under way: every piece that the recorder gives is on disk at once, in rows of at most 1 MB, so that a page
 * that is closed loses nothing but the last second. When one ends its bytes are hashed and lie where the photos lie, read
 * back by hash before anybody is told "saved"; the pieces go only then.
 *
 * @typedef {import("./database.js").Database} Database
 * @typedef {import("./photos.js").KeptPhoto} KeptPhoto
 * @typedef {{
 *   id: string, type: string, visit: string, data: Record<string, any>, rows: number, size: number, duration_ms: number | null
 * }} UnderWay `data` = what the journal is to say of it
 */

import { sha256 as shaOf } from "@noble/hashes/sha2.js";
import { toHex } from "../device/ids.js";
import { toldByTransaction } from "./database.js";
import { bytesOf, NotSaved, photoKept } from "./photos.js";
import { closed, opened, openedAll } from "./sealing.js";

const ROW_BYTES = 1_048_576;

/** @param {Database} database @param {{ id: string, type: string, visit: string, data: Record<string, any> }} about */
export async function beginRecording(database, about) {
  /** @type {UnderWay} */
  const recording = { ...about, rows: 0, size: 0, duration_ms: null };
  const row = await closed(database, "recordings", recording);
  await database.write(["recordings"], (tx) => void tx.objectStore("recordings").add(row).catch(toldByTransaction));
  return recording;
}

/**
 * On disk when this resolves, the piece and how long the recording is with it.
 * @param {Database} database @param {string} id @param {ArrayBuffer} piece @param {number | null} durationMs
 */
export async function keepPiece(database, id, piece, durationMs) {
  const parts = Array.from({ length: Math.ceil(piece.byteLength / ROW_BYTES) }, (_none, index) => piece.slice(index * ROW_BYTES, (index + 1) * ROW_BYTES));
  const bodies = await Promise.all(parts.map((part) => database.closeValue(part)));
  return database.write(["recordings", "recording_rows"], async (tx) => {
    const recording = /** @type {UnderWay} */ (await tx.objectStore("recordings").get(id));
    let { rows } = recording;
    for (const body of bodies) {
      tx.objectStore("recording_rows").add({ id, index: rows, body }).catch(toldByTransaction);
      rows += 1;
    }
    await tx.objectStore("recordings").put({ ...recording, rows, size: recording.size + piece.byteLength, duration_ms: durationMs });
  });
}

/** Of all tabs: those that record now, and those left behind. @param {Database} database @returns {Promise<UnderWay[]>} */
export const recordingsUnderWay = async (database) => openedAll(database, "recordings", await database.run((db) => db.getAll("recordings")));

/**
 * What was recorded so far, of every recording that nobody has ended: as the photos that they would be if they ended now.
 * One of which a piece cannot be read stands among `left`, by its id.
 * @param {Database} database @param {UnderWay[]} some as they stood a moment ago: what comes in meanwhile is not in it
 */
export async function recordingsSoFar(database, some) {
  const left = [];
  const found = [];
  for (const recording of some) {
    const { id, size, type, data } = recording;
    const sha256 = await hashOf(pieces(database, recording)).catch(() => "");
    if (!sha256) left.push(id);
    else found.push({ sha256, size, type, name: data.name ?? "", about: aboutOf(recording, true), pieces: () => pieces(database, recording) });
  }
  return { found, left };
}

/** Nothing was recorded, or nobody wants it. @param {Database} database @param {string} id */
export function dropRecording(database, id) {
  return database.write(["recordings", "recording_rows"], (tx) => void dropPieces(tx, id));
}

/** @param {any} tx @param {string} id */
function dropPieces(tx, id) {
  tx.objectStore("recordings").delete(id);
  tx.objectStore("recording_rows").delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
}

/**
 * End a recording, now or after its page was closed. May be tried again at any time: until the bytes are read back right,
 * the pieces stay. Null when there is nothing in it.
 * @param {Database} database @param {string} id @param {{ wasCut: boolean }} how @returns {Promise<KeptPhoto | null>}
 */
export async function endRecording(database, id, { wasCut }) {
  const recording = await opened(database, "recordings", await database.run((db) => db.get("recordings", id)));
  if (!recording) return null;
  if (!recording.size) return dropRecording(database, id).then(() => null);
  const sha256 = await hashOf(pieces(database, recording));
  const kept = (await photoKept(database, sha256)) ?? (await moved(database, recording, sha256));
  const about = aboutOf(recording, wasCut);
  const sealed = await closed(database, "photos", { ...kept, about });
  await database.write(["photos", "recordings", "recording_rows"], (tx) => {
    tx.objectStore("photos").put(sealed).catch(toldByTransaction);
    dropPieces(tx, id);
  });
  return { ...kept, about };
}

/** @param {UnderWay} recording @param {boolean} was_cut @returns {import("./photos.js").About} */
const aboutOf = ({ id, visit, data, duration_ms }, was_cut) => ({
  visit,
  type: "recording_made",
  data: { recording_id: id, duration_ms, was_cut, ...data },
});

/** @param {Database} database @param {UnderWay} recording @param {string} sha256 @returns {Promise<KeptPhoto>} */
async function moved(database, recording, sha256) {
  const { type, size, data } = recording;
  const rows = Math.ceil(size / ROW_BYTES);
  /** @type {KeptPhoto} */
  const kept = { sha256, size, type, name: data.name ?? "", rows, preview: null, tried: true, state: "waiting", sent: 0, url: null, fault: "", about: null };
  let index = 0;
  for await (const body of inFullRows(pieces(database, recording))) {
    const row = await closed(database, "photo_rows", { sha256, index, body });
    await database.write(["photo_rows"], (tx) => void tx.objectStore("photo_rows").put(row).catch(toldByTransaction));
    index += 1;
  }
  if ((await hashOf(rowsOf(database, kept))) !== sha256) throw new NotSaved("read back differently");
  return kept;
}

/** @param {Database} database @param {UnderWay} recording @returns {AsyncGenerator<ArrayBuffer>} */
async function* pieces(database, { id, rows }) {
  for (let index = 0; index < rows; index += 1) {
    const row = await opened(database, "recording_rows", await database.run((db) => db.get("recording_rows", [id, index])));
    if (!row) throw new NotSaved("a piece is missing");
    yield row.body;
  }
}

/** @param {Database} database @param {KeptPhoto} kept */
async function* rowsOf(database, kept) {
  for (let start = 0; start < kept.size; start += ROW_BYTES) yield bytesOf(database, kept, start, start + ROW_BYTES);
}

/** Pieces of any size, as rows that are full but for the last. @param {AsyncIterable<ArrayBuffer>} some @returns {AsyncGenerator<ArrayBuffer>} */
async function* inFullRows(some) {
  let row = new Uint8Array(ROW_BYTES);
  let used = 0;
  for await (const piece of some) {
    for (let start = 0; start < piece.byteLength; ) {
      const part = new Uint8Array(piece, start, Math.min(ROW_BYTES - used, piece.byteLength - start));
      row.set(part, used);
      used += part.length;
      start += part.length;
      if (used < ROW_BYTES) continue;
      yield row.buffer;
      [row, used] = [new Uint8Array(ROW_BYTES), 0];
    }
  }
  if (used) yield row.buffer.slice(0, used);
}

/** Bit by bit: no recording is ever in memory as a whole. @param {AsyncIterable<ArrayBuffer>} parts @returns {Promise<string>} */
async function hashOf(parts) {
  const hash = shaOf.create();
  for await (const part of parts) hash.update(new Uint8Array(part));
  return toHex(hash.digest());
}
