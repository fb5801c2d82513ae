/** Photos on their way: tus 1.0 from our stored rows, resumable at any byte, each under its SHA-256. */

import "tus-js-client"; // a script of the older kind: it leaves its name on the window
import { bytesOf, notePhoto, photosWaiting } from "../store/photos.js";
import { token } from "./calls.js";

/** @typedef {import("../store/photos.js").KeptPhoto} KeptPhoto */

const CHUNK_BYTES = 4 * 1_048_576;
/** Sending these again would change nothing: a person has to look. */
const FINAL = new Set(["photo_not_an_image", "photo_too_large", "upload_conflict"]);
const tus = /** @type {any} */ (globalThis).tus;

/** Reads the phone's own rows, never the picker's file, which may be gone by now. */
class RowReader {
  /** @param {import("../store/database.js").Database} database */
  constructor(database) {
    this.database = database;
  }

  /** @param {KeptPhoto} photo */
  async openFile(photo) {
    return {
      size: photo.size,
      slice: async (/** @type {number} */ start, /** @type {number} */ end) => ({
        value: new Blob([await bytesOf(this.database, photo, start, end)]),
        size: Math.min(end, photo.size) - start,
        done: end >= photo.size,
      }),
      close() {},
    };
  }
}

/**
 * Send one photo. Resolves when the server has it whole and checked; rejects with what went wrong.
 * @param {import("../store/database.js").Database} database @param {KeptPhoto} photo @param {(sent: number) => void} progress
 * @returns {Promise<void>}
 */
async function sendPhoto(database, photo, progress) {
  const csrf = await token();
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(photo, {
      endpoint: "/api/photos",
      uploadUrl: photo.url,
      uploadSize: photo.size,
      fileReader: new RowReader(database),
      chunkSize: CHUNK_BYTES,
      uploadDataDuringCreation: true,
      headers: { "X-CSRFToken": csrf },
      metadata: { sha256: photo.sha256, filetype: photo.type },
      retryDelays: null,
      storeFingerprintForResuming: false,
      removeFingerprintOnSuccess: false,
      onUploadUrlAvailable: () => void notePhoto(database, photo.sha256, { url: upload.url }).catch(() => {}),
      onProgress: (/** @type {number} */ sent) => progress(sent),
      onError: (/** @type {any} */ error) => reject(error),
      onSuccess: () => resolve(),
    });
    upload.start();
  });
}

/**
 * Send every waiting photo, one after the other; one that fails does not stop the rest, but no network does.
 * @param {import("../store/database.js").Database} database
 * @param {(progress: { done: number, total: number, sha256: string }) => void} progress bytes over all waiting photos
 * @returns {Promise<{ failed: number, status: number | null }>} status 401 = sign in again, null = all well or no answer
 */
export async function sendPhotos(database, progress) {
  const waiting = await photosWaiting(database);
  const total = waiting.reduce((sum, photo) => sum + photo.size, 0);
  let done = 0;
  let failed = 0;
  for (const photo of waiting) {
    try {
      await sendPhoto(database, photo, (sent) => progress({ done: done + sent, total, sha256: photo.sha256 }));
      await notePhoto(database, photo.sha256, { state: "sent", fault: "" });
    } catch (error) {
      const status = statusOf(error);
      const fault = faultOf(error);
      const isFinal = FINAL.has(fault);
      if (!isFinal) failed += 1;
      await notePhoto(database, photo.sha256, { fault, ...(isFinal ? { state: "refused" } : {}), ...(isFinal || status === 404 || status === 460 ? { url: null } : {}) });
      if (status === 401 || status === null) return { failed, status };
    }
    done += photo.size;
    progress({ done, total, sha256: photo.sha256 });
  }
  return { failed, status: null };
}

/** @param {any} error @returns {number | null} */
const statusOf = (error) => error?.originalResponse?.getStatus?.() ?? null;

/** The first reason's code, for the outbox. @param {any} error @returns {string} */
function faultOf(error) {
  const body = error?.originalResponse?.getBody?.();
  try {
    return JSON.parse(body).reasons[0].code;
  } catch {
    return statusOf(error) === null ? "no_answer" : "upload_failed";
  }
}
