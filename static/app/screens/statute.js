/** A statute as a whole, or one article of it with notes, cases and the acts that cite it; all from storage. */

import { html, nothing } from "lit-html";
import { today } from "../device/clock.js";
import { actsOn, articleAddress, articleWords, casesOn, nameOf, notesOn } from "../parts/articles.js";
import { articleAt, named, placeOf, positionIn, versionOn, wordsOf } from "../rules/articles.js";
import { handbook } from "../store/handbook.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../router.js").Screen} Screen
 * @typedef {import("../rules/articles.js").Statute} Statute
 * @typedef {import("../rules/articles.js").Version} Version
 * @typedef {import("../rules/articles.js").Article} Article
 * @typedef {import("../store/handbook.js").Office} Office
 */

const HOME = "/phone/handbook";

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app, params } = context;
  const [{ statutes, office }] = await Promise.all([handbook(app.database), app.loadRest()]);
  const [statute] = named(statutes, decodeURIComponent(params.statute));
  if (!statute) return { title: t("执法手册"), back: HOME, draw: () => html`<p class="empty">${t("手机里还没有这部法规的全文。请办公室导入后联网同步一次。")}</p>` };
  const version = versionOn(statute, today());
  return params.article ? articleScreen(context, statute, version, office) : wholeScreen(statute, version, office);
}

/** @param {Statute} statute @param {Version} version @param {Office} office @returns {Screen} */
function wholeScreen(statute, version, office) {
  return { title: statute.title, lang: "zh-CN", back: HOME, draw: () => whole(statute, version, office) };
}

/** @param {Statute} statute @param {Version} version @param {Office} office */
function whole(statute, version, office) {
  const isNoted = (/** @type {Article} */ one) => office.notes.some((note) => note.statute_id === statute.id && note.number === one.number && note.inserted === one.inserted);
  const chapters = chaptersOf(version.articles);
  return html`<details class="card"><summary>${t("{day} 起施行", { day: version.in_force_on })}</summary><div lang="zh-CN">${version.history.map((line) => html`<p>${line}</p>`)}</div></details>
    ${chapters.length > 1 ? html`<nav class="card" aria-label=${t("目录")}><ol class="statute__contents" lang="zh-CN">${chapters.map(({ heading, id }) => html`<li><a href="#${id}">${heading}</a></li>`)}</ol></nav>` : nothing}
    ${chapters.map(({ heading, id, articles }) => html`<section class="section">${heading ? html`<h2 class="title" id=${id} lang="zh-CN">${heading}</h2>` : nothing}
      <ul class="list">${articles.map((one) => html`<li><a class="list__link statute__article" href=${articleAddress(statute, placeOf(one))} data-article=${nameOf(one)}>
        <span><strong lang="zh-CN">${nameOf(one)}</strong>${articleWords(one)}</span>${isNoted(one) ? html`<span class="badge badge--accent">${t("有批注")}</span>` : nothing}</a></li>`)}</ul></section>`)}`;
}

/** @param {Article[]} articles */
function chaptersOf(articles) {
  /** @type {Array<{ heading: string, id: string, articles: Article[] }>} */
  const chapters = [];
  for (const article of articles) {
    const heading = article.headings.join(" · ");
    if (!chapters.length || chapters.at(-1)?.heading !== heading) chapters.push({ heading, id: `chapter-${chapters.length + 1}`, articles: [] });
    chapters.at(-1)?.articles.push(article);
  }
  return chapters;
}

/** @param {Context} context @param {Statute} statute @param {Version} version @param {Office} office @returns {Screen} */
function articleScreen({ app, params }, statute, version, office) {
  const back = `${HOME}/${statute.law ?? statute.id}`;
  const position = positionIn(decodeURIComponent(params.article));
  const article = position && articleAt(version.articles, position);
  if (!article) return { title: statute.title, lang: "zh-CN", back, draw: () => html`<p class="empty">${t("这部法规现行版本里没有这一条。")}</p>` };
  const at = version.articles.indexOf(article);
  const beside = (/** @type {Article | undefined} */ one, /** @type {string} */ rel, /** @type {string} */ words) => (one ? html`<a class="button" rel=${rel} href=${articleAddress(statute, placeOf(one))}>${words}</a>` : nothing);
  return {
    title: `${statute.title} ${nameOf(article)}`,
    lang: "zh-CN",
    back,
    draw: () => html`<article class="card" data-article=${nameOf(article)}>
        ${article.headings.length ? html`<p class="soft" lang="zh-CN">${article.headings.join(" · ")}</p>` : nothing}
        ${articleWords(article, position)}
        <p class="soft">${t("引用：")}<span lang="zh-CN">《${statute.title}》${wordsOf(position)}</span></p>
      </article>
      ${notesOn(statute, article, office)} ${casesOn(statute, article, office)} ${actsOn(statute, article, app.rulebook)}
      <p class="row">${beside(version.articles[at - 1], "prev", t("上一条"))}${beside(version.articles[at + 1], "next", t("下一条"))}</p>`,
  };
}
