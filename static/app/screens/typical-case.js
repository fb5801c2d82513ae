/** A typical case (以案论法) of the office, with its acts and articles. */

import { html, nothing } from "lit-html";
import { articleAddress } from "../parts/articles.js";
import { positionIn } from "../rules/articles.js";
import { handbook } from "../store/handbook.js";
import { say, t } from "../words/translate.js";

/** @typedef {import("../rules/articles.js").Statute} Statute */

const BACK = "/phone/handbook";

/** @type {import("../router.js").MakeScreen} */
export async function screen({ app, params }) {
  const [{ statutes, office }] = await Promise.all([handbook(app.database), app.loadRest()]);
  const found = office.cases.find((one) => one.id === params.case);
  if (!found) return { title: t("典型案例"), back: BACK, draw: () => html`<p class="empty">${t("这个案例不在手机里，可能已经撤下。")}</p>` };
  const parts = [[t("案情"), found.facts], [t("法律分析"), found.law], [t("处理结果"), found.result], [t("启示"), found.lesson]];
  return {
    title: found.title,
    lang: "zh-CN",
    back: BACK,
    draw: () => html`<article class="card" data-case=${found.id}>${parts.map(([label, text]) => html`<h2 class="title">${label}</h2><p class="statute__text" lang="zh-CN">${text}</p>`)}</article>
      ${found.acts.length ? html`<h2 class="title">${t("违法行为")}</h2><ul>${found.acts.map((code) => html`<li>${code} ${say(app.rulebook?.acts[code]?.title)}</li>`)}</ul>` : nothing}
      ${found.articles.length ? html`<h2 class="title">${t("法律依据")}</h2><ul class="list" lang="zh-CN">${found.articles.map((one) => html`<li>${articleLink(one, statutes)}</li>`)}</ul>` : nothing}`,
  };
}

/** 《…》第…条 @param {string} text @param {Statute[]} statutes */
function articleLink(text, statutes) {
  const [, title, place] = /^《(.+?)》(.+)$/.exec(text) ?? [];
  const statute = statutes.find((one) => one.title === title);
  const position = positionIn(place ?? "");
  return statute && position ? html`<a class="list__link" href=${articleAddress(statute, position)}>${text}</a>` : html`<span class="list__text">${text}</span>`;
}
