/** Cash collected on the spot: by when the officer must hand it over. The phone's twin of rules/fine_cash.py. */

import { addWorkingDays } from "./calendar.js";

/**
 * 自收缴之日起二日内，在水上收缴的自抵岸之日起二日内（行政处罚法第七十一条，工作日）。
 * @param {{ collected_on: string, is_on_water?: boolean, landed_on?: string | null }} cash @param {import("../types.js").Rulebook} rulebook
 * @returns {string | null} null = not landed yet, or the working days of that year are not published
 */
export function handOverBy({ collected_on, is_on_water, landed_on }, rulebook) {
  const begins = is_on_water ? landed_on : collected_on;
  const days = rulebook.clocks?.hand_over_cash?.length;
  return begins && days ? addWorkingDays(begins, days, rulebook.calendar) : null;
}

const ON_THE_SPOT = ["small", "hard_to_enforce", "remote_and_asked"];

/**
 * Cash that is still with this officer: what the office knows of, and what was collected since and has not reached it yet.
 * @param {import("../types.js").Visit[]} visits @param {import("../types.js").Fine[]} fines of this officer
 * @param {string} me @param {import("../types.js").Rulebook} rulebook
 * @returns {Array<{ id: string, number: string, party_name: string, amount_yuan: number, is_on_water: boolean, last_on: string | null }>}
 */
export function cashToHandOver(visits, fines, me, rulebook) {
  const known = new Set(fines.map((one) => one.subject_id));
  const told = fines.filter((one) => one.is_with_officer).map((one) => ({ ...one, id: one.subject_id, last_on: one.hand_over_by_on }));
  const said = visits
    .flatMap((visit) => Object.values(visit.decisions))
    .filter((one) => one.made_by === me && !known.has(one.id) && one.delivered_at && one.sanction === "fine" && ON_THE_SPOT.includes(one.collection ?? ""))
    .map(({ id, number, party_name, fine_yuan, decided_on = "", is_on_water = false }) => ({
      id, number, party_name, amount_yuan: fine_yuan, is_on_water, last_on: handOverBy({ collected_on: decided_on, is_on_water }, rulebook),
    }));
  return [...told, ...said].sort((a, b) => ((a.last_on ?? "9999") < (b.last_on ?? "9999") ? -1 : 1));
}
