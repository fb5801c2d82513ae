/** Working days: the phone's twin of rules/calendar.py. A year not yet published is said, never guessed. */

import { addDays } from "./dated.js";

/** @typedef {import("../types.js").Rulebook["calendar"]} Calendar */

/** @param {string} day @param {Calendar} calendar @returns {boolean | null} null = the year is not published */
export function isWorking(day, calendar) {
  if (day in calendar.overrides) return calendar.overrides[day];
  if (!calendar.published.includes(Number(day.slice(0, 4)))) return null;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return calendar.workdays.includes(day) || (weekday >= 1 && weekday <= 5 && !calendar.holidays.includes(day));
}

/** The count-th working day after `start`; null when a year on the way is not published. @param {string} start @param {number} count @param {Calendar} calendar */
export function addWorkingDays(start, count, calendar) {
  let day = start;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    const working = isWorking(day, calendar);
    if (working === null) return null;
    if (working) left -= 1;
  }
  return day;
}
