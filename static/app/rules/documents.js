/** What stands in a legal document: composed once, then only kept. The phone's twin of rules/documents.py. */

import { dayOf, minuteOf } from "./dated.js";
import { yuanInCapitals } from "./money.js";
import { citationText } from "./statutes.js";

/**
 * @typedef {import("../types.js").Rulebook} Rulebook
 * @typedef {import("./decisions.js").DecisionFacts} DecisionFacts
 * @typedef {Record<string, any>} Content
 */

const COLLECTIONS = {
  small: "当场收缴（一百元以下）",
  hard_to_enforce: "当场收缴（不当场收缴事后难以执行）",
  remote_and_asked: "当场收缴（交通不便，当事人提出）",
};

const ISSUERS = { unstated: "未写明", ministry: "国务院财政部门", province: "上海市财政局" };

/** Keys sorted, no blanks. @param {any} content @returns {string} */
export function canonical(content) {
  if (Array.isArray(content)) return `[${content.map(canonical).join(",")}]`;
  if (content === null || typeof content !== "object") return JSON.stringify(content);
  const fields = Object.keys(content).sort().map((name) => `${JSON.stringify(name)}:${canonical(content[name])}`);
  return `{${fields.join(",")}}`;
}

/** @param {string} template @param {Record<string, string>} values */
const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");


/** The name that the office bore on a day: names change by reform, documents keep theirs. @param {Rulebook} rulebook @param {string} day */
export const agencyOn = (rulebook, day) => rulebook.agency_names.filter((line) => line.since_on <= day).at(-1)?.name ?? rulebook.agency;

/**
 * 当场行政处罚决定书
 * @param {string} number @param {DecisionFacts} facts @param {Rulebook} rulebook @returns {Content}
 */
export function onTheSpotDecision(number, facts, rulebook) {
  const { act, templates } = { act: facts.act, templates: rulebook.templates };
  const note = facts.factor_note.trim();
  return {
    form: "on_the_spot_decision",
    number,
    agency: agencyOn(rulebook, facts.decided_on),
    party: { ...facts.party },
    facts: facts.facts,
    place: facts.place,
    breaks: act.duties.map((duty) => citationText(duty, rulebook.laws)).join("、"),
    basis: act.penalty ? citationText(act.penalty, rulebook.laws) : "",
    sanction: sanctionInWords(act, facts.sanction, facts.fine_yuan),
    fine_yuan: facts.sanction === "fine" ? facts.fine_yuan : 0,
    reasons: [...facts.factors.map((code) => rulebook.factors[code]?.zh ?? code), ...(note ? [note] : [])].join("；"),
    correction: facts.correct_at_once ? templates.correct_at_once : fill(templates.correct_by, { due: facts.correct_by ?? "" }),
    identity_shown_at: minuteOf(facts.identity_shown_at),
    told_at: minuteOf(facts.told_at),
    told: templates.told,
    heard_at: minuteOf(facts.heard_at),
    statement: facts.statement.trim() || templates.no_statement,
    statement_review: facts.statement_review,
    payment: payment(facts, rulebook),
    redress: fill(templates.redress_on_the_spot, { body: rulebook.reconsideration_body }),
    officers: facts.officers.map(({ name, badge_number }) => ({ name, badge_number })),
    decided_at: minuteOf(facts.decided_at),
    is_demonstration: rulebook.is_demonstration,
  };
}

/** @param {import("../types.js").Act} act @param {"warning" | "fine"} sanction @param {number} fineYuan */
export function sanctionInWords(act, sanction, fineYuan) {
  if (sanction === "warning") return "警告";
  const digits = String(fineYuan).replace(/\B(?=(\d{3})+$)/g, ",");
  const fine = `罚款人民币${yuanInCapitals(fineYuan)}（¥${digits}.00）`;
  return act.warning ? `警告，并处${fine}` : fine;
}

/** @param {DecisionFacts} facts @param {Rulebook} rulebook */
function payment(facts, rulebook) {
  if (facts.sanction !== "fine") return "";
  if (facts.collection === "bank") return fill(rulebook.templates.pay_at_bank, { place: rulebook.payment_place });
  const ground = COLLECTIONS[/** @type {keyof typeof COLLECTIONS} */ (facts.collection)];
  const { templates } = rulebook;
  const issuer = ISSUERS[/** @type {keyof typeof ISSUERS} */ (facts.receipt_issuer)];
  if (!issuer || !templates.collected_by_receipt) return fill(templates.collected, { ground, receipt: facts.receipt_number });
  const text = fill(templates.collected_by_receipt, { ground, receipt: facts.receipt_number, issuer });
  const note = facts.collection_note?.trim();
  return text + (note ? fill(templates[`ground_${facts.collection}`], { note }) : "");
}

/**
 * 责令改正通知书
 * @param {{ number: string, party: string, work: string, place: string, basis: string, corrections: string[], due_on: string | null,
 *   at_once: boolean, officers: Array<{ name: string, badge_number: string }>, ordered_at: string }} facts
 * @param {Rulebook} rulebook @returns {Content}
 */
export function correctionOrder(facts, rulebook) {
  const { templates } = rulebook;
  return {
    form: "correction_order",
    number: facts.number,
    agency: agencyOn(rulebook, dayOf(facts.ordered_at)),
    party: facts.party,
    work: facts.work,
    place: facts.place,
    basis: fill(templates.order_basis, { law: facts.basis }),
    corrections: facts.corrections,
    due: facts.due_on && !facts.at_once ? fill(templates.due_by, { due: facts.due_on }) : templates.due_at_once,
    consequence: templates.order_consequence,
    officers: facts.officers.map(({ name, badge_number }) => ({ name, badge_number })),
    ordered_at: minuteOf(facts.ordered_at),
    is_demonstration: rulebook.is_demonstration,
  };
}
