/** Every requirement of an on-the-spot decision as a gate: the phone's twin of rules/decisions.py and rules/orders.py. */

import { barsOfGrounds, refuseOutsideTier, weigh } from "./law.js";
import { refuseCollection, refuseOnTheSpot, refusal } from "./penalties.js";
import { qualifiedOfficers } from "./people.js";
import {
  BENCHMARKS,
  COLLECT_ON_THE_SPOT,
  COLLECT_WHERE_REMOTE,
  CORRECTION_WITH_PENALTY,
  HEAR_THE_PARTY,
  ON_THE_SPOT,
  ON_THE_SPOT_CONTENT,
  ON_THE_SPOT_FORM,
  PAY_WITHIN_15_DAYS,
  RECEIPT,
  TELL_BEFORE_DECIDING,
} from "./statutes.js";

/**
 * @typedef {import("../types.js").Refusal} Refusal
 * @typedef {{ kind: import("../types.js").PartyKind, name: string, identifier: string, address: string, phone: string, representative: string }} Party
 * @typedef {{
 *   act: import("../types.js").Act, party: Party, sanction: "warning" | "fine", fine_yuan: number, facts: string, place: string,
 *   factors: string[], factor_note: string, officers: import("../types.js").OfficerFacts[], decided_on: string,
 *   facts_are_certain: boolean, identity_shown_at: string | null, told_at: string | null, heard_at: string | null,
 *   decided_at: string | null, statement: string, statement_review: string, correct_at_once: boolean,
 *   correct_by: string | null, collection: string, receipt_number: string, told?: string[] | null, receipt_issuer?: string | null,
 *   collection_note?: string | null, is_on_water?: boolean
 * }} DecisionFacts
 */

/** What a party is told by word of mouth before the decision (第四十四条；行政复议法第二十三条第二款). */
export const TOLD = /** @type {Record<string, string>} */ ({
  content: "拟作出的处罚内容",
  facts: "事实",
  reasons: "理由",
  basis: "依据",
  rights: "陈述、申辩的权利",
  redress: "不服须先申请行政复议",
});

/**
 * Everything that stands in the way of the decision, all together; empty = it may be made.
 * @param {DecisionFacts} facts @param {import("../types.js").Rulebook} rulebook @returns {Refusal[]}
 */
export function gatesBeforeDeciding(facts, rulebook) {
  const { act, party, sanction, fine_yuan, decided_on } = facts;
  return [
    refuseOnTheSpot(act, party.kind, sanction, fine_yuan, decided_on, rulebook),
    ...weighed(facts, rulebook),
    ...qualifiedOfficers(facts.officers, decided_on),
    ...partyNamed(party),
    ...stated(facts),
    ...toldAndHeard(facts),
    corrected(facts),
    ...paid(facts, rulebook),
  ].filter((fault) => fault !== null);
}

/** What is decided on the spot was found on the spot. @param {DecisionFacts} facts @returns {import("./law.js").Question} */
export const questionOf = ({ act, party, sanction, fine_yuan, officers, factors, decided_on }) => ({
  act: act.code,
  party: party.kind,
  sanction,
  act_on: decided_on,
  decide_on: decided_on,
  fine_yuan,
  officers,
  factors,
});

/** An amount outside the law's own range was refused already. @param {DecisionFacts} facts @param {import("../types.js").Rulebook} rulebook */
function weighed(facts, rulebook) {
  const question = questionOf(facts);
  const found = weigh(facts.act, question, rulebook);
  const own = facts.act.fines[facts.party.kind];
  const isLawful = own && own.floor_yuan <= facts.fine_yuan && facts.fine_yuan <= own.cap_yuan;
  return [...barsOfGrounds(found.grounds, rulebook), isLawful ? refuseOutsideTier(question, found) : null];
}

/** @param {Party} party */
function partyNamed(party) {
  const needed = [
    [party.kind === "organisation" ? "名称" : "姓名", party.name],
    ["住址", party.address],
  ];
  return needed
    .filter(([, value]) => !value.trim())
    .map(([field]) => refusal("party_not_named", ON_THE_SPOT_CONTENT, { field }));
}

/** @param {DecisionFacts} facts */
function stated(facts) {
  return [
    facts.facts_are_certain ? null : refusal("facts_not_certain", ON_THE_SPOT),
    facts.facts.trim() ? null : refusal("facts_not_stated", ON_THE_SPOT_CONTENT),
    facts.place.trim() ? null : refusal("place_not_stated", ON_THE_SPOT_CONTENT),
    facts.factors.length ? null : refusal("amount_without_reason", BENCHMARKS),
  ];
}

/** @param {DecisionFacts} facts */
function toldAndHeard(facts) {
  const moments = [facts.identity_shown_at, facts.told_at, facts.heard_at, facts.decided_at].flatMap((moment) =>
    moment ? [Date.parse(moment)] : [],
  );
  const inOrder = moments.every((moment, index) => index === 0 || moments[index - 1] <= moment);
  const unheard = facts.statement.trim() && !facts.statement_review.trim();
  return [
    facts.identity_shown_at ? null : refusal("identity_not_shown", ON_THE_SPOT_FORM),
    facts.told_at ? null : refusal("party_not_told", TELL_BEFORE_DECIDING),
    fullyTold(facts),
    facts.heard_at ? null : refusal("party_not_heard", HEAR_THE_PARTY),
    inOrder ? null : refusal("order_of_steps_wrong", TELL_BEFORE_DECIDING),
    unheard ? refusal("statement_not_considered", HEAR_THE_PARTY) : null,
  ];
}

/** @param {DecisionFacts} facts */
function fullyTold({ told }) {
  const missing = told ? Object.keys(TOLD).filter((one) => !told.includes(one)) : [];
  return missing.length ? refusal("party_not_fully_told", TELL_BEFORE_DECIDING, { missing: missing.map((one) => TOLD[one]) }) : null;
}

/** @param {DecisionFacts} facts */
function corrected(facts) {
  if (facts.correct_at_once) return null;
  if (!facts.correct_by) return refusal("correction_not_ordered", CORRECTION_WITH_PENALTY);
  if (facts.correct_by > facts.decided_on) return null;
  return refusal("due_day_in_the_past", CORRECTION_WITH_PENALTY, { due: facts.correct_by });
}

/** @param {DecisionFacts} facts @param {import("../types.js").Rulebook} rulebook */
function paid(facts, rulebook) {
  if (facts.sanction !== "fine" || facts.collection === "bank") return [];
  if (facts.collection === "none") return [refusal("payment_not_stated", PAY_WITHIN_15_DAYS)];
  return [
    refuseCollection(facts.fine_yuan, facts.collection, facts.decided_on, rulebook),
    facts.receipt_number.trim() ? null : refusal("receipt_needed", RECEIPT),
    facts.receipt_issuer === "unstated" ? refusal("receipt_not_official", RECEIPT) : null,
    groundNotNoted(facts),
  ];
}

/** Why collecting later would be hard (第六十八条第二项); what the party asked for by itself (第六十九条). @param {DecisionFacts} facts */
function groundNotNoted({ collection, collection_note: note }) {
  if (note === null || note === undefined || note.trim()) return null;
  if (collection === "hard_to_enforce") return refusal("collection_reason_missing", COLLECT_ON_THE_SPOT);
  return collection === "remote_and_asked" ? refusal("party_request_not_recorded", COLLECT_WHERE_REMOTE) : null;
}

/**
 * What, by whom, by when; two officers with valid certificates.
 * @param {{ party_name: string, corrections: Array<{ finding_id: string, requirement: string }>, officers: import("../types.js").OfficerFacts[], ordered_on: string, due_on: string | null, at_once: boolean }} facts
 * @returns {Refusal[]}
 */
export function gatesBeforeOrdering(facts) {
  const named = facts.party_name.trim() !== "";
  const complete = facts.corrections.length > 0 && facts.corrections.every((one) => one.requirement.trim());
  const later = facts.at_once || (facts.due_on !== null && facts.due_on > facts.ordered_on);
  return [
    ...qualifiedOfficers(facts.officers, facts.ordered_on),
    named ? null : refusal("party_not_named", ON_THE_SPOT_CONTENT, { field: "名称" }),
    complete ? null : refusal("nothing_to_correct", CORRECTION_WITH_PENALTY),
    later ? null : refusal("due_day_in_the_past", CORRECTION_WITH_PENALTY, { due: facts.due_on ?? "—" }),
  ].filter((fault) => fault !== null);
}
