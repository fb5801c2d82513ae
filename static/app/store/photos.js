/**
 * Photo bytes on the phone: in rows of at most 1 MB, written to disk and read back by hash before anybody is told
 * "saved". The original goes untouched; a small preview is kept beside it.
 *
 * @typedef {import("./database.js").Database} Database
 * @typedef {{
 *   sha256: string, size: number, type: string, name: string, rows: number, preview: ArrayBuffer | null,
 *   state: "waiting" | "here", sent: number, url: string | null, fault: string
 * }} KeptPhoto
 */

import { sha256 as hash } from "../device/ids.js";
import { toldByTransaction } from "./database.js";

const ROW_BYTES = 1_048_576;

/** The disk is full, or gave back something else than was written. */
export class NotSaved extends Error {}

/**
 * Keep the bytes of a file. The same bytes twice are one photo.
 * @param {Database} database @param {Blob} file @param {ArrayBuffer | null} preview @returns {Promise<KeptPhoto>}
 */
export async function keepPhoto(database, file, preview) {
  const bytes = await file.arrayBuffer();
  const sha256 = await hash(bytes);
  const known = await photoKept(database, sha256);
  if (known) return known;
  /** @type {KeptPhoto} */
  const photo = {
    sha256,
    size: bytes.byteLength,
    type: file.type || mediaTypeOf(bytes),
    name: file instanceof File ? file.name : "",
    rows: Math.ceil(bytes.byteLength / ROW_BYTES),
    preview,
    state: "waiting",
    sent: 0,
    url: null,
    fault: "",
  };
  await writeRows(database, photo, bytes);
  if ((await hash(await bytesOf(database, photo))) !== sha256) throw new NotSaved("read back differently");
  await database.write(["photos"], (tx) => void tx.objectStore("photos").put(photo));
  return photo;
}

/** Some systems do not name the type of a file: its first bytes do. @param {ArrayBuffer} bytes */
export function mediaTypeOf(bytes) {
  const start = String.fromCharCode(...new Uint8Array(bytes.slice(0, 12)));
  if (/^....ftyp(heic|heix|heim|heis|mif1|msf1)/s.test(start)) return "image/heic";
  if (start.startsWith("\x89PNG")) return "image/png";
  return /^RIFF....WEBP/s.test(start) ? "image/webp" : "image/jpeg";
}

/** @param {Database} database @param {KeptPhoto} photo @param {ArrayBuffer} bytes */
async function writeRows(database, photo, bytes) {
  for (let index = 0; index < photo.rows; index += 1) {
    const body = bytes.slice(index * ROW_BYTES, (index + 1) * ROW_BYTES);
    await database.write(["photo_rows"], (tx) => {
      tx.objectStore("photo_rows").put({ sha256: photo.sha256, index, body }).catch(toldByTransaction);
    });
  }
}

/** @param {Database} database @param {string} sha256 @returns {Promise<KeptPhoto | undefined>} */
export const photoKept = (database, sha256) => database.run((db) => db.get("photos", sha256));

/** @param {Database} database @returns {Promise<KeptPhoto[]>} */
export const photosWaiting = async (database) =>
  (await database.run((db) => db.getAll("photos"))).filter((photo) => photo.state === "waiting");

/**
 * The bytes from `start` up to `end`, read row by row.
 * @param {Database} database @param {KeptPhoto} photo @param {number} [start] @param {number} [end] @returns {Promise<ArrayBuffer>}
 */
export async function bytesOf(database, photo, start = 0, end = photo.size) {
  const whole = new Uint8Array(Math.max(0, Math.min(end, photo.size) - start));
  for (let index = Math.floor(start / ROW_BYTES); index * ROW_BYTES < start + whole.length; index += 1) {
    const row = await database.run((db) => db.get("photo_rows", [photo.sha256, index]));
    if (!row) throw new NotSaved("a row is missing");
    const from = Math.max(start - index * ROW_BYTES, 0);
    const part = new Uint8Array(row.body).subarray(from, from + start + whole.length - Math.max(index * ROW_BYTES, start));
    whole.set(part, Math.max(index * ROW_BYTES, start) - start);
  }
  return whole.buffer;
}

/** @param {Database} database @param {string} sha256 @param {Partial<KeptPhoto>} changes */
export function notePhoto(database, sha256, changes) {
  return database.write(["photos"], async (tx) => {
    const photos = tx.objectStore("photos");
    const photo = await photos.get(sha256);
    if (photo) await photos.put({ ...photo, ...changes });
  });
}

/** Drop the bytes of photos that the server has said it holds; previews stay. @param {Database} database */
export async function dropHeldBytes(database) {
  const all = await database.run((db) => db.getAll("photos"));
  for (const photo of all.filter((one) => one.state === "here" && one.rows > 0)) {
    await database.write(["photos", "photo_rows"], (tx) => {
      tx.objectStore("photo_rows").delete(IDBKeyRange.bound([photo.sha256, 0], [photo.sha256, photo.rows]));
      tx.objectStore("photos").put({ ...photo, rows: 0 });
    });
  }
}
