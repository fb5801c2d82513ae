/**
 * Photo bytes on the phone: in rows of at most 1 MB, written to disk and read back by hash before anybody is told
 * "saved". The original goes untouched; a small preview is kept beside it.
 *
 * waiting = still to be sent · sent = the server took it, its list does not name it yet · here = the server's list
 * names it, so our bytes may go, at `kept_at` by its clock · dropped = they have gone, the preview stays · refused = the server cannot take it · aside = the
 * office waits for it no longer, and says why in `fault`; its bytes stay.
 *
 * @typedef {import("./database.js").Database} Database
 * @typedef {{ visit: string, type?: string, data: Record<string, any> }} About what the journal is to say of the photo (or recording: `type`), until it has
 * @typedef {{
 *   sha256: string, size: number, type: string, name: string, rows: number, preview: ArrayBuffer | null, tried: boolean,
 *   state: "waiting" | "sent" | "here" | "dropped" | "refused" | "aside", sent: number, url: string | null, fault: string, about: About | null,
 *   kept_at?: string, has_no_copy?: boolean
 * }} KeptPhoto
 */

import { sha256 as hash } from "../device/ids.js";
import { mayGo } from "../rules/keeping.js";
import { faultOfContent, faultOfLength, mediaTypeOf } from "../rules/formats.js";
import { toldByTransaction } from "./database.js";
import { closed, closedChanges, opened, openedAll } from "./sealing.js";

const ROW_BYTES = 1_048_576;

/** The disk is full, or gave back something else than was written. */
export class NotSaved extends Error {}

/** The file is no photo that can be taken; the message is the fault's code. */
export class NotTaken extends Error {}

/**
 * Keep the bytes of a file. The same bytes twice are one photo.
 * @param {Database} database @param {Blob} file @param {About | null} [about] @returns {Promise<KeptPhoto>}
 */
export async function keepPhoto(database, file, about = null) {
  const bytes = await acceptable(file);
  const sha256 = await hash(bytes);
  const known = await photoKept(database, sha256);
  if (known) return known;
  /** @type {KeptPhoto} */
  const photo = {
    sha256,
    size: bytes.byteLength,
    type: mediaTypeOf(bytes) ?? file.type,
    name: file instanceof File ? file.name : "",
    rows: Math.ceil(bytes.byteLength / ROW_BYTES),
    preview: null,
    tried: false,
    state: "waiting",
    sent: 0,
    url: null,
    fault: "",
    about,
  };
  await writeRows(database, photo, bytes);
  if ((await hash(await bytesOf(database, photo))) !== sha256) throw new NotSaved("read back differently");
  const row = await closed(database, "photos", photo);
  await database.write(["photos"], (tx) => void tx.objectStore("photos").put(row));
  return photo;
}

/** @param {Blob} file @returns {Promise<ArrayBuffer>} */
async function acceptable(file) {
  const tooLong = faultOfLength(file.size);
  if (tooLong) throw new NotTaken(tooLong);
  const bytes = await file.arrayBuffer();
  const fault = faultOfContent(bytes);
  if (fault) throw new NotTaken(fault);
  return bytes;
}

/** @param {Database} database @param {KeptPhoto} photo @param {ArrayBuffer} bytes */
async function writeRows(database, photo, bytes) {
  for (let index = 0; index < photo.rows; index += 1) {
    const body = bytes.slice(index * ROW_BYTES, (index + 1) * ROW_BYTES);
    const row = await closed(database, "photo_rows", { sha256: photo.sha256, index, body });
    await database.write(["photo_rows"], (tx) => {
      tx.objectStore("photo_rows").put(row).catch(toldByTransaction);
    });
  }
}

/** @param {Database} database @param {string} sha256 @returns {Promise<KeptPhoto | undefined>} */
export const photoKept = async (database, sha256) => opened(database, "photos", await database.run((db) => db.get("photos", sha256)));

/** As they lie there, sealed. @param {Database} database @param {KeptPhoto["state"][]} states @returns {Promise<KeptPhoto[]>} */
async function photosIn(database, ...states) {
  const lists = await database.run((db) => {
    const index = db.transaction("photos").store.index("state");
    return Promise.all(states.map((state) => index.getAll(state)));
  });
  return lists.flat();
}

/** With their names and what they show, without their previews. @param {Database} database @param {KeptPhoto["state"][]} states */
const photosOpened = async (database, ...states) => openedAll(database, "photos", await photosIn(database, ...states), ["preview"]);

/** Still to be sent; hashes, sizes, addresses. @param {Database} database */
export const photosWaiting = (database) => photosIn(database, "waiting");

/** Everything that the server's list does not name yet; hashes, sizes, states. @param {Database} database */
export const photosHeld = (database) => photosIn(database, "waiting", "sent", "refused");

/** The same, with their names and what they show. @param {Database} database */
export const photosShown = (database) => photosOpened(database, "waiting", "sent", "refused");

/** @param {Database} database */
export const photosRefused = (database) => photosOpened(database, "refused");

/** @param {Database} database */
export const photosAside = (database) => photosOpened(database, "aside");

/** Kept when the page went away before the journal could say so. @param {Database} database */
export const photosUntold = async (database) => openedAll(database, "photos", (await photosHeld(database)).filter((photo) => photo.about), ["preview"]);

/**
 * The bytes from `start` up to `end`, read row by row.
 * @param {Database} database @param {Pick<KeptPhoto, "sha256" | "size">} photo @param {number} [start] @param {number} [end] @returns {Promise<ArrayBuffer>}
 */
export async function bytesOf(database, photo, start = 0, end = photo.size) {
  const whole = new Uint8Array(Math.max(0, Math.min(end, photo.size) - start));
  for (let index = Math.floor(start / ROW_BYTES); index * ROW_BYTES < start + whole.length; index += 1) {
    const row = await opened(database, "photo_rows", await database.run((db) => db.get("photo_rows", [photo.sha256, index])));
    if (!row) throw new NotSaved("a row is missing");
    const from = Math.max(start - index * ROW_BYTES, 0);
    const part = new Uint8Array(row.body).subarray(from, from + start + whole.length - Math.max(index * ROW_BYTES, start));
    whole.set(part, Math.max(index * ROW_BYTES, start) - start);
  }
  return whole.buffer;
}

/** @param {Database} database @param {string} sha256 @param {Partial<KeptPhoto>} changes */
export async function notePhoto(database, sha256, changes) {
  const sealed = await closedChanges(database, "photos", changes);
  return database.write(["photos"], async (tx) => {
    const photos = tx.objectStore("photos");
    const photo = await photos.get(sha256);
    if (photo) await photos.put({ ...photo, ...sealed });
  });
}

/**
 * Drop the bytes of photos that the server has said it holds, once they are safe there (`rules/keeping.js`); previews
 * stay. One that this phone cannot decode gets the server's at once; while nobody answers, bytes without a preview stay.
 * @param {Database} database @param {(sha256: string) => Promise<ArrayBuffer | null>} smallCopy null = there is none
 * @param {number | null} [free] bytes left on the phone, null = not known
 */
export async function dropHeldBytes(database, smallCopy, free = null) {
  const safety = await database.fact("safety");
  for (const photo of await photosIn(database, "here")) {
    const goes = mayGo(photo.kept_at, safety, free);
    if (!goes && !wantsCopy(photo)) continue;
    const copy = photo.preview ?? (await smallCopy(photo.sha256).catch(() => undefined));
    if (copy === undefined) continue;
    const preview = await database.closeValue(copy);
    await database.write(["photos", "photo_rows"], (tx) => {
      if (goes) tx.objectStore("photo_rows").delete(IDBKeyRange.bound([photo.sha256, 0], [photo.sha256, photo.rows]));
      tx.objectStore("photos").put({ ...photo, preview, has_no_copy: !preview, state: goes ? "dropped" : "here" });
    });
  }
}

/** A picture that could not be decoded here, and that the server was not asked for yet. @param {KeptPhoto} photo */
const wantsCopy = ({ type, preview, tried, has_no_copy = false }) => type.startsWith("image/") && tried && !preview && !has_no_copy;
