/** Talking to the server: JSON both ways, gzip up, and a firm idea of what counts as an answer. */

/** Nobody answered, or somebody who is not our server (a captive portal's page is not an answer). */
export class NoAnswer extends Error {}

/** The server answered, and refused. */
export class Refusal extends Error {
  /** @param {number} status @param {import("../types.js").Reason[]} reasons */
  constructor(status, reasons) {
    super(reasons.map((reason) => reason.code).join(", ") || String(status));
    this.status = status;
    this.reasons = reasons;
  }
}

/** @type {string} */
let csrf = "";
const PATIENCE_MS = 60_000;
const PACK_FROM = 1_000;

/** @param {string} text @returns {Promise<Blob>} */
async function packed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).blob();
}

/** @param {string} path @param {RequestInit} init @returns {Promise<Response>} */
async function reach(path, init) {
  try {
    return await fetch(path, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS), ...init });
  } catch (error) {
    throw new NoAnswer(String(error));
  }
}

/** @param {Response} response @returns {Promise<any>} */
async function read(response) {
  if (!response.headers.get("Content-Type")?.startsWith("application/json")) {
    throw response.status >= 400 && response.status < 500 ? new Refusal(response.status, []) : new NoAnswer(`status ${response.status}`);
  }
  const body = await response.json().catch((error) => {
    throw new NoAnswer(String(error));
  });
  if (!response.ok) throw response.status >= 500 ? new NoAnswer(`status ${response.status}`) : new Refusal(response.status, body.reasons ?? []);
  return body;
}

/** Who is signed in; also fetches the token that writing calls must carry. @returns {Promise<{ csrf: string, officer: import("../types.js").Me | null, device: string | null, time: string }>} */
export async function session() {
  const state = await read(await reach("/api/session", {}));
  csrf = state.csrf;
  return state;
}

/** The token in use, fetched when there is none yet. */
export async function token() {
  if (!csrf) await session();
  return csrf;
}

/** @param {string} fresh */
export const useToken = (fresh) => {
  csrf = fresh;
};

/** @param {string} path @returns {Promise<any>} */
export const get = async (path) => read(await reach(path, {}));

/** The server's small upright copy of a photo; null when it has none for us. Raises `NoAnswer`. @param {string} sha256 @returns {Promise<ArrayBuffer | null>} */
export async function smallCopy(sha256) {
  const response = await reach(`/photos/${sha256}/small`, { redirect: "error" });
  if (response.ok && response.headers.get("Content-Type") === "image/jpeg") return response.arrayBuffer();
  if (response.status >= 400 && response.status < 500) return null;
  throw new NoAnswer(`status ${response.status}`);
}

/**
 * Raises `NoAnswer` or `Refusal`. A stale token is fetched anew, once.
 * @param {string} path @param {unknown} body @returns {Promise<any>}
 */
export async function post(path, body) {
  await token();
  try {
    return await postOnce(path, body);
  } catch (error) {
    if (!(error instanceof Refusal) || !error.reasons.some((reason) => reason.code === "csrf_failed")) throw error;
    await session();
    return postOnce(path, body);
  }
}

/** @param {string} path @param {unknown} body */
async function postOnce(path, body) {
  const text = JSON.stringify(body);
  const isLong = text.length > PACK_FROM && typeof CompressionStream !== "undefined";
  /** @type {Record<string, string>} */
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  if (isLong) headers["Content-Encoding"] = "gzip";
  return read(await reach(path, { method: "POST", headers, body: isLong ? await packed(text) : text }));
}
