/** An article as every screen of the handbook shows it: its words, the place that is meant, notes, cases, acts. */

import { html, nothing } from "lit-html";
import { articleAt, official, passagesOf, placeOf, positionIn, sought, wordsOf } from "../rules/articles.js";
import { say, t } from "../words/translate.js";
import { chinese } from "./chinese.js";

/**
 * @typedef {import("../rules/articles.js").Article} Article
 * @typedef {import("../rules/articles.js").Position} Position
 * @typedef {import("../rules/articles.js").Statute} Statute
 * @typedef {import("../store/handbook.js").Office} Office
 */

/** @param {Statute} statute @param {Position} position */
export const articleAddress = (statute, position) => `/phone/handbook/${statute.law ?? statute.id}/${encodeURIComponent(wordsOf(position))}`;

/** The words of an article; the paragraph or item that is meant stands out. @param {Article} article @param {Position | null} [meant] @param {string[]} [words] */
export function articleWords(article, meant = null, words = []) {
  const found = meant && official(article, meant);
  const isMeant = (/** @type {Position} */ one) => Boolean(found && (found.paragraph || found.item) && wordsOf(one) === wordsOf({ ...found, subitem: null }));
  return html`<div class="statute" lang="zh-CN">${passagesOf(article).map(({ position, text }) => html`<p class="statute__text ${position.item ? "statute__text--item" : ""} ${isMeant(position) ? "statute__text--meant" : ""}">${marked(text, words)}</p>`)}</div>`;
}

/** @param {string} text @param {string[]} words as they are compared */
export function marked(text, words) {
  const signs = [...text];
  const plain = signs.map((sign) => (sought(sign).length === sign.length ? sought(sign) : sign));
  if (!words.length) return text;
  const hits = signs.map(() => false);
  const whole = plain.join("");
  for (const word of words) for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + word.length)) hits.fill(true, at, at + word.length);
  /** @type {Array<{ text: string, isHit: boolean }>} */
  const runs = [];
  signs.forEach((sign, index) => {
    const last = runs.at(-1);
    if (last && last.isHit === hits[index]) last.text += sign;
    else runs.push({ text: sign, isHit: hits[index] });
  });
  return runs.map((run) => (run.isHit ? html`<mark>${run.text}</mark>` : run.text));
}

/** The office's notes on it. @param {Statute} statute @param {Article} article @param {Office} office */
export function notesOn(statute, article, { notes }) {
  const ours = notes.filter((one) => one.statute_id === statute.id && one.number === article.number && one.inserted === article.inserted);
  return ours.map((one) => html`<aside class="notice" data-note=${one.id}><strong>${t("本单位批注")}</strong><p class="statute__text" lang="zh-CN">${one.text}</p><small>${chinese(one.by)} · ${one.at.slice(0, 10)}</small></aside>`);
}

/** Typical cases that cite it. @param {Statute} statute @param {Article} article @param {Office} office */
export function casesOn(statute, article, { cases }) {
  const about = cases.filter((one) => one.articles.some((cited) => isOf(cited, statute, article)));
  return about.length ? html`<ul class="list">${about.map(caseLink)}</ul>` : nothing;
}

/** @param {import("../store/handbook.js").TypicalCase} one */
export const caseLink = (one) => html`<li><a class="list__link" href="/phone/handbook/cases/${one.id}"><span lang="zh-CN">${one.title}</span><span class="badge badge--accent">${t("案例")}</span></a></li>`;

/** 《…》第…条 @param {string} cited @param {Statute} statute @param {Article} article */
function isOf(cited, statute, article) {
  const [, title, place] = /^《(.+?)》(.+)$/.exec(cited) ?? [];
  const position = title === statute.title ? positionIn(place) : null;
  return position !== null && articleAt([article], position) !== null;
}

/** Illegal acts that cite it, as the duty or the penalty. @param {Statute} statute @param {Article} article @param {import("../types.js").Rulebook | null} rulebook */
export function actsOn(statute, article, rulebook) {
  const isHere = (/** @type {string | null} */ citation) => {
    const [law, place] = (citation ?? "").split(":");
    const position = law && law === statute.law ? positionIn(place) : null;
    return position !== null && articleAt([article], position) !== null;
  };
  const acts = Object.values(rulebook?.acts ?? {}).flatMap((act) => (isHere(act.penalty) ? [{ act, isPenalty: true }] : act.duties.some(isHere) ? [{ act, isPenalty: false }] : []));
  if (!acts.length) return nothing;
  return html`<ul class="statute__acts">${acts.map(({ act, isPenalty }) => html`<li><span class="badge ${isPenalty ? "badge--warn" : ""}">${isPenalty ? t("罚则") : t("义务")}</span> ${act.code} ${say(act.title)}</li>`)}</ul>`;
}

/** @param {Article} article */
export const nameOf = (article) => wordsOf(placeOf(article));
