/** Where the phone app begins: is this browser fit, who was here, which screen; then the worker. */

import { nothing, render } from "lit-html";
import { inAppBrowser, isInstalled, missingParts } from "./device/storage.js";
import { noteOpenVisit, startWorker } from "./device/worker.js";
import { mayReopen } from "./store/lock.js";
import { hasLeft, phoneFact } from "./store/phone.js";
import { remembered, tellOfLeaving } from "./sync/session.js";
import { appFor, gateOf, keepWatch } from "./gate.js";
import { frame } from "./parts/frame.js";
import { Router } from "./router.js";
import { useLanguage } from "./words/translate.js";

const root = /** @type {HTMLElement} */ (document.getElementById("app"));

/** @typedef {import("./app.js").App} App */

/** @type {{ app: App | null, gate: import("./gate.js").Gate | null, router: Router | null, worker: ServiceWorker | null, isVisitElsewhere: boolean, update: () => void }} */
const here = { app: null, gate: null, router: null, worker: null, isVisitElsewhere: false, update };

let asked = false;

/** Draw soon; many requests in one turn are one drawing. */
function update() {
  if (asked) return;
  asked = true;
  queueMicrotask(() => {
    asked = false;
    draw();
  });
}

function draw() {
  const { router } = here;
  if (!router) return;
  noteOpenVisit(location.pathname.includes("/visits/"));
  render(frame(here, router.template()), root);
}

/** @param {App | null} app */
async function enter(app) {
  here.app?.stop();
  Object.assign(here, { app, gate: null });
  if (app) app.start();
  await here.router?.show();
}

async function begin() {
  const login = phoneFact("login");
  const code = login && mayReopen() ? firstScreen() : null; // while the database opens
  if (phoneFact("language") === "en") await useLanguage("en");
  const found = await remembered(login);
  here.gate = found && (await gateOf(found));
  if (code && !here.gate) await code;
  here.app = found && !here.gate ? await appFor(found, update) : null;
  here.router = new Router(here, update, enter);
  await here.router.show();
  await painted();
  here.app?.start();
  if (!here.app) void firstScreen(); // until somebody has signed in, or typed a PIN
  if (!here.app && !here.gate) void tellOfLeaving();
  watchOtherTabs();
  keepWatch(() => here.app);
  await startWorker((worker) => {
    here.worker = worker;
    update();
  }).catch((error) => console.warn(error)); // the app works without it as long as it is open
}

/** The code that comes after the gate. */
const firstScreen = () => Promise.all([import("./app.js"), import("./screens/today.js")]).catch((error) => console.warn(error));

/** What can wait until the officer sees something, waits. A hidden page is never painted, so not for long. */
const painted = () =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 500);
  });

/** Another tab has signed this officer out, or somebody else in: nothing of them stays on the screen or in memory. */
function leaveIfGone() {
  const isOut = here.gate ? hasLeft(here.gate.found.identity.me.id) : here.app?.hasLeft();
  if (!isOut) return;
  here.app?.stop();
  render(nothing, root);
  location.replace("/phone");
}

/** What other tabs do to who is signed in; a tab that slept hears of it when it wakes. */
function watchOtherTabs() {
  addEventListener("storage", leaveIfGone);
  addEventListener("pageshow", leaveIfGone);
  document.addEventListener("visibilitychange", leaveIfGone);
  addEventListener("online", () => here.app ?? tellOfLeaving());
}

const missing = missingParts();
const inside = inAppBrowser(navigator.userAgent, isInstalled());
if (missing.length || inside) {
  const { unfit } = await import("./screens/unfit.js");
  await useLanguage(/^en/.test(phoneFact("language") || navigator.language) ? "en" : "zh"); // nobody could choose here yet
  render(unfit(missing, inside), root);
} else {
  begin().catch(async (error) => {
    console.error(error);
    const { broken } = await import("./screens/unfit.js");
    render(broken(error), root);
  });
}

