/** When to exchange: after something was said, when the network seems back, now and then; never two at once. */

import { timers } from "../device/clock.js";
import { NoAnswer, Refusal } from "./calls.js";
import { isTooLarge } from "./exchange.js";

/**
 * @typedef {"idle" | "running" | "offline" | "sign_in" | "refused"} Phase
 * @typedef {{ phase: Phase, done: number, total: number, failures: number }} SyncState
 */

const EVERY_MS = 60_000;
const SOON_MS = 600;
const BETWEEN_MS = 3_000; // from the end of one exchange to the next
const TAPPING_MS = 5_000; // as long as somebody taps on without a pause, an exchange leaves the thumb alone; no longer
const FIRST_WAIT_MS = 4_000;
const LONGEST_WAIT_MS = 2 * 60_000;

/** What tells that the network may be back; `heard` is told, the answer stops it. */
const page = {
  listen(/** @type {() => void} */ heard) {
    const seen = () => void (document.visibilityState === "visible" && heard());
    addEventListener("online", heard);
    document.addEventListener("visibilitychange", seen);
    return () => {
      removeEventListener("online", heard);
      document.removeEventListener("visibilitychange", seen);
    };
  },
};

export class SyncLoop {
  /**
   * @param {{
   *   exchange: () => Promise<void>, name: string,
   *   sendPhotos: (progress: (p: { done: number, total: number }) => void) => Promise<{ tried: number, failed: number, status: number | null }>
   * }} work
   * @param {(state: SyncState) => void} tell
   * @param {{ clock?: typeof timers, hints?: typeof page }} [device]
   */
  constructor(work, tell, { clock = timers, hints = page } = {}) {
    this.work = work;
    this.tell = tell;
    this.clock = clock;
    this.hints = hints;
    this.deaf = () => {};
    /** @type {SyncState} */
    this.state = { phase: "idle", done: 0, total: 0, failures: 0 };
    /** @type {any} */
    this.timer = undefined;
    this.running = false;
    this.stopped = false;
    this.hasHeard = false; // the server has answered since this page began
    this.isWanted = false; // something was said that no exchange has begun to send
    this.isBack = false; // the network seemed back while an exchange was under way, perhaps over the dead one
    this.saidAt = 0; // the first of what waits for the next exchange
    this.endedAt = -BETWEEN_MS;
  }

  start() {
    this.deaf = this.hints.listen(this.nudge);
    this.nudge();
  }

  stop() {
    this.stopped = true;
    this.deaf();
    this.clock.cancel(this.timer);
  }

  /** The network may be back: go shortly, whatever failed before. */
  nudge = () => {
    if (this.running) this.isBack = true;
    else this.wait(SOON_MS);
  };

  /** Something was said: go when the taps pause, so that they share one exchange; tapping on puts it off for a while, not for good. */
  soon() {
    if (!this.isWanted) this.saidAt = this.clock.ticks();
    this.isWanted = true;
    if (!this.running && this.state.failures === 0) this.waitShortly();
  }

  waitShortly() {
    const now = this.clock.ticks();
    const due = Math.min(now + SOON_MS, Math.max(now, this.saidAt + TAPPING_MS));
    this.wait(Math.max(due, this.endedAt + BETWEEN_MS) - now);
  }

  /** @param {number} ms */
  wait(ms) {
    this.clock.cancel(this.timer);
    if (!this.stopped) this.timer = this.clock.after(() => void this.run(), ms);
  }

  /** @param {Partial<SyncState>} changes */
  set(changes) {
    this.state = { ...this.state, ...changes };
    if (!this.stopped) this.tell(this.state);
  }

  /** Exchange now. Resolves when done, however it went. */
  async run() {
    if (this.running || this.stopped) return;
    this.clock.cancel(this.timer);
    Object.assign(this, { running: true, isWanted: false, isBack: false });
    this.set({ phase: "running", done: 0, total: 0 });
    try {
      await this.alone(() => this.once());
      Object.assign(this, { running: false, hasHeard: true });
      this.endedAt = this.clock.ticks();
      this.set({ phase: "idle", failures: 0 });
      if (this.isWanted || this.isBack) this.waitShortly();
      else this.wait(EVERY_MS);
    } catch (error) {
      this.running = false;
      this.failed(error);
    }
  }

  /** Events first: they say what the photos are. Then the photos, also when one event is too large for somebody between; then the server's word on what it holds. */
  async once() {
    const fault = await this.work.exchange().then(() => null, (error) => error);
    if (fault && !isTooLarge(fault)) throw fault;
    const { tried, failed, status } = await this.work.sendPhotos(({ done, total }) => this.set({ done, total }));
    if (status === 401) throw new Refusal(401, []);
    if (fault) throw fault;
    if (tried) await this.work.exchange();
    if (failed) throw new NoAnswer("photos left");
  }

  /** Two tabs of one officer take turns. @param {() => Promise<void>} work */
  alone(work) {
    return navigator.locks ? navigator.locks.request(`sync ${this.work.name}`, work) : work();
  }

  /** 401 stops at once and keeps everything; no answer backs off with jitter. @param {unknown} error */
  failed(error) {
    const failures = this.state.failures + 1;
    if (error instanceof Refusal) {
      const isNobodys = error.status === 401 || error.reasons.some((reason) => reason.code === "device_of_another");
      this.set({ phase: isNobodys ? "sign_in" : "refused", failures });
      if (isNobodys) return; // the session is not this officer's
    } else {
      this.set({ phase: "offline", failures });
      if (!(error instanceof NoAnswer) && !this.stopped) console.error(error);
    }
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 8));
    if (this.isBack) this.wait(SOON_MS);
    else this.wait(longest * (0.5 + this.clock.chance() / 2));
  }
}
