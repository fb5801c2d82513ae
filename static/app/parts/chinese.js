/** Which texts are Chinese in every language of the app: what people wrote, names, laws. Screen readers change their voice for them. */

import { html } from "lit-html";

/** @param {unknown} text */
export const chinese = (text) => html`<span lang="zh-CN">${text}</span>`;

/** Several things said one after the other, the empty ones left out. @param {unknown[]} parts @param {string} [between] */
export function inLine(parts, between = " · ") {
  const said = parts.filter(Boolean);
  return said.map((part, place) => (place ? html`${between}${part}` : part));
}
