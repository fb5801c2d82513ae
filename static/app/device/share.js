/** Handing a file out of the app: by the system's share sheet, as a file in a place of the officer's choice, or as a download. */

/** @param {Blob} blob @param {string} name @returns {Promise<"shared" | "downloaded" | "cancelled">} */
export async function handOut(blob, name) {
  const file = new File([blob], name, { type: blob.type });
  const outcome = mayShare(file) ? await share(file) : "too_late";
  if (outcome !== "too_late") return outcome;
  download(blob, name);
  return "downloaded";
}

/** @param {File} file */
export const mayShare = (file) => Boolean(navigator.canShare?.({ files: [file] }));

/** "too_late" = the browser wants a fresh tap, for preparing the file took too long. @param {File} file @returns {Promise<"shared" | "cancelled" | "too_late">} */
export async function share(file) {
  try {
    await navigator.share({ files: [file], title: file.name });
    return "shared";
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError" ? "cancelled" : "too_late";
  }
}

/** @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * A file of the officer's choice that can be written piece by piece. null = this browser cannot: a download will do.
 * @param {string} name @returns {Promise<any | null | "cancelled">}
 */
export async function chosenFile(name) {
  const ask = /** @type {any} */ (globalThis).showSaveFilePicker;
  if (!ask) return null;
  try {
    return await ask({ suggestedName: name });
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError" ? "cancelled" : null;
  }
}
