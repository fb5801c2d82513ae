/** Signing with a finger: strokes, not a picture, so that they can be drawn at any size and hashed with the event. */

import { html, render } from "lit-html";
import SignaturePad from "signature_pad";
import { STROKES, thinned } from "../rules/limits.js";
import { t } from "../words/translate.js";

const WIDTH = 1000;

/** @param {SignaturePad} pad @param {number} width of the canvas in CSS pixels @returns {number[][][]} */
function strokesOf(pad, width) {
  const scale = WIDTH / width;
  return thinned(pad.toData().map((group) => group.points.map(({ x, y }) => [Math.round(x * scale), Math.round(y * scale)])));
}

/**
 * Ask somebody to sign. Resolves with strokes in a box of width 1000, or null when they did not.
 * @param {string} name who signs @returns {Promise<number[][][] | null>}
 */
export function askToSign(name) {
  const dialog = document.createElement("dialog");
  dialog.className = "signing";
  document.body.append(dialog);
  /** @type {number[][][] | null} */
  let strokes = null;
  render(
    html`<p class="signing__who">${t("请 {name} 在框内签名", { name })}</p>
      <p class="fault" role="alert" hidden data-fault>${t("笔画太多，请简短些重签。")}</p>
      <canvas class="signing__pad" aria-label=${t("签名框")}></canvas>
      <div class="row"><button data-sign="cancel">${t("取消")}</button><button data-sign="clear">${t("重签")}</button><button class="button--main" data-sign="done">${t("确定")}</button></div>`,
    dialog,
  );
  dialog.showModal();
  const canvas = /** @type {HTMLCanvasElement} */ (dialog.querySelector("canvas"));
  const fault = /** @type {HTMLElement} */ (dialog.querySelector("[data-fault]"));
  const ratio = Math.max(devicePixelRatio, 1);
  const { width, height } = canvas.getBoundingClientRect();
  Object.assign(canvas, { width: width * ratio, height: height * ratio });
  canvas.getContext("2d")?.scale(ratio, ratio);
  const pad = new SignaturePad(canvas, { penColor: "#111", minWidth: 1, maxWidth: 3 });
  dialog.addEventListener("click", (event) => {
    const deed = /** @type {HTMLElement} */ (event.target).dataset.sign;
    const isTooMuch = deed === "done" && pad.toData().length > STROKES;
    fault.hidden = !isTooMuch;
    if (deed === "clear" || isTooMuch) pad.clear();
    if (deed === "cancel") dialog.close();
    if (deed === "done" && !pad.isEmpty()) {
      strokes = strokesOf(pad, width);
      dialog.close();
    }
  });
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      pad.off();
      dialog.remove();
      resolve(strokes);
    }),
  );
}
