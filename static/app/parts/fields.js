/** Fields of the phone's forms: label, hint and fault tied together; large enough for a gloved thumb. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { LONG_TEXT, SHORT_TEXT } from "../rules/limits.js";
import { t } from "../words/translate.js";

/**
 * @typedef {{ id: string, label: string, value: string, save: (value: string) => void, hint?: string, type?: string,
 *   mode?: "numeric" | "decimal" | "tel" | "text", rows?: number, required?: boolean, autocomplete?: string, most?: number }} TextField
 */

/** @param {TextField} field */
export function textField({ id, label, value, save, hint, type = "text", mode, rows, required, autocomplete, most = rows ? LONG_TEXT : SHORT_TEXT }) {
  const typed = (/** @type {Event} */ event) => save(/** @type {HTMLInputElement} */ (event.target).value);
  const described = hint ? `${id}-hint` : nothing;
  const control = rows
    ? html`<textarea id=${id} rows=${rows} maxlength=${most} .value=${live(value)} aria-describedby=${described} @input=${typed}></textarea>`
    : html`<input id=${id} type=${type} maxlength=${most} inputmode=${mode ?? nothing} autocomplete=${autocomplete ?? "off"} .value=${live(value)}
        aria-describedby=${described} aria-required=${required ? "true" : nothing} @input=${typed} />`;
  return html`<div class="field">
    <label for=${id}>${label}</label>${hint ? html`<span class="field__hint" id=${described}>${hint}</span>` : nothing} ${control}
  </div>`;
}

/**
 * One of a few: large buttons that behave as radio buttons.
 * @param {{ name: string, label: string, value: string | null, options: Array<{ value: string, label: string, hint?: string, kind?: string, lang?: string }>, save: (value: string) => void, hideLabel?: boolean, disabled?: boolean }} field
 */
export function choiceField({ name, label, value, options, save, hideLabel = false, disabled = false }) {
  return html`<fieldset class="choice" ?disabled=${disabled}>
    <legend class=${hideLabel ? "unseen" : ""}>${label}</legend>
    <div class="choice__options">
      ${options.map(
        (option) => html`<label class="choice__option ${option.kind ? `choice__option--${option.kind}` : ""}">
          <input type="radio" name=${name} .checked=${live(value === option.value)} @change=${() => save(option.value)} />
          <span lang=${option.lang ?? nothing}>${option.label}${option.hint ? html`<small>${option.hint}</small>` : nothing}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

/** @param {{ label: unknown, checked: boolean, save: (checked: boolean) => void, hint?: unknown }} field */
export function checkField({ label, checked, save, hint }) {
  const changed = (/** @type {Event} */ event) => save(/** @type {HTMLInputElement} */ (event.target).checked);
  return html`<label class="check">
    <input type="checkbox" .checked=${live(checked)} @change=${changed} /><span>${label}${hint ? html`<small>${hint}</small>` : nothing}</span>
  </label>`;
}

/** @param {{ id: string, label: string, value: string, options: Array<{ value: string, label: string, lang?: string }>, save: (value: string) => void }} field */
export function selectField({ id, label, value, options, save }) {
  const changed = (/** @type {Event} */ event) => save(/** @type {HTMLSelectElement} */ (event.target).value);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${changed}>
      ${options.map((option) => html`<option value=${option.value} lang=${option.lang ?? nothing} ?selected=${option.value === value}>${option.label}</option>`)}
    </select>
  </div>`;
}

/** @param {Array<{ sentence: string, law: string }>} reasons */
export function reasonList(reasons) {
  if (!reasons.length) return nothing;
  return html`<div class="notice notice--bad" role="alert">
    <strong>${t("还不能办理：")}</strong>
    <ul>${reasons.map((one) => html`<li>${one.sentence}${one.law ? html`<small lang="zh-CN">${one.law}</small>` : nothing}</li>`)}</ul>
  </div>`;
}
