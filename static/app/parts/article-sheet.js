/** The words of a cited article over whatever screen one is on; closing it leaves everything as it was. */

import { html, nothing, render } from "lit-html";
import { today } from "../device/clock.js";
import { articleAt, positionIn, versionOn } from "../rules/articles.js";
import { citationText } from "../rules/statutes.js";
import { handbook } from "../store/handbook.js";
import { t } from "../words/translate.js";
import { articleWords, notesOn } from "./articles.js";
import { addressOf } from "./citations.js";

/** Resolves when it is closed. @param {import("../app.js").App} app @param {string} citation */
export async function openArticle(app, citation) {
  const { statutes, office } = await handbook(app.database);
  const [law, place] = citation.split(":");
  const statute = statutes.find((one) => one.law === law);
  const position = positionIn(place ?? "");
  const version = statute && versionOn(statute, today());
  const article = version && position && articleAt(version.articles, position);
  const dialog = document.createElement("dialog");
  dialog.className = "sheet";
  dialog.setAttribute("aria-labelledby", "sheet-title");
  document.body.append(dialog);
  const closed = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  const close = () => dialog.close();
  render(
    html`<div class="sheet__body" data-article-sheet>
      <h2 class="title" id="sheet-title" lang="zh-CN" tabindex="-1">${citationText(citation, app.rulebook?.laws ?? {})}</h2>
      ${statute && article
        ? html`${articleWords(article, position)} ${notesOn(statute, article, office)}<a class="link" href=${addressOf(citation)} @click=${close}>${t("在手册中打开")}</a>`
        : html`<p class="empty">${statute ? t("这部法规现行版本里没有这一条。") : t("手机里还没有这部法规的全文。请办公室导入后联网同步一次。")}</p>`}
    </div>
    <div class="sheet__foot"><button class="button--main" data-close @click=${close}>${t("关闭")}</button></div>${nothing}`,
    dialog,
  );
  dialog.showModal();
  /** @type {HTMLElement | null} */ (dialog.querySelector("h2"))?.focus();
  await closed;
  dialog.remove();
}
