/** Whose part of a joint visit is still to come, before it is ended: all parts, or a named reason. */

import { html, nothing } from "lit-html";
import { listed, t } from "../words/translate.js";
import { chinese } from "./chinese.js";
import { textField } from "./fields.js";
import { agencyKindLabel } from "./labels.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../store/drafts.js").Draft} Draft
 */

/** Other departments of whose officers none has ended, as far as this phone knows, with their officers. @param {Context} context @param {Visit} visit */
function partsToCome({ app }, visit) {
  /** @type {Map<string, { names: string[], isDone: boolean }>} */
  const parts = new Map();
  for (const { officer_id, finished_at } of visit.officers) {
    const one = officer_id === app.me.id ? app.me : app.picture.colleagues.get(officer_id);
    if (!one || one.agency_kind === app.me.agency_kind) continue;
    const part = parts.get(one.agency_kind) ?? { names: [], isDone: false };
    parts.set(one.agency_kind, { names: [...part.names, one.name], isDone: part.isDone || finished_at !== null });
  }
  return [...parts].filter(([, part]) => !part.isDone).map(([kind, part]) => ({ kind, names: part.names }));
}

/** Asked of whoever ends the visit for the office. A joint visit nobody has been heard of in asks as well. @param {Context} context @param {Visit} visit */
export function needsReason(context, visit) {
  if (context.app.me.agency_kind !== "district") return false;
  return partsToCome(context, visit).length > 0 || isAlone(context, visit);
}

/** @param {Context} context @param {Visit} visit */
const isAlone = ({ app }, visit) =>
  visit.kind === "joint" && visit.officers.every(({ officer_id }) => officer_id === app.me.id || app.picture.colleagues.get(officer_id)?.agency_kind === app.me.agency_kind);

/** @param {Context} context @param {Visit} visit @param {Draft} draft */
export function partsNotice(context, visit, draft) {
  if (!needsReason(context, visit)) return nothing;
  const parts = partsToCome(context, visit);
  return html`<section class="notice notice--warn" data-parts>
    ${parts.length
      ? html`<p>${t("这些部门的部分还没有收到结束：")}</p><ul>${parts.map(({ kind, names }) => html`<li>${agencyKindLabel(kind)}（${chinese(listed(names))}）</li>`)}</ul>`
      : html`<p>${t("还没有收到其他部门参加的记录。")}</p>`}
    ${textField({ id: "parts-reason", label: t("现在就结束的理由"), hint: t("例如：没有信号，他们稍后上传"), value: draft.values.parts_reason ?? "", save: (parts_reason) => draft.set({ parts_reason }) })}
  </section>`;
}
