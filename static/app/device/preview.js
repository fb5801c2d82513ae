/** A small upright JPEG of a photo, decoded small: phones refuse canvases over 16.7 megapixels and run short of memory. */

const EDGE_PX = 360;

/** @param {Blob} file @returns {Promise<ArrayBuffer | null>} null when this browser cannot read it (HEIC in most) */
export async function previewOf(file) {
  try {
    const picture = await decoded(file);
    const blob = await drawnSmall(picture);
    if ("close" in picture) picture.close();
    return blob ? await blob.arrayBuffer() : null;
  } catch {
    return null;
  }
}

/**
 * The decoder makes it small itself where it can, and turns it as its EXIF says; Safari shows HEIC only as an <img>.
 * @param {Blob} file @returns {Promise<ImageBitmap | HTMLImageElement>}
 */
async function decoded(file) {
  try {
    return await createImageBitmap(file, { resizeHeight: EDGE_PX, resizeQuality: "medium", imageOrientation: "from-image" });
  } catch {
    return decodedAsImage(file);
  }
}

/** @param {Blob} file */
async function decodedAsImage(file) {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/** A browser that ignores the wish for a small bitmap still gets a small canvas. @param {ImageBitmap | HTMLImageElement} picture @returns {Promise<Blob | null>} */
function drawnSmall(picture) {
  const [width, height] = picture instanceof HTMLImageElement ? [picture.naturalWidth, picture.naturalHeight] : [picture.width, picture.height];
  const scale = Math.min(1, EDGE_PX / Math.min(width, height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(width * scale), height: Math.round(height * scale) });
  const pen = canvas.getContext("2d");
  pen?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return pen ? new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.72)) : Promise.resolve(null);
}
