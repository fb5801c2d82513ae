/** May this be decided on the spot, and if not, why not: the phone's twin of rules/penalties.py (same golden cases). */

import { inForce } from "./dated.js";
import { COLLECT_ON_THE_SPOT, LAW_IN_FORCE, ON_THE_SPOT } from "./statutes.js";

/**
 * @typedef {import("../types.js").Act} Act
 * @typedef {import("../types.js").PartyKind} PartyKind
 * @typedef {import("../types.js").FineRange} FineRange
 * @typedef {import("../types.js").Refusal} Refusal
 * @typedef {import("../types.js").Rulebook} Rulebook
 */

export const PARTY = { citizen: "公民", organisation: "法人或者其他组织" };
export const POWER = {
  civil_defence: "民防部门",
  police: "公安机关",
  fire: "消防救援机构",
  construction: "建设管理部门",
  work_safety: "应急管理部门",
};

/** @param {string} code @param {string | null} [law] @param {Refusal["facts"]} [facts] @returns {Refusal} */
export const refusal = (code, law = null, facts = {}) => ({ code, law, facts });

/**
 * What is open on the spot for one act, party and day, and why the rest is closed.
 * @param {Act} act @param {PartyKind} party @param {string} on day @param {Rulebook} rulebook
 * @returns {{ warning: boolean, fine: FineRange | null, refusals: Refusal[] }}
 */
export function onTheSpot(act, party, on, rulebook) {
  const closed = refuseAct(act, on, rulebook);
  if (closed) return { warning: false, fine: null, refusals: [closed] };
  const { range, fault } = openFine(act, party, on, rulebook);
  const refusals = fault ? [fault] : [];
  if (!act.warning) refusals.push(refusal("no_warning_for_this_act", act.penalty));
  return { warning: act.warning, fine: range, refusals };
}

/** Why an act can carry no penalty of ours at all on this day. @param {Act} act @param {string} on @param {Rulebook} rulebook @returns {Refusal | null} */
export function refuseAct(act, on, rulebook) {
  const closed = refusePower(act);
  if (closed) return closed;
  const hasLimit = inForce(rulebook.summary_fine_limits, on) !== undefined;
  const isInForce = hasLimit && act.valid_from <= on && (!act.valid_to || on <= act.valid_to);
  return isInForce ? null : refusal("no_rule_in_force", LAW_IN_FORCE, { on });
}

/** Why an act carries no penalty of ours, whatever the day. @param {Act} act @returns {Refusal | null} */
export function refusePower(act) {
  const facts = { act: act.title.zh };
  if (!act.is_enabled) return refusal("act_not_enabled", act.penalty, facts);
  if (act.power !== "civil_defence") {
    const power = POWER[/** @type {keyof typeof POWER} */ (act.power)];
    return refusal("power_elsewhere", act.penalty, { ...facts, power });
  }
  if (!act.penalty || !(act.warning || Object.keys(act.fines).length)) {
    return refusal("no_sanction", act.duties[0], facts);
  }
  return null;
}

/** @param {PartyKind} party @param {string} on @param {Rulebook} rulebook */
function simpleLimit(party, on, rulebook) {
  return inForce(rulebook.summary_fine_limits, on)?.[party] ?? 0;
}

/**
 * @param {Act} act @param {PartyKind} party @param {string} on @param {Rulebook} rulebook
 * @returns {{ range: FineRange | null, fault: Refusal | null }}
 */
function openFine(act, party, on, rulebook) {
  const lawful = act.fines[party];
  if (!lawful) return { range: null, fault: refusal("no_fine_for_this_act", act.penalty) };
  const limit = simpleLimit(party, on, rulebook);
  if (lawful.floor_yuan > limit) {
    const facts = { party: PARTY[party], floor: lawful.floor_yuan, limit };
    return { range: null, fault: refusal("floor_above_simple_limit", ON_THE_SPOT, facts) };
  }
  return { range: { floor_yuan: lawful.floor_yuan, cap_yuan: Math.min(lawful.cap_yuan, limit) }, fault: null };
}

/**
 * The one reason, if any, why this very sanction may not be decided on the spot.
 * @param {Act} act @param {PartyKind} party @param {"warning" | "fine"} sanction @param {number} fineYuan @param {string} on
 * @param {Rulebook} rulebook @returns {Refusal | null}
 */
export function refuseOnTheSpot(act, party, sanction, fineYuan, on, rulebook) {
  const closed = refuseAct(act, on, rulebook);
  if (closed) return closed;
  if (sanction === "warning") return act.warning ? null : refusal("no_warning_for_this_act", act.penalty);
  return refuseFine(act, party, fineYuan, on, rulebook);
}

/** @param {Act} act @param {PartyKind} party @param {number} fine @param {string} on @param {Rulebook} rulebook */
function refuseFine(act, party, fine, on, rulebook) {
  if (!Number.isInteger(fine) || fine <= 0) return refusal("fine_not_whole", act.penalty);
  const { fault } = openFine(act, party, on, rulebook);
  const lawful = act.fines[party];
  if (fault || !lawful) return fault;
  const limit = simpleLimit(party, on, rulebook);
  const facts = { party: PARTY[party], fine };
  if (fine < lawful.floor_yuan) return refusal("fine_below_floor", act.penalty, { ...facts, floor: lawful.floor_yuan });
  if (fine > limit) return refusal("fine_above_simple_limit", ON_THE_SPOT, { ...facts, limit });
  if (fine > lawful.cap_yuan) return refusal("fine_above_cap", act.penalty, { ...facts, cap: lawful.cap_yuan });
  return null;
}

/**
 * 第六十八条、第六十九条
 * @param {number} fineYuan @param {string} collection @param {string} on @param {Rulebook} rulebook
 */
export function refuseCollection(fineYuan, collection, on, rulebook) {
  const small = fineYuan <= (inForce(rulebook.collection_limits, on)?.yuan ?? 0);
  const allowed = small || collection === "hard_to_enforce" || collection === "remote_and_asked";
  return allowed ? null : refusal("collection_not_allowed", COLLECT_ON_THE_SPOT);
}
