/** Today: what is assigned, what came back, open orders, what is near, what was done lately. */

import { html, nothing } from "lit-html";
import { fixNow, lastFix } from "../device/place.js";
import { today } from "../device/clock.js";
import { space } from "../device/storage.js";
import { dayOf, daysBetween } from "../rules/dated.js";
import { cashToHandOver } from "../rules/fine-cash.js";
import { metresBetween } from "../rules/places.js";
import { byRound, isMineToDo } from "../rules/rounds.js";
import { openReturns } from "../rules/visits.js";
import { certificateOf } from "../parts/officers.js";
import { stageLabel, visitKindLabel } from "../parts/labels.js";
import { chinese, inLine } from "../parts/chinese.js";
import { OwnStreet, streetSections } from "../parts/own-street.js";
import { isOfStreet } from "../rules/patrols.js";
import { finderRows } from "../store/finder.js";
import { expectedNotice } from "../parts/expected.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../types.js").Visit} Visit
 * @typedef {import("../types.js").Work} Work
 * @typedef {{ works: Map<string, Work>, near: Array<{ id: string, name: string, metres: number }> | null, words: string, roomMb: number | null, street: OwnStreet | null }} State `roomMb` = so little is left; null = enough, or not told
 */

const NEAR_MOST = 8;
const RECENT_MOST = 8;
const LEAST_ROOM = 300 * 1_048_576;

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  /** @type {State} */
  const state = { works: new Map(), near: null, words: "", roomMb: null, street: isOfStreet(context.app.me) ? new OwnStreet() : null };
  void space().then((room) => {
    if (!room || room.free >= LEAST_ROOM) return;
    state.roomMb = Math.floor(room.free / 1_048_576);
    context.update();
  });
  await loadWorks(context, state);
  return { title: t("今天"), draw: () => draw(context, state) };
}

/** Names of the works that the lists speak of. @param {Context} context @param {State} state */
async function loadWorks({ app }, state) {
  const ids = new Set([...app.picture.visits(), ...app.picture.orders.values()].map((one) => one.work_id));
  const wanted = [...ids].filter((id) => !state.works.has(id));
  if (wanted.length) for (const work of await app.picture.works(wanted)) state.works.set(work.id, work);
}

/** @param {Context} context @param {State} state */
function draw(context, state) {
  const { app, update } = context;
  const visits = app.picture.visits();
  const orders = [...app.picture.orders.values()].filter((order) => order.stage === "ordered").sort((a, b) => (a.due_on < b.due_on ? -1 : 1));
  if (visits.some((visit) => !state.works.has(visit.work_id))) void loadWorks(context, state).then(update);
  const returned = visits.filter((visit) => visit.stage === "returned" && openReturns(visit).length);
  const open = visits.filter((visit) => isMineToDo(visit, app.me.id));
  const recent = visits.filter((visit) => !open.includes(visit) && !returned.includes(visit) && visit.stage !== "cancelled");
  const cash = app.rulebook ? cashToHandOver(visits, [...app.picture.fines.values()], app.me.id, app.rulebook) : [];
  return html`${app.loop.state.phase === "sign_in" ? signInAgain() : nothing} ${certificateNotice(app)} ${expectedNotice(context)} ${state.roomMb === null ? nothing : tightNotice(state.roomMb)}
    ${returned.length ? section(t("被退回，请补正"), returned.map((visit) => visitLine(state, visit)), "warn") : nothing}
    ${cash.length ? section(t("罚款现金待交"), cash.map(cashLine), "warn") : nothing}
    ${state.street && !open.length ? nothing : section(state.street ? t("没有做完的巡查") : t("检查任务"), open.sort(byRound).map((visit) => visitLine(state, visit)), "", nothingAssigned(app))}
    ${state.street ? streetSections(context, state.street) : nothing}
    ${app.picture.transfers.size ? section(t("移送给本部门的问题"), [...app.picture.transfers.values()].map(transferLine)) : nothing}
    <p class="row"><a class="button" href="/phone/map" data-map>${t("地图")}</a>${state.street ? nothing : html`<a class="button" data-join href="/phone/join">${t("扫码参加检查")}</a>`}</p>
    ${orders.length ? section(t("待改正"), orders.map((order) => orderLine(state, order))) : nothing}
    ${nearSection(context, state)}
    ${recent.length ? section(state.street ? t("最近巡查") : t("最近检查"), recent.sort(byStart).slice(0, RECENT_MOST).map((visit) => visitLine(state, visit))) : nothing}`;
}

/** Ended, or soon to end: what then may and may not be done. @param {import("../app.js").App} app */
function certificateNotice(app) {
  const { until, left, isDue } = certificateOf(app);
  if (!isDue) return nothing;
  return left < 0
    ? html`<div class="notice notice--bad" role="alert" data-certificate>${t("您的执法证已于 {day} 到期。可以记录检查，不能签名、责令改正和处罚。请尽快换证。", { day: until })}</div>`
    : html`<div class="notice notice--warn" data-certificate>${t("您的执法证 {day} 到期，还有 {days} 天。请及时换证。", { day: until, days: left })}</div>`;
}

/** @param {import("../app.js").App} app */
function nothingAssigned(app) {
  if (!app.isFilled) return t("正在下载资料");
  return app.me.role === "partner" ? t("没有请您参加的检查。安排好的联合检查会出现在这里。") : t("没有安排的检查。可在“查找”里选一个工程开始。");
}

/** @param {Visit} a @param {Visit} b */
const byStart = (a, b) => ((a.started_at ?? "") > (b.started_at ?? "") ? -1 : 1);

const signInAgain = () =>
  html`<div class="notice notice--warn" role="alert">${t("登录已过期。记录都在手机里，重新登录后自动上传。")} <a class="button" href="/phone/me">${t("去登录")}</a></div>`;

/** A full disk, or a private window. @param {number} mb */
const tightNotice = (mb) =>
  html`<div class="notice notice--warn" role="alert" data-tight>${t("浏览器只给本应用留了 {mb} MB 空间，照片多了会存不下。请腾出手机空间；这是无痕（隐私）窗口的，请改用普通窗口。", { mb })}</div>`;

/** @param {string} title @param {unknown[]} lines @param {string} [kind] @param {string} [empty] */
const section = (title, lines, kind = "", empty = "") => html`<section class="section">
  <h2 class="section__title ${kind ? `section__title--${kind}` : ""}">${title}</h2>
  ${lines.length ? html`<ul class="list">${lines}</ul>` : html`<p class="empty">${empty}</p>`}
</section>`;

/** @param {State} state @param {Visit} visit */
function visitLine(state, visit) {
  const work = state.works.get(visit.work_id);
  const returns = openReturns(visit).length;
  const path = visit.stage === "planned" ? `/phone/works/${visit.work_id}/start?visit=${visit.id}` : `/phone/visits/${visit.id}`;
  return html`<li><a class="list__link" href=${path} data-visit=${visit.id}>
    <span><strong lang="zh-CN">${visit.round_position && visit.stage === "planned" ? `${visit.round_position}. ` : ""}${work?.name ?? "…"}</strong><small>${inLine([work && chinese(work.address), visitKindLabel(visit.kind), visit.due_on])}</small></span>
    <span class="badge ${visit.stage === "returned" ? "badge--warn" : ""}">${returns ? t("{count} 条退回", { count: returns }) : stageLabel(visit.stage)}</span>
  </a></li>`;
}

/** @param {State} state @param {import("../types.js").Order} order */
function orderLine(state, order) {
  const left = daysBetween(today(), order.due_on);
  return html`<li><a class="list__link" href="/phone/works/${order.work_id}" data-order=${order.id}>
    <span><strong lang="zh-CN">${state.works.get(order.work_id)?.name ?? "…"}</strong><small>${chinese(order.number)} · ${t("{count} 项", { count: order.items.length })}</small></span>
    <span class="badge ${left < 0 ? "badge--bad" : ""}">${left < 0 ? t("逾期 {days} 天", { days: -left }) : t("还有 {days} 天", { days: left })}</span>
  </a></li>`;
}

/** A finding that another department handed over to ours. @param {import("../types.js").Transfer} transfer */
const transferLine = ({ id, work, address, text, from, number, handed_at }) =>
  html`<li class="list__text" data-transfer=${id}><strong>${chinese(text)}</strong><small>${chinese(`${work} · ${address}`)}</small><small class="soft">${chinese([from, number].filter(Boolean).join(" "))} · ${dayOf(handed_at)}</small></li>`;

/** Money that is the treasury's: until when it must be handed over. @param {ReturnType<typeof cashToHandOver>[number]} cash */
function cashLine({ id, number, party_name, amount_yuan, is_on_water, last_on }) {
  const left = last_on ? daysBetween(today(), last_on) : null;
  const due = is_on_water ? t("抵岸后两个工作日内") : last_on ? t("最迟 {day}", { day: last_on }) : t("两个工作日内");
  return html`<li><div class="list__link" data-cash=${id}>
    <span><strong>${t("{yuan} 元", { yuan: amount_yuan })} · ${due}</strong><small>${chinese(party_name)} · ${chinese(number)}</small></span>
    ${left === null ? nothing : html`<span class="badge ${left < 0 ? "badge--bad" : "badge--warn"}">${left < 0 ? t("逾期 {days} 天", { days: -left }) : t("还有 {days} 天", { days: left })}</span>`}
  </div></li>`;
}

/** @param {Context} context @param {State} state */
function nearSection(context, state) {
  const look = () => findNear(context, state);
  return html`<section class="section">
    <h2 class="section__title">${t("附近工程")}</h2>
    ${state.near
      ? html`<ul class="list">${state.near.map((one) => html`<li><a class="list__link" href="/phone/works/${one.id}"><span lang="zh-CN">${one.name}</span><span class="soft">${t("{metres} 米", { metres: one.metres })}</span></a></li>`)}</ul>`
      : html`<button @click=${look}>${t("查看附近")}</button>`}
    ${state.words ? html`<p class="soft" role="status">${state.words}</p>` : nothing}
  </section>`;
}

/** @param {Context} context @param {State} state */
async function findNear({ app, update }, state) {
  state.words = t("正在定位…");
  update();
  const fix = lastFix() ?? (await fixNow());
  if (typeof fix === "string") {
    state.words = t("现在收不到定位。");
    return update();
  }
  const rows = await finderRows(app.database);
  const near = rows.flatMap(({ id, name, longitude, latitude }) =>
    longitude === undefined || latitude === undefined ? [] : [{ id, name, metres: Math.round(metresBetween(fix, { longitude, latitude })) }],
  );
  state.near = near.sort((a, b) => a.metres - b.metres).slice(0, NEAR_MOST);
  state.words = state.near.length ? "" : t("附近没有台账里的工程。");
  update();
}
