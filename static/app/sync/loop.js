/** When to exchange: after something was said, when the network seems back, now and then; never two at once. */

import { ticks } from "../device/clock.js";
import { NoAnswer, Refusal } from "./calls.js";

/**
 * @typedef {"idle" | "running" | "offline" | "sign_in" | "refused"} Phase
 * @typedef {{ phase: Phase, done: number, total: number, failures: number }} SyncState
 */

const EVERY_MS = 60_000;
const SOON_MS = 600;
const BETWEEN_MS = 3_000; // from the end of one exchange to the next, while somebody taps on
const LONGEST_WAIT_MS = 2 * 60_000;

export class SyncLoop {
  /**
   * @param {{
   *   exchange: () => Promise<void>, name: string,
   *   sendPhotos: (progress: (p: { done: number, total: number }) => void) => Promise<{ tried: number, failed: number, status: number | null }>
   * }} work
   * @param {(state: SyncState) => void} tell
   */
  constructor(work, tell) {
    this.work = work;
    this.tell = tell;
    /** @type {SyncState} */
    this.state = { phase: "idle", done: 0, total: 0, failures: 0 };
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.running = false;
    this.stopped = false;
    this.isSoon = false; // the timer is already set for shortly
    this.isWanted = false; // something was said while an exchange was under way
    this.endedAt = -BETWEEN_MS;
  }

  start() {
    addEventListener("online", this.nudge);
    document.addEventListener("visibilitychange", this.whenSeen);
    this.nudge();
  }

  stop() {
    this.stopped = true;
    removeEventListener("online", this.nudge);
    document.removeEventListener("visibilitychange", this.whenSeen);
    clearTimeout(this.timer);
  }

  whenSeen = () => {
    if (document.visibilityState === "visible") this.nudge();
  };

  /** The network may be back: go shortly, whatever failed before. */
  nudge = () => this.wait(SOON_MS, true);

  /** Something was said: go shortly, so that several taps share one exchange; tapping on does not put it off. */
  soon() {
    this.isWanted = true;
    if (!this.running && !this.isSoon && this.state.failures === 0) this.waitShortly();
  }

  waitShortly() {
    this.wait(Math.max(SOON_MS, this.endedAt + BETWEEN_MS - ticks()), true);
  }

  /** @param {number} ms @param {boolean} [isSoon] */
  wait(ms, isSoon = false) {
    clearTimeout(this.timer);
    this.isSoon = isSoon;
    if (!this.stopped) this.timer = setTimeout(() => void this.run(), ms);
  }

  /** @param {Partial<SyncState>} changes */
  set(changes) {
    this.state = { ...this.state, ...changes };
    if (!this.stopped) this.tell(this.state);
  }

  /** Exchange now. Resolves when done, however it went. */
  async run() {
    if (this.running) return;
    clearTimeout(this.timer);
    Object.assign(this, { running: true, isSoon: false, isWanted: false });
    this.set({ phase: "running", done: 0, total: 0 });
    try {
      await this.alone(() => this.once());
      this.running = false;
      this.endedAt = ticks();
      this.set({ phase: "idle", failures: 0 });
      if (this.isWanted) this.waitShortly();
      else this.wait(EVERY_MS);
    } catch (error) {
      this.running = false;
      this.failed(error);
    }
  }

  /** Events first: they say what the photos are. Then the photos, then the server's word on what it holds. */
  async once() {
    await this.work.exchange();
    const { tried, failed, status } = await this.work.sendPhotos(({ done, total }) => this.set({ done, total }));
    if (status === 401) throw new Refusal(401, []);
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
      this.set({ phase: error.status === 401 ? "sign_in" : "refused", failures });
      if (error.status === 401) return;
    } else {
      this.set({ phase: "offline", failures });
      if (!(error instanceof NoAnswer)) console.error(error);
    }
    const longest = Math.min(LONGEST_WAIT_MS, 2_000 * 2 ** Math.min(failures, 8));
    this.wait(longest * (0.5 + Math.random() / 2));
  }
}
