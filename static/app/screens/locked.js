/** Locked: nothing of the officer is here but their name. Opens with the PIN, also offline; or, when it is forgotten, with the password. */

import { html, nothing } from "lit-html";
import { timers } from "../device/clock.js";
import { comeIn } from "../gate.js";
import { textField } from "../parts/fields.js";
import { nothingChosen, pinField, pinForm } from "../parts/pin.js";
import { keepLock, lockOf, recovered, unlock, waitOf, WrongPin } from "../store/lock.js";
import { officersHere, unsentOf } from "../store/phone.js";
import { askForKey, signIn, signOut } from "../sync/session.js";
import { t } from "../words/translate.js";
import { deviceLabel, inWords } from "./sign-in.js";

/**
 * @typedef {{ found: import("../gate.js").Found, router: import("../router.js").Router, update: () => void }} Context
 * @typedef {{
 *   phase: "pin" | "forgotten" | "choosing" | "leaving", pin: string, password: string, words: string, busy: boolean, waitMs: number,
 *   bytes: Uint8Array<ArrayBuffer> | null, chosen: import("../parts/pin.js").Chosen, rescue: (() => unknown) | null
 * }} State `bytes` = the data key between its recovery and the new PIN
 */

/** @param {Context} context @returns {Promise<import("../router.js").Screen>} */
export async function screen(context) {
  /** @type {State} */
  const state = { phase: "pin", pin: "", password: "", words: "", busy: false, waitMs: 0, bytes: null, chosen: nothingChosen(), rescue: null };
  await countDown(context, state);
  return { title: t("已锁上"), draw: () => draw(context, state) };
}

/** @param {Context} context @param {State} state */
function draw(context, state) {
  const phases = { pin: pinCard, forgotten: passwordCard, choosing: newPin, leaving: leavingCard };
  return html`<p class="card" lang="zh-CN"><strong>${context.found.identity.me.name}</strong></p>
    ${phases[state.phase](context, state)}`;
}

/** @param {Context} context @param {State} state */
function pinCard(context, state) {
  const to = (/** @type {State["phase"]} */ phase) => () => (Object.assign(state, { phase, words: "" }), context.update());
  const seconds = Math.ceil(state.waitMs / 1_000);
  return html`<form class="card" @submit=${(/** @type {Event} */ event) => tryPin(event, context, state)}>
      ${pinField("pin", t("解锁码"), state.pin, (pin) => (state.pin = pin))}
      ${state.words ? html`<p class="fault" role="alert" data-wrong-pin>${state.words}</p>` : nothing}
      ${seconds ? html`<p class="notice notice--warn" role="status" data-wait>${t("连续输错多次，请 {seconds} 秒后再试。手机里的内容一样也不会删除。", { seconds })}</p>` : nothing}
      <button class="button--main" data-unlock ?disabled=${state.busy || seconds > 0}>${state.busy ? t("正在解锁…") : t("解锁")}</button>
      <p class="soft">${t("没有网络也能解锁。锁着的时候不上传，解锁后自动继续。")}</p>
    </form>
    <p class="row"><button data-forgotten @click=${to("forgotten")}>${t("忘记解锁码")}</button><button data-another @click=${to("leaving")}>${t("换人登录")}</button></p>`;
}

/** @param {Event} event @param {Context} context @param {State} state */
async function tryPin(event, context, state) {
  event.preventDefault();
  Object.assign(state, { busy: true, words: "" });
  context.update();
  try {
    await unlock(context.found.database, state.pin);
    await comeIn(context.found, context);
  } catch (error) {
    if (!(error instanceof WrongPin)) console.warn(error);
    state.words = error instanceof WrongPin ? t("解锁码不对。手机里的内容都在，请再试一次。") : t("现在打不开。手机里的内容都在，请再试一次，或者重新打开本应用。");
    await countDown(context, state);
  }
  Object.assign(state, { busy: false, pin: "" });
  context.update();
}

/** @param {Context} context @param {State} state */
async function countDown(context, state) {
  state.waitMs = await waitOf(context.found.database);
  if (!state.waitMs) return;
  timers.after(() => void countDown(context, state).then(context.update), Math.min(1_000, state.waitMs));
}

/** @param {Context} context @param {State} state */
function passwordCard(context, state) {
  const back = () => (Object.assign(state, { phase: "pin", words: "" }), context.update());
  return html`<form class="card" @submit=${(/** @type {Event} */ event) => recover(event, context, state)}>
      <h2 class="title">${t("忘记解锁码")}</h2>
      <p>${t("联网输入登录密码，办公室帮您打开，再换一个新的解锁码。手机里的内容一样也不会少。")}</p>
      ${textField({ id: "password", label: t("密码"), type: "password", autocomplete: "current-password", required: true, value: state.password, save: (password) => (state.password = password) })}
      ${state.words ? html`<p class="fault" role="alert">${state.words}</p>` : nothing}
      <button class="button--main" data-recover ?disabled=${state.busy}>${state.busy ? t("正在打开…") : t("用密码打开")}</button>
      <p class="row"><button type="button" @click=${back}>${t("取消")}</button></p>
    </form>
    ${state.rescue ? state.rescue() : html`<p class="row"><button data-sealed-rescue @click=${() => showRescue(context, state)}>${t("连不上网、急着交资料")}</button></p>`}`;
}

/** The file stays sealed; only the office can open it. @param {Context} context @param {State} state */
async function showRescue(context, state) {
  const { sealedRescueCard } = await import("../parts/sealed-rescue.js");
  state.rescue = await sealedRescueCard(context);
  context.update();
}

/** @param {Event} event @param {Context} context @param {State} state */
async function recover(event, context, state) {
  event.preventDefault();
  Object.assign(state, { busy: true, words: "" });
  context.update();
  try {
    context.found = await signIn(context.found.identity.me.login, state.password, deviceLabel());
    state.bytes = await recovered(context.found.database, async (jwe, to) => (await askForKey(jwe, to)).jwe);
    state.phase = "choosing";
  } catch (error) {
    state.words = inWords(error);
  }
  Object.assign(state, { busy: false, password: "" });
  context.update();
}

/** @param {Context} context @param {State} state */
function newPin(context, state) {
  const keep = async (/** @type {string} */ pin) => {
    const { database } = context.found;
    const lock = await lockOf(database);
    if (!lock || !state.bytes) throw new Error("no key");
    await keepLock(database, state.bytes, { pin, office: lock.office });
    state.bytes = null;
    await comeIn(context.found, context);
  };
  return html`<h2 class="title">${t("换一个新的解锁码")}</h2>${pinForm(state.chosen, keep, context.update, (error) => (console.warn(error), t("没有换成，原来的还在，内容也都在。请再试一次。")))}`;
}

/** @param {Context} context @param {State} state */
function leavingCard(context, state) {
  const { database, identity } = context.found;
  const unsent = officersHere(identity.me.login).length ? unsentOf(identity.me.id) : null;
  const waiting = unsent ? unsent.events + unsent.photos : 0;
  const leave = async () => {
    void signOut(database, identity.deviceId);
    await context.router.enter(null);
  };
  const stay = () => (Object.assign(state, { phase: "pin" }), context.update());
  return html`<div class="card">
    ${waiting
      ? html`<p class="notice notice--warn">${t("还有 {count} 项没有上传。退出后会封存在这台手机里，只有您本人登录后才能看到和上传。", { count: waiting })}</p>`
      : html`<p>${t("手机里的资料封存着，本人登录并解锁后才能看到。")}</p>`}
    <div class="row"><button class="button--danger" data-leave @click=${leave}>${t("退出登录")}</button><button @click=${stay}>${t("取消")}</button></div></div>`;
}
