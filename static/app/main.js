/** Where the phone app begins: is this browser fit, who was here, which screen; then the worker. */

import { render } from "lit-html";
import { inAppBrowser, missingParts } from "./device/storage.js";
import { phoneFact } from "./store/phone.js";
import { remembered } from "./sync/session.js";
import { frame } from "./parts/frame.js";
import { Router } from "./router.js";
import { useLanguage } from "./words/translate.js";

const root = /** @type {HTMLElement} */ (document.getElementById("app"));

/** @typedef {import("./app.js").App} App */

/** @type {{ app: App | null, router: Router | null, worker: ServiceWorker | null }} */
const here = { app: null, router: null, worker: null };

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
  if (router) render(frame(here, router.template()), root);
}

/** @param {App | null} app */
async function enter(app) {
  here.app?.stop();
  here.app = app;
  if (app) app.start();
  await here.router?.show();
}

async function begin() {
  const login = phoneFact("login");
  const code = login ? Promise.all([import("./app.js"), import("./screens/today.js")]) : null; // while the database opens
  if (phoneFact("language") === "en") await useLanguage("en");
  const found = await remembered(login);
  here.app = found && code ? await open(found, (await code)[0].App) : null;
  here.router = new Router(here, update, enter);
  await here.router.show();
  await painted();
  here.app?.start();
  startWorker();
}

/** What can wait until the officer sees something, waits. A hidden page is never painted, so not for long. */
const painted = () =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 500);
  });

/**
 * @param {{ identity: import("./sync/session.js").Identity, database: import("./store/database.js").Database }} found
 * @param {typeof import("./app.js").App} App
 */
async function open({ identity, database }, App) {
  const app = new App(identity, database, update);
  await app.load();
  return app;
}

/** A new version waits until the officer agrees; it never swaps code under an open visit. */
async function startWorker() {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/service-worker.js", { scope: "/phone", updateViaCache: "none" });
  const offer = (/** @type {ServiceWorker | null} */ worker) => {
    if (!worker || !navigator.serviceWorker.controller) return;
    here.worker = worker;
    update();
  };
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => installing.state === "installed" && offer(installing));
  });
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (here.worker) location.reload();
  });
}

const missing = missingParts();
const inside = inAppBrowser(navigator.userAgent);
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

