/** The documents of a visit, as a list that leads to each. */

import { html, nothing } from "lit-html";
import { t } from "../words/translate.js";
import { stageLabel } from "./labels.js";

/** @param {import("../types.js").Visit} visit */
export function documentList(visit) {
  const documents = Object.values(visit.documents);
  if (!documents.length) return nothing;
  return html`<h2 class="title">${t("文书")}</h2>
    <ul class="list">
      ${documents.map((one) => {
        const stage = visit.decisions[one.subject_id]?.stage ?? visit.orders[one.subject_id]?.stage;
        return html`<li><a class="list__link" href="/phone/visits/${visit.id}/documents/${one.id}">
          <span lang=${one.number ? "zh-CN" : nothing}>${one.number || (one.content.supplements ? t("补充笔录") : t("现场检查笔录"))}</span>${stage ? html`<span class="badge">${stageLabel(stage)}</span>` : nothing}</a></li>`;
      })}
    </ul>`;
}
