/** Talking to the server: JSON both ways, gzip up, and a firm idea of what counts as an answer. */

import { timers } from "../device/clock.js";

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
const MS_PER_BYTE = 2; // half a kilobyte a second is slow, and alive
const PACK_FROM = 1_000;
const NOT_NOW = new Set([401, 408, 429]); // of a copy: says nothing of whether there is one

/** @param {string} text @returns {Promise<Blob>} */
async function packed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).blob();
}

/**
 * A call that ends when nothing moves any more, however long the whole takes: `patience` counts anew with each piece of the
 * answer, and is longer for a body that may have to crawl. We send nobody elsewhere: who does is not our server.
 * @param {string} path @param {RequestInit & { patience?: number }} [init] @param {typeof timers} [clock]
 * @returns {Promise<{ status: number, type: string, bytes: ArrayBuffer }>}
 */
export async function reach(path, { patience = PATIENCE_MS, ...init } = {}, clock = timers) {
  const stop = new AbortController();
  const giveUp = () => stop.abort(new Error("nothing moves"));
  let timer = clock.after(giveUp, patience + sizeOf(init.body) * MS_PER_BYTE);
  const moved = () => {
    clock.cancel(timer);
    timer = clock.after(giveUp, patience);
  };
  try {
    const response = await fetch(path, { credentials: "same-origin", cache: "no-store", redirect: "error", signal: stop.signal, ...init });
    const bytes = await received(response, moved);
    const named = response.headers.get("Unencoded-Digest");
    if (named && named !== (await digestOf(bytes))) throw new Error("damaged on its way");
    return { status: response.status, type: response.headers.get("Content-Type") ?? "", bytes };
  } catch (error) {
    throw new NoAnswer(String(error));
  } finally {
    clock.cancel(timer);
  }
}

/** As `Content-Digest` (RFC 9530) writes it. @param {ArrayBuffer} bytes @returns {Promise<string>} */
async function digestOf(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha-256=:${btoa(String.fromCharCode(...hash))}:`;
}

/** @param {any} body */
const sizeOf = (body) => body?.size ?? body?.length ?? 0;

/** @param {Response} response @param {() => void} moved @returns {Promise<ArrayBuffer>} */
async function received(response, moved) {
  moved();
  const reader = response.body?.getReader();
  const parts = [];
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value);
    moved();
  }
  return new Blob(parts).arrayBuffer();
}

/**
 * JSON is our server's. Any other refusal comes from somebody between us, a proxy or a hotel's door, and is no answer:
 * but for 413, which says that the body was too large for them.
 * @param {{ status: number, type: string, bytes: ArrayBuffer }} response @returns {any}
 */
function read({ status, type, bytes }) {
  if (!type.startsWith("application/json")) throw status === 413 ? new Refusal(413, []) : new NoAnswer(`status ${status}`);
  const body = parsed(bytes);
  if (status >= 200 && status < 300) return body;
  if (body.reasons?.[0]?.code === "body_damaged") throw new NoAnswer("damaged on its way");
  throw status >= 500 || !Array.isArray(body.reasons) ? new NoAnswer(`status ${status}`) : new Refusal(status, body.reasons);
}

/** @param {ArrayBuffer} bytes @returns {any} */
function parsed(bytes) {
  try {
    return Object(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new NoAnswer(String(error));
  }
}

/** Who is signed in; also fetches the token that writing calls must carry. @returns {Promise<{ csrf: string, officer: import("../types.js").Me | null, device: string | null, expected?: import("../types.js").Expected[], office_key?: import("../store/lock.js").OfficeKey, time: string }>} */
export async function session() {
  const state = read(await reach("/api/session"));
  if (typeof state.csrf !== "string") throw new NoAnswer("not our server");
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
export const get = async (path) => read(await reach(path));

/** The server's small upright copy of a photo; null when it has none for us. Raises `NoAnswer`. @param {string} sha256 @returns {Promise<ArrayBuffer | null>} */
export async function smallCopy(sha256) {
  const response = await reach(`/photos/${sha256}/small`);
  if (response.status === 200 && response.type === "image/jpeg") return response.bytes;
  if (response.status >= 400 && response.status < 500 && !NOT_NOW.has(response.status)) return null;
  throw new NoAnswer(`status ${response.status}`);
}

/**
 * Raises `NoAnswer` or `Refusal`. A stale token is fetched anew, once.
 * @param {string} path @param {unknown} body @param {number} [patience] @returns {Promise<any>}
 */
export async function post(path, body, patience) {
  await token();
  try {
    return await postOnce(path, body, patience);
  } catch (error) {
    if (!(error instanceof Refusal) || !error.reasons.some((reason) => reason.code === "csrf_failed")) throw error;
    await session();
    return postOnce(path, body, patience);
  }
}

/** @param {string} path @param {unknown} body @param {number} [patience] */
async function postOnce(path, body, patience) {
  const text = JSON.stringify(body);
  const isLong = text.length > PACK_FROM && typeof CompressionStream !== "undefined";
  /** @type {Record<string, string>} */
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  if (isLong) headers["Content-Encoding"] = "gzip";
  const sent = isLong ? await packed(text) : text;
  headers["Content-Digest"] = await digestOf(await new Blob([sent]).arrayBuffer());
  return read(await reach(path, { method: "POST", patience, headers, body: sent }));
}
