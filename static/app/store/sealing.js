/**
 * What of each row is sealed, and what stays open: the indexes need numbers, ids, hashes, states. Rows are closed before a
 * transaction begins and opened after it, for no transaction lives on while somebody reckons. A row of before is read as it is.
 */

import { isSealed, Locked } from "./vault.js";

/** @typedef {import("./database.js").Database} Database */

/** Each field for itself, so that a change of one leaves the others as they are. @type {Record<string, string[]>} */
const FIELDS = {
  confirmed: ["value"],
  photos: ["name", "about", "preview", "fault"],
  photo_rows: ["body"],
  recordings: ["data"],
  recording_rows: ["body"],
  finder: ["works"],
  journal: ["content", "answer"],
  drafts: ["content"],
  handbook: ["office"], // the texts of statutes are public
};

/** What is written once lies in one box, `content`. @type {Record<string, (row: any) => Record<string, any>>} */
const TOGETHER = {
  journal: ({ jws, at, data }) => ({ jws, at, data }),
  drafts: ({ turn: _turn, ...values }) => values,
};

/** @param {Database} database @param {string} store @param {any} row @returns {Promise<any>} as it may lie on the disk */
export async function closed(database, store, row) {
  if (!database.vault) return row;
  const together = row.content === undefined && TOGETHER[store]?.(row);
  const after = await changed(store, together ? { ...row, content: together } : row, (value) => database.closeValue(value));
  if (together && isSealed(after.content)) for (const name of Object.keys(together)) delete after[name];
  else if (together) delete after.content;
  return after;
}

/** @param {Database} database @param {string} store @param {any} row @param {string[]} [but] fields that nobody will look at @returns {Promise<any>} */
export async function opened(database, store, row, but = []) {
  if (!row) return row;
  const { content, ...rest } = await changed(store, row, (value) => database.openValue(value), but);
  return content === undefined ? rest : { ...rest, ...content };
}

/** @param {string} store @param {any} row @param {(value: any) => Promise<any>} change @param {string[]} [but] */
async function changed(store, row, change, but = []) {
  const names = FIELDS[store].filter((name) => row[name] !== undefined && row[name] !== null && row[name] !== "" && !but.includes(name));
  const values = await Promise.all(names.map((name) => change(row[name])));
  return { ...row, ...Object.fromEntries(names.map((name, index) => [name, values[index]])) };
}

/** Of one row, some changes. @param {Database} database @param {string} store @param {Record<string, any>} changes */
export const closedChanges = (database, store, changes) => changed(store, changes, (value) => database.closeValue(value));

/**
 * Every row that opens. One that does not is reported and stays where it is; the others are there all the same.
 * @param {Database} database @param {string} store @param {any[]} rows @param {string[]} [but] @returns {Promise<any[]>}
 */
export async function openedAll(database, store, rows, but = []) {
  const found = await Promise.all(rows.map((row) => opened(database, store, row, but).catch((error) => failed(database, error))));
  return found.filter((row) => row !== undefined);
}

/** @param {Database} database @param {unknown} error @returns {undefined} */
function failed(database, error) {
  if (error instanceof Locked) throw error;
  database.cannotOpen(error);
  return undefined;
}

/** Does anything in it lie open that should not? @param {string} store @param {any} row */
export function isOpen(store, row) {
  const isPlain = (/** @type {any} */ value) => value !== undefined && value !== null && value !== "" && !isSealed(value);
  return (TOGETHER[store] && row.content === undefined) || FIELDS[store].some((name) => isPlain(row[name]));
}
