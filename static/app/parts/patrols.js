/** A street's patrols on the screens of work and visit: when it is due, what the office asked there, what was reported. */

import { html, nothing } from "lit-html";
import { today } from "../device/clock.js";
import { dayOf } from "../rules/dated.js";
import { leadOfFinding, patrolOf } from "../rules/patrols.js";
import { t } from "../words/translate.js";
import { chinese } from "./chinese.js";
import { leadResultLabel, leadStateLabel, patrolStateLabel } from "./labels.js";

/**
 * @typedef {import("../types.js").Work} Work
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").ReportedLead} ReportedLead
 */

const KIND_OF_STATE = { never: "badge--warn", overdue: "badge--bad", soon: "badge--warn", fine: "badge--good" };

/** @param {ReturnType<typeof patrolOf>} patrol */
export const patrolBadge = ({ state }) => html`<span class="badge ${KIND_OF_STATE[state]}" data-patrol=${state}>${patrolStateLabel(state)}</span>`;

/** @param {import("../app.js").App} app @param {Work} work */
export function patrolCard(app, work) {
  const patrol = patrolOf(work, app.picture.visits(), app.rulebook, today());
  const leads = [...app.picture.leads.values()].filter((lead) => lead.work_id === work.id);
  return html`<section class="card" data-patrols><p class="row"><strong>${t("巡查")}</strong>${patrolBadge(patrol)}</p>
      <p class="soft">${patrol.last_on ? t("上次 {day}，下次应在 {due} 以前。", { day: patrol.last_on, due: patrol.due_on ?? "" }) : t("还没有巡查过，请尽快去看一次。")}</p></section>
    ${work.matters?.length ? html`<h2 class="title">${t("区民防办交办的事")}</h2>${mattersOf(work)}` : nothing}
    ${leads.length ? html`<h2 class="title">${t("上报过的案源")}</h2><ul class="list">${leads.map((lead) => leadLine(lead))}</ul>` : nothing}`;
}

/** Answered at a desk, for the answer is a letter; shown here so that somebody looks. @param {Work} work */
export const mattersOf = (work) =>
  html`<ul class="list">${(work.matters ?? []).map((one) => html`<li class="list__text" data-matter=${one.id}>${chinese(one.text)}<small class=${one.due_on < today() ? "fault" : "soft"}>${t("{day} 前在办公端回复", { day: one.due_on })}</small></li>`)}</ul>`;

/** What became of it, in the words of the district. @param {ReportedLead} lead @param {string} [place] */
export const leadLine = (lead, place = "") =>
  html`<li class="list__text" data-lead=${lead.id}><span lang="zh-CN">${lead.summary}</span>
    <small class="soft">${place ? html`${chinese(place)} · ` : nothing}<span lang="zh-CN">${lead.number}</span> · ${dayOf(lead.made_at)}</small>
    <span class="badge ${lead.result ? "badge--good" : ""}" data-outcome=${lead.result ?? lead.state}>${lead.result ? leadResultLabel(lead.result) : leadStateLabel(lead.state)}</span>${lead.result_on ? html` <small class="soft">${lead.result_on}</small>` : nothing}</li>`;

/** @param {import("../app.js").App} app @param {Visit} visit */
export function raiseLine(app, visit) {
  const said = Object.values(visit.leads ?? {});
  return html`<p><a class="button" data-raise href="/phone/visits/${visit.id}/raise">${t("上报案源")}</a></p>
    ${said.length ? html`<ul class="list">${said.map((lead) => saidLine(lead, app.picture.leads.get(lead.id)))}</ul>` : nothing}`;
}

/** Said here, and perhaps heard of since. @param {import("../types.js").RaisedLead} lead @param {ReportedLead | undefined} told @param {string} [place] */
export const saidLine = (lead, told, place = "") =>
  told ? leadLine(told, place) : html`<li class="list__text" data-lead=${lead.id}><span lang="zh-CN">${lead.summary}</span><small class="soft">${place ? html`${chinese(place)} · ` : nothing}${dayOf(lead.at)}</small> <span class="badge" data-outcome="waiting">${t("待传")}</span></li>`;

/** Under a thing that was found wrong. @param {Visit} visit @param {import("../types.js").Finding} finding */
export const raiseFrom = (visit, finding) =>
  leadOfFinding(visit, finding.id)
    ? html`<p><span class="badge badge--good" data-raised>${t("已上报案源")}</span></p>`
    : html`<p><a class="button" data-raise href="/phone/visits/${visit.id}/raise?finding=${finding.id}">${t("上报案源")}</a></p>`;

/** @param {Visit} visit */
export function leadsSaid(visit) {
  const said = Object.values(visit.leads ?? {});
  return html`<div class="card">${said.length ? html`<p>${t("上报案源 {count} 件", { count: said.length })}</p><ul>${said.map((lead) => html`<li lang="zh-CN">${lead.summary}</li>`)}</ul>` : html`<p class="soft">${t("没有上报案源。发现问题要处理的，请先上报。")}</p>`}</div>`;
}
