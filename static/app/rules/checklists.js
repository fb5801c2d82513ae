/** What a visit still lacks: the phone's twin of rules/checklists.py and rules/completeness.py (same golden cases). */

/**
 * @typedef {import("../types.js").Item} Item
 * @typedef {import("../types.js").Checklist} Checklist
 * @typedef {import("../types.js").Value} Value
 * @typedef {import("../types.js").Verdict} Verdict
 * @typedef {{ value: Value | null, texts: string[], photos: number }} ItemState
 * @typedef {{ item: string, kind: "answer" | "finding" | "photo" }} Gap
 */

const VERDICTS = ["met", "not_met", "not_applicable"];

/** @type {WeakMap<Checklist, Item[]>} a version never changes, and every tap asks for its items several times */
const found = new WeakMap();

/** @param {Checklist} checklist @returns {Item[]} */
export function itemsOf(checklist) {
  const items = found.get(checklist) ?? checklist.sections.flatMap((section) => section.items);
  found.set(checklist, items);
  return items;
}

/**
 * Met or not, for any kind of answer; null when the value does not fit the item.
 * @param {Item} item @param {Value} value @returns {Verdict | null}
 */
export function verdictOf(item, value) {
  if (item.kind === "verdict") {
    const code = String(value).toLowerCase();
    return VERDICTS.includes(code) ? /** @type {Verdict} */ (code) : null;
  }
  if (item.kind === "choice") return item.options.find((option) => option.code === value)?.verdict ?? null;
  if (item.kind === "text") return String(value).trim() ? "met" : null;
  if (typeof value !== "number") return null;
  const tooLow = item.least !== null && value < item.least;
  const tooHigh = item.most !== null && value > item.most;
  return tooLow || tooHigh ? "not_met" : "met";
}

/**
 * Items whose condition holds, in order. A condition on a hidden item never holds.
 * @param {Checklist} checklist @param {Record<string, Value | null | undefined>} values by item code
 */
export function visibleItems(checklist, values) {
  /** @type {Set<string>} */
  const shown = new Set();
  return itemsOf(checklist).filter((item) => {
    const when = item.show_when;
    const value = when && values[when.item];
    const holds = !when || (shown.has(when.item) && value != null && when.values.includes(value));
    if (holds) shown.add(item.code);
    return holds;
  });
}

/**
 * What is left, in the order of the checklist; empty when the visit may be finished.
 * @param {Checklist} checklist @param {Record<string, ItemState>} states by item code @returns {Gap[]}
 */
export function gaps(checklist, states) {
  const values = Object.fromEntries(Object.entries(states).map(([code, state]) => [code, state.value]));
  return visibleItems(checklist, values).flatMap((item) => gapsOf(item, states[item.code]));
}

/** @param {Item} item @param {ItemState | undefined} state @returns {Gap[]} */
function gapsOf(item, state) {
  const verdict = state?.value == null ? null : verdictOf(item, state.value);
  if (verdict === null) return item.is_required ? [{ item: item.code, kind: "answer" }] : [];
  if (verdict !== "not_met" || !state) return [];
  /** @type {Gap[]} */
  const missing = [];
  if (!state.texts.some((text) => text.trim())) missing.push({ item: item.code, kind: "finding" });
  if (item.photo_when_not_met && state.photos === 0) missing.push({ item: item.code, kind: "photo" });
  return missing;
}
