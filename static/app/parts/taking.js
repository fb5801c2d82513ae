/** Taking photos: one after the other, each on disk and read back by hash before it counts; what is not taken is named. */

import { html, nothing } from "lit-html";
import { newId } from "../device/ids.js";
import { lastFix } from "../device/place.js";
import { MOST_BYTES, MOST_PIXELS } from "../rules/formats.js";
import { keepPhoto, NotSaved, NotTaken } from "../store/photos.js";
import { t } from "../words/translate.js";

/**
 * @typedef {import("../router.js").Context} Context
 * @typedef {{ checklist?: string, item?: string, finding_id?: string, document_id?: string, order_id?: string, return_id?: string }} Shows
 * @typedef {{ code: string, name: string }} Fault
 */

/** @type {Map<string, number>} how many are being kept now, by where they belong */
const keeping = new Map();
/** @type {Map<string, Fault[]>} what was not taken, until the next photo of the same place */
const faults = new Map();
/** One photo in memory at a time, however fast the officer taps. @type {Promise<unknown>} */
let queue = Promise.resolve();

/** @param {string} visitId @param {Shows} shows */
const placeOf = (visitId, shows) => JSON.stringify([visitId, shows]);

/**
 * Resolves to how many were kept.
 * @param {Context} context @param {string} visitId @param {Shows} shows @param {Blob[]} files @param {string} source @returns {Promise<number>}
 */
export function takePhotos({ app, update }, visitId, shows, files, source) {
  const place = placeOf(visitId, shows);
  if (!keeping.get(place)) faults.delete(place);
  keeping.set(place, (keeping.get(place) ?? 0) + files.length);
  update();
  const taking = queue.then(async () => {
    let kept = 0;
    for (const file of files) {
      const code = await takeOne(app, visitId, shows, file, source);
      if (code) faults.set(place, [...(faults.get(place) ?? []), { code, name: file instanceof File ? file.name : "" }]);
      else kept += 1;
      keeping.set(place, (keeping.get(place) ?? 1) - 1);
      await app.recount();
      update();
    }
    return kept;
  });
  queue = taking.catch((error) => console.error(error));
  return taking;
}

/** @param {Context["app"]} app @param {string} visit @param {Shows} shows @param {Blob} file @param {string} source @returns {Promise<string>} the fault's code, "" when all is well */
async function takeOne(app, visit, shows, file, source) {
  const fix = lastFix();
  const place = fix ? { fix: { longitude: fix.longitude, latitude: fix.latitude, accuracy_m: fix.accuracy_m, fix_at: fix.fix_at } } : {};
  const about = { visit, data: { photo_id: newId(), source, ...shows, ...place } };
  try {
    const photo = await keepPhoto(app.database, file, about);
    return (await app.announce(photo, about)) ? "" : "not_saved";
  } catch (error) {
    if (error instanceof NotTaken) return error.message;
    console.warn(error);
    if (error instanceof DOMException && ["NotReadableError", "NotFoundError"].includes(error.name)) return "not_readable";
    return error instanceof NotSaved || error instanceof DOMException ? "not_saved" : "failed";
  }
}

/** @param {string} visitId @param {Shows} shows */
export function takingState(visitId, shows) {
  const place = placeOf(visitId, shows);
  const busy = keeping.get(place) ?? 0;
  return html`${busy ? html`<p class="soft" role="status">${t("正在保存 {count} 张照片…", { count: busy })}</p>` : nothing}
    ${(faults.get(place) ?? []).map((fault) => html`<p class="fault" role="alert" data-fault=${fault.code}>${faultWords(fault)}</p>`)}`;
}

/** @param {Fault} fault */
function faultWords({ code, name }) {
  const file = name || t("照片");
  const words = {
    empty: () => t("“{file}”是空的，没有收下。请重拍。", { file }),
    not_a_photo: () => t("“{file}”不是照片，没有收下。可用的格式：JPEG、PNG、WebP、HEIC。", { file }),
    too_large: () => t("“{file}”超过 {most} MB，没有收下。", { file, most: MOST_BYTES / 1_048_576 }),
    too_many_pixels: () => t("“{file}”超过 {most} 百万像素，没有收下。请用相机的普通模式重拍。", { file, most: MOST_PIXELS / 1e6 }),
    not_readable: () => t("读不到“{file}”，没有收下。请重拍，或先存到手机里再选。", { file }),
  }[code];
  return words ? words() : t("有照片没有存上，请检查手机空间后重拍。已存的照片都在。");
}
