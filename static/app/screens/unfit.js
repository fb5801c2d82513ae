/** A browser that cannot keep an officer's work is told so, with what to open instead; never a half-working app. */

import { html } from "lit-html";
import { listed, t } from "../words/translate.js";

/** What people call the apps that have a browser inside. @param {string} name as the browser gives it */
const appName = (name) =>
  ({ micromessenger: t("微信"), wxwork: t("企业微信"), dingtalk: t("钉钉"), alipayclient: t("支付宝"), weibo: t("微博"), lark: t("飞书"), feishu: t("飞书") })[
    name.toLowerCase()
  ] ?? name.replace("/", "");

/** @param {string[]} missing @param {string | null} inside the name of the in-app browser */
export function unfit(missing, inside) {
  const words = inside
    ? t("这里是“{name}”内置的浏览器，会丢失记录，不能用来检查。请点右上角菜单，选择“在浏览器打开”。", { name: appName(inside) })
    : t("这个浏览器缺少必要的功能（{missing}），可能是无痕窗口或系统太旧。请换用系统自带的浏览器，并关闭无痕模式。", { missing: listed(missing) });
  return html`<main class="body"><div class="notice notice--bad" role="alert">${words}</div></main>`;
}

/** @param {unknown} error */
export function broken(error) {
  return html`<main class="body"><div class="notice notice--bad" role="alert">
    ${t("手机里的资料打不开。记录没有删除，请关闭其他窗口后重新打开；仍不行请联系管理员。")}
    <p class="soft">${String(error)}</p>
    <button @click=${() => location.reload()}>${t("重新打开")}</button>
  </div></main>`;
}
