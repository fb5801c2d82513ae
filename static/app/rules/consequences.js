/** What a finding may lead to, told with no network: the phone's twin of rules/consequences.py (same golden cases). */

import { benchmark, knownOn } from "./law.js";
import { onTheSpot } from "./penalties.js";

/**
 * @typedef {import("../types.js").Act} Act
 * @typedef {import("../types.js").FineRange} FineRange
 * @typedef {import("../types.js").PartyKind} PartyKind
 * @typedef {import("../types.js").Rulebook} Rulebook
 * @typedef {"on_the_spot" | "either" | "general" | "hand_over" | "correction_only" | "not_enabled"} Route
 * @typedef {{
 *   route: Route, is_warning_open: boolean, lawful: FineRange | null, tiers: Record<string, FineRange>,
 *   on_the_spot: FineRange | null, refusals: import("../types.js").Refusal[],
 * }} Cost
 */

/** @type {PartyKind[]} */
export const PARTIES = ["citizen", "organisation"];
/** @type {Array<import("./law.js").Tier>} */
const TIERS = ["reduced", "lighter", "ordinary", "heavier"];

/**
 * Null for an act that the book does not know.
 * @param {string} code @param {Rulebook} book @param {string} on
 * @returns {{ act: Act, power: string, costs: Record<PartyKind, Cost> } | null}
 */
export function consequenceOf(code, book, on) {
  const act = knownOn(book, code, on);
  if (!act) return null;
  const costs = /** @type {Record<PartyKind, Cost>} */ (Object.fromEntries(PARTIES.map((party) => [party, costOf(act, party, book, on)])));
  return { act, power: act.power, costs };
}

/** @param {Act} act @param {PartyKind} party @param {Rulebook} book @param {string} on @returns {Cost} */
function costOf(act, party, book, on) {
  const found = onTheSpot(act, party, on, book);
  const tiers = TIERS.flatMap((tier) => {
    const amounts = benchmark(book, act.code, party, tier, on);
    return amounts ? [[tier, amounts]] : [];
  });
  const lawful = act.fines[party] ?? null;
  return {
    route: routeOf(act, lawful, found.fine),
    is_warning_open: found.warning,
    lawful,
    tiers: Object.fromEntries(tiers),
    on_the_spot: found.fine,
    refusals: found.refusals,
  };
}

/** @param {Act} act @param {FineRange | null} lawful @param {FineRange | null} spot @returns {Route} */
function routeOf(act, lawful, spot) {
  if (!act.is_enabled) return "not_enabled";
  if (act.power !== "civil_defence") return "hand_over";
  if (!act.penalty || !(act.warning || lawful)) return "correction_only";
  if (!lawful) return "on_the_spot";
  if (!spot) return "general";
  return spot.floor_yuan === lawful.floor_yuan && spot.cap_yuan === lawful.cap_yuan ? "on_the_spot" : "either";
}
