/** Choosing a PIN: twice the same, long enough, not a plain row of digits; with what it protects said before. */

import { html, nothing } from "lit-html";
import { faultOfPin, LEAST_PIN, MOST_PIN } from "../rules/pins.js";
import { t } from "../words/translate.js";
import { textField } from "./fields.js";

/** @typedef {{ pin: string, again: string, words: string, busy: boolean }} Chosen */

/** @returns {Chosen} */
export const nothingChosen = () => ({ pin: "", again: "", words: "", busy: false });

/** @param {Chosen} chosen @param {(pin: string) => Promise<void>} keep raises what went wrong @param {() => void} update @param {(error: unknown) => string} inWords */
export function pinForm(chosen, keep, update, inWords) {
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    chosen.words = chosen.pin === chosen.again ? faultWords(faultOfPin(chosen.pin)) : t("两次输入的不一样，请重新输入。");
    if (chosen.words) return update();
    chosen.busy = true;
    update();
    await keep(chosen.pin).catch((error) => (chosen.words = inWords(error)));
    chosen.busy = false;
    update();
  };
  return html`<form class="card" @submit=${submit}>
    <p>${t("解锁码保护这台手机里的检查记录和照片：锁上以后，别人打不开，也看不到。没有网络也能解锁。")}</p>
    <p class="soft">${t("忘记了也不会丢东西：联网输入登录密码，就能换一个新的。")}</p>
    ${pinField("pin", t("解锁码"), chosen.pin, (pin) => (chosen.pin = pin), t("至少 {least} 位数字，越长越难猜", { least: LEAST_PIN }))}
    ${pinField("pin-again", t("再输入一次"), chosen.again, (again) => (chosen.again = again))}
    ${chosen.words ? html`<p class="fault" role="alert">${chosen.words}</p>` : nothing}
    <button class="button--main" data-keep-pin ?disabled=${chosen.busy}>${chosen.busy ? t("正在加锁…") : t("设好了")}</button>
  </form>`;
}

/** @param {string} id @param {string} label @param {string} value @param {(value: string) => void} save @param {string} [hint] */
export const pinField = (id, label, value, save, hint) =>
  textField({ id, label, value, save, hint, type: "password", mode: "numeric", autocomplete: "off", required: true, most: MOST_PIN });

/** @param {"" | "short" | "simple"} fault */
const faultWords = (fault) =>
  ({ "": "", short: t("太短了，至少要 {least} 位。", { least: LEAST_PIN }), simple: t("这个太好猜了，请不要用相同或者连续的数字。") })[fault];
