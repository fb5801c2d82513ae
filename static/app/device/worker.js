/**
 * The worker that keeps the app's files, and when a newer version of it may take over: when the officer agrees, and no
 * window has a visit open, for code must not change under a visit.
 */

import { ticks } from "./clock.js";

const OPEN_VISIT = "a visit is open";
const LOOK_EVERY_MS = 60 * 60_000;
const REST_AFTER_MS = 3_000;

/** @type {(() => void) | null} */
let close = null;

/** Kept in step with the address: a window with an open visit says so to all others. @param {boolean} isOpen */
export function noteOpenVisit(isOpen) {
  if (!navigator.locks || isOpen === Boolean(close)) return;
  close?.();
  close = null;
  if (!isOpen) return;
  const closed = new Promise((/** @type {(value?: unknown) => void} */ resolve) => (close = () => resolve()));
  navigator.locks.request(OPEN_VISIT, { mode: "shared" }, () => closed).catch(() => {});
}

/** Let the newer version take over. Resolves to false when some window has a visit open. @param {ServiceWorker} worker @returns {Promise<boolean>} */
export async function takeOver(worker) {
  if (!navigator.locks) {
    worker.postMessage("take over");
    return true;
  }
  return navigator.locks.request(OPEN_VISIT, { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    worker.postMessage("take over");
    await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, 5_000))]); // nobody opens a visit meanwhile
    return true;
  });
}

/** @returns {Promise<ServiceWorkerRegistration>} */
export const keepWorker = () => navigator.serviceWorker.register("/service-worker.js", { scope: "/phone", updateViaCache: "none" });

let hasAsked = false;

/** Once in a page's life: the worker looks what of the large libraries it lacks, and fetches that. */
export function keepRest() {
  if (hasAsked || !("serviceWorker" in navigator)) return;
  hasAsked = true;
  const ask = () => navigator.serviceWorker.ready.then(({ active }) => active?.postMessage("keep the rest"));
  setTimeout(ask, REST_AFTER_MS); // what the officer waits for comes first
}

/** @param {(worker: ServiceWorker) => void} offer a newer version is there */
export async function startWorker(offer) {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  let offered = false;
  const isNewer = (/** @type {ServiceWorker | null} */ worker) => {
    if (!worker || !serviceWorker.controller) return;
    offered = true;
    offer(worker);
  };
  serviceWorker.addEventListener("controllerchange", () => offered && location.reload());
  const registration = await keepWorker();
  isNewer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    // The first worker of all may take this page over before the page hears that it was installed. It is no newer version
    // than what is shown, and somebody is typing a password: who was in charge when it was found tells, not who is later.
    if (!serviceWorker.controller) return;
    installing?.addEventListener("statechange", () => installing.state === "installed" && isNewer(installing));
  });
  lookNowAndThen(registration);
}

/** An app that stays open for weeks still hears of a newer version. @param {ServiceWorkerRegistration} registration */
function lookNowAndThen(registration) {
  let last = ticks();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || ticks() - last < LOOK_EVERY_MS) return;
    last = ticks();
    registration.update().catch(() => {});
  });
}
