/** Days as ISO text (yyyy-mm-dd) in Shanghai, and numbers that the law changes from a day on. */

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** The calendar day in Shanghai on which a moment (ISO text) falls. @param {string} moment */
export const dayOf = (moment) => new Date(Date.parse(moment) + SHANGHAI_MS).toISOString().slice(0, 10);

/** @param {string} day @param {number} count */
export const addDays = (day, count) => new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);

/** @param {string} from @param {string} to */
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** "2026-11-23 10:05", as a form prints it. @param {string | null | undefined} moment */
export const minuteOf = (moment) =>
  moment ? new Date(Date.parse(moment) + SHANGHAI_MS).toISOString().slice(0, 16).replace("T", " ") : "";

/**
 * The line in force on a day; undefined when there was no such rule yet.
 * @template {{ from: string }} T @param {T[]} lines @param {string} day @returns {T | undefined}
 */
export const inForce = (lines, day) => lines.filter((line) => line.from <= day).at(-1);
