/** A film that the system's camera made: looked at before anything of it is kept, then copied piece by piece. */

import { newId } from "../device/ids.js";
import { lengthOfFilm } from "../device/recorder.js";
import { LIMITS, mediaTypeOfFilm } from "../rules/recordings.js";
import { beginRecording, dropRecording, endRecording, keepPiece } from "../store/recordings.js";
import { t } from "../words/translate.js";
import { alone } from "../store/unfinished.js";

const PIECE_BYTES = 1_048_576;

/**
 * Resolves to why it was not taken, "" when it is on disk and said.
 * @param {import("../app.js").App} app @param {string} visit @param {Record<string, any>} data @param {File} file @returns {Promise<string>}
 */
export async function takeFilm(app, visit, data, file) {
  const most = LIMITS.video.bytes;
  if (!file.size) return t("“{file}”是空的，没有收下。请重新录像。", { file: file.name });
  if (file.size > most) return t("“{file}”超过 {most} MB，没有收下。请录短一些，或改用“录像”。", { file: file.name, most: most / PIECE_BYTES });
  const id = newId();
  try {
    const type = mediaTypeOfFilm(await file.slice(0, 64).arrayBuffer());
    if (!type) return t("“{file}”不是可用的录像，没有收下。", { file: file.name });
    const about = { id, type, visit, data: { source: "system", name: file.name, ...data } };
    return (await alone(app.database, id, () => copied(app, about, file))) ? "" : t("录像没有存上，请检查手机空间后再录。");
  } catch (error) {
    console.warn(error);
    await dropRecording(app.database, id).catch(() => {});
    return t("录像没有存上，请检查手机空间后再录。");
  }
}

/** @param {import("../app.js").App} app @param {{ id: string, type: string, visit: string, data: Record<string, any> }} about @param {File} file */
async function copied(app, about, file) {
  const durationMs = await lengthOfFilm(file);
  await beginRecording(app.database, about);
  for (let start = 0; start < file.size; start += PIECE_BYTES) {
    await keepPiece(app.database, about.id, await file.slice(start, start + PIECE_BYTES).arrayBuffer(), durationMs);
  }
  const kept = await endRecording(app.database, about.id, { wasCut: false });
  return kept !== null && app.announce(kept, kept.about);
}
