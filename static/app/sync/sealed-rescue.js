/**
 * The rescue file of a phone that nobody can unlock: everything as it lies there, sealed, with the data key wrapped to the
 * office, which alone can open it. Format: docs/rescue-file.md, "sealed".
 *
 * @typedef {import("./rescue.js").Phone} Phone
 * @typedef {import("./rescue.js").Holdings} Holdings
 */

import { base64url } from "../device/base64.js";
import { lockOf } from "../store/lock.js";
import { photosHeld } from "../store/photos.js";
import { isSealed } from "../store/vault.js";
import { heading, listsOf, Seal } from "./rescue.js";

const FORMAT = "inspect-rescue-sealed-1";

/** What stands in the file; nothing needs to be opened for that. @param {Phone} phone @returns {Promise<Holdings>} */
export async function sealedHoldings({ database }) {
  const [lists, photos] = await Promise.all([database.run(listsOf), photosHeld(database)]);
  const seqs = [...new Set(lists.seqs)].sort((a, b) => a - b);
  return { seqs, photos, bytes: photos.reduce((sum, photo) => sum + photo.size, 0), drafts: lists.drafts };
}

/** As text of a line: a box, or what was never sealed. @param {any} value */
const boxed = (value) => (isSealed(value) ? { box: base64url(new Uint8Array(value.box)) } : value);

/**
 * @param {Phone} phone @param {Holdings} held @param {(done: number) => void} [progress] bytes of photos written so far
 * @returns {AsyncGenerator<string | ArrayBuffer, void>}
 */
export async function* sealedPieces(phone, held, progress = () => {}) {
  const { database } = phone;
  const seal = new Seal();
  const lock = await lockOf(database);
  yield await seal.line({ ...(await heading(phone, held)), format: FORMAT, key: lock?.office.jwe ?? "" });
  for (const seq of held.seqs) {
    const row = await database.run((db) => db.get("journal", seq));
    if (row) yield await seal.line({ event: row.content ? boxed(row.content) : row.jws });
  }
  for (const key of held.drafts) {
    const row = await database.run((db) => db.get("drafts", key));
    if (row) yield await seal.line({ draft: { key, values: row.content ? boxed(row.content) : row } });
  }
  let done = 0;
  for (const photo of held.photos) {
    const { sha256, size, type, name, about } = photo;
    yield await seal.line({ photo: { sha256, size, type, name: boxed(name), about: boxed(about) ?? null } });
    for (let index = 0; index < photo.rows; index += 1) {
      yield* await rowOf(phone, photo, index, seal);
      progress((done += size / photo.rows));
    }
  }
  const totals = { events: held.seqs.length, drafts: held.drafts.length, photos: held.photos.length, bytes: held.bytes };
  yield `${JSON.stringify({ end: { ...totals, unreadable: [], sha256: seal.sha256 } })}\n`;
}

/** A line that says how many bytes follow, the bytes, a line end. What is gone is so many bytes of nothing. @param {Phone} phone @param {import("../store/photos.js").KeptPhoto} photo @param {number} index @param {Seal} seal */
async function rowOf({ database }, photo, index, seal) {
  const row = await database.run((db) => db.get("photo_rows", [photo.sha256, index])).catch(() => null);
  const body = row?.body;
  const bytes = isSealed(body) ? body.box : (body ?? new ArrayBuffer(0));
  return [await seal.line({ row: { index, bytes: bytes.byteLength, is_sealed: isSealed(body) } }), bytes, "\n"];
}
