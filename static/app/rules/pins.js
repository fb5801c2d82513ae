/** What may be a PIN, and how long somebody waits after wrong ones. Nothing is ever wiped. */

export const LEAST_PIN = 6;
export const MOST_PIN = 64;
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** @param {string} pin @returns {"" | "short" | "simple"} */
export function faultOfPin(pin) {
  if (pin.length < LEAST_PIN) return "short";
  const steps = new Set([...pin].slice(1).map((letter, index) => letter.charCodeAt(0) - pin.charCodeAt(index)));
  return steps.size === 1 && [-1, 0, 1].includes([...steps][0]) ? "simple" : "";
}

/**
 * How long until the next try, after so many wrong ones in a row. A clock that was set back makes nobody wait for longer.
 * @param {{ wrong: number, at: number } | null | undefined} tries `at` = when the last one was @param {number} now
 */
export function waitMs(tries, now) {
  if (!tries || tries.wrong < FREE_TRIES) return 0;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries.wrong - FREE_TRIES));
  return Math.max(0, Math.min(wait, tries.at + wait - now));
}
