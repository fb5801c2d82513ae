/** What stands around every screen: title, the sync chip that tells the truth, faults, and the way to the other screens. */

import { html, nothing } from "lit-html";
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
  return app.isFilled ? { kind: "good", text: t("已同步") } : { kind: "busy", text: t("正在下载资料") };
}

const TABS = [
  ["/phone", "今天"],
  ["/phone/find", "查找"],
  ["/phone/outbox", "待传"],
  ["/phone/me", "我"],
];

function tabs() {
  const words = { "/phone": t("今天"), "/phone/find": t("查找"), "/phone/outbox": t("待传"), "/phone/me": t("我") };
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
  if (app.fault === "too_long") {
    return html`<div class="bar bar--bad" role="alert" data-too-long>${t("刚才的内容太长，没有记下。请写短一些或者分成几条；之前的内容都在。")}</div>`;
  }
  return html`<div class="bar bar--bad" role="alert">
    ${t("刚才的内容没有存上：手机空间可能已满，或浏览器出错。之前的内容都在。请腾出空间后再点一次；也可以先导出救援文件。")}
    <a class="link" href="/phone/me">${t("去导出")}</a>
  </div>`;
}

/** @param {{ worker: ServiceWorker | null }} here */
function updateBar(here) {
  const { worker } = here;
  if (!worker || location.pathname.includes("/visits/")) return nothing;
  return html`<div class="bar bar--accent" role="status">
    ${t("有新版本。")}<button @click=${() => worker.postMessage("take over")}>${t("现在更新")}</button>
  </div>`;
}

/**
 * @param {{ app: App | null, worker: ServiceWorker | null }} here
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
    ${app ? faultBar(app) : nothing} ${updateBar(here)}
    <main class="body">${screen.body}</main>
    ${app && isRoot && !screen.bar ? tabs() : nothing} ${screen.bar ? html`<footer class="foot">${screen.bar()}</footer>` : nothing}`;
}
