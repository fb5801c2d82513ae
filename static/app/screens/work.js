/** The work: facts, open orders, past findings, and the way into a visit. */

import { html, nothing } from "lit-html";
import { today } from "../device/clock.js";
import { dayOf, daysBetween } from "../rules/dated.js";
import { partyPartLabel, severityLabel, stageLabel, visitKindLabel, workStatusLabel } from "../parts/labels.js";
import { chinese } from "../parts/chinese.js";
import { patrolCard } from "../parts/patrols.js";
import { isOfStreet } from "../rules/patrols.js";
import { mapLinks } from "../rules/map-links.js";
import { listed, t } from "../words/translate.js";

/** @typedef {import("../types.js").Work} Work */

/** @type {import("../router.js").MakeScreen} */
export async function screen({ app, params }) {
  const work = await app.picture.work(params.work);
  if (!work) return { title: t("工程"), back: "/phone/find", draw: () => html`<p class="empty">${t("手机里没有这个工程，请联网同步后再试。")}</p>` };
  const isGuest = app.me.role === "partner" && !openVisit(app, work); // partners begin no visit of their own
  return { title: work.name, lang: "zh-CN", back: "/phone/find", draw: () => draw(app, work), ...(isGuest ? {} : { bar: () => bar(app, work) }) };
}

/** @param {import("../app.js").App} app @param {Work} work */
function draw(app, work) {
  const orders = [...app.picture.orders.values()].filter((order) => order.work_id === work.id && order.stage === "ordered");
  const visits = app.picture.visits().filter((visit) => visit.work_id === work.id);
  return html`<div class="card">
      <p class="row"><span class="badge">${workStatusLabel(work.status)}</span>${work.is_key_project ? html`<span class="badge badge--accent">${t("重点工程")}</span>` : nothing}</p>
      ${facts(work)} ${mapsLine(work)}
    </div>
    ${isOfStreet(app.me) ? patrolCard(app, work) : nothing}
    ${orders.length ? html`<h2 class="title">${t("待改正")}</h2>${orders.map((order) => orderCard(work, order))}` : nothing}
    ${work.past.length
      ? html`<h2 class="title">${t("以往问题")}</h2><ul class="list">${work.past.map((one) => html`<li class="list__text"><small>${dayOf(one.found_at)} · ${severityLabel(one.severity)}</small>${chinese(one.text)}</li>`)}</ul>`
      : nothing}
    ${visits.length
      ? html`<h2 class="title">${t("本机上的检查")}</h2><ul class="list">${visits.map((visit) => html`<li><a class="list__link" href="/phone/visits/${visit.id}"><span>${visitKindLabel(visit.kind)}<small>${visit.started_at ? dayOf(visit.started_at) : (visit.due_on ?? "")}</small></span><span class="badge">${stageLabel(visit.stage)}</span></a></li>`)}</ul>`
      : nothing}`;
}

/** @param {Work} work */
function facts(work) {
  const rows = [
    [t("编号"), work.number],
    [t("地址"), `${work.street} ${work.address}`, "zh-CN"],
    [t("平时用途"), work.peacetime_use, "zh-CN"],
    [t("面积"), `${Number(work.area_m2).toLocaleString("zh-CN")} m²`],
    [t("防护等级"), work.protection_class, "zh-CN"],
    [t("建成年份"), work.built_year ? String(work.built_year) : ""],
    ...work.parties.filter((party) => party.name).map((party) => [partyPartLabel(party.part), [party.name, party.contact, party.phone].filter(Boolean).join(" "), "zh-CN"]),
    [t("出入口"), listed(work.entrances.map((entrance) => entrance.name)), "zh-CN"],
    [t("备注"), work.notes, "zh-CN"],
  ];
  return html`<dl class="facts">${rows.filter(([, value]) => value).map(([label, value, lang]) => html`<dt>${label}</dt><dd lang=${lang ?? nothing}>${value}</dd>`)}</dl>`;
}

/** The first entrance in the phone's own map app; a map hears of the place when its link is tapped. @param {Work} work */
function mapsLine({ name, entrances: [entrance] }) {
  if (!entrance) return nothing;
  const names = { amap: t("高德地图"), tencent: t("腾讯地图"), baidu: t("百度地图"), apple: t("苹果地图") };
  return html`<p>${t("用地图打开")}</p>
    <p class="row" data-maps>${mapLinks(entrance, name).map(({ app, address }) => html`<a class="button" href=${address} target="_blank" rel="noopener noreferrer">${names[app]}</a>`)}</p>`;
}

/** @param {Work} work @param {import("../types.js").Order} order */
function orderCard(work, order) {
  const left = daysBetween(today(), order.due_on);
  return html`<div class="card" data-order=${order.id}>
    <p class="row"><strong lang="zh-CN">${order.number}</strong><span class="badge ${left < 0 ? "badge--bad" : ""}">${left < 0 ? t("逾期 {days} 天", { days: -left }) : t("{due} 前", { due: order.due_on })}</span></p>
    <ul>${order.items.map((item) => html`<li>${chinese(item.requirement)}${item.is_corrected ? html` <span class="badge badge--good">${t("已改正")}</span>` : nothing}</li>`)}</ul>
    <a class="button button--main" href="/phone/works/${work.id}/start?order=${order.id}">${t("复查")}</a>
  </div>`;
}

/** The visit here that I have yet to begin or to end. @param {import("../app.js").App} app @param {Work} work */
const openVisit = (app, work) =>
  app.picture
    .visits()
    .find((visit) => visit.work_id === work.id && visit.officers.some((one) => one.officer_id === app.me.id && !one.finished_at) && ["planned", "under_way"].includes(visit.stage));

/** @param {import("../app.js").App} app @param {Work} work */
function bar(app, work) {
  const open = openVisit(app, work);
  return open?.stage === "under_way"
    ? html`<a class="button button--main" href="/phone/visits/${open.id}">${isOfStreet(app.me) ? t("继续巡查") : t("继续检查")}</a>`
    : html`<a class="button button--main" href="/phone/works/${work.id}/start${open ? `?visit=${open.id}` : ""}">${isOfStreet(app.me) ? t("开始巡查") : t("开始检查")}</a>`;
}
