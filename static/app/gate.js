/** The gate: whoever is signed in here comes in when the lock of their data is open, and goes out when it closes. */

import { nothing, render } from "lit-html";
import { ticks, timers } from "./device/clock.js";
import { isFresh, watchIdle } from "./idle.js";
import { dropHandles, reopen } from "./store/lock.js";
import { keepPhoneFact, phoneFact } from "./store/phone.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {{ identity: import("./sync/session.js").Identity, database: import("./store/database.js").Database }} Found
 * @typedef {{ kind: "locked" | "choosing", found: Found }} Gate
 * @typedef {{ router: import("./router.js").Router, update: () => void }} Way
 */

const LONGEST_MS = 60 * 60_000;
const FLUSH_MS = 5_000;

/** What stands between somebody and their data; null = nothing. @param {Found} found @returns {Promise<Gate | null>} */
export async function gateOf(found) {
  const [lock, office] = await found.database.facts(["lock", "office_key"]);
  if (lock) return found.database.vault || (await reopen(found.database, isFresh)) ? null : { kind: "locked", found };
  return office && navigator.onLine ? { kind: "choosing", found } : null;
}

/** @param {Found} found @param {() => void} update @returns {Promise<App>} */
export async function appFor({ identity, database }, update) {
  const { App } = await import("./app.js");
  const app = new App(identity, database, update);
  await app.load();
  return app;
}

/** Somebody has signed in, unlocked or chosen a PIN: in, or to what is still before them. @param {Found} found @param {Way} way */
export async function comeIn(found, { router, update }) {
  const gate = await gateOf(found);
  if (gate) await router.stop(gate);
  else await router.enter(await appFor(found, update));
}

/** Without a lock, as before there were any: when it cannot be made now. @param {Found} found @param {Way} way */
export const comeInUnsealed = async (found, { router, update }) => router.enter(await appFor(found, update));

/** Somebody else's turn, or a thief's: what is not on disk yet goes there, then the page begins anew. What cannot be kept keeps the page. @param {App} app */
export async function lock(app) {
  await leave(app, () => dropHandles(app.database).finally(() => tellWindows(app.me.id)));
}

/** Other windows of this officer's: the data are locked now, or begin to be sealed. @param {string} officerId */
export const tellWindows = (officerId) => keepPhoneFact("locked", `${officerId} ${Math.random()}`);

let isLeaving = false;

/** @param {App} app @param {() => Promise<void>} last */
async function leave(app, last) {
  if (isLeaving) return;
  isLeaving = true;
  keepPlace();
  render(nothing, /** @type {HTMLElement} */ (document.getElementById("app")));
  isLeaving = await isAllKept(app);
  if (!isLeaving) return app.notKept();
  app.stop();
  await last().catch((error) => console.warn(error));
  location.reload();
}

/** What was typed goes to the disk first. @param {App} app @returns {Promise<boolean>} */
async function isAllKept(app) {
  const { keepAllDrafts } = await import("./store/drafts.js");
  const kept = Promise.all([keepAllDrafts(), app.words.keepAll(), app.journal.queue]).then(() => true, (error) => (console.warn(error), false));
  return Promise.race([kept, new Promise((done) => timers.after(() => done(false), FLUSH_MS))]);
}

/** The item in sight is the address, to which the page comes back. */
function keepPlace() {
  const inSight = [...document.querySelectorAll("article[id]")].find((item) => item.getBoundingClientRect().bottom > innerHeight / 3);
  if (inSight) history.replaceState(null, "", `#${encodeURIComponent(inSight.id)}`);
}

/** Lock when nobody is here any more, but for what would be lost or broken off. @param {() => App | null} current */
export function keepWatch(current) {
  let since = 0;
  const idle = () => {
    const app = current();
    if (!app?.database.vault) return;
    since ||= ticks();
    if (mayNotLock(app, ticks() - since)) return;
    void lock(app);
  };
  watchIdle(idle);
  addEventListener("pointerdown", () => (since = 0), true);
  addEventListener("storage", ({ key }) => {
    const app = current();
    if (key === "locked" && app && phoneFact("locked").startsWith(app.me.id)) void leave(app, async () => {});
  });
}

/** What only this page holds stays as long as the page; photos on their way may take an hour. @param {App} app @param {number} ms */
function mayNotLock(app, ms) {
  const { phase, total } = app.loop.state;
  return ["full", "not_kept", "not_read"].includes(app.fault) || (phase === "running" && total > 0 && ms < LONGEST_MS);
}
