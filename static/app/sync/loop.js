/** When to exchange: after something was said, when the network seems back, now and then; never two at once. */

import { NoAnswer, Refusal } from "./calls.js";

/**
 * @typedef {"idle" | "running" | "offline" | "sign_in" | "refused"} Phase
 * @typedef {{ phase: Phase, done: number, total: number, failures: number }} SyncState
 */

const EVERY_MS = 60_000;
const SOON_MS = 600;
const LONGEST_WAIT_MS = 5 * 60_000;

export class SyncLoop {
  /**
   * @param {{ exchange: () => Promise<void>, sendPhotos: (progress: (p: { done: number, total: number }) => void) => Promise<{ failed: number, status: number | null }>, name: string }} work
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
    this.again = false;
    this.stopped = false;
  }

  start() {
    addEventListener("online", this.soon);
    document.addEventListener("visibilitychange", this.whenSeen);
    this.soon();
  }

  stop() {
    this.stopped = true;
    removeEventListener("online", this.soon);
    document.removeEventListener("visibilitychange", this.whenSeen);
    clearTimeout(this.timer);
  }

  whenSeen = () => {
    if (document.visibilityState === "visible") this.soon();
  };

  /** Something was said: go shortly, so that several taps share one exchange. */
  soon = () => this.wait(SOON_MS);

  /** @param {number} ms */
  wait(ms) {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.run(), ms);
  }

  /** @param {Partial<SyncState>} changes */
  set(changes) {
    this.state = { ...this.state, ...changes };
    if (!this.stopped) this.tell(this.state);
  }

  /** Exchange now. Resolves when done, however it went. */
  async run() {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    this.set({ phase: "running", done: 0, total: 0 });
    try {
      await this.alone(() => this.once());
      this.set({ phase: "idle", failures: 0 });
      this.wait(EVERY_MS);
    } catch (error) {
      this.failed(error);
    } finally {
      this.running = false;
      if (this.again) {
        this.again = false;
        this.soon();
      }
    }
  }

  /** Events first: they say what the photos are. Then the photos, then the server's word on what it holds. */
  async once() {
    await this.work.exchange();
    const { failed, status } = await this.work.sendPhotos(({ done, total }) => this.set({ done, total }));
    if (status === 401) throw new Refusal(401, []);
    await this.work.exchange();
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
