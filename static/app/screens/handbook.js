/** The handbook, with no network: search, the statutes, the office's typical cases. */

import { html, nothing } from "lit-html";
import { today } from "../device/clock.js";
import { articleAddress, caseLink, marked, nameOf } from "../parts/articles.js";
import { placeOf, search, sought, versionOn, wantedIn, wordsOf } from "../rules/articles.js";
import { handbook } from "../store/handbook.js";
import { t } from "../words/translate.js";
import { answerCard, answersWith } from "./questions.js";

/**
 * @typedef {import("../rules/articles.js").Statute} Statute
 * @typedef {import("../rules/articles.js").Hit} Hit
 * @typedef {import("../store/handbook.js").TypicalCase} TypicalCase
 */

const MOST = 30;
const MOST_PASSAGES = 2;

/** @type {import("../router.js").MakeScreen} */
export async function screen({ app, update }) {
  const { statutes, office } = await handbook(app.database);
  let query = new URLSearchParams(location.search).get("q") ?? "";
  const typed = (/** @type {Event} */ event) => {
    query = /** @type {HTMLInputElement} */ (event.target).value;
    history.replaceState(null, "", query.trim() ? `?q=${encodeURIComponent(query)}` : location.pathname);
    update();
  };
  return { title: t("执法手册"), draw: () => draw(statutes, office, query, typed, app.me.agency_kind === "district") };
}

/** @param {Statute[]} statutes @param {import("../store/handbook.js").Office} office @param {string} query @param {(event: Event) => void} typed @param {boolean} mayAsk */
function draw(statutes, { cases, answers = [] }, query, typed, mayAsk) {
  return html`<label class="unseen" for="query">${t("法规中的词语，或者某一条")}</label>
    <input id="query" type="search" class="search" maxlength="200" placeholder=${t("法规中的词语，或者某一条")} .value=${query} @input=${typed} />
    ${query.trim() ? results(statutes, cases, answers, query) : html`${mayAsk ? html`<p><a class="button" href="/phone/handbook/questions" data-questions>${t("难题和解答")}${answers.length ? ` (${answers.length})` : ""}</a></p>` : nothing}${shelves(statutes, cases)}`}`;
}

/** @param {Statute[]} statutes @param {TypicalCase[]} cases */
function shelves(statutes, cases) {
  if (!statutes.length && !cases.length) return html`<p class="empty">${t("手册还没有下载到手机。请办公室导入法规，再联网同步一次。")}</p>`;
  return html`<section class="section"><h2 class="section__title">${t("法规")}</h2>
      <ul class="list">${statutes.map((one) => html`<li><a class="list__link" href="/phone/handbook/${one.law ?? one.id}" data-statute=${one.id}><span lang="zh-CN"><strong>${one.title}</strong><small>${t("{day} 起施行", { day: versionOn(one, today()).in_force_on })}</small></span></a></li>`)}</ul></section>
    ${cases.length ? html`<section class="section"><h2 class="section__title">${t("典型案例")}</h2><ul class="list">${cases.map(caseLink)}</ul></section>` : nothing}`;
}

/** @param {Statute[]} statutes @param {TypicalCase[]} cases @param {import("../store/handbook.js").OfficeAnswer[]} answers @param {string} query */
function results(statutes, cases, answers, query) {
  const hits = search(statutes, query, today());
  const { words } = wantedIn(statutes, query);
  const told = cases.filter((one) => words.every((word) => sought(`${one.title}${one.facts}${one.law}${one.result}${one.lesson}`).includes(word)));
  const solved = answersWith(answers, words);
  return html`<p class="soft" role="status">${hits.length > MOST ? t("显示前 {count} 条", { count: MOST }) : t("共 {count} 条", { count: hits.length + told.length + solved.length })}</p>
    ${hits.length ? html`<ul class="list">${hits.slice(0, MOST).map((hit) => hitLine(hit, words))}</ul>` : nothing}
    ${told.length ? html`<h2 class="title">${t("典型案例")}</h2><ul class="list">${told.map(caseLink)}</ul>` : nothing}
    ${solved.length ? html`<h2 class="title">${t("难题解答")}</h2>${solved.map(answerCard)}` : nothing}`;
}

/** @param {Hit} hit @param {string[]} words */
function hitLine({ statute, article, passages }, words) {
  const shown = passages.slice(0, MOST_PASSAGES);
  const meant = shown[0]?.position ?? placeOf(article);
  return html`<li><a class="list__link" href=${articleAddress(statute, meant)} data-hit=${nameOf(article)}>
    <span lang="zh-CN"><strong>${statute.title} ${nameOf(article)}</strong>${shown.map((one) => html`<small class="statute__text">${wordsOf(one.position) === nameOf(article) ? nothing : html`${wordsOf(one.position)}：`}${marked(one.text, words)}</small>`)}</span>
  </a></li>`;
}
