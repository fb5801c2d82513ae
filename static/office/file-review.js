// A sheet of a case-file review by keyboard: from question to question, an answer by its number, a reason by R.

const checks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-check]")]);
const counter = /** @type {HTMLElement | null} */ (document.querySelector("[data-open-checks]"));

/** @param {HTMLElement} check */
const isOpen = (check) => !check.querySelector("input[type=radio]:checked");

function count() {
  const open = checks.filter(isOpen).length;
  if (counter) counter.textContent = `${checks.length - open} / ${checks.length}`;
}

/** @param {HTMLElement | undefined} check */
function goTo(check) {
  check?.focus({ preventScroll: true });
  check?.scrollIntoView({ block: "nearest" });
}

const here = () => checks.findIndex((one) => one.contains(document.activeElement));

/** @param {number} number */
function answer(number) {
  const radio = /** @type {HTMLInputElement | undefined} */ (checks[here()]?.querySelectorAll("input[type=radio]")[number]);
  if (!radio) return;
  radio.checked = true;
  count();
}

/** @type {Record<string, () => void>} */
const KEYS = {
  j: () => goTo(checks[Math.min(checks.length - 1, here() + 1)]),
  k: () => goTo(checks[Math.max(0, here() - 1)]),
  u: () => goTo(checks.slice(here() + 1).find(isOpen) ?? checks.find(isOpen)),
  r: () => checks[here()]?.querySelector("textarea")?.focus(),
  1: () => answer(0),
  2: () => answer(1),
  3: () => answer(2),
};

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest("textarea, select, input:not([type=radio])") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
document.addEventListener("change", count);
count();
