/** Photos on their way: tus 1.0 from our stored rows, resumable at any byte, each under its SHA-256. */

import "tus-js-client"; // a script of the older kind: it leaves its name on the window
import { timers } from "../device/clock.js";
import { kindOf } from "../rules/recordings.js";
import { bytesOf, notePhoto, NotSaved, photoKept, photosWaiting } from "../store/photos.js";
import { NoAnswer, token } from "./calls.js";

/** @typedef {import("../store/photos.js").KeptPhoto} KeptPhoto */

const MOST_BYTES = 4 * 1_048_576;
const LEAST_BYTES = 64 * 1_024;
/** Nothing has moved for so long: more than a full buffer of the system's needs to drain at 1 kB/s. */
const STALLED_MS = 5 * 60_000;
/** Sending these again would change nothing: a person has to look. */
const FINAL = new Set(["photo_not_an_image", "photo_too_large", "recording_too_large", "recording_not_readable", "upload_conflict"]);
const tus = /** @type {any} */ (globalThis).tus;

/** Reads the phone's own rows, never the picker's file, which may be gone by now. */
class RowReader {
  /** @param {import("../store/database.js").Database} database */
  constructor(database) {
    this.database = database;
    /** @type {unknown} why our own bytes could not be read */
    this.fault = null;
  }

  /** @param {KeptPhoto} photo */
  async openFile(photo) {
    return {
      size: photo.size,
      slice: async (/** @type {number} */ start, /** @type {number} */ end) => ({
        value: new Blob([await this.bytes(photo, start, end)]),
        size: Math.min(end, photo.size) - start,
        done: end >= photo.size,
      }),
      close() {},
    };
  }

  /** @param {KeptPhoto} photo @param {number} start @param {number} end */
  async bytes(photo, start, end) {
    try {
      return await bytesOf(this.database, photo, start, end);
    } catch (error) {
      this.fault = error;
      throw error;
    }
  }
}

/**
 * How much goes in one call: less when somebody between takes no more (413) or the line breaks, more again when all is
 * well, but never again what was too much.
 */
export class Pace {
  bytes = MOST_BYTES;
  most = MOST_BYTES;

  /** @param {number | null} status of the call that failed @returns {boolean} would less help at once? */
  failed(status) {
    if (status !== 413 && status !== null) return false;
    const isLess = this.bytes > LEAST_BYTES;
    this.bytes = Math.max(LEAST_BYTES, this.bytes / 4);
    if (status === 413) this.most = this.bytes;
    return isLess && status === 413;
  }

  went() {
    this.bytes = Math.min(this.most, this.bytes * 2);
  }
}

/** @typedef {{ clock: typeof timers, pace: Pace }} Line */

/** @type {Line} what we have learnt of the line lasts as long as the page */
const usual = { clock: timers, pace: new Pace() };

/** Calls `stalled` when nothing has moved for too long. @param {() => void} stalled @param {typeof timers} clock */
function watch(stalled, clock) {
  let timer = clock.after(stalled, STALLED_MS);
  const end = () => clock.cancel(timer);
  const moved = () => {
    end();
    timer = clock.after(stalled, STALLED_MS);
  };
  return { moved, end };
}

/**
 * Send one photo. Resolves when the server has it whole and checked; rejects with what went wrong.
 * @param {import("../store/database.js").Database} database @param {KeptPhoto} photo @param {(sent: number) => void} progress
 * @param {Line} line @returns {Promise<void>}
 */
async function sendPhoto(database, photo, progress, { clock, pace }) {
  const csrf = await token();
  const reader = new RowReader(database);
  /** @type {ReturnType<typeof watch> | undefined} */
  let watched;
  /** @type {Promise<void>} */
  const sent = new Promise((resolve, reject) => {
    watched = watch(() => void upload.abort().finally(() => reject(new NoAnswer("nothing moves"))), clock);
    const { moved } = watched;
    const upload = new tus.Upload(photo, {
      endpoint: "/api/photos",
      uploadUrl: photo.url,
      uploadSize: photo.size,
      fileReader: reader,
      chunkSize: pace.bytes,
      uploadDataDuringCreation: true,
      headers: { "X-CSRFToken": csrf },
      metadata: { sha256: photo.sha256, filetype: photo.type },
      retryDelays: null,
      storeFingerprintForResuming: false,
      removeFingerprintOnSuccess: false,
      onUploadUrlAvailable: () => void notePhoto(database, photo.sha256, { url: upload.url }).catch(() => {}),
      onProgress: (/** @type {number} */ sent) => {
        moved();
        progress(sent);
      },
      onError: (/** @type {any} */ error) => reject(reader.fault ? new NotSaved(String(reader.fault)) : error),
      onSuccess: () => resolve(),
    });
    upload.start();
  });
  return sent.finally(() => watched?.end());
}

/**
 * In smaller pieces, at once, when what we sent was too much for somebody between.
 * @type {typeof sendPhoto}
 */
async function sendInPieces(database, photo, progress, line) {
  try {
    await sendPhoto(database, photo, progress, line);
    line.pace.went();
  } catch (error) {
    const isOurWord = FINAL.has(faultOf(error));
    if (isOurWord || error instanceof NotSaved || !line.pace.failed(statusOf(error))) throw error;
    const known = await photoKept(database, photo.sha256);
    await sendInPieces(database, known ?? photo, progress, line);
  }
}

/**
 * Send every waiting photo, one after the other; one that fails or cannot be read any more does not stop the rest, but no
 * network does.
 * @param {import("../store/database.js").Database} database
 * @param {(progress: { done: number, total: number, sha256: string }) => void} progress bytes over all waiting photos
 * @param {Line} [line] @param {() => boolean} [mayGo] is it still this officer who is signed in?
 * @returns {Promise<{ failed: number, status: number | null }>} status 401 = sign in again, null = all well or no answer
 */
export async function sendPhotos(database, progress, line = usual, mayGo = () => true) {
  const waiting = await photosWaiting(database);
  const total = waiting.reduce((sum, photo) => sum + photo.size, 0);
  let done = 0;
  let failed = 0;
  for (const photo of waiting) {
    if (!mayGo()) return { failed: failed + 1, status: null };
    try {
      await sendInPieces(database, photo, (sent) => progress({ done: done + sent, total, sha256: photo.sha256 }), line);
      await notePhoto(database, photo.sha256, { state: "sent", fault: "" });
    } catch (error) {
      const status = error instanceof NotSaved ? 0 : statusOf(error);
      const fault = faultOf(error);
      const isFinal = FINAL.has(fault) && !(fault === "photo_not_an_image" && kindOf(photo.type)); // a server of before does not know sound yet
      if (!isFinal) failed += 1;
      await notePhoto(database, photo.sha256, { fault, ...(isFinal ? { state: "refused" } : {}), ...(isFinal || status === 404 || status === 460 ? { url: null } : {}) });
      if (status === 401 || status === null) return { failed, status };
    }
    done += photo.size;
    progress({ done, total, sha256: photo.sha256 });
  }
  return { failed, status: null };
}

/** Of an answer; null when there was none. What is no answer of ours may say that it was too much, and nothing else. @param {any} error @returns {number | null} */
function statusOf(error) {
  const status = error?.originalResponse?.getStatus?.() || null;
  return status === 413 || faultIn(error) ? status : null;
}

/** The first reason's code; "" when it is not our server that speaks. @param {any} error @returns {string} */
function faultIn(error) {
  try {
    return JSON.parse(error.originalResponse.getBody()).reasons[0].code;
  } catch {
    return "";
  }
}

/** For the outbox. @param {any} error */
const faultOf = (error) => faultIn(error) || (statusOf(error) === null ? "no_answer" : "upload_failed");
