/** Hard questions (难题): asked here with no network, from a finding or by hand; answers come with the handbook. */

import { html, nothing } from "lit-html";
import { newId } from "../device/ids.js";
import { textField } from "../parts/fields.js";
import { sought } from "../rules/articles.js";
import { LONG_TEXT } from "../rules/limits.js";
import { Draft } from "../store/drafts.js";
import { handbook } from "../store/handbook.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("../store/handbook.js").OfficeAnswer} OfficeAnswer
 * @typedef {{ visit: string, finding: string, draft: Draft, asked: import("../types.js").JournalEvent[], answers: OfficeAnswer[], words: string, waiting: number }} State `waiting` = unsent events when the list was read
 */

const DRAFT = "question";

/** @type {import("../router.js").MakeScreen} */
export async function screen(context) {
  const { app } = context;
  const wanted = new URLSearchParams(location.search);
  const visit = wanted.get("visit") ?? "";
  const finding = wanted.get("finding") ?? "";
  const [{ office }, draft, asked] = await Promise.all([
    handbook(app.database),
    Draft.open(app.database, `${DRAFT}/${finding || visit}`, { text: "" }),
    app.journal.ofTypes(["question_asked"]),
  ]);
  /** @type {State} */
  const state = { visit, finding, draft, asked: asked.reverse(), answers: office.answers ?? [], words: "", waiting: app.counts.pending };
  return { title: t("难题"), back: visit ? `/phone/visits/${visit}` : "/phone/handbook", draw: () => draw(context, state) };
}

/** @param {Context} context @param {State} state */
function draw(context, state) {
  if (state.waiting !== context.app.counts.pending) void readAsked(context, state);
  return html`<form class="card" @submit=${(/** @type {Event} */ event) => ask(event, context, state)}>
      ${state.finding ? html`<p class="soft">${t("这个难题会和这个问题连在一起。")}</p>` : nothing}
      ${textField({ id: "question", label: t("写清事实和拿不准的地方"), value: state.draft.values.text, rows: 5, most: LONG_TEXT, save: (text) => state.draft.set({ text }) })}
      <button class="button--main" data-ask>${t("提出难题")}</button>
      ${state.words ? html`<p class="soft" role="status">${state.words}</p>` : nothing}
    </form>
    ${state.asked.length ? html`<section class="section"><h2 class="section__title">${t("我提出的")}</h2><ul class="list">${state.asked.map((one) => askedLine(one, state.answers))}</ul></section>` : nothing}
    <section class="section"><h2 class="section__title">${t("难题解答")}</h2>
      ${state.answers.length ? state.answers.map(answerCard) : html`<p class="empty">${t("还没有解答。")}</p>`}</section>`;
}

/** Something went up, or was said: what has become of one's own questions. @param {Pick<Context, "app" | "update">} context @param {State} state */
async function readAsked({ app, update }, state) {
  state.waiting = app.counts.pending;
  state.asked = (await app.journal.ofTypes(["question_asked"])).reverse();
  update();
}

/** @param {Event} event @param {Context} context @param {State} state */
async function ask(event, { app, update }, state) {
  event.preventDefault();
  const text = String(state.draft.values.text ?? "").trim();
  if (!text) {
    state.words = t("还没有写问题。");
    return update();
  }
  const question_id = newId();
  const data = { question_id, text, ...(state.finding ? { finding_id: state.finding } : {}) };
  if (!(await app.tell(state.visit || question_id, "question_asked", data))) return;
  await state.draft.drop();
  state.draft = new Draft(app.database, state.draft.key, { text: "" });
  state.words = t("已记在手机里，联网后送到办公室。");
  await readAsked({ app, update }, state);
}

/** @param {import("../types.js").JournalEvent} event @param {OfficeAnswer[]} answers */
function askedLine(event, answers) {
  const answer = answers.find((one) => one.question_id === event.data.question_id);
  const isRefused = event.status === "refused" || event.status === "set_aside";
  const waits = isRefused ? t("未通过") : event.status === "pending" ? t("待传") : t("待解答");
  return html`<li><div class="list__link" data-asked=${event.data.question_id}><span lang="zh-CN">${event.data.text}</span>
    <span class="badge ${answer ? "badge--good" : isRefused ? "badge--bad" : ""}">${answer ? t("已解答") : waits}</span></div></li>`;
}

/** @param {OfficeAnswer} one */
export const answerCard = (one) => html`<article class="card" data-answer=${one.id}><h3 class="title" lang="zh-CN">${one.title}</h3><p class="statute__text" lang="zh-CN">${one.text}</p>
  ${one.articles.length ? html`<p class="soft" lang="zh-CN">${one.articles.join("、")}</p>` : nothing}</article>`;

/** Answers that hold all these words. @param {OfficeAnswer[]} answers @param {string[]} words */
export const answersWith = (answers, words) => answers.filter((one) => words.every((word) => sought(`${one.title}${one.text}${one.articles.join("")}`).includes(word)));
