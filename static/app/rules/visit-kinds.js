/** Which papers a kind of visit needs, and which it lacks: the phone's twin of rules/visit_kinds.py. It warns, and never bars. */

/**
 * @typedef {{ kind: string, is_permitted: boolean, notice_number: string, code_number: string, reason: string, has_head: boolean, has_partner: boolean }} PapersInHand
 */

/** @param {string} kind @param {string} on day @param {import("../types.js").Rulebook | null} book An edition of before names none. @returns {string[]} */
export const papersNeeded = (kind, on, book) =>
  (book?.visit_kinds?.[kind] ?? []).filter((one) => one.since <= on).map((one) => one.paper);

/** @type {Record<string, (hand: PapersInHand) => boolean>} */
const HAS = {
  permission: (hand) => hand.is_permitted,
  notice: (hand) => hand.notice_number.trim() !== "",
  code: (hand) => hand.code_number.trim() !== "",
  reason: (hand) => hand.reason.trim() !== "",
  head: (hand) => hand.has_head,
  partner: (hand) => hand.has_partner,
};

/** A paper that this phone does not know yet is not said to be missing. @param {string} paper @param {PapersInHand} hand */
export const hasPaper = (paper, hand) => HAS[paper]?.(hand) ?? true;

/** @param {PapersInHand} hand @param {string} on @param {import("../types.js").Rulebook | null} book */
export const papersLacking = (hand, on, book) => papersNeeded(hand.kind, on, book).filter((paper) => !hasPaper(paper, hand));

/** One more inspection of the same enterprise would pass the yearly cap; 0 = none is set. @param {number} count @param {number} cap */
export const overTheCap = (count, cap) => cap > 0 && count >= cap;
