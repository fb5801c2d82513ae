/** Signing in, which also makes this phone the officer's device. Works only with a network; all else works without. */

import { html, nothing } from "lit-html";
import { askToPersist } from "../device/storage.js";
import { NoAnswer, Refusal } from "../sync/calls.js";
import { signIn } from "../sync/session.js";
import { minuteOf } from "../rules/dated.js";
import { keepPhoneFact, officerOf, phoneFact, unsentOf } from "../store/phone.js";
import { textField } from "../parts/fields.js";
import { comeIn } from "../gate.js";
import { currentLanguage, t, useLanguage } from "../words/translate.js";

/** @typedef {{ login: string, password: string, words: string, busy: boolean, gone: import("../store/phone.js").Unsent | null }} State */

/**
 * @param {{ router: import("../router.js").Router, update: () => void, login?: string, app?: import("../app.js").App }} context
 * @returns {import("../router.js").Screen}
 */
export function screen(context) {
  /** @type {State} */
  const state = { login: context.login ?? "", password: "", words: "", busy: false, gone: null };
  if (!context.login && phoneFact("login")) Object.assign(state, { login: phoneFact("login"), gone: unsentOf(officerOf(phoneFact("login"))) ?? NONE });
  return { title: t("民防执法检查"), draw: () => draw(context, state) };
}

const NONE = { device: "", events: 0, photos: 0, at: "" };

/** Somebody is signed in on this phone, and their database is not there any more. @param {import("../store/phone.js").Unsent} gone */
const goneNotice = ({ events, photos, at }) => html`<div class="notice notice--bad" role="alert" data-gone>
  ${t("这台手机里的资料不见了，多半是被浏览器清理掉的。请联网登录，办公室已收到的会重新下载。")}
  ${events + photos ? html`<strong>${t("到 {time} 为止，还有 {events} 条记录、{photos} 张照片没有上传：请马上告诉科长，不要再清理浏览器数据。", { time: minuteOf(at), events, photos })}</strong>` : nothing}
</div>`;

/** @param {{ router: import("../router.js").Router, update: () => void, app?: import("../app.js").App }} context @param {State} state */
function draw(context, state) {
  const other = currentLanguage() === "zh" ? "en" : "zh";
  const switchLanguage = async () => {
    keepPhoneFact("language", other);
    await useLanguage(other);
    await context.router.show();
  };
  return html`${state.gone ? goneNotice(state.gone) : nothing}<form class="card" @submit=${(/** @type {Event} */ event) => submit(event, context, state)}>
      <h2 class="title">${t("登录")}</h2>
      <p class="soft">${t("首次登录需要网络；登录后，没有信号也能检查。")}</p>
      ${textField({ id: "login", label: t("用户名"), value: state.login, autocomplete: "username", required: true, save: (login) => (state.login = login) })}
      ${textField({ id: "password", label: t("密码"), type: "password", autocomplete: "current-password", required: true, value: state.password, save: (password) => (state.password = password) })}
      ${state.words ? html`<p class="fault" role="alert">${state.words}</p>` : nothing}
      <button class="button--main" ?disabled=${state.busy}>${state.busy ? t("正在登录…") : t("登录")}</button>
    </form>
    <p class="row"><button lang=${other === "zh" ? "zh-CN" : "en"} @click=${switchLanguage}>${other === "zh" ? "中文" : "English"}</button></p>`;
}

/** @param {Event} event @param {{ router: import("../router.js").Router, update: () => void, app?: import("../app.js").App }} context @param {State} state */
async function submit(event, { app, router, update }, state) {
  event.preventDefault();
  Object.assign(state, { busy: true, words: "" });
  update();
  try {
    const { identity, database } = await signIn(state.login.trim(), state.password, deviceLabel());
    await useLanguage(identity.me.language === "en" ? "en" : currentLanguage());
    void askToPersist();
    if (app?.me.id === identity.me.id) database.vault = app.database.vault;
    await comeIn({ identity, database }, { router, update });
  } catch (error) {
    state.words = inWords(error);
  }
  state.busy = false;
  update();
}

export const deviceLabel = () => /\(([^)]*)\)/.exec(navigator.userAgent)?.[1]?.slice(0, 60) ?? "";

/** @param {unknown} error */
export function inWords(error) {
  if (error instanceof NoAnswer) return t("连不上服务器。请检查网络后再试；手机里已有的记录都在。");
  if (error instanceof Refusal && error.reasons.length) return error.reasons.map((reason) => reason.sentence).join(" ");
  console.error(error);
  return t("登录没有完成，请刷新后再试。");
}
