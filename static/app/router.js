/** Which screen belongs to which address. A screen is loaded when it is first needed; a reload comes back to it. */

import { html, nothing } from "lit-html";
import { t } from "./words/translate.js";

/**
 * @typedef {{ app: import("./app.js").App, params: Record<string, string>, router: Router, update: () => void }} Context
 * @typedef {{
 *   title: string, lang?: string, back?: string, draw: () => unknown, bar?: () => unknown, leave?: () => void
 * }} Screen `draw` gives the body, `bar` what stands at the bottom, `lang` the title's language when it is a name
 * @typedef {(context: Context) => Screen | Promise<Screen>} MakeScreen
 */

/** @type {Array<[RegExp, () => Promise<{ screen: MakeScreen }>]>} */
const ROUTES = [
  [/^\/phone\/?$/, () => import("./screens/today.js")],
  [/^\/phone\/find$/, () => import("./screens/find.js")],
  [/^\/phone\/map$/, () => import("./screens/map.js")],
  [/^\/phone\/works\/(?<work>[^/]+)$/, () => import("./screens/work.js")],
  [/^\/phone\/works\/(?<work>[^/]+)\/start$/, () => import("./screens/start.js")],
  [/^\/phone\/join$/, () => import("./screens/join.js")],
  [/^\/phone\/visits\/(?<visit>[^/]+)\/invite$/, () => import("./screens/invite.js")],
  [/^\/phone\/visits\/(?<visit>[^/]+)\/part$/, () => import("./screens/part.js")],
  [/^\/phone\/visits\/(?<visit>[^/]+)$/, () => import("./screens/visit.js")],
  [/^\/phone\/visits\/(?<visit>[^/]+)\/findings\/(?<finding>[^/]+)\/transfer$/, () => import("./screens/transfer.js")],
  [/^\/phone\/visits\/(?<visit>[^/]+)\/order$/, () => import("./screens/order.js")],
  [/^\/phone\/visits\/(?<visit>[^/]+)\/penalty$/, () => import("./screens/penalty.js")],
  [/^\/phone\/visits\/(?<visit>[^/]+)\/check$/, () => import("./screens/check.js")],
  [/^\/phone\/visits\/(?<visit>[^/]+)\/raise$/, () => import("./screens/raise.js")],
  [/^\/phone\/leads$/, () => import("./screens/leads.js")],
  [/^\/phone\/visits\/(?<visit>[^/]+)\/finish$/, () => import("./screens/finish.js")],
  [/^\/phone\/visits\/(?<visit>[^/]+)\/documents\/(?<document>[^/]+)$/, () => import("./screens/document.js")],
  [/^\/phone\/handbook$/, () => import("./screens/handbook.js")],
  [/^\/phone\/handbook\/questions$/, () => import("./screens/questions.js")],
  [/^\/phone\/handbook\/cases\/(?<case>[^/]+)$/, () => import("./screens/typical-case.js")],
  [/^\/phone\/handbook\/(?<statute>[^/]+)(?:\/(?<article>[^/]+))?$/, () => import("./screens/statute.js")],
  [/^\/phone\/outbox$/, () => import("./screens/outbox.js")],
  [/^\/phone\/me$/, () => import("./screens/me.js")],
];

/** @type {Screen} */
const EMPTY = { title: "", draw: () => nothing };

export class Router {
  /**
   * @param {{ app: import("./app.js").App | null, gate: import("./gate.js").Gate | null }} here @param {() => void} update
   * @param {(app: import("./app.js").App | null) => Promise<void>} enter somebody has signed in, or out
   */
  constructor(here, update, enter) {
    this.here = here;
    this.update = update;
    this.enter = enter;
    this.screen = EMPTY;
    this.turn = 0;
    addEventListener("popstate", () => void this.show().then(readFromTheTop));
    document.addEventListener("click", (event) => this.follow(event));
  }

  /** Links inside the app change the screen, not the page. @param {MouseEvent} event */
  follow(event) {
    const link = /** @type {Element} */ (event.target).closest?.("a");
    const isOurs = link && link.origin === location.origin && link.pathname.startsWith("/phone") && !link.download && !link.target;
    if (!isOurs || event.defaultPrevented || event.metaKey || event.ctrlKey || event.button !== 0) return;
    event.preventDefault();
    void this.go(link.pathname + link.search + link.hash);
  }

  /** @param {string} path @param {{ replace?: boolean }} [options] */
  async go(path, { replace = false } = {}) {
    if (replace) history.replaceState(null, "", path);
    else history.pushState(null, "", path);
    await this.show();
    if (location.hash) return;
    scrollTo(0, 0);
    await readFromTheTop();
  }

  /** Somebody is signed in and not let in yet. @param {import("./gate.js").Gate | null} gate */
  async stop(gate) {
    this.here.app?.stop();
    Object.assign(this.here, { app: null, gate });
    await this.show();
  }

  async show() {
    const turn = (this.turn += 1);
    this.screen.leave?.();
    const screen = await this.find().catch((error) => this.unreadable(error));
    if (turn !== this.turn) return;
    this.screen = screen;
    document.title = screen.title;
    this.update();
    if (location.hash) await drawn(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ block: "center" }));
  }

  /** What it is made of could not be read; the bar above says so. @param {unknown} error @returns {Screen} */
  unreadable(error) {
    if (!this.here.app) throw error;
    this.here.app.unreadable(error);
    return { title: "", back: location.pathname === "/phone" ? undefined : "/phone", draw: () => html`<button @click=${() => this.show()}>${t("再试一次")}</button>` };
  }

  /** @returns {Promise<Screen>} */
  async find() {
    const { app, gate } = this.here;
    if (gate) return gate.kind === "locked" ? (await import("./screens/locked.js")).screen({ ...gate, router: this, update: this.update }) : (await import("./screens/choosing-pin.js")).screen({ ...gate, router: this, update: this.update });
    if (!app) return (await import("./screens/sign-in.js")).screen({ router: this, update: this.update });
    for (const [pattern, load] of ROUTES) {
      const match = pattern.exec(location.pathname);
      if (!match) continue;
      const { screen } = await load();
      return await screen({ app, params: { ...match.groups }, router: this, update: this.update });
    }
    history.replaceState(null, "", "/phone");
    return this.find();
  }

  template() {
    return { ...this.screen, body: html`${this.screen.draw()}` };
  }
}

/** Whoever listens to the screen, or goes by keyboard, begins at the new screen's title. */
const readFromTheTop = () => drawn(() => document.querySelector("h1")?.focus({ preventScroll: true }));

/** After the next drawing. @template T @param {() => T} look @returns {Promise<T>} */
const drawn = (look) => new Promise((resolve) => requestAnimationFrame(() => resolve(look())));
