/**
 * The few fields by which works are found, in blocks: each reply adds one, the later one counts, and many are joined to few
 * now and then. Ten thousand boxes would take too long to open; some dozens do not.
 *
 * @typedef {{ id: string, number: string, name: string, address: string, initials: string, street: string, status: string, plate?: string, longitude?: number, latitude?: number }} FinderRow
 * @typedef {FinderRow | { id: string, is_gone: true }} Entry
 * @typedef {{ rows: any[], found: FinderRow[], isWhole: boolean }} Looked `rows` as they lie there; `isWhole` = all of them opened
 */

import { opened, openedAll } from "./sealing.js";
import { isSealed } from "./vault.js";

const MOST_BLOCKS = 40;
const PER_BLOCK = 1_000;
const nameOf = (/** @type {number} */ number) => `block ${String(number).padStart(12, "0")}`;
const numberOf = (/** @type {IDBValidKey} */ name) => Number(String(name).slice("block ".length));
const ALL_BLOCKS = () => IDBKeyRange.bound("block ", "block \uffff");

/** A further block, after all others. @param {any} tx @param {any} works sealed; null = nothing new */
export async function addToFinder(tx, works) {
  if (!works) return;
  const finder = tx.objectStore("finder");
  const last = await finder.openKeyCursor(ALL_BLOCKS(), "prev");
  finder.put({ id: nameOf(last ? numberOf(last.key) + 1 : 1), works });
}

/** Every work that can be found. @param {import("./database.js").Database} database @returns {Promise<FinderRow[]>} */
export async function finderRows(database) {
  const looked = await look(database);
  if (looked.rows.length > MOST_BLOCKS) void join(database, looked).catch((error) => console.warn(error));
  return looked.found;
}

/** Join the blocks when one of them is so. @param {import("./database.js").Database} database @param {(row: any) => boolean} isSo */
export async function rejoined(database, isSo) {
  const looked = await look(database);
  if (looked.rows.some(isSo)) await join(database, looked);
}

/** @param {import("./database.js").Database} database @returns {Promise<Looked>} */
async function look(database) {
  const rows = await database.run((db) => db.getAll("finder"));
  const blocks = await openedAll(database, "finder", rows.filter((row) => row.works));
  const singles = rows.filter((row) => !row.works); // of a version that knew no blocks
  const isWhole = singles.length + blocks.length === rows.length;
  return { rows, found: joined([singles, ...blocks.map((block) => block.works)]), isWhole };
}

/** @param {Entry[][]} lists in their order @returns {FinderRow[]} */
function joined(lists) {
  /** @type {Map<string, Entry>} */
  const found = new Map();
  for (const entry of lists.flat()) found.set(entry.id, entry);
  return /** @type {FinderRow[]} */ ([...found.values()].filter((entry) => !("is_gone" in entry)));
}

/**
 * Few blocks instead of many. What came meanwhile has a higher number and still counts; when another tab was faster,
 * everything came anew, or something did not open, nothing is done.
 * @param {import("./database.js").Database} database @param {Looked} looked
 */
async function join(database, { rows, found, isWhole }) {
  if (!isWhole) return;
  const names = rows.map((row) => row.id).filter((id) => id.startsWith("block "));
  const free = names.length ? names : [nameOf(0)];
  const most = Math.max(PER_BLOCK, Math.ceil(found.length / free.length));
  const parts = Array.from({ length: Math.ceil(found.length / most) }, (_none, index) => found.slice(index * most, (index + 1) * most));
  const sealed = await Promise.all(parts.map((part) => database.closeValue(part)));
  for (const works of sealed) await opened(database, "finder", { works }); // it must open before what it stands for goes
  await database.write(["finder"], async (tx) => {
    const finder = tx.objectStore("finder");
    const there = new Map((await finder.getAll()).map((/** @type {any} */ row) => [row.id, markOf(row)]));
    if (!rows.every((row) => there.get(row.id) === markOf(row))) return;
    for (const { id } of rows) finder.delete(id);
    for (const [index, works] of sealed.entries()) finder.put({ id: free[index], works });
  });
}

/** Two boxes never begin alike. @param {any} row */
const markOf = (row) => (isSealed(row.works) ? new Uint8Array(row.works.box, 0, 12).join() : JSON.stringify(row));
