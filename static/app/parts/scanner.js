/** Scanning a QR code: by the camera, from a picture, or typed. Loaded when it is needed; it works with no network. */

import { html, nothing, render } from "lit-html";
import { hasTorch, openStream, reader, readPicture, setTorch, stopStream, watch } from "../device/scanner.js";
import { t } from "../words/translate.js";

/**
 * @typedef {"camera" | "picture" | "typed"} How
 * @typedef {(text: string, how: How) => unknown} Found gives, or resolves to, a sentence when this code is not the one: it is shown and the search goes on
 * @typedef {{ found: Found, close: () => void, dialog: HTMLDialogElement, stream: MediaStream | null, stop: () => void, read: Promise<import("../device/scanner.js").Read> | null, words: string, isTyping: boolean, isLit: boolean, isReading: boolean }} State
 */

/**
 * Opens over the whole screen. `found` hears each text that was read; unless it answers with a sentence, the scanner closes.
 * `close` is called once whatever closed it, after the camera has been let go.
 * @param {{ found: Found, close: () => void, typed?: string }} wanted `typed`: what to type, where it is not the code itself
 */
export function scanner({ found, close, typed = t("二维码里的编码") }) {
  const dialog = Object.assign(document.createElement("dialog"), { className: "scanner" });
  document.body.append(dialog);
  /** @type {State} */
  const state = { found, close, dialog, stream: null, stop: () => {}, read: null, words: "", isTyping: false, isLit: false, isReading: false };
  const update = () => render(screen(state, typed, update), dialog);
  const leave = () => dialog.close();
  const look = () => void (document.hidden ? letGo(state) : start(state, update));
  addEventListener("popstate", leave);
  document.addEventListener("visibilitychange", look);
  dialog.addEventListener("close", () => {
    removeEventListener("popstate", leave);
    document.removeEventListener("visibilitychange", look);
    letGo(state);
    dialog.remove();
    close();
  }, { once: true });
  update();
  dialog.showModal();
  void start(state, update);
}

/** The camera's light goes out when nobody looks. @param {State} state */
function letGo(state) {
  state.stop();
  if (state.stream) stopStream(state.stream);
  Object.assign(state, { stream: null, isLit: false, stop: () => {} });
}

/** @param {State} state */
const reading = (state) => (state.read ??= reader());

/** The camera may be refused, absent, in use elsewhere, or taken away later. @param {State} state @param {() => void} update */
async function start(state, update) {
  try {
    const stream = await openStream();
    if (!state.dialog.open || document.hidden || state.stream) return stopStream(stream); // closed while the system was asking
    state.stream = stream;
    stream.getVideoTracks()[0].addEventListener("ended", () => {
      Object.assign(state, { stream: null, words: t("摄像头被系统收回了。请关闭后重开，或用图片、输入编码。") });
      update();
    });
    update();
    const video = /** @type {HTMLVideoElement} */ (state.dialog.querySelector("video"));
    const read = await reading(state);
    if (state.stream === stream) state.stop = watch(video, read, (text) => void tell(state, update, text, "camera"));
  } catch (error) {
    Object.assign(state, { words: state.stream ? notDownloaded(state) : noCamera(error) });
    update();
  }
}

/** @param {unknown} error */
const noCamera = (error) =>
  error instanceof DOMException && error.name === "NotAllowedError"
    ? t("没有获准使用摄像头。请在系统设置里允许，或用图片、输入编码。")
    : t("这台设备没有可用的摄像头，或正被其他应用占用。可以用图片，或输入编码。");

/** @param {State} state */
function notDownloaded(state) {
  state.read = null; // it may be there the next time
  return t("识别二维码的程序还没有下载到手机，联网后会自动下载。现在请输入编码。");
}

/** @param {State} state @param {() => void} update @param {string} text @param {How} how */
async function tell(state, update, text, how) {
  const words = await state.found(text, how);
  if (!state.dialog.open) return;
  if (typeof words !== "string" || !words) return state.dialog.close();
  state.words = words;
  update();
}

/** @param {State} state @param {() => void} update */
const picked = (state, update) => async (/** @type {Event} */ event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const [file] = input.files ?? [];
  input.value = ""; // the same file may be picked again at once
  if (!file) return;
  Object.assign(state, { isReading: true, words: "" });
  update();
  const text = await inPicture(state, file);
  state.isReading = false;
  if (text) await tell(state, update, text, "picture");
  update();
};

/** @param {State} state @param {Blob} file */
async function inPicture(state, file) {
  let read;
  try {
    read = await reading(state);
  } catch {
    state.words = notDownloaded(state);
    return null;
  }
  const text = await readPicture(read, file).catch(() => undefined);
  if (text === undefined) state.words = t("这个文件打不开，请换一张照片。");
  if (text === null) state.words = t("图片里没有找到二维码。请靠近些、避开反光再拍一张，或输入编码。");
  return text ?? null;
}

/** @param {State} state @param {string} typed @param {() => void} update */
const screen = (state, typed, update) =>
  html`<video autoplay playsinline muted .srcObject=${state.stream} aria-label=${t("摄像头画面")}></video>
    <div class="scanner__panel">
      <p role="status">${state.isReading ? t("正在识别图片…") : state.stream ? t("对准二维码，识别后自动继续。") : t("没有摄像头画面。")}</p>
      ${state.words ? html`<p class="notice notice--bad" role="alert">${state.words}</p>` : nothing}
      ${state.isTyping ? typing(state, typed, update) : nothing}
      <div class="row">${buttons(state, update)}</div>
    </div>`;

/** @param {State} state @param {() => void} update */
function buttons(state, update) {
  const light = async () => {
    if (state.stream && (await setTorch(state.stream, !state.isLit))) state.isLit = !state.isLit;
    update();
  };
  const toggle = () => ((state.isTyping = !state.isTyping), update());
  return html`${state.stream && hasTorch(state.stream) ? html`<button aria-pressed=${state.isLit ? "true" : "false"} data-torch @click=${light}>${t("手电筒")}</button>` : nothing}
    <button aria-expanded=${state.isTyping ? "true" : "false"} data-scan="typed" @click=${toggle}>${t("输入编码")}</button>
    <label class="button">${t("拍照")}<input class="unseen" type="file" accept="image/*" capture="environment" data-scan="photo" @change=${picked(state, update)} /></label>
    <label class="button">${t("相册")}<input class="unseen" type="file" accept="image/*" data-scan="album" @change=${picked(state, update)} /></label>
    <button data-scan="close" @click=${() => state.dialog.close()}>${t("关闭")}</button>`;
}

/** @param {State} state @param {string} typed @param {() => void} update */
function typing(state, typed, update) {
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const text = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("code") ?? "").trim();
    if (text) void tell(state, update, text, "typed");
  };
  return html`<form class="row" @submit=${submit}>
    <label class="scanner__field">${typed}<input name="code" maxlength="4000" autocomplete="off" autocapitalize="none" spellcheck="false" /></label>
    <button class="button--main">${t("确定")}</button>
  </form>`;
}
