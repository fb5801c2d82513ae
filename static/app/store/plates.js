/** Which work a scanned plate belongs to, with no network: phones hold a mark of each code, not the codes of all doors. */

import { finderRows } from "./finder.js";

const MARK_SIGNS = 16;

/** As `store/plates.py::plate_mark`. @param {string} code */
export async function plateMark(code) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, MARK_SIGNS);
}

/** @param {import("./database.js").Database} database @param {string} code @returns {Promise<import("./finder.js").FinderRow | null>} */
export async function workOfPlate(database, code) {
  const mark = await plateMark(code);
  return (await finderRows(database)).find((row) => row.plate === mark) ?? null;
}

/**
 * Whose plate it is, as far as this phone knows: the work itself is asked first, for a partner has no register.
 * @param {import("./database.js").Database} database @param {string} code @param {import("../types.js").Work} work
 * @returns {Promise<{ match: "own" | "other" | "unknown", row: import("./finder.js").FinderRow | null }>}
 */
export async function plateMatch(database, code, work) {
  if (work.plate && work.plate === (await plateMark(code))) return { match: "own", row: null };
  const row = await workOfPlate(database, code);
  return { match: row === null ? "unknown" : row.id === work.id ? "own" : "other", row };
}
