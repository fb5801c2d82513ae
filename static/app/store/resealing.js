/**
 * What lies open from a version that did not seal, or from a moment when sealing failed, is sealed bit by bit, behind the
 * officer's work. May be killed at any time: each row is open or sealed, never between.
 */

import { toldByTransaction } from "./database.js";
import { rejoined } from "./finder.js";
import { closed, isOpen, opened } from "./sealing.js";

/** @typedef {import("./database.js").Database} Database */

const AT_ONCE = 20;
/** Large rows one at a time: they are a megabyte each. @type {Array<[string, number]>} */
const STORES = [["journal", AT_ONCE], ["drafts", AT_ONCE], ["confirmed", 5 * AT_ONCE], ["photos", AT_ONCE], ["recordings", AT_ONCE], ["handbook", AT_ONCE], ["photo_rows", 1], ["recording_rows", 1]];

/** Resolves to whether everything is sealed now. @param {Database} database @param {() => boolean} [mayGoOn] @returns {Promise<boolean>} */
export async function sealAll(database, mayGoOn = () => true) {
  if (!database.vault) return false;
  let isWhole = true;
  for (const [store, most] of STORES) isWhole = (await sealStore(database, store, most, mayGoOn)) && isWhole;
  await rejoined(database, (row) => !row.works || isOpen("finder", row));
  if (isWhole && mayGoOn()) await database.keepFacts({ sealed_all: true });
  return isWhole;
}

/** @param {Database} database @param {string} store @param {number} most @param {() => boolean} mayGoOn */
async function sealStore(database, store, most, mayGoOn) {
  const keys = await database.run((db) => db.getAllKeys(store));
  let isWhole = true;
  for (let start = 0; start < keys.length; start += most) {
    if (!mayGoOn()) return false;
    const some = keys.slice(start, start + most);
    const rows = await database.run((db) => {
      const { store: at } = db.transaction(store);
      return Promise.all(some.map((key) => at.get(key)));
    });
    for (const [index, row] of rows.entries()) if (row && isOpen(store, row)) isWhole = (await sealOne(database, store, some[index], row)) && isWhole;
  }
  return isWhole;
}

/** Only when what was sealed opens again, and the row is still the same. @param {Database} database @param {string} store @param {IDBValidKey} key @param {any} row */
async function sealOne(database, store, key, row) {
  const sealed = await closed(database, store, row);
  const back = await opened(database, store, sealed);
  if (isOpen(store, sealed) || !isSame(back, row)) return false;
  await database.write([store], async (tx) => {
    const at = tx.objectStore(store);
    if (!isSame(await at.get(key), row)) return; // written meanwhile; then it was sealed by whoever did
    (at.keyPath === null ? at.put(sealed, key) : at.put(sealed)).catch(toldByTransaction);
  });
  return true;
}

/** @param {any} one @param {any} other @returns {boolean} */
function isSame(one, other) {
  if (one === other) return true;
  if (one instanceof ArrayBuffer && other instanceof ArrayBuffer) return isSameBytes(new Uint8Array(one), new Uint8Array(other));
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return Number.isNaN(one) && Number.isNaN(other);
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(one[name], other[name]));
}

/** @param {Uint8Array} one @param {Uint8Array} other */
const isSameBytes = (one, other) => one.length === other.length && one.every((byte, index) => byte === other[index]);
