/** One item of a checklist: answered in one tap; what is not met opens what it needs right there. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { verdictOf } from "../rules/checklists.js";
import { LONG_TEXT } from "../rules/limits.js";
import { say, t } from "../words/translate.js";
import { verdictLabel } from "./labels.js";

/**
 * @typedef {import("../types.js").Item} Item
 * @typedef {import("../types.js").Value} Value
 * @typedef {import("../types.js").AnswerState} AnswerState
 */

const VERDICTS = /** @type {const} */ (["met", "not_met", "not_applicable"]);

/**
 * @param {Item} item @param {string} name unique on the page @param {AnswerState | undefined} answer
 * @param {(value: Value | null) => void} give @param {boolean} sealed
 */
export function answerControl(item, name, answer, give, sealed) {
  const value = answer?.value ?? null;
  if (item.kind === "verdict") {
    return buttons(say(item.text), VERDICTS.map((code) => [code, verdictLabel(code), code]), value, give, sealed);
  }
  if (item.kind === "choice") {
    const options = item.options.map((option) => /** @type {[string, string, string]} */ ([option.code, say(option.label), option.verdict]));
    return buttons(say(item.text), options, value, give, sealed);
  }
  return item.kind === "number" ? numberControl(item, name, value, give, sealed) : textControl(item, name, value, give, sealed);
}

/**
 * @param {string} label @param {Array<[string, string, string]>} options code, words, verdict
 * @param {Value | null} value @param {(value: Value | null) => void} give @param {boolean} sealed
 */
function buttons(label, options, value, give, sealed) {
  return html`<div class="answers answers--${options.length}" role="group" aria-label=${label}>
    ${options.map(
      ([code, words, verdict]) => html`<button
        class="answer answer--${verdict}"
        data-answer=${code}
        aria-pressed=${value === code ? "true" : "false"}
        ?disabled=${sealed}
        @click=${() => give(value === code ? null : code)}
      >
        ${words}
      </button>`,
    )}
  </div>`;
}

/** @param {Item} item @param {string} name @param {Value | null} value @param {(value: Value | null) => void} give @param {boolean} sealed */
function numberControl(item, name, value, give, sealed) {
  const typed = (/** @type {Event} */ event) => {
    const text = /** @type {HTMLInputElement} */ (event.target).value.trim().replace("，", ".").replace(",", ".");
    if (text === "") give(null);
    else if (Number.isFinite(Number(text))) give(Number(text));
  };
  const limits = [item.least, item.most].map((limit) => limit ?? "…").join(" – ");
  const hasLimits = item.least !== null || item.most !== null;
  return html`<div class="measure">
    <input id="measure-${name}" maxlength="20" inputmode="decimal" aria-label=${say(item.text)} .value=${live(value === null ? "" : String(value))}
      ?disabled=${sealed} @change=${typed} />
    <span>${unitOf(item)}</span>
    ${hasLimits ? html`<span class="soft">${t("应为 {limits}", { limits })}</span>` : nothing}
    ${value !== null && verdictOf(item, value) === "not_met" ? html`<strong class="fault">${t("超出范围")}</strong>` : nothing}
  </div>`;
}

/** @param {Item} item @param {string} name @param {Value | null} value @param {(value: Value | null) => void} give @param {boolean} sealed */
function textControl(item, name, value, give, sealed) {
  const typed = (/** @type {Event} */ event) => give(/** @type {HTMLTextAreaElement} */ (event.target).value.trim() || null);
  return html`<textarea id="text-${name}" rows="2" maxlength=${LONG_TEXT} aria-label=${say(item.text)} .value=${live(value === null ? "" : String(value))}
    ?disabled=${sealed} @change=${typed}></textarea>`;
}

/** Most units are the same in every language; one that is not has its English. @param {Item} item */
const unitOf = (item) => say({ zh: item.unit, en: item.unit_en ?? "" });

/** An answer in words, with its unit. @param {Item} item @param {Value} value */
export function answerInWords(item, value) {
  if (item.kind === "verdict") return verdictLabel(String(value));
  if (item.kind === "choice") return say(item.options.find((option) => option.code === value)?.label);
  return item.kind === "number" ? `${value} ${unitOf(item)}`.trim() : String(value);
}

/**
 * The item as it stands in the list; `panel` is what an answer that is not met opens.
 * @param {{ item: Item, name: string, number: number, answer: AnswerState | undefined, give: (value: Value | null) => void, sealed: boolean,
 *   panel: () => unknown, remark?: unknown, open?: boolean, toggle?: () => void }} part
 */
export function itemCard({ item, name, number, answer, give, sealed, panel, remark = nothing, open = false, toggle }) {
  const verdict = answer?.value == null ? null : verdictOf(item, answer.value);
  return html`<article class="item ${verdict ? `item--${verdict}` : ""}" id=${name} data-item=${item.code}>
    <h3 class="item__text"><span class="item__number">${number}</span> ${say(item.text)}${item.is_required ? nothing : html` <small class="soft">${t("选填")}</small>`}</h3>
    ${item.guidance && toggle
      ? html`<button class="item__more" aria-expanded=${open ? "true" : "false"} @click=${toggle}>${open ? t("收起要点") : t("检查要点")}</button>`
      : nothing}
    ${item.guidance && open
      ? html`<p class="item__guidance">${say(item.guidance)}${item.reference ? html`<small lang="zh-CN">${item.reference}</small>` : nothing}</p>`
      : nothing}
    ${remark} ${answerControl(item, name, answer, give, sealed)} ${verdict === "not_met" ? panel() : nothing}
  </article>`;
}
