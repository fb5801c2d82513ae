/** Whose part of a joint inspection is whose: what this officer fills, and the others' part to read along, never to change. */

import { html, nothing } from "lit-html";
import { itemsOf, verdictOf } from "../rules/checklists.js";
import { findingsOf, openFindings, transferOf } from "../rules/visits.js";
import { chinese, inLine } from "./chinese.js";
import { say, t } from "../words/translate.js";
import { minuteOf } from "../rules/dated.js";
import { agencyKindLabel } from "./labels.js";
import { answerInWords } from "./items.js";
import { returnBox, returnsOfItem } from "./returns.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Checklist} Checklist
 */

/** Those of the visit's checklists that are on this phone. @param {Context} context @param {Visit} visit @returns {Checklist[]} */
const known = ({ app }, visit) => visit.checklists.flatMap(({ code, number }) => app.picture.checklist(code, number) ?? []);

/** Checklists that this officer fills: their own department's. @param {Context} context @param {Visit} visit */
export const ownChecklists = (context, visit) =>
  known(context, visit).filter((checklist) => checklist.audience === context.app.me.agency_kind);

/** Checklists that others on the visit fill. @param {Context} context @param {Visit} visit */
const othersChecklists = (context, visit) =>
  known(context, visit).filter((checklist) => checklist.audience !== context.app.me.agency_kind);

/** Open findings of our own part: only these lead to our orders, decisions and record. @param {Context} context @param {Visit} visit */
export function ownFindings(context, visit) {
  const others = new Set(othersChecklists(context, visit).map((checklist) => checklist.code));
  return openFindings(visit).filter((finding) => !others.has(finding.checklist));
}

/** What the others have recorded, as far as it has come to this phone. @param {Context} context @param {Visit} visit */
export const othersPart = (context, visit) => othersChecklists(context, visit).map((checklist) => onePart(context, visit, checklist));

/** @param {Context} context @param {Visit} visit @param {Checklist} checklist */
function onePart(context, visit, checklist) {
  const items = itemsOf(checklist);
  const told = items.filter((item) => answerOf(visit, checklist, item.code) || returnsOfItem(visit, checklist.code, item.code).length);
  const done = items.filter((item) => answerOf(visit, checklist, item.code)).length;
  return html`<details class="card" data-others=${checklist.code} ?open=${told.some((item) => returnsOfItem(visit, checklist.code, item.code).length)}>
    <summary>${say(checklist.title)} · ${t("已答 {done} / {all}", { done, all: items.length })}</summary>
    <p class="soft">${t("由{department}人员填写，这里只能查看。", { department: agencyKindLabel(checklist.audience) })}</p>
    ${told.length ? html`<ul class="list">${told.map((item) => oneItem(context, visit, checklist, item))}</ul>` : html`<p class="soft">${t("还没有收到他们的记录。")}</p>`}
  </details>`;
}

/** The answer that counts; taken back is none. @param {Visit} visit @param {Checklist} checklist @param {string} item */
function answerOf(visit, checklist, item) {
  const answer = visit.answers[`${checklist.code}/${item}`];
  return answer?.value == null ? null : answer;
}

/** @param {Context} context @param {Visit} visit @param {Checklist} checklist @param {import("../types.js").Item} item */
function oneItem(context, visit, checklist, item) {
  const answer = answerOf(visit, checklist, item.code);
  const value = answer?.value ?? null;
  const kind = value === null ? "" : { met: "badge--good", not_met: "badge--bad", not_applicable: "" }[verdictOf(item, value) ?? "not_applicable"];
  const who = answer && context.app.picture.colleagues.get(answer.by)?.name;
  return html`<li class="list__text" data-others-item=${item.code}>${say(item.text)}
    ${value === null ? nothing : html`<span class="badge ${kind}">${answerInWords(item, value)}</span>`}
    ${answer ? html`<small class="soft">${inLine([who && chinese(who), minuteOf(answer.at)])}</small>` : nothing}
    ${findingsOf(visit, checklist.code, item.code).map((finding) => html`<p lang="zh-CN">${finding.text}</p>${transferOf(visit, finding.id) ? html`<p class="soft">${t("已移送")} <span lang="zh-CN">${transferOf(visit, finding.id)?.to}</span></p>` : nothing}`)}
    ${returnsOfItem(visit, checklist.code, item.code).map((one) => returnBox(context, visit, one))}
  </li>`;
}
