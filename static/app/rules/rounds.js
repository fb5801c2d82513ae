/** In which order a day's visits stand: the office's round first, by its day and place; the rest by their last day. */

/** @typedef {import("../types.js").Visit} Visit */

const LATER = "9999";

/** @param {Visit} visit @param {string} officerId */
export const isMineToDo = (visit, officerId) =>
  (visit.stage === "planned" || visit.stage === "under_way") && visit.officers.some((one) => one.officer_id === officerId && !one.finished_at);

/** @param {Visit} a @param {Visit} b */
export function byRound(a, b) {
  const [dayA, dayB] = [a.round_on ?? a.due_on ?? LATER, b.round_on ?? b.due_on ?? LATER];
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  return (a.round_position ?? 1_000) - (b.round_position ?? 1_000);
}
