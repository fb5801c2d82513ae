/** What stands around every screen: title, the sync chip that tells the truth, faults, and the way to the other screens. */

import { html, nothing } from "lit-html";
import { takeOver } from "../device/worker.js";
import { t } from "../words/translate.js";

/** @typedef {import("../app.js").App} App */

/** What the chip says. @param {App} app @returns {{ kind: "good" | "busy" | "warn" | "bad", text: string }} */
export function chipState(app) {
  const { counts, loop } = app;
  const { phase, done, total, failures } = loop.state;
  const isOffline = phase === "offline" || (phase === "running" && failures > 0); // a retry is not yet a connection
  const waiting = counts.pending + counts.photos;
  if (counts.troubled) return { kind: "bad", text: t("需处理") };
  if (phase === "sign_in") return { kind: "bad", text: t("请重新登录") };
  if (phase === "running" && total > 0) return { kind: "busy", text: t("传输中 {percent}%", { percent: Math.floor((100 * done) / total) }) };
  if (isOffline) return { kind: "warn", text: waiting ? t("离线 · {count} 项待传", { count: waiting }) : t("离线") };
  if (waiting) return { kind: "busy", text: t("{count} 项待传", { count: waiting }) };
  if (!app.isCounted) return { kind: "busy", text: "…" }; // what waits has not been looked up yet
  return app.isFilled ? { kind: "good", text: t("已同步") } : { kind: "busy", text: t("正在下载资料") };
}

const TABS = [
  ["/phone", "今天"],
  ["/phone/find", "查找"],
  ["/phone/handbook", "手册"],
  ["/phone/outbox", "待传"],
  ["/phone/me", "我"],
];

function tabs() {
  const words = { "/phone": t("今天"), "/phone/find": t("查找"), "/phone/handbook": t("手册"), "/phone/outbox": t("待传"), "/phone/me": t("我") };
  return html`<nav class="tabs" aria-label=${t("主菜单")}>
    ${TABS.map(([path]) => {
      const isHere = location.pathname.replace(/\/$/, "") === path;
      return html`<a href=${path} aria-current=${isHere ? "page" : nothing}>${words[/** @type {keyof typeof words} */ (path)]}</a>`;
    })}
  </nav>`;
}

/** @param {App} app */
function faultBar(app) {
  if (!app.fault) return nothing;
  const words = {
    too_long: t("刚才的内容太长，没有记下。请写短一些或者分成几条；之前的内容都在。"),
    full: t("手机空间满了，刚才的内容没有存上。之前的内容都在。请删掉一些视频或应用，腾出空间后再点一次；也可以先导出救援文件。"),
    not_kept: t("浏览器出错，刚才的内容没有存上。之前的内容都在。请再点一次；还不行，请先导出救援文件，再重新打开本应用。"),
    not_read: t("浏览器现在读不出手机里的资料。资料没有删除。请关闭其他窗口后重新打开本应用；还不行，请先导出救援文件，不要清理浏览器数据。"),
  }[app.fault];
  const toRescue = html`<a class="link" href="/phone/me">${t("去导出")}</a>`;
  return html`<div class="bar bar--bad" role="alert" data-app-fault=${app.fault}>${words} ${app.fault === "too_long" ? nothing : toRescue}</div>`;
}

/** The browser deleted the database under an open page. @param {App} app */
function mendedBar(app) {
  if (!app.mended) return nothing;
  const close = () => {
    app.mended = null;
    app.update();
  };
  return html`<div class="bar bar--bad" role="alert" data-mended>
    ${t("浏览器刚才删掉了本应用在手机里的资料。本页面记得的 {events} 条未传记录已经重新存好。请不要关闭本页，马上联网同步，或者导出救援文件。", { events: app.mended.events })}
    ${app.mended.photos ? html`<strong>${t("{count} 张没有上传的照片找不回来了，请趁还在现场重拍。", { count: app.mended.photos })}</strong>` : nothing}
    <a class="link" href="/phone/me">${t("去导出")}</a> <button @click=${close}>${t("知道了")}</button>
  </div>`;
}

/** Sealing is never the reason for a loss, but the officer is told. @param {App} app */
function sealingBar({ sealing }) {
  if (!sealing.isUnsealed && !sealing.unopened) return nothing;
  return html`<div class="bar bar--bad" role="alert" data-sealing>
    ${sealing.unopened ? t("手机里有内容打不开，没有删除，其余照常。请先同步，再告诉管理员；不要清理浏览器数据。") : nothing}
    ${sealing.isUnsealed ? t("浏览器加密出错，刚才的内容没有加密，但已经存好。请尽快同步，再重新打开本应用。") : nothing}
  </div>`;
}

/** @typedef {{ worker: ServiceWorker | null, isVisitElsewhere: boolean, update: () => void }} Offered */

/** @param {Offered} here */
function updateBar(here) {
  const { worker } = here;
  if (!worker || location.pathname.includes("/visits/")) return nothing;
  const agree = async () => {
    here.isVisitElsewhere = !(await takeOver(worker));
    here.update();
  };
  return html`<div class="bar bar--accent" role="status" data-newer>
    ${here.isVisitElsewhere ? t("另一个窗口里有打开的检查。请先关闭那个窗口，再更新。") : t("有新版本。")}<button @click=${agree}>${t("现在更新")}</button>
  </div>`;
}

/**
 * @param {Offered & { app: App | null }} here
 * @param {import("../router.js").Screen & { body: unknown }} screen
 */
export function frame(here, screen) {
  const { app } = here;
  const chip = app && chipState(app);
  const isRoot = !screen.back;
  return html`<header class="top">
      ${screen.back ? html`<a class="top__back" href=${screen.back} aria-label=${t("返回")}>‹</a>` : nothing}
      <h1 class="top__title" tabindex="-1" lang=${screen.lang ?? nothing}>${screen.title}</h1>
      ${chip ? html`<a class="chip chip--${chip.kind}" href="/phone/outbox" data-chip><span role="status">${chip.text}</span></a>` : nothing}
    </header>
    ${app?.rulebook?.is_demonstration ? html`<div class="bar bar--demonstration">${t("演示数据，均为虚构")}</div>` : nothing}
    ${app ? [faultBar(app), mendedBar(app), sealingBar(app)] : nothing} ${updateBar(here)}
    <main class="body">${screen.body}</main>
    ${app && isRoot && !screen.bar ? tabs() : nothing} ${screen.bar ? html`<footer class="foot">${screen.bar()}</footer>` : nothing}`;
}
