/** The outbox: what is on its way and what is not, item by item; nothing is ever said to be sent that is not. */

import { html, nothing } from "lit-html";
import { itemsOf } from "../rules/checklists.js";
import { minuteOf } from "../rules/dated.js";
import { kindOf } from "../rules/recordings.js";
import { notePhoto, photosAside, photosShown } from "../store/photos.js";
import { chinese } from "../parts/chinese.js";
import { eventLabel } from "../parts/labels.js";
import { serverReason } from "../parts/reasons.js";
import { say, t } from "../words/translate.js";

/**
 * @typedef {import("../types.js").JournalEvent} JournalEvent
 * @typedef {{ pending: JournalEvent[], troubled: JournalEvent[], aside: JournalEvent[], photos: import("../store/photos.js").KeptPhoto[], refused: import("../store/photos.js").KeptPhoto[], photosAside: import("../store/photos.js").KeptPhoto[], synced: string, unfinished: number }} State
 */

const SHOWN = 100;

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, update } = context;
  /** @type {State} */
  const state = { pending: [], troubled: [], aside: [], photos: [], refused: [], photosAside: [], synced: "", unfinished: 0 };
  let seen = "";
  const refresh = async () => {
    const [pending, troubled, aside, held, refused, synced] = await Promise.all([app.journal.pending(SHOWN), app.journal.troubled(), app.journal.setAside(), photosShown(app.database), app.photosRefused(), app.database.fact("synced_at")]);
    state.photosAside = await photosAside(app.database);
    const photos = held.filter((photo) => photo.state !== "refused");
    const unfinished = await app.database.run((db) => db.count("recordings"));
    Object.assign(state, { pending, troubled, aside, photos, refused, synced: synced ?? "", unfinished });
    update();
  };
  await Promise.all([refresh(), app.loadRest()]);
  return {
    title: t("待传"),
    draw: () => {
      const now = JSON.stringify([app.counts, app.loop.state.phase]);
      if (now !== seen) void refresh();
      seen = now;
      return draw(context, state);
    },
  };
}

/** @param {number} bytes */
const megabytes = (bytes) => (bytes && bytes < 100_000 ? `${Math.ceil(bytes / 1_024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`);

/** @param {import("../router.js").Context} context @param {State} state */
function draw(context, state) {
  const { app } = context;
  const { phase, done, total } = app.loop.state;
  const words = {
    idle: app.loop.hasHeard ? t("连接正常。") : t("正在连接…"),
    running: t("正在传输…"),
    offline: t("现在连不上服务器，会自动重试。内容都在手机里。"),
    sign_in: t("登录已过期，请重新登录；内容都在手机里。"),
    refused: t("服务器没有接受，会稍后再试。内容都在手机里。"),
  }[phase];
  return html`<div class="card">
      <p role="status">${words}</p>
      ${phase === "running" && total ? html`<progress max=${total} value=${done} aria-label=${t("照片传输进度")}></progress><p class="soft">${megabytes(done)} / ${megabytes(total)}</p>` : nothing}
      ${state.synced ? html`<p class="soft" data-synced=${state.synced}>${t("上次同步：{time}", { time: minuteOf(state.synced) })}</p>` : nothing}
      <button data-sync @click=${() => app.loop.run()} ?disabled=${phase === "running"}>${t("立即同步")}</button>
    </div>
    ${state.troubled.length + state.refused.length
      ? list(t("需处理"), [...state.troubled.map((event) => troubled(event, app.rulebook)), ...state.refused.map((photo) => refusedLine(context, photo))])
      : nothing}
    ${state.pending.length ? list(t("待传记录 {count} 条", { count: app.counts.pending }), state.pending.map((event) => html`<li class="list__text">${eventLabel(event.type)}<small>${minuteOf(event.at)}${subjectOf(app, event)}</small></li>`)) : nothing}
    ${photoList(state.photos.filter((photo) => !kindOf(photo.type)))} ${recordingList(state.photos.filter((photo) => kindOf(photo.type)))}
    ${state.unfinished ? html`<p class="notice notice--warn" data-unfinished>${t("有 {count} 段录音录像还没有存完，内容在手机里。请腾出手机空间，再关闭并重新打开本应用。", { count: state.unfinished })}</p>` : nothing}
    ${state.aside.length + state.photosAside.length ? list(t("办公室已搁置"), [...state.aside.map(asideLine), ...state.photosAside.map(photoAsideLine)]) : nothing}
    ${!state.pending.length && !state.photos.length && !state.troubled.length && !state.refused.length && !state.unfinished ? html`<p class="empty">${t("全部已经传到办公室。")}</p>` : nothing}`;
}

/** @param {string} title @param {unknown[]} lines */
const list = (title, lines) => html`<section class="section"><h2 class="section__title">${title}</h2><ul class="list">${lines}</ul></section>`;

/** @param {JournalEvent} event @param {import("../types.js").Rulebook | null} rulebook */
function troubled(event, rulebook) {
  const isHeld = event.status === "held";
  return html`<li class="list__text" data-troubled=${event.id}><span class="badge ${isHeld ? "badge--warn" : "badge--bad"}">${isHeld ? t("暂存") : t("未通过")}</span> ${eventLabel(event.type)}<small>${minuteOf(event.at)}</small>
    ${(event.answer?.reasons ?? []).map((reason) => html`<p>${serverReason(reason, rulebook)}${reason.law ? html`<small lang="zh-CN">${reason.law}</small>` : nothing}</p>`)}</li>`;
}

/** The item that it is about, in the checklist's words. @param {import("../app.js").App} app @param {JournalEvent} event */
function subjectOf(app, event) {
  const { checklist, item } = event.data;
  const list = [...app.picture.checklists.values()].find((one) => one.code === checklist);
  const found = list && itemsOf(list.body).find((one) => one.code === item);
  return found ? ` · ${say(found.text)}` : "";
}

/** @param {JournalEvent} event */
const asideLine = (event) => html`<li class="list__text">${eventLabel(event.type)}<small>${minuteOf(event.at)} · ${chinese(event.answer?.set_aside?.reason ?? "")}</small></li>`;

/** @param {import("../store/photos.js").KeptPhoto[]} photos */
const photoList = (photos) => (photos.length ? list(t("待传照片 {count} 张", { count: photos.length }), photos.map(photoLine)) : nothing);

/** @param {import("../store/photos.js").KeptPhoto[]} some */
const recordingList = (some) => (some.length ? list(t("待传录音录像 {count} 段", { count: some.length }), some.map(photoLine)) : nothing);

/** @param {string} type */
function kindWords(type) {
  const kind = kindOf(type);
  return kind ? { audio: t("录音"), video: t("录像") }[kind] : type;
}

/** @param {import("../store/photos.js").KeptPhoto} photo */
const photoAsideLine = (photo) => html`<li class="list__text" data-aside=${photo.sha256}>${photo.name || photo.type}<small>${megabytes(photo.size)} · ${chinese(photo.fault)}</small></li>`;

/** @param {import("../store/photos.js").KeptPhoto} photo */
const photoLine = (photo) => html`<li class="list__text">${photo.name || kindWords(photo.type)}<small>${megabytes(photo.size)}${photo.fault ? ` · ${faultWords(photo.fault)}` : ""}</small></li>`;

/** It stays here until somebody decides. @param {import("../router.js").Context} context @param {import("../store/photos.js").KeptPhoto} photo */
function refusedLine({ app }, photo) {
  const again = async () => {
    await notePhoto(app.database, photo.sha256, { state: "waiting", fault: "" });
    await app.loop.run();
  };
  return html`<li class="list__text" data-refused=${photo.sha256}><span class="badge badge--bad">${t("未通过")}</span> ${photo.name || kindWords(photo.type)}<small>${megabytes(photo.size)}</small>
    <p>${serverReason({ code: photo.fault, sentence: kindOf(photo.type) ? t("服务器没有收下这段录音录像。") : t("服务器没有收下这张照片。"), law: "" }, app.rulebook)}</p>
    <p>${kindOf(photo.type) ? t("原件仍在手机里。不要这段了，就在检查里删除它。") : t("原件仍在手机里。请在检查里重拍；不要这张了，就在检查里删除它。")}</p>
    <button @click=${again}>${t("再传一次")}</button></li>`;
}

/** @param {string} code */
const faultWords = (code) => (code === "no_answer" ? t("等待网络") : t("没有传成，会再试"));
