/** A browser that cannot keep an officer's work is told so, with what to open instead; never a half-working app. */

import { html, nothing } from "lit-html";
import { listed, t } from "../words/translate.js";

/** What people call the apps that have a browser inside. @param {string} app */
const appName = (app) =>
  ({
    wecom: t("企业微信"),
    wechat: t("微信"),
    dingtalk: t("钉钉"),
    feishu: t("飞书"),
    alipay: t("支付宝"),
    qq: t("QQ"),
    weibo: t("微博"),
    baidu: t("百度"),
    douyin: t("抖音"),
    toutiao: t("今日头条"),
    xiaohongshu: t("小红书"),
  })[app] ?? t("其他应用");

/** @param {string} part */
const partName = (part) =>
  ({ indexedDB: t("保存资料"), crypto: t("签名"), serviceWorker: t("离线打开") })[part] ?? part;

/** @param {string[]} missing @param {string | null} inside the app whose browser this is */
export function unfit(missing, inside) {
  document.title = t("民防执法检查");
  const isOpen = missing.includes("https");
  const words = inside
    ? t("这里是“{name}”内置的浏览器，会丢失记录，不能用来检查。请点右上角菜单，选择“在浏览器打开”。", { name: appName(inside) })
    : isOpen
      ? t("这个网址不是 https 开头的，浏览器不允许保存记录和拍照。请打开 https 开头的网址；没有的话，请联系管理员。")
      : t("这个浏览器不能{missing}，不能用来检查。请关闭无痕（隐私）窗口，改用系统自带的浏览器；iPhone 开着“锁定模式”的，请在 Safari 的页面设置里对本网站关闭；系统太旧的，请先更新。", { missing: listed(missing.map(partName)) });
  const address = isOpen && !inside ? location.href.replace(/^http:/, "https:") : location.href;
  return html`<main class="body"><div class="notice notice--bad" role="alert" data-unfit=${inside ?? missing[0]}>${words}</div>
    <p>${inside ? t("没有这一项的，请复制下面的网址，粘贴到手机自带的浏览器（iPhone 用 Safari）里打开：") : nothing}</p>
    <p class="card" data-address>${address}</p></main>`;
}

/** @param {unknown} error */
export function broken(error) {
  return html`<main class="body"><div class="notice notice--bad" role="alert" data-broken>
    ${t("手机里的资料打不开。记录没有删除，请关闭其他窗口后重新打开；仍不行请联系管理员。")}
    <p class="soft">${t("请不要清理浏览器数据，也不要卸载浏览器：记录还在里面。")}</p>
    <p class="soft">${String(error)}</p>
    <button @click=${() => location.reload()}>${t("重新打开")}</button>
  </div></main>`;
}
