/** Tables whose rows can be added and removed. Without this file the empty rows that the server drew must do. */

/** @param {HTMLElement} row */
function isEmpty(row) {
  return [...row.querySelectorAll("input")].every((input) => input.value === "");
}

/** @param {HTMLElement} row */
function offerRemoval(row) {
  const button = /** @type {HTMLButtonElement} */ (row.querySelector("[data-remove-row]"));
  button.hidden = false;
  button.addEventListener("click", () => row.remove());
}

/** @param {HTMLTableSectionElement} body @param {HTMLTemplateElement} template @param {number} place */
function addRow(body, template, place) {
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  for (const input of row.querySelectorAll("input")) input.name = input.name.replace("PLACE", String(place));
  body.append(row);
  offerRemoval(row);
  row.querySelector("input")?.focus();
}

const table = document.querySelector("[data-rows]");
const body = table?.querySelector("tbody");
const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector("[data-row-template]"));
const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-add-row]"));

if (body && template && button) {
  const rows = /** @type {HTMLElement[]} */ ([...body.children]);
  let place = rows.length;
  const spare = rows.filter(isEmpty).slice(rows.some((row) => !isEmpty(row)) ? 0 : 1);
  for (const row of spare) row.remove();
  for (const row of /** @type {HTMLElement[]} */ ([...body.children])) offerRemoval(row);
  button.hidden = false;
  button.addEventListener("click", () => addRow(body, template, place++));
}
