/** Recording sound or film: what it has, what is left, and that nothing of it is lost, however it ends. */

import { html, nothing, render } from "lit-html";
import { newId } from "../device/ids.js";
import { openSource, Recording, stayAwake } from "../device/recorder.js";
import { clockWords, LIMITS } from "../rules/recordings.js";
import { beginRecording, endRecording, keepPiece } from "../store/recordings.js";
import { touched } from "../idle.js";
import { t } from "../words/translate.js";
import { alone } from "../store/unfinished.js";

/**
 * @typedef {import("../rules/recordings.js").Kind} Kind
 * @typedef {{ kind: Kind, phase: "opening" | "running" | "saving" | "closed", words: string, stream: MediaStream | null, recording: Recording | null }} State
 */

/**
 * Resolves when the dialog is closed: to whether something was recorded and said.
 * @param {import("../app.js").App} app @param {Kind} kind @param {string} visit @param {Record<string, any>} data what it shows
 * @returns {Promise<boolean>}
 */
export async function record(app, kind, visit, data) {
  const dialog = document.createElement("dialog");
  dialog.className = "camera recorder";
  document.body.append(dialog);
  /** @type {State} */
  const state = { kind, phase: "opening", words: "", stream: null, recording: null };
  const stop = () => (state.recording ? state.recording.stop("asked") : dialog.close());
  const draw = () => render(screen(state, stop, () => dialog.close()), dialog);
  dialog.addEventListener("cancel", (event) => {
    if (!state.recording || state.phase === "closed") return;
    event.preventDefault(); // what was recorded is kept first
    stop();
  });
  draw();
  dialog.showModal();
  const closed = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  const done = run(app, state, visit, data, draw, () => dialog.open);
  const isSaid = await Promise.race([done, closed.then(() => done)]);
  if (isSaid && !state.words) dialog.close();
  await closed;
  dialog.remove();
  return isSaid;
}

/** @param {import("../app.js").App} app @param {State} state @param {string} visit @param {Record<string, any>} data @param {() => void} draw @param {() => boolean} isOpen */
async function run(app, state, visit, data, draw, isOpen) {
  const stream = await openSource(state.kind).catch((error) => void (state.words = refusalWords(state.kind, error)));
  if (!stream || !isOpen()) {
    stream?.getTracks().forEach((track) => track.stop()); // closed while the system was asking
    draw();
    return false;
  }
  const sleep = await stayAwake();
  const id = newId();
  try {
    return await alone(app.database, id, () => recorded(app, id, state, stream, { visit, data }, draw));
  } catch (error) {
    console.warn(error);
    stream.getTracks().forEach((track) => track.stop());
    Object.assign(state, { phase: "closed", words: t("没有存完。录下的部分还在手机里，下次打开时会自动补存；请先腾出手机空间。") });
    return false;
  } finally {
    sleep();
    draw();
  }
}

/** @param {import("../app.js").App} app @param {string} id @param {State} state @param {MediaStream} stream @param {{ visit: string, data: Record<string, any> }} about @param {() => void} draw */
async function recorded(app, id, state, stream, about, draw) {
  const recording = new Recording(state.kind, stream, (piece, ms) => (touched(), keepPiece(app.database, id, piece, ms)));
  await beginRecording(app.database, { id, type: recording.type, ...about, data: { source: "live", ...about.data } });
  Object.assign(state, { stream, recording, phase: "running" });
  recording.start(draw);
  const why = await recording.ended;
  Object.assign(state, { phase: "saving", stream: null });
  draw();
  const kept = await endRecording(app.database, id, { wasCut: why === "not_kept" || why === "failed" });
  Object.assign(state, { phase: "closed", words: kept ? endWords(why) : t("没有录到内容。请再录一次。") });
  return kept ? app.announce(kept, kept.about) : false;
}

/** @param {import("../device/recorder.js").Why} why @returns {string} "" when it ended as was asked */
function endWords(why) {
  return {
    asked: "",
    full: t("已录到上限，自动停止。录下的都已存好；还要录请另录一段。"),
    taken_away: t("麦克风或摄像头被系统收回了。到此为止的都已存好；还要录请另录一段。"),
    not_kept: t("手机存不下了，录制停止。到此为止的都已存好；请腾出空间后另录一段。"),
    failed: t("浏览器停止了录制。到此为止的都已存好；还要录请另录一段。"),
  }[why];
}

/** @param {Kind} kind @param {unknown} error */
function refusalWords(kind, error) {
  const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
  if (kind === "audio") {
    return isRefused
      ? t("没有获准使用麦克风。请在系统设置里允许后再录；别的内容都在，也可以用文字记下。")
      : t("这台设备没有可用的麦克风，或正被其他应用占用。别的内容都在，也可以用文字记下。");
  }
  return isRefused
    ? t("没有获准使用摄像头或麦克风。请在系统设置里允许，或关闭后改用“系统录像”。")
    : t("这台设备没有可用的摄像头或麦克风，或正被其他应用占用。请关闭后改用“系统录像”。");
}

const megabytes = (/** @type {number} */ bytes) => (bytes / 1_048_576).toFixed(1);

/** @param {State} state @param {() => void} stop @param {() => void} close */
function screen({ kind, phase, words, stream, recording }, stop, close) {
  const name = kind === "audio" ? t("录音") : t("录像");
  const isShown = kind === "video" && stream;
  return html`<h2 class="recorder__title">${name}</h2>
    ${isShown ? html`<video autoplay playsinline muted .srcObject=${stream}></video>` : html`<div class="recorder__sound" data-running=${String(phase === "running")} aria-hidden="true"></div>`}
    ${words ? html`<p class="notice ${phase === "closed" && recording ? "notice--warn" : "notice--bad"}" role="alert">${words}</p>` : nothing}
    ${recording ? told(kind, recording) : nothing}
    <div class="camera__bar">
      <span role="status">${phase === "saving" ? t("正在保存…") : phase === "opening" && !words ? t("正在打开…") : nothing}</span>
      ${phase === "running" ? html`<button class="button--main" data-stop @click=${stop}>${t("停止并保存")}</button>` : nothing}
      ${phase === "saving" || phase === "running" ? nothing : html`<button data-done @click=${close}>${t("关闭")}</button>`}
    </div>`;
}

/** @param {Kind} kind @param {Recording} recording */
function told(kind, recording) {
  const { left, elapsedMs, bytes } = recording;
  const most = LIMITS[kind].bytes / 1_048_576;
  return html`<p class="recorder__told" data-bytes=${bytes}>
    <strong>${clockWords(elapsedMs)}</strong><span>${t("还可录 {left}", { left: clockWords(left.ms) })}</span>
    <span>${t("{size} MB，最多 {most} MB", { size: megabytes(bytes), most })}</span></p>`;
}
