/** Questions about a visit that several screens ask. */

import { gaps, itemsOf, verdictOf, visibleItems } from "./checklists.js";

/**
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Checklist} Checklist
 */

/** @param {Visit} visit @param {string} checklist @param {string} item */
export const findingsOf = (visit, checklist, item) =>
  Object.values(visit.findings).filter((one) => one.checklist === checklist && one.item === item && !one.is_withdrawn);

/** @param {Visit} visit @param {{ finding_id?: string, checklist?: string, item?: string, document_id?: string }} of */
export const photosOf = (visit, of) =>
  Object.values(visit.photos).filter(
    (photo) => !photo.is_discarded && Object.entries(of).every(([name, value]) => photo[/** @type {"item"} */ (name)] === value),
  );

/** @param {Visit} visit */
export const openFindings = (visit) => Object.values(visit.findings).filter((finding) => !finding.is_withdrawn);

/** To which department a finding was handed over. @param {Visit} visit @param {string} findingId */
export const transferOf = (visit, findingId) => Object.values(visit.transfers ?? {}).find((one) => one.finding_id === findingId) ?? null;

/** @param {Visit} visit */
export const openReturns = (visit) => Object.values(visit.returns).filter((one) => one.resolved_at === null);

/** State by item code, as `gaps` wants it. @param {Visit} visit @param {Checklist} checklist */
export function itemStates(visit, checklist) {
  /** @type {Record<string, import("./checklists.js").ItemState>} */
  const states = {};
  for (const item of itemsOf(checklist)) {
    const answer = visit.answers[`${checklist.code}/${item.code}`];
    if (!answer) continue;
    states[item.code] = { value: answer.value, texts: [], photos: 0 };
  }
  for (const finding of openFindings(visit)) {
    if (finding.checklist === checklist.code) states[finding.item]?.texts.push(finding.text);
  }
  for (const photo of Object.values(visit.photos)) {
    if (!photo.is_discarded && photo.checklist === checklist.code && states[photo.item]) states[photo.item].photos += 1;
  }
  return states;
}

/**
 * Asked once of each state of a visit, which is never changed in place: a screen asks several times while it is drawn.
 * @template T @param {(visit: Visit, checklist: Checklist) => T} ask @returns {(visit: Visit, checklist: Checklist) => T}
 */
function remembered(ask) {
  /** @type {WeakMap<Visit, Map<Checklist, T>>} */
  const known = new WeakMap();
  return (visit, checklist) => {
    const ofVisit = known.get(visit) ?? new Map();
    if (!ofVisit.has(checklist)) known.set(visit, ofVisit.set(checklist, ask(visit, checklist)));
    return ofVisit.get(checklist);
  };
}

export const gapsOfVisit = remembered((visit, checklist) => gaps(checklist, itemStates(visit, checklist)));

/** Items whose condition holds by what was answered, in order. */
export const shownItems = remembered((visit, checklist) => {
  const items = itemsOf(checklist);
  if (items.every((item) => !item.show_when)) return items;
  return visibleItems(checklist, Object.fromEntries(items.map((item) => [item.code, visit.answers[`${checklist.code}/${item.code}`]?.value ?? null])));
});

/** How many of each verdict. @param {Visit} visit @param {Checklist[]} checklists */
export function countVerdicts(visit, checklists) {
  const counts = { met: 0, not_met: 0, not_applicable: 0 };
  for (const checklist of checklists) {
    for (const item of itemsOf(checklist)) {
      const value = visit.answers[`${checklist.code}/${item.code}`]?.value;
      const verdict = value == null ? null : verdictOf(item, value);
      if (verdict) counts[verdict] += 1;
    }
  }
  return counts;
}

/** Has this officer begun their part? Who is only named does not hold the visit's end. @param {Visit} visit @param {string} officerId */
export const hasJoined = (visit, officerId) =>
  visit.officers.some((one) => one.officer_id === officerId && one.joined_at !== null);

/** Has this officer sealed their part? @param {Visit} visit @param {string} officerId */
export const isSealedFor = (visit, officerId) =>
  visit.officers.some((one) => one.officer_id === officerId && one.finished_at !== null);

/** How often an item had been corrected before this visit found it wrong again. @param {import("../types.js").Work["past"]} past @param {Visit} visit @param {string} checklist @param {string} item */
export const timesCorrected = (past, visit, checklist, item) =>
  past.filter((one) => one.checklist === checklist && one.item === item && one.corrected_at && !(one.finding_id in visit.findings)).length;
