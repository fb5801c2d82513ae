/** How long what is said may be: the server takes nothing longer, so nothing longer is ever put into the journal. */

export const LONG_TEXT = 4_000;
export const SHORT_TEXT = 400;
export const EVENT_CHARS = 400_000;
export const EVENTS_AT_ONCE = 500;
export const STROKES = 400;
export const POINTS = 4_000;

/** Fields that hold sentences; every other text is short. */
const LONG = new Set([
  "basis", "caption", "collection_note", "factor_note", "facts", "invitation", "note", "part", "reason", "reasons", "requirement", "statement", "statement_review", "summary", "text", "value",
]);

/** @type {Record<string, number>} how many there may be of each */
const LISTS = { acts: 50, checklists: 10, corrections: 100, factors: 50, finding_ids: 50, officer_ids: 30, outcomes: 100, photo_ids: 30, strokes: STROKES, told: 20 };

/** Composed by us from what was checked already; only the size of the whole event bounds it. */
const FREE = new Set(["content", "fix"]);

/** Said too much: nothing of it was kept, and the officer can say it shorter. `where` names the field. */
export class TooLong extends Error {
  /** @param {string} where */
  constructor(where) {
    super(`too long: ${where}`);
    this.where = where;
  }
}

/** The first field of an event's data that is too long, as a path; "" when all fit. @param {Record<string, any>} data */
export function firstTooLong(data) {
  return Object.entries(data).reduce((found, [name, value]) => found || faultIn(name, value, name), "");
}

/** @param {string} name of the field, its list's for what stands in a list @param {any} value @param {string} path @returns {string} */
function faultIn(name, value, path) {
  if (FREE.has(name) || value === null) return "";
  if (typeof value === "string") return value.length > (LONG.has(name) ? LONG_TEXT : SHORT_TEXT) ? path : "";
  if (Array.isArray(value)) return faultInList(name, value, path);
  if (typeof value !== "object") return "";
  return Object.entries(value).reduce((found, [inner, one]) => found || faultIn(inner, one, `${path}.${inner}`), "");
}

/** @param {string} name @param {any[]} list @param {string} path @returns {string} */
function faultInList(name, list, path) {
  if (list.length > (LISTS[name] ?? Infinity)) return path;
  if (name === "strokes") return list.some((stroke) => stroke.length > POINTS) ? path : "";
  return list.reduce((found, one, index) => found || faultIn(name, one, `${path}.${index}`), "");
}

/** Fewer points where a finger was slow: every stroke keeps its two ends. @param {number[][][]} strokes @returns {number[][][]} */
export function thinned(strokes) {
  const count = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  const isThin = count <= POINTS || strokes.every((stroke) => stroke.length <= 2);
  return isThin ? strokes : thinned(strokes.map((stroke) => stroke.filter((_point, index) => index % 2 === 0 || index === stroke.length - 1)));
}
