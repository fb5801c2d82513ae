/** Photos beside what they show: taking, several in a row, captions, deleting before sealing. */

import { html, nothing } from "lit-html";
import { newId } from "../device/ids.js";
import { lastFix } from "../device/place.js";
import { keepPhoto, NotSaved, photoKept } from "../store/photos.js";
import { photosOf } from "../rules/visits.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {{ checklist?: string, item?: string, finding_id?: string, document_id?: string, order_id?: string, return_id?: string }} Shows
 */

const PREVIEW_PX = 360;
/** @type {Map<string, string>} previews as addresses, by hash; "" = none can be made */
const previews = new Map();
/** @type {Map<string, number>} how many are being kept now, by what they show */
const keeping = new Map();
/** @type {string} */
let fault = "";

/** A small upright picture; null when this browser cannot read the format (HEIC). @param {Blob} file @returns {Promise<ArrayBuffer | null>} */
async function previewOf(file) {
  try {
    const bitmap = await createImageBitmap(file, { resizeWidth: PREVIEW_PX, resizeQuality: "medium" });
    const canvas = Object.assign(document.createElement("canvas"), { width: bitmap.width, height: bitmap.height });
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
    bitmap.close();
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.72));
    return blob ? await blob.arrayBuffer() : null;
  } catch {
    return null;
  }
}

/**
 * Keep files one after the other and say so. Each is on disk, read back by hash, before it is shown as saved.
 * @param {Context} context @param {string} visitId @param {Shows} shows @param {Blob[]} files @param {string} source
 */
export async function takePhotos({ app, update }, visitId, shows, files, source) {
  const key = JSON.stringify(shows);
  keeping.set(key, (keeping.get(key) ?? 0) + files.length);
  update();
  for (const file of files) {
    try {
      const photo = await keepPhoto(app.database, file, await previewOf(file));
      const fix = lastFix();
      await app.tell(visitId, "photo_taken", {
        photo_id: newId(),
        sha256: photo.sha256,
        size_bytes: photo.size,
        media_type: photo.type,
        name: photo.name,
        source,
        ...shows,
        ...(fix ? { fix: { longitude: fix.longitude, latitude: fix.latitude, accuracy_m: fix.accuracy_m, fix_at: fix.fix_at } } : {}),
      });
      fault = "";
    } catch (error) {
      console.error(error);
      fault = error instanceof NotSaved || error instanceof DOMException ? "not_saved" : "failed";
    }
    keeping.set(key, Math.max(0, (keeping.get(key) ?? 1) - 1));
    await app.recount();
    update();
  }
}

/** @param {Context} context @param {string} sha256 */
function previewAddress({ app, update }, sha256) {
  const known = previews.get(sha256);
  if (known !== undefined) return known;
  previews.set(sha256, "");
  void photoKept(app.database, sha256).then((photo) => {
    const address = photo?.preview ? URL.createObjectURL(new Blob([photo.preview], { type: "image/jpeg" })) : "";
    previews.set(sha256, address || (photo ? "" : `/photos/${sha256}/small`));
    update();
  });
  return "";
}

/** @param {Context} context @param {import("../types.js").Visit} visit @param {import("../types.js").Photo} photo @param {boolean} sealed */
function onePhoto(context, visit, photo, sealed) {
  const { app } = context;
  const address = previewAddress(context, photo.sha256);
  const caption = (/** @type {Event} */ event) => {
    const text = /** @type {HTMLInputElement} */ (event.target).value;
    if (text !== photo.caption) void app.tell(visit.id, "photo_captioned", { photo_id: photo.id, caption: text });
  };
  const remove = () => app.tell(visit.id, "photo_discarded", { photo_id: photo.id });
  const isMine = photo.by === app.me.id;
  return html`<li class="photo">
    ${address
      ? html`<img src=${address} alt=${photo.caption || t("照片")} loading="lazy" />`
      : html`<span class="photo__none">${photo.media_type.split("/")[1]?.toUpperCase()}</span>`}
    ${isMine && !sealed
      ? html`<input class="photo__caption" aria-label=${t("照片说明")} placeholder=${t("说明")} .value=${photo.caption} @change=${caption} />
          <button class="photo__remove" aria-label=${t("删除照片")} @click=${remove}>×</button>`
      : html`<span class="photo__caption">${photo.caption}</span>`}
  </li>`;
}

/**
 * @param {Context} context @param {import("../types.js").Visit} visit @param {Shows} shows
 * @param {{ sealed?: boolean, label?: string }} [options]
 */
export function photoStrip(context, visit, shows, { sealed = false, label = t("照片") } = {}) {
  const { return_id: _return, ...filter } = shows;
  const photos = photosOf(visit, filter);
  const busy = keeping.get(JSON.stringify(shows)) ?? 0;
  return html`<section class="photos" aria-label=${label}>
    ${photos.length ? html`<ul class="photos__list">${photos.map((photo) => onePhoto(context, visit, photo, sealed))}</ul>` : nothing}
    ${busy ? html`<p class="soft" role="status">${t("正在保存 {count} 张照片…", { count: busy })}</p>` : nothing}
    ${fault ? html`<p class="fault" role="alert">${t("有照片没有存上，请检查手机空间后重拍。已存的照片都在。")}</p>` : nothing}
    ${sealed ? nothing : photoButtons(context, visit.id, shows)}
  </section>`;
}

/** @param {Context} context @param {string} visitId @param {Shows} shows */
function photoButtons(context, visitId, shows) {
  const picked = (/** @type {string} */ source) => async (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const files = [...(input.files ?? [])];
    await takePhotos(context, visitId, shows, files, source);
    input.value = "";
  };
  const live = async () => {
    const { openCamera } = await import("./camera.js");
    await openCamera((blob) => takePhotos(context, visitId, shows, [blob], "live"));
  };
  return html`<div class="photos__buttons">
    <label class="button">${t("拍照")}<input class="unseen" type="file" accept="image/*" capture="environment" data-photo="camera" @change=${picked("camera")} /></label>
    <button @click=${live}>${t("连拍")}</button>
    <label class="button">${t("相册")}<input class="unseen" type="file" accept="image/*" multiple data-photo="album" @change=${picked("album")} /></label>
  </div>`;
}
