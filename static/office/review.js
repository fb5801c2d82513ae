// The reviewer's page: the viewer, the left and right arrows between photos of the page, and a count of remarks.

import { setUpViewer } from "./viewer.js";

setUpViewer(document);

const remarks = /** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll("textarea[form=return-form]"));
const counter = document.querySelector("[data-remarks]");

function count() {
  const written = [...remarks].filter((one) => one.value.trim()).length;
  if (counter) counter.textContent = written ? String(written) : "";
}

remarks.forEach((one) => one.addEventListener("input", count));
count();

// Whoever opens a remark wants to write it.
document.querySelectorAll("details.remark").forEach((one) => one.addEventListener("toggle", () => {
  if (/** @type {HTMLDetailsElement} */ (one).open) one.querySelector("textarea")?.focus({ preventScroll: true });
}));

// Outside of fields, j and k step through the findings.
const findings = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-finding]")]);
document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey) return;
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const at = findings.findIndex((one) => one.contains(document.activeElement));
  const next = findings[Math.min(findings.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: "start" });
});
