/** The live camera: several photos in a row without leaving the app, so that no system camera can kill the page. */

import { html, render } from "lit-html";
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

/** Resolves when the officer closes it. @param {(photo: Blob) => Promise<void>} take */
export async function openCamera(take) {
  const dialog = document.createElement("dialog");
  dialog.className = "camera";
  document.body.append(dialog);
  let count = 0;
  let words = "";
  /** @type {MediaStream | null} */
  let stream = null;
  const close = () => dialog.close();
  const shutter = async () => {
    const video = dialog.querySelector("video");
    const track = stream?.getVideoTracks()[0];
    if (!video || !track) return;
    count += 1;
    draw();
    await take(await shoot(track, video));
  };
  const draw = () =>
    render(
      html`<video autoplay playsinline muted .srcObject=${stream}></video>
        ${words ? html`<p class="notice notice--bad" role="alert">${words}</p>` : ""}
        <div class="camera__bar">
          <span role="status">${t("已拍 {count} 张", { count })}</span>
          <button class="camera__shutter" aria-label=${t("拍照")} ?disabled=${!stream} @click=${shutter}></button>
          <button @click=${close}>${t("完成")}</button>
        </div>`,
      dialog,
    );
  draw();
  dialog.showModal();
  const closed = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  try {
    stream = await openStream();
  } catch {
    words = t("打不开摄像头。请在系统设置里允许本应用使用相机，或改用“拍照”。");
  }
  draw();
  await closed;
  stream?.getTracks().forEach((track) => track.stop());
  dialog.remove();
}
