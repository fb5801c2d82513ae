/** How long nobody has touched the phone, in any window of the app and over a reload; and what then happens, once. */

import { timers, wallMs } from "./device/clock.js";
import { keepPhoneFact, phoneFact } from "./store/phone.js";

export const IDLE_MS = 15 * 60_000;
const LOOK_MS = 10_000;
const NOTE_MS = 3_000;
const SIGNS = ["pointerdown", "keydown"];
const WAKING = ["visibilitychange", "pageshow", "focus"];

/** @param {number} at the last sign of life that is known besides */
export function isFresh(at) {
  const last = Math.max(at, Number(phoneFact("touched")));
  return Math.abs(wallMs() - last) < IDLE_MS;
}

let noted = 0;

/** Somebody is here, or a recording is. */
export function touched() {
  const now = wallMs();
  if (Math.abs(now - noted) < NOTE_MS) return;
  noted = now;
  try {
    keepPhoneFact("touched", String(now));
  } catch {
    // a browser that bars storage
  }
}

/**
 * Watch until nobody has been here for long enough. A page that was frozen finds out when it wakes, before a finger on it
 * counts. @param {() => void} idle @returns {() => void} ends the watch
 */
export function watchIdle(idle) {
  const start = wallMs();
  /** @type {any} */
  let timer;
  const look = () => {
    if (isFresh(Math.max(start, noted))) return true;
    idle();
    return false;
  };
  const again = () => (timer = timers.after(() => (look(), again()), LOOK_MS));
  const sign = () => void (look() && touched());
  touched();
  again();
  for (const name of SIGNS) addEventListener(name, sign, true);
  for (const name of WAKING) addEventListener(name, look, true);
  return () => {
    timers.cancel(timer);
    for (const name of SIGNS) removeEventListener(name, sign, true);
    for (const name of WAKING) removeEventListener(name, look, true);
  };
}
