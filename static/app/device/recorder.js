/** Microphone and camera as a recorder: which kind of file this browser writes piece by piece, and when it stops. */

import { leftOf, LIMITS } from "../rules/recordings.js";
import { ticks } from "./clock.js";

/** @typedef {import("../rules/recordings.js").Kind} Kind */
/** @typedef {"asked" | "full" | "taken_away" | "not_kept" | "failed"} Why it stopped */

const PIECE_MS = 1_000;
const LOOK_MS = 250;
/** WebM first: Chromium writes its MP4 only in long stretches, which a closed page would lose. Safari has MP4 alone. */
const TYPES = {
  audio: ["audio/webm;codecs=opus", "audio/mp4"],
  video: ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"],
};

export const canRecord = () => typeof MediaRecorder !== "undefined" && Boolean(navigator.mediaDevices?.getUserMedia);

/** @param {Kind} kind @returns {Promise<MediaStream>} */
export const openSource = (kind) =>
  navigator.mediaDevices.getUserMedia({
    audio: { channelCount: { ideal: 1 }, echoCancellation: true, noiseSuppression: true },
    video: kind === "video" && { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 } },
  });

/** @param {Kind} kind */
const typeFor = (kind) => TYPES[kind].find((type) => MediaRecorder.isTypeSupported(type));

/** @param {Kind} kind @param {MediaStream} stream */
function recorderFor(kind, stream) {
  const mimeType = typeFor(kind);
  const videoBitsPerSecond = LIMITS.video.bits_per_second;
  const audioBitsPerSecond = LIMITS.audio.bits_per_second;
  return new MediaRecorder(stream, { ...(mimeType ? { mimeType } : {}), audioBitsPerSecond, ...(kind === "video" ? { videoBitsPerSecond } : {}) });
}

/**
 * A recording under way. `keep` puts a piece on disk; the recorder ends by itself at the limits, when a piece could not be
 * kept, and when the system takes the microphone or camera away.
 */
export class Recording {
  /**
   * @param {Kind} kind @param {MediaStream} stream
   * @param {(piece: ArrayBuffer, durationMs: number) => Promise<void>} keep
   */
  constructor(kind, stream, keep) {
    this.kind = kind;
    this.stream = stream;
    this.keep = keep;
    this.recorder = recorderFor(kind, stream);
    /** The file's type without its codecs. */
    this.type = (this.recorder.mimeType || typeFor(kind) || `${kind}/mp4`).split(";")[0];
    this.bytes = 0;
    this.begun = 0;
    /** @type {Why} */
    this.why = "asked";
    /** @type {Promise<void>} one piece after the other */
    this.keeping = Promise.resolve();
    /** @type {Promise<Why>} when everything that was recorded is on disk, or could not be kept */
    this.ended = new Promise((resolve) => {
      this.recorder.onstop = () => void this.keeping.then(() => resolve(this.why));
    });
    this.recorder.ondataavailable = ({ data }) => this.took(data);
    this.recorder.onerror = () => this.stop("failed");
    for (const track of stream.getTracks()) track.addEventListener("ended", () => this.stop("taken_away"));
  }

  get elapsedMs() {
    return this.begun ? ticks() - this.begun : 0;
  }

  get left() {
    return leftOf(this.kind, this.elapsedMs, this.bytes);
  }

  /** Call `look` as long as it runs. @param {() => void} look */
  start(look) {
    this.recorder.start(PIECE_MS);
    this.begun = ticks();
    const timer = setInterval(() => {
      if (this.left.isOver) this.stop("full");
      look();
    }, LOOK_MS);
    const hidden = () => document.hidden && this.recorder.state === "recording" && this.recorder.requestData();
    document.addEventListener("visibilitychange", hidden);
    void this.ended.then(() => (clearInterval(timer), document.removeEventListener("visibilitychange", hidden)));
  }

  /** @param {Blob} data */
  took(data) {
    if (!data.size) return;
    this.bytes += data.size;
    const durationMs = Math.round(this.elapsedMs);
    this.keeping = this.keeping.then(async () => {
      if (this.why === "not_kept") return; // what follows a gap could not be played
      try {
        await this.keep(await data.arrayBuffer(), durationMs);
      } catch (error) {
        console.warn(error);
        this.stop("not_kept");
        this.why = "not_kept";
      }
    });
  }

  /** @param {Why} why */
  stop(why) {
    if (this.recorder.state !== "inactive") {
      this.why = why;
      this.recorder.stop();
    }
    for (const track of this.stream.getTracks()) track.stop();
  }
}

/** The screen stays on while something is recorded, where the browser can. @returns {Promise<() => void>} */
export async function stayAwake() {
  const lock = await navigator.wakeLock?.request("screen").catch(() => null);
  return () => void lock?.release().catch(() => {});
}

/** How long a film of the system's camera is, as far as this browser can tell. @param {Blob} file @returns {Promise<number | null>} */
export function lengthOfFilm(file) {
  const video = Object.assign(document.createElement("video"), { preload: "metadata", muted: true, src: URL.createObjectURL(file) });
  return new Promise((/** @type {(ms: number | null) => void} */ resolve) => {
    video.onloadedmetadata = () => resolve(Number.isFinite(video.duration) ? Math.round(video.duration * 1_000) : null);
    video.onerror = () => resolve(null);
    setTimeout(() => resolve(null), 4_000);
  }).finally(() => URL.revokeObjectURL(video.src));
}
