/** One question to the law, asked with no network: the phone's twin of rules/judgement.py (same golden cases). */

import { inForce } from "./dated.js";
import { PARTY, refusal, refusePower } from "./penalties.js";
import { qualifiedOfficers } from "./people.js";
import { BENCHMARKS, LAW_IN_FORCE, ON_THE_SPOT } from "./statutes.js";

/**
 * @typedef {import("../types.js").Act} Act
 * @typedef {import("../types.js").PartyKind} PartyKind
 * @typedef {import("../types.js").FineRange} FineRange
 * @typedef {import("../types.js").Refusal} Refusal
 * @typedef {import("../types.js").Rulebook} Rulebook
 * @typedef {"reduced" | "lighter" | "ordinary" | "heavier"} Tier
 * @typedef {{
 *   act: string, party: PartyKind, sanction: "warning" | "fine", act_on: string, decide_on: string, fine_yuan: number,
 *   officers: import("../types.js").OfficerFacts[], factors: string[],
 * }} Question
 * @typedef {{
 *   procedure: "on_the_spot" | "general" | "none", is_allowed: boolean, reasons: Refusal[], tier: Tier | null,
 *   lawful: FineRange | null, redress: "reconsideration_first" | "reconsideration_or_suit" | null, because: string,
 *   grounds: string[],
 * }} Judgement
 * @typedef {{ grounds: string[], tier: Tier | null, lawful: FineRange | null }} Weighing
 */

export const TIER = { reduced: "减轻", lighter: "从轻", ordinary: "一般", heavier: "从重" };

/** @param {{ valid_from: string, valid_to: string | null }} row @param {string} on */
const isInForce = (row, on) => row.valid_from <= on && (!row.valid_to || on <= row.valid_to);

/** The row in force on that day. @param {Rulebook} book @param {string} code @param {string} on @returns {Act | undefined} */
export const actOn = (book, code, on) => (book.act_versions?.[code] ?? [book.acts[code]]).find((row) => row && isInForce(row, on));

/** The row of that day, else the newest, so that why it does not count can be said. @param {Rulebook} book @param {string} code @param {string} on @returns {Act | undefined} */
export const knownOn = (book, code, on) => actOn(book, code, on) ?? book.acts[code];

/**
 * 从旧兼从轻（行政处罚法第三十七条）
 * @param {Rulebook} book @param {string} code @param {PartyKind} party @param {string} act_on @param {string} decide_on
 * @returns {{ act: Act | null, because: string, refusal?: Refusal }}
 */
export function chooseLaw(book, code, party, act_on, decide_on) {
  const then = actOn(book, code, act_on);
  const now = actOn(book, code, decide_on);
  if (!then) return { act: null, because: "unknown", refusal: refusal("no_rule_in_force", LAW_IN_FORCE, { on: act_on }) };
  if (!now) {
    const facts = { act: then.title.zh, on: decide_on };
    return { act: null, because: "no_longer_illegal", refusal: refusal("no_longer_illegal", LAW_IN_FORCE, facts) };
  }
  if (now === then) return { act: then, because: "unchanged" };
  return isMilder(now, then, party) ? { act: now, because: "milder" } : { act: then, because: "of_the_act" };
}

/** @param {Act} fresh @param {Act} old @param {PartyKind} party */
function isMilder(fresh, old, party) {
  const [a, b] = [fresh, old].map((act) => [act.fines[party]?.cap_yuan ?? 0, act.fines[party]?.floor_yuan ?? 0, Number(act.warning)]);
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at] < b[at];
}

/** Codes of the grounds that the stated factors amount to. @param {string[]} factors @param {string} on @param {Rulebook} book */
export function groundsMet(factors, on, book) {
  if (!book.grounds || on < (book.grounds_since ?? "9999")) return [];
  const grounds = Object.entries(book.grounds);
  return grounds.filter(([, one]) => one.needs.every((any) => any.some((code) => factors.includes(code)))).map(([code]) => code).sort();
}

/** Which way more of the stated factors weigh. @param {string[]} stated @param {Rulebook} book @returns {Tier | null} */
export function tierOf(stated, book) {
  const weights = stated.flatMap((code) => book.factors[code]?.weighs ?? []);
  if (!weights.length) return null;
  const balance = weights.reduce((sum, weight) => sum + (weight === "heavier" ? 1 : -1), 0);
  return balance === 0 ? "ordinary" : balance > 0 ? "heavier" : "lighter";
}

/** The amounts of a tier, if the office has entered them. @param {Rulebook} book @param {string} act @param {PartyKind} party @param {Tier} tier @param {string} on */
export function benchmark(book, act, party, tier, on) {
  const lines = (book.benchmarks ?? []).filter((line) => line.act === act && line.party === party && line.is_enabled);
  return lines.find((line) => isInForce(line, on))?.tiers[tier] ?? null;
}

/** Throws a refusal for an act that the book does not know, or a decision before its act. @param {Question} q @param {Rulebook} book @returns {Judgement} */
export function judge(q, book) {
  if (!book.acts[q.act]) throw refusal("act_unknown", null, { act: q.act });
  if (q.decide_on < q.act_on) throw refusal("decided_before_the_act", LAW_IN_FORCE, { act_on: q.act_on, decide_on: q.decide_on });
  const { act, because, refusal: fault } = chooseLaw(book, q.act, q.party, q.act_on, q.decide_on);
  if (act) return judgeUnder(act, because, q, book);
  return { procedure: "none", is_allowed: false, reasons: fault ? [fault] : [], tier: null, lawful: null, redress: null, because, grounds: [] };
}

/**
 * What the stated factors amount to for one act: grounds of the law, the tier, and the amounts open in it.
 * @param {Act} act @param {Question} q @param {Rulebook} book @returns {Weighing}
 */
export function weigh(act, q, book) {
  const grounds = groundsMet(q.factors, q.decide_on, book);
  const tier = tierFor(act, q, grounds, book);
  return { grounds, tier, lawful: lawfulRange(act, q, tier, book) };
}

/** The fine must lie in the tier that the stated factors amount to (第三十四条). @param {Question} q @param {Weighing} weighed @returns {Refusal | null} */
export function refuseOutsideTier(q, { tier, lawful }) {
  const isBound = q.sanction === "fine" && tier && tier !== "reduced";
  if (!isBound || !lawful || (lawful.floor_yuan <= q.fine_yuan && q.fine_yuan <= lawful.cap_yuan)) return null;
  return refusal("fine_outside_tier", BENCHMARKS, { tier: TIER[tier], fine: q.fine_yuan, floor: lawful.floor_yuan, cap: lawful.cap_yuan });
}

/** Circumstances on which the law itself forbids a penalty, each article once. @param {string[]} grounds @param {Rulebook} book @returns {Refusal[]} */
export const barsOfGrounds = (grounds, book) =>
  [...new Set(withOutcome(grounds, "must_not", book).map((one) => one.law))].map((law) => refusal("not_to_be_penalised", law));

/** @param {Act} act @param {string} because @param {Question} q @param {Rulebook} book @returns {Judgement} */
function judgeUnder(act, because, q, book) {
  const weighed = weigh(act, q, book);
  const { grounds, tier, lawful } = weighed;
  const barred = bars(act, q, weighed, book);
  const simple = barred.length ? [] : barsOnTheSpot(act, q, book);
  const procedure = barred.length ? "none" : simple.length ? "general" : "on_the_spot";
  const unfit = barred.length ? [] : qualifiedOfficers(q.officers, q.decide_on);
  const reasons = [...barred, ...simple, ...unfit];
  return { procedure, is_allowed: !barred.length && !unfit.length, reasons, tier, lawful, redress: redressOf(procedure, q.decide_on, book), because, grounds };
}

/** @param {Judgement["procedure"]} procedure @param {string} on @param {Rulebook} book @returns {Judgement["redress"]} */
export function redressOf(procedure, on, book) {
  if (procedure === "none") return null;
  const isFirst = procedure === "on_the_spot" && on >= (book.reconsideration_first_since ?? "2024-01-01");
  return isFirst ? "reconsideration_first" : "reconsideration_or_suit";
}

/** @param {string[]} grounds @param {string} outcome @param {Rulebook} book */
const withOutcome = (grounds, outcome, book) => grounds.map((code) => /** @type {any} */ (book.grounds)[code]).filter((one) => one.outcome === outcome);

/** @param {Act} act @param {Question} q @param {string[]} grounds @param {Rulebook} book @returns {Tier | null} */
function tierFor(act, q, grounds, book) {
  if (!withOutcome(grounds, "reduce", book).length) return tierOf(q.factors, book);
  const fine = act.fines[q.party];
  return q.sanction === "fine" && fine && q.fine_yuan < fine.floor_yuan ? "reduced" : "lighter";
}

/** @param {Act} act @param {Question} q @param {Tier | null} tier @param {Rulebook} book @returns {FineRange | null} */
function lawfulRange(act, q, tier, book) {
  const own = act.fines[q.party] ?? null;
  if (!own || !tier || tier === "reduced") return own;
  return benchmark(book, act.code, q.party, tier, q.decide_on) ?? own;
}

/** What no procedure overcomes. @param {Act} act @param {Question} q @param {Weighing} weighed @param {Rulebook} book */
function bars(act, q, weighed, book) {
  const closed = refusePower(act);
  if (closed) return [closed];
  const unpunishable = barsOfGrounds(weighed.grounds, book);
  if (unpunishable.length) return unpunishable;
  if (!inForce(book.summary_fine_limits, q.decide_on)) return [refusal("no_rule_in_force", LAW_IN_FORCE, { on: q.decide_on })];
  if (q.sanction === "warning") return act.warning ? [] : [refusal("no_warning_for_this_act", act.penalty)];
  const fault = barOfAmount(act, q, weighed);
  return fault ? [fault] : [];
}

/** @param {Act} act @param {Question} q @param {Weighing} weighed */
function barOfAmount(act, q, weighed) {
  const fine = q.fine_yuan;
  if (!Number.isInteger(fine) || fine <= 0) return refusal("fine_not_whole", act.penalty);
  const own = act.fines[q.party];
  if (!own) return refusal("no_fine_for_this_act", act.penalty);
  const facts = { party: PARTY[q.party], fine };
  if (fine < own.floor_yuan && weighed.tier !== "reduced") return refusal("fine_below_floor", act.penalty, { ...facts, floor: own.floor_yuan });
  if (fine > own.cap_yuan) return refusal("fine_above_cap", act.penalty, { ...facts, cap: own.cap_yuan });
  return refuseOutsideTier(q, weighed);
}

/** Why a lawful penalty needs the general procedure (第五十一条). @param {Act} act @param {Question} q @param {Rulebook} book */
function barsOnTheSpot(act, q, book) {
  if (q.sanction === "warning") return [];
  const limit = inForce(book.summary_fine_limits, q.decide_on)?.[q.party] ?? 0;
  const floor = act.fines[q.party]?.floor_yuan ?? 0;
  const facts = { party: PARTY[q.party] };
  if (q.fine_yuan < floor) return [refusal("reduced_not_on_the_spot", ON_THE_SPOT, { ...facts, fine: q.fine_yuan, floor })];
  if (floor > limit) return [refusal("floor_above_simple_limit", ON_THE_SPOT, { ...facts, floor, limit })];
  if (q.fine_yuan > limit) return [refusal("fine_above_simple_limit", ON_THE_SPOT, { ...facts, fine: q.fine_yuan, limit })];
  return [];
}
