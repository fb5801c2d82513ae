// Saves a click in the item editor, and guards a half-written item against being left by mistake.
const asked = document.querySelector("select[data-lists-answers]");
const list = /** @type {HTMLButtonElement | null} */ (document.querySelector("button[value=answers]"));
const form = document.querySelector("form[data-guard]");

asked?.addEventListener("change", () => list?.click());

if (form) {
  let isChanged = form.hasAttribute("data-changed");
  form.addEventListener("input", () => (isChanged = true));
  form.addEventListener("submit", () => (isChanged = false));
  addEventListener("beforeunload", (event) => isChanged && event.preventDefault());
}
