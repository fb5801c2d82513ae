/** How a photo looks on this phone: its preview, or words that say why there is none. Previews are made one at a time. */

import { previewOf } from "../device/preview.js";
import { sizeOf } from "../rules/formats.js";
import { bytesOf, notePhoto, photoKept } from "../store/photos.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../app.js").App} App
 * @typedef {import("../store/photos.js").KeptPhoto} KeptPhoto
 * @typedef {"" | "making" | "none" | "refused" | "elsewhere" | "not_here"} Note
 * @typedef {{ address: string, note: Note, revision: number }} Look
 */

/** @type {Map<string, Look>} by hash; looked at again when something may have changed */
const looks = new Map();
const MOST_DECODED_PIXELS = 60_000_000;
/** @type {Set<string>} */
const making = new Set();
/** @type {Promise<unknown>} */
let queue = Promise.resolve();

/** @param {import("../router.js").Context} context @param {import("../types.js").Photo} photo @returns {Look} */
export function lookOf({ app, update }, photo) {
  const known = looks.get(photo.sha256);
  if (known && known.revision === app.photoRevision) return known;
  const look = { address: "", note: /** @type {Note} */ ("making"), ...known, revision: app.photoRevision };
  looks.set(photo.sha256, look);
  void photoKept(app.database, photo.sha256).then((kept) => {
    Object.assign(look, kept ? lookOfKept(kept, look.address) : lookElsewhere(photo));
    if (kept && look.note === "making") make(app, kept, update);
    update();
  });
  return look;
}

/** @param {KeptPhoto} kept @param {string} address as it was @returns {Omit<Look, "revision">} */
function lookOfKept(kept, address) {
  const note = kept.state === "refused" ? "refused" : "";
  if (kept.preview) return { address: address || URL.createObjectURL(new Blob([kept.preview], { type: "image/jpeg" })), note };
  return { address: "", note: note || (kept.tried || !kept.rows || kept.state === "dropped" ? "none" : "making") };
}

/** Somebody else took it, or another phone. @param {import("../types.js").Photo} photo @returns {Omit<Look, "revision">} */
const lookElsewhere = (photo) =>
  photo.is_here ? { address: `/photos/${photo.sha256}/small`, note: "" } : { address: "", note: "not_here" };

/** The address gave no picture: say so until something has changed. @param {string} sha256 @param {() => void} update */
export function lookFailed(sha256, update) {
  const look = looks.get(sha256);
  if (look) Object.assign(look, { address: "", note: "elsewhere" });
  update();
}

/** @param {App} app @param {KeptPhoto} kept @param {() => void} update */
function make(app, kept, update) {
  if (making.has(kept.sha256)) return;
  making.add(kept.sha256);
  queue = queue.then(async () => {
    await makeOne(app.database, kept);
    app.photoRevision += 1;
    update();
  }).catch((error) => console.warn(error));
}

/** Noted before it is tried: a picture that kills the page is not tried again. @param {App["database"]} database @param {KeptPhoto} kept */
async function makeOne(database, kept) {
  await notePhoto(database, kept.sha256, { tried: true });
  const bytes = await bytesOf(database, kept);
  const size = sizeOf(bytes);
  if (size && size.width * size.height > MOST_DECODED_PIXELS) return;
  const preview = await previewOf(new Blob([bytes], { type: kept.type }));
  if (preview) await notePhoto(database, kept.sha256, { preview });
}

/** @param {Note} note @param {string} format */
export function noteWords(note, format) {
  return {
    "": "",
    making: t("已存，正在生成预览…"),
    none: t("{format} 原图已存，本机不能预览", { format }),
    refused: t("服务器不能识别，请重拍"),
    elsewhere: t("联网后显示"),
    not_here: t("还没有传到"),
  }[note];
}
