/** Me and this device: certificate, language, storage, the rescue file, signing in again and out. */

import { html, nothing } from "lit-html";
import { today } from "../device/clock.js";
import { askToPersist, space } from "../device/storage.js";
import { chinese } from "../parts/chinese.js";
import { choiceField } from "../parts/fields.js";
import { certificateOf } from "../parts/officers.js";
import { lock } from "../gate.js";
import { IDLE_MS } from "../idle.js";
import { rescueCard } from "../parts/rescue.js";
import { keepPhoneFact } from "../store/phone.js";
import { signOut } from "../sync/session.js";
import { currentLanguage, t, useLanguage } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {{ space: { used: number, free: number } | null, persistent: boolean, forms: number, begunAnew: boolean, rescue: () => unknown, leaving: boolean, again: import("../router.js").Screen | null }} State
 */

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app } = context;
  const [room, persistent, forms, begunAnew] = await Promise.all([space(), askToPersist().catch(() => false), formsLeft(app).catch((error) => (app.unreadable(error), 0)), app.database.fact("begun_anew").catch(() => "")]);
  /** @type {State} */
  const state = { space: room, persistent, forms, begunAnew: Boolean(begunAnew), rescue: await rescueCard(context), leaving: false, again: null };
  return { title: t("我"), draw: () => draw(context, state) };
}

/** @param {import("../app.js").App} app */
async function formsLeft(app) {
  await app.loadRest();
  const uses = await app.journal.ofTypes(["decision_made", "order_made", "form_voided"]);
  const taken = new Set(uses.map((event) => `${event.data.block_id}/${event.data.serial}`));
  const ours = [...app.picture.blocks.values()].filter((block) => block.device_id === app.identity.deviceId && block.kind === "on_the_spot_decision" && String(block.year) === today().slice(0, 4));
  return ours.reduce((sum, block) => {
    const serials = Array.from({ length: block.last - block.first + 1 }, (_none, index) => block.first + index);
    return sum + serials.filter((serial) => !block.used.includes(serial) && !taken.has(`${block.id}/${serial}`)).length;
  }, 0);
}

/** @param {Context} context @param {State} state */
function draw(context, state) {
  const { app } = context;
  const { me } = app;
  const mine = certificateOf(app);
  const left = mine.until ? mine.left : null;
  const certificate = left === null ? t("没有执法证，可以记录，不能处罚") : left < 0 ? t("执法证已过期") : t("执法证有效期至 {day}", { day: mine.until });
  return html`<div class="card">
      <p lang="zh-CN"><strong>${me.name}</strong><br /><span class="soft">${[me.agency, me.team].filter(Boolean).join(" · ")}</span></p>
      <p>${chinese(me.badge_number)} <span class="badge ${left === null || left < 0 ? "badge--bad" : mine.isDue ? "badge--warn" : "badge--good"}">${certificate}</span></p>
      <p class="soft">${t("本机还有当场处罚决定书 {count} 份", { count: state.forms })}</p>
    </div>
    ${app.loop.state.phase === "sign_in" ? againCard(context, state) : nothing}
    ${choiceField({ name: "language", label: t("语言"), value: currentLanguage(), options: [{ value: "zh", label: "中文", lang: "zh-CN" }, { value: "en", label: "English", lang: "en" }], save: (language) => changeLanguage(context, language) })}
    <div class="card">
      <h2 class="title">${t("这台设备")}</h2>
      <p>${state.persistent ? t("浏览器已承诺保留本应用的数据。") : t("浏览器没有承诺保留数据，请把本应用添加到主屏幕，并及时同步。")}</p>
      ${state.space ? html`<p class="soft">${t("已用 {used} MB，还可用约 {free} MB", { used: Math.round(state.space.used / 1_048_576), free: Math.round(state.space.free / 1_048_576) })}</p>` : nothing}
      <p class="soft">${t("设备编号 {id}", { id: app.identity.deviceId.slice(0, 8) })}</p>
    </div>
    ${app.database.vault ? html`<div class="card"><p class="soft">${t("{minutes} 分钟没有人碰，会自动锁上。", { minutes: IDLE_MS / 60_000 })}</p><button data-lock @click=${() => lock(app)}>${t("现在锁上")}</button></div>` : nothing}
    ${state.rescue()}
    <div class="card">${leaving(context, state)}</div>`;
}

/** @param {Context} context @param {State} state */
function againCard(context, state) {
  const open = async () => {
    const { screen: signInScreen } = await import("./sign-in.js");
    state.again = signInScreen({ ...context, login: context.app.me.login });
    context.update();
  };
  const words = state.begunAnew
    ? t("这台手机的数据曾被复制，或是从备份恢复的，本机已另起一本记录。之前和以后的记录都在手机里，请重新登录一次，登录后自动上传。")
    : t("登录已过期。记录都在手机里，重新登录后自动上传。");
  return html`<div class="notice notice--warn" ?data-begun-anew=${state.begunAnew}>${words}</div>
    ${state.again ? state.again.draw() : html`<button class="button--main" @click=${open}>${t("重新登录")}</button>`}`;
}

/** @param {Context} context @param {string} language */
async function changeLanguage({ router }, language) {
  keepPhoneFact("language", language);
  await useLanguage(language === "en" ? "en" : "zh");
  await router.show();
}

/** Signing out with unsent work is explicit: it stays here, sealed for its owner. @param {Context} context @param {State} state */
function leaving({ app, router, update }, state) {
  const waiting = app.counts.pending + app.counts.photos;
  const leave = async () => {
    app.stop();
    void signOut(app.database, app.identity.deviceId);
    await router.enter(null);
  };
  if (!state.leaving) return html`<button data-sign-out @click=${() => ((state.leaving = true), update())}>${t("退出登录")}</button>`;
  return html`${waiting
      ? html`<p class="notice notice--warn">${t("还有 {count} 项没有上传。退出后会封存在这台手机里，只有您本人登录后才能看到和上传。", { count: waiting })}</p>`
      : html`<p>${t("全部已经上传，可以退出。")}</p>`}
    <div class="row"><button class="button--danger" data-leave @click=${leave}>${waiting ? t("仍要退出") : t("退出登录")}</button>
    <button @click=${() => ((state.leaving = false), update())}>${t("取消")}</button></div>`;
}
