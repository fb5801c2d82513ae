/** The live camera: several photos in a row without leaving the app, so that no system camera can kill the page. */

import { html, nothing, render } from "lit-html";
import { t } from "../words/translate.js";

/** The full picture where the browser can take one, else the video's frame. @param {MediaStreamTrack} track @param {HTMLVideoElement} video @returns {Promise<Blob>} */
async function shoot(track, video) {
  if ("ImageCapture" in window) {
    try {
      return await new /** @type {any} */ (window).ImageCapture(track).takePhoto();
    } catch {
      // some cameras only stream: fall through to the frame
    }
  }
  const canvas = Object.assign(document.createElement("canvas"), { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", 0.92),
  );
}

/** @returns {Promise<MediaStream>} */
const openStream = () =>
  navigator.mediaDevices.getUserMedia({
    video: { facingMode: { ideal: "environment" }, width: { ideal: 4096 }, height: { ideal: 3072 } },
    audio: false,
  });

/**
 * Counts only what is kept. Resolves when the officer closes it.
 * @param {(photo: Blob) => Promise<boolean>} take resolves to whether the photo is on disk
 * @param {string} [ghost] the address of an earlier photo, laid half transparent over the picture to shoot the same view
 */
export async function openCamera(take, ghost = "") {
  const dialog = document.createElement("dialog");
  dialog.className = "camera";
  document.body.append(dialog);
  const state = { kept: 0, saving: 0, words: "", stream: /** @type {MediaStream | null} */ (null), ghost, isGhost: Boolean(ghost), toggle: () => ((state.isGhost = !state.isGhost), draw()) };
  const shutter = async () => {
    const video = dialog.querySelector("video");
    const track = state.stream?.getVideoTracks()[0];
    if (!video || !track) return;
    state.saving += 1;
    draw();
    const isKept = await shoot(track, video).then(take, () => false);
    Object.assign(state, { saving: state.saving - 1, kept: state.kept + Number(isKept), words: isKept ? "" : t("有照片没有存上，请检查手机空间后重拍。已存的照片都在。") });
    draw();
  };
  const draw = () => render(screen(state, shutter, () => dialog.close()), dialog);
  draw();
  dialog.showModal();
  const closed = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  void start(state, draw, () => dialog.open);
  await closed;
  state.stream?.getTracks().forEach((track) => track.stop());
  dialog.remove();
}

/** @typedef {{ kept: number, saving: number, words: string, stream: MediaStream | null, ghost: string, isGhost: boolean, toggle: () => void }} State */

/** The camera may be refused, absent, in use elsewhere, or taken away later. @param {State} state @param {() => void} draw @param {() => boolean} isOpen */
async function start(state, draw, isOpen) {
  try {
    const stream = await openStream();
    if (!isOpen()) return stream.getTracks().forEach((track) => track.stop()); // closed while the system was asking
    state.stream = stream;
    stream.getVideoTracks()[0].addEventListener("ended", () => {
      Object.assign(state, { stream: null, words: t("摄像头被系统收回了。已存的照片都在，请关闭后重开，或改用“拍照”。") });
      draw();
    });
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
    state.words = isRefused
      ? t("没有获准使用摄像头。请在系统设置里允许，或关闭后改用“拍照”“相册”。")
      : t("这台设备没有可用的摄像头，或正被其他应用占用。请关闭后改用“拍照”“相册”。");
  }
  draw();
}

/** @param {State} state @param {() => void} shutter @param {() => void} close */
const screen = ({ kept, saving, words, stream, ghost, isGhost, toggle }, shutter, close) =>
  html`<video autoplay playsinline muted .srcObject=${stream}></video>
    ${ghost && isGhost ? html`<img class="camera__ghost" src=${ghost} alt=${t("以前的照片，半透明")} />` : nothing}
    ${ghost ? html`<button class="camera__toggle" data-ghost aria-pressed=${isGhost ? "true" : "false"} @click=${toggle}>${t("对照旧照片")}</button>` : nothing}
    ${words ? html`<p class="notice notice--bad" role="alert">${words}</p>` : nothing}
    <div class="camera__bar">
      <span role="status" data-kept=${kept}>${t("已存 {count} 张", { count: kept })}${saving ? html`<br />${t("正在保存 {count} 张照片…", { count: saving })}` : nothing}</span>
      <button class="camera__shutter" aria-label=${t("拍照")} ?disabled=${!stream} @click=${shutter}></button>
      <button data-done @click=${close}>${t("完成")}</button>
    </div>`;
