/** Where the phone is: the last good fix, kept fresh while a visit is open. Never asked for anything to be saved. */

import { localIso, wallMs } from "./clock.js";

/** @typedef {{ longitude: number, latitude: number, accuracy_m: number, fix_at: string, taken: number }} PhoneFix */

/** @type {PhoneFix | null} */
let last = null;
/** @type {number | null} */
let watching = null;

/** @param {GeolocationPosition} position @returns {PhoneFix} */
function fixFrom({ coords, timestamp }) {
  const taken = timestamp > 1e12 ? timestamp : wallMs();
  return {
    longitude: Math.round(coords.longitude * 1e7) / 1e7,
    latitude: Math.round(coords.latitude * 1e7) / 1e7,
    accuracy_m: Math.round(coords.accuracy),
    fix_at: localIso(taken),
    taken,
  };
}

/** Begin to follow the position, as long as a visit is on the screen. */
export function follow() {
  if (watching !== null || !navigator.geolocation) return;
  const keep = (/** @type {GeolocationPosition} */ position) => {
    last = fixFrom(position);
  };
  watching = navigator.geolocation.watchPosition(keep, () => {}, { enableHighAccuracy: true, maximumAge: 10_000 });
}

export function rest() {
  if (watching !== null) navigator.geolocation.clearWatch(watching);
  watching = null;
}

/** The last known fix, not older than ten minutes; for a photo, which must not wait. */
export const lastFix = () => (last && wallMs() - last.taken < 600_000 ? last : null);

/** Ask for a fix now; when none comes, the last known one must do, and its age will be judged. @param {number} [patienceMs] @returns {Promise<PhoneFix | "denied" | "unknown">} */
export function fixNow(patienceMs = 15_000) {
  if (!navigator.geolocation) return Promise.resolve("unknown");
  return new Promise((resolve) => {
    const options = { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 5_000 };
    const failed = (/** @type {GeolocationPositionError} */ error) => resolve(error.code === 1 ? "denied" : lastFix() ?? "unknown");
    navigator.geolocation.getCurrentPosition((position) => resolve((last = fixFrom(position))), failed, options);
  });
}
