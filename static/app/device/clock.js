/**
 * The only place that reads the phone's clocks. The wall clock is a claim; elapsed time is counted from the last
 * server time that the phone holds, and every interruption of that count is owned up to.
 *
 * @typedef {{ token: string, wall: number, ticks: number, page: string }} Anchor
 */

import { dayOf } from "../rules/dated.js";

const page = crypto.randomUUID(); // performance.now() counts only within this load of the page
const JUMP_MS = 120_000;

export const wallMs = () => Date.now();

/** Monotonic milliseconds, for measuring and for waiting. */
export const ticks = () => performance.now();

/** Waiting, and chance: handed to whoever decides when, so that a test can pass an hour in a moment. */
export const timers = {
  after: (/** @type {() => void} */ work, /** @type {number} */ ms) => setTimeout(work, ms),
  cancel: (/** @type {any} */ timer) => clearTimeout(timer),
  chance: () => Math.random(),
  ticks,
};

/** ISO text with the phone's own offset: 2026-11-23T10:00:00.000+08:00. @param {number} [ms] */
export function localIso(ms = Date.now()) {
  const offset = -new Date(ms).getTimezoneOffset();
  const sign = offset < 0 ? "-" : "+";
  const two = (/** @type {number} */ value) => String(Math.floor(Math.abs(value))).padStart(2, "0");
  const local = new Date(ms + offset * 60_000).toISOString().slice(0, -1);
  return `${local}${sign}${two(offset / 60)}:${two(offset % 60)}`;
}

/** Today in Shanghai, as the phone's clock says. */
export const today = () => dayOf(localIso());

/** @param {string} token the server's signed time, just received @returns {Anchor} */
export const anchorOn = (token) => ({ token, wall: Date.now(), ticks: performance.now(), page });

/**
 * When it is now: claimed clock, milliseconds since the anchor, and whether that count was interrupted.
 * @param {Anchor | null} anchor @returns {{ at: string, mono: number, breaks: number, anchor: string }}
 */
export function stamp(anchor) {
  const at = localIso();
  if (!anchor) return { at, mono: 0, breaks: 0, anchor: "" };
  const byWall = Date.now() - anchor.wall;
  const byTicks = performance.now() - anchor.ticks;
  const isUnbroken = anchor.page === page && Math.abs(byWall - byTicks) < JUMP_MS;
  return { at, mono: Math.round(isUnbroken ? byTicks : byWall), breaks: isUnbroken ? 0 : 1, anchor: anchor.token };
}
