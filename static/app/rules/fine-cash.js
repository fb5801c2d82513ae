/** Cash collected on the spot: by when the officer must hand it over. The phone's twin of rules/fine_cash.py. */

import { addWorkingDays } from "./calendar.js";

/**
 * 自收缴之日起二日内，在水上收缴的自抵岸之日起二日内（行政处罚法第七十一条，工作日）。
 * @param {{ collected_on: string, is_on_water?: boolean, landed_on?: string | null }} cash @param {import("../types.js").Rulebook} rulebook
 * @returns {string | null} null = not landed yet, or the working days of that year are not published
 */
export function handOverBy({ collected_on, is_on_water, landed_on }, rulebook) {
  const begins = is_on_water ? landed_on : collected_on;
  const { cash_working_days: days, calendar } = rulebook;
  return begins && days ? addWorkingDays(begins, days, calendar) : null;
}
