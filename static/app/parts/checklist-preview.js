/** The checklist as the phone shows it, for the office's editor: the same item cards, answers kept nowhere. */

import { html, render } from "lit-html";
import { visibleItems } from "../rules/checklists.js";
import { listed, say, t, useLanguage } from "../words/translate.js";
import { itemCard } from "./items.js";
import { severityLabel } from "./labels.js";

/** @typedef {import("../types.js").Checklist} Checklist */

/** @param {HTMLElement} root @param {Checklist} checklist @param {"zh" | "en"} language */
export async function checklistPreview(root, checklist, language) {
  await useLanguage(language);
  /** @type {Record<string, import("../types.js").Value | null>} */
  const values = {};
  /** @type {Set<string>} */
  const open = new Set();
  const draw = () => render(page(checklist, values, open, draw), root);
  draw();
}

/** @param {Checklist} checklist @param {Record<string, any>} values @param {Set<string>} open @param {() => void} draw */
function page(checklist, values, open, draw) {
  const shown = new Set(visibleItems(checklist, values).map((item) => item.code));
  let number = 0;
  return html`<h2 class="title">${say(checklist.title)}</h2>
    ${checklist.sections.map(
      (section) => html`<section class="section"><h2 class="section__title">${say(section.title)}</h2>
        ${section.items
          .filter((item) => shown.has(item.code))
          .map((item) => {
            const give = (/** @type {any} */ value) => ((values[item.code] = value), draw());
            const toggle = () => ((open.has(item.code) ? open.delete(item.code) : open.add(item.code)), draw());
            const answer = values[item.code] == null ? undefined : { value: values[item.code], note: "", by: "", at: "" };
            const panel = () => previewPanel(item);
            return itemCard({ item, name: item.code, number: (number += 1), answer, give, sealed: false, panel, open: open.has(item.code), toggle });
          })}
      </section>`,
    )}`;
}

/** @param {import("../types.js").Item} item */
const previewPanel = (item) => html`<div class="panel">
  <div class="phrases">${item.phrases.map((phrase) => html`<button class="phrase">${say(phrase)}</button>`)}</div>
  <p class="soft">${t("严重程度")} ${severityLabel(item.severity)}${item.photo_when_not_met ? html` · ${t("须拍照")}` : ""}${item.acts.length ? html` · ${listed(item.acts)}` : ""}</p>
</div>`;
