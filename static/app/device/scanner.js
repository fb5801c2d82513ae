/** Reading QR codes: by the browser where it can, else by our own copy of ZXing; and the camera that looks for one. */

const WASM = "/static/vendor/zxing-wasm/reader/zxing_reader.wasm";
const LOOK_EVERY_MS = 200;
/** A large picture shows a small code, a small picture a code that is blurred or noisy: tried in this order. */
const EDGES_PX = [1_600, 800, 3_000];

/**
 * @typedef {{ detect: (image: any) => Promise<Array<{ rawValue: string }>> }} Detector
 * @typedef {(image: ImageBitmapSource) => Promise<string | null>} Read resolves to the text of a code, or null when there is none
 */

/** The browser's own, if it says that it reads QR codes: some name the interface and read nothing. @param {any} native @returns {Promise<Detector | null>} */
async function nativeDetector(native) {
  try {
    return (await native.getSupportedFormats()).includes("qr_code") ? new native({ formats: ["qr_code"] }) : null;
  } catch {
    return null;
  }
}

/** ZXing, from our own host: the library would ask another one for its program. @returns {Promise<Detector>} */
async function ownDetector() {
  const { BarcodeDetector, prepareZXingModule } = await import("barcode-detector/ponyfill");
  await prepareZXingModule({ overrides: { locateFile: () => WASM }, fireImmediately: true });
  return new BarcodeDetector({ formats: ["qr_code"] });
}

/** Rejects when neither is there: the browser has none, and ours was not downloaded yet. @param {any} [native] @param {() => Promise<Detector>} [own] @returns {Promise<Read>} */
export async function reader(native = /** @type {any} */ (globalThis).BarcodeDetector, own = ownDetector) {
  let detector = await nativeDetector(native);
  let isNative = detector !== null;
  detector ??= await own();
  return async (image) => {
    try {
      return textIn(await /** @type {Detector} */ (detector).detect(image));
    } catch (error) {
      if (!isNative) throw error;
      isNative = false; // a phone without the part of the system that the browser would ask
      detector = await own();
      return textIn(await detector.detect(image));
    }
  };
}

/** @param {Array<{ rawValue: string }>} codes */
const textIn = (codes) => codes.map((one) => one.rawValue).find(Boolean) ?? null;

/** A code in a picture file. Rejects when it is no picture that this browser opens. @param {Read} read @param {Blob} file @param {(file: Blob, edge: number) => Promise<ImageData>} [opened] */
export async function readPicture(read, file, opened = drawn) {
  for (const edge of EDGES_PX) {
    const text = await read(await opened(file, edge));
    if (text) return text;
  }
  return null;
}

/** No larger than `edge` and on white, for a transparent picture would be read as black. @param {Blob} file @param {number} edge */
async function drawn(file, edge) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** @returns {Promise<MediaStream>} */
export const openStream = () => navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } }, audio: false });

/** @param {MediaStream} stream */
export const stopStream = (stream) => stream.getTracks().forEach((track) => track.stop());

/** @param {MediaStream} stream */
export const hasTorch = (stream) => Boolean(/** @type {any} */ (stream.getVideoTracks()[0]?.getCapabilities?.())?.torch);

/** @param {MediaStream} stream @param {boolean} on @returns {Promise<boolean>} is it as asked? */
export const setTorch = (stream, on) =>
  stream.getVideoTracks()[0].applyConstraints({ advanced: [/** @type {any} */ ({ torch: on })] }).then(() => true, () => false);

/**
 * Look at the video until told to stop. A code is told once, and again only after another or none was seen.
 * @param {HTMLVideoElement} video @param {Read} read @param {(text: string) => void} found @returns {() => void} stop
 */
export function watch(video, read, found) {
  let isOver = false;
  let last = "";
  const look = async () => {
    if (isOver) return;
    const text = video.readyState >= 2 ? await read(video).catch(() => null) : null;
    if (!isOver && text && text !== last) found(text);
    last = text ?? "";
    if (!isOver) setTimeout(look, LOOK_EVERY_MS);
  };
  void look();
  return () => void (isOver = true);
}
