/** Photos beside what they show: taking, several in a row, captions, deleting before sealing. */

import { html, nothing } from "lit-html";
import { photosOf } from "../rules/visits.js";
import { t } from "../words/translate.js";
import { lookFailed, lookOf, noteWords } from "./previews.js";
import { takePhotos, takingState } from "./taking.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {import("./taking.js").Shows} Shows
 */

const QUIET_MS = 800;
/** @type {Map<string, ReturnType<typeof setTimeout>>} captions being typed, by photo */
const typing = new Map();

/** @param {Context} context @param {import("../types.js").Visit} visit @param {import("../types.js").Photo} photo @param {boolean} sealed */
function onePhoto(context, visit, photo, sealed) {
  const { app, update } = context;
  const remove = async () => {
    await app.tell(visit.id, "photo_discarded", { photo_id: photo.id });
    await app.recount();
    update();
  };
  const isMine = photo.by === app.me.id;
  return html`<li class="photo" data-photo-id=${photo.id}>
    ${picture(context, photo)}
    ${isMine && !sealed
      ? html`${captionField(context, visit, photo)}
          <button class="photo__remove" aria-label=${t("删除照片")} @click=${remove}>×</button>`
      : html`<span class="photo__caption" lang="zh-CN">${photo.caption}</span>`}
  </li>`;
}

/** @param {Context} context @param {import("../types.js").Photo} photo */
function picture(context, photo) {
  const { address, note } = lookOf(context, photo);
  const format = photo.media_type.split("/")[1]?.toUpperCase() ?? "";
  const words = noteWords(note, format);
  const failed = () => lookFailed(photo.sha256, context.update);
  if (!address) return html`<span class="photo__none" data-note=${note}>${words}</span>`;
  return html`<img src=${address} alt=${photo.caption || t("照片")} lang=${photo.caption ? "zh-CN" : nothing} loading="lazy" @error=${failed} />
    ${words ? html`<span class="photo__note fault" data-note=${note}>${words}</span>` : nothing}`;
}

/** Kept shortly after the last letter, and at once when it is left. @param {Context} context @param {import("../types.js").Visit} visit @param {import("../types.js").Photo} photo */
function captionField({ app }, visit, photo) {
  const keep = (/** @type {string} */ caption) => {
    clearTimeout(typing.get(photo.id));
    const now = app.picture.visit(visit.id)?.photos[photo.id]?.caption;
    if (caption !== now) void app.tell(visit.id, "photo_captioned", { photo_id: photo.id, caption });
  };
  const typed = (/** @type {Event} */ event) => {
    const text = /** @type {HTMLInputElement} */ (event.target).value;
    clearTimeout(typing.get(photo.id));
    if (event.type === "change") keep(text);
    else typing.set(photo.id, setTimeout(() => keep(text), QUIET_MS));
  };
  return html`<input class="photo__caption" aria-label=${t("照片说明")} placeholder=${t("说明")} maxlength="500" .value=${photo.caption} @input=${typed} @change=${typed} />`;
}

/**
 * @param {Context} context @param {import("../types.js").Visit} visit @param {Shows} shows
 * @param {{ sealed?: boolean, label?: string, ghost?: string, but?: Set<string> }} [options] `ghost` = the address of an earlier photo of the same thing; `but` = photos that stand elsewhere
 */
export function photoStrip(context, visit, shows, { sealed = false, label = t("照片"), ghost = "", but = new Set() } = {}) {
  const { return_id: _return, ...filter } = shows;
  const photos = photosOf(visit, filter).filter((photo) => !but.has(photo.id));
  return html`<section class="photos" aria-label=${label}>
    ${photos.length ? html`<ul class="photos__list">${photos.map((photo) => onePhoto(context, visit, photo, sealed))}</ul>` : nothing}
    ${takingState(visit.id, shows)}
    ${sealed ? nothing : photoButtons(context, visit.id, shows, ghost)}
  </section>`;
}

/** @param {Context} context @param {string} visitId @param {Shows} shows @param {string} ghost */
function photoButtons(context, visitId, shows, ghost) {
  const picked = (/** @type {string} */ source) => (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const files = [...(input.files ?? [])];
    input.value = ""; // the same file may be picked again at once
    if (files.length) void takePhotos(context, visitId, shows, files, source);
  };
  const live = async () => {
    const { openCamera } = await import("./camera.js");
    await openCamera(async (blob) => (await takePhotos(context, visitId, shows, [blob], "live")) === 1, ghost);
  };
  return html`<div class="photos__buttons">
    <label class="button">${t("拍照")}<input class="unseen" type="file" accept="image/*" capture="environment" data-photo="camera" @change=${picked("camera")} /></label>
    <button data-photo="live" @click=${live}>${ghost ? t("对照旧照片拍") : t("连拍")}</button>
    <label class="button">${t("相册")}<input class="unseen" type="file" accept="image/*" multiple data-photo="album" @change=${picked("album")} /></label>
  </div>`;
}
