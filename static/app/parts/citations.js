/** A citation that opens the article's words where one is, with no network; what one was doing stays as it is. */

import { html } from "lit-html";
import { citationText } from "../rules/statutes.js";
import { listed } from "../words/translate.js";
import { inLine } from "./chinese.js";

/** @typedef {import("../app.js").App} App */

/** Where the handbook shows it. @param {string} citation as on the wire, "penalty:第五十一条" */
export const addressOf = (citation) => `/phone/handbook/${citation.split(":").map(encodeURIComponent).join("/")}`;

/** @param {App} app @param {string} citation @param {Record<string, string>} laws */
export function cited(app, citation, laws) {
  const open = (/** @type {Event} */ event) => {
    if (!("HTMLDialogElement" in globalThis)) return; // the link leads to the handbook
    event.preventDefault();
    void import("./article-sheet.js").then(({ openArticle }) => openArticle(app, citation)).catch((error) => app.unreadable(error));
  };
  return html`<a class="cite" lang="zh-CN" href=${addressOf(citation)} data-cite=${citation} @click=${open}>${citationText(citation, laws)}</a>`;
}

/** @param {App} app @param {string[]} citations @param {Record<string, string>} laws */
export const citedAll = (app, citations, laws) => inLine(citations.map((one) => cited(app, one, laws)), listed(["", ""]));
