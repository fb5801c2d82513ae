/** What was found and what it looks like now, side by side; the earlier photo is the ghost over the live camera. */

import { html, nothing } from "lit-html";
import { dayOf } from "../rules/dated.js";
import { timesCorrected } from "../rules/visits.js";
import { t } from "../words/translate.js";
import { lookFailed, lookOf, noteWords } from "./previews.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {{ sha256: string, at: string }} Shot
 */

/** As previews want a photo: what the office told us of is there. @param {Shot} shot */
const asPhoto = (shot) => /** @type {import("../types.js").Photo} */ (/** @type {unknown} */ ({ is_here: true, media_type: "image/jpeg", caption: "", ...shot }));

/** The address of the first earlier photo that this phone can show now; "" when there is none. @param {Context} context @param {Shot[]} before */
export const ghostOf = (context, before) => before.map((shot) => lookOf(context, asPhoto(shot)).address).find(Boolean) ?? "";

/** @param {Context} context @param {Shot[]} before @param {Shot[]} after the newest comes last */
export function beforeAfter(context, before, after) {
  if (!before.length) return nothing;
  return html`<div class="compare" data-compare>${one(context, t("整改前"), before[0])}${after.length ? one(context, t("整改后"), after[after.length - 1]) : nothing}</div>`;
}

/** @param {Context} context @param {string} label @param {Shot} shot */
function one(context, label, shot) {
  const { address, note } = lookOf(context, asPhoto(shot));
  const failed = () => lookFailed(shot.sha256, context.update);
  return html`<figure class="compare__one">
    ${address ? html`<img src=${address} alt=${label} @error=${failed} />` : html`<span class="photo__none">${noteWords(note, "JPEG")}</span>`}
    <figcaption class="soft">${label} · ${dayOf(shot.at)}</figcaption></figure>`;
}

/** The same item had been corrected before. @param {import("../types.js").Work | null} work @param {import("../types.js").Visit} visit @param {string} checklist @param {string} item */
export function recurred(work, visit, checklist, item) {
  const count = timesCorrected(work?.past ?? [], visit, checklist, item);
  return count ? html`<p><span class="badge badge--bad" data-recurred=${count}>${t("改正后复发 {count} 次", { count })}</span></p>` : nothing;
}
