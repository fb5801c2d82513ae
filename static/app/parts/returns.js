/** What the reviewer sent back: the remark beside the item, to be corrected there or explained. */

import { html } from "lit-html";
import { chinese } from "./chinese.js";
import { SHORT_TEXT } from "../rules/limits.js";
import { t } from "../words/translate.js";

/** @typedef {import("../types.js").Return} Return */

/** Open returns of one item, also those about its findings and photos. @param {import("../types.js").Visit} visit @param {string} checklist @param {string} item @returns {Return[]} */
export function returnsOfItem(visit, checklist, item) {
  return Object.values(visit.returns).filter(
    (one) => one.resolved_at === null && one.checklist === checklist && one.item === item,
  );
}

/** @param {import("../router.js").Context} context @param {import("../types.js").Visit} visit @param {Return} returned */
export function returnBox({ app }, visit, returned) {
  const explain = (/** @type {Event} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const text = String(new FormData(form).get("text") ?? "").trim();
    if (text) void app.tell(visit.id, "return_answered", { return_id: returned.id, text });
  };
  return html`<div class="notice notice--warn" data-return=${returned.id}>
    <strong>${t("审核退回：")}</strong>${chinese(returned.remark)}
    <p class="soft">${t("在这一项上更正，或写明情况：")}</p>
    <form class="row" @submit=${explain}>
      <label class="unseen" for="explain-${returned.id}">${t("情况说明")}</label>
      <input id="explain-${returned.id}" name="text" maxlength=${SHORT_TEXT} autocomplete="off" placeholder=${t("情况说明")} />
      <button>${t("答复")}</button>
    </form>
  </div>`;
}
