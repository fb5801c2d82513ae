/** Whether what another phone showed was signed by the one it names, as far as this phone can tell with no signal. */

import { verify } from "../device/key.js";

/**
 * "unknown" = this phone does not hold that key: the office will tell. "forged" = it does, and the signature is not by it.
 * @typedef {"genuine" | "unknown" | "forged"} Trust
 */

/** @param {import("../app.js").App} app @param {string} token @param {{ officer: string, device: string }} by @returns {Promise<Trust>} */
export async function trustIn({ picture }, token, { officer, device }) {
  const key = picture.colleagues.get(officer)?.keys?.find((one) => one.device === device);
  if (!key) return "unknown";
  return (await verify(key.jwk, token)) ? "genuine" : "forged";
}
