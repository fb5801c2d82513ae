/** A loop whose clock stands until it is told to pass: an hour in a moment. */

import { SyncLoop } from "../../static/app/sync/loop.js";

export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A clock that stands until it is told to pass. */
export class Clock {
  now = 0;
  luck = 1;
  waits = [];

  after(work, ms) {
    const wait = { at: this.now + ms, work };
    this.waits.push(wait);
    return wait;
  }

  cancel(wait) {
    this.waits = this.waits.filter((one) => one !== wait);
  }

  chance() {
    return this.luck;
  }

  ticks() {
    return this.now;
  }

  /** Milliseconds until the next thing happens; null when nothing is waited for. */
  next() {
    return this.waits.length ? Math.min(...this.waits.map((wait) => wait.at)) - this.now : null;
  }

  async pass(ms) {
    const until = this.now + ms;
    while (this.next() !== null && this.now + this.next() <= until) {
      const [due] = this.waits.sort((a, b) => a.at - b.at);
      this.now = due.at;
      this.cancel(due);
      due.work();
      await settled();
    }
    this.now = until;
  }
}

/** What the page hears: the network is back, the app is on the screen again. */
export class Hints {
  heard = null;

  listen(heard) {
    this.heard = heard;
    return () => (this.heard = null);
  }
}

/** A loop whose exchanges are noted with their moment, and end as `serve` says. */
export function makeLoop(serve = async () => {}, photos = { tried: 0, failed: 0, status: null }) {
  const clock = new Clock();
  const hints = new Hints();
  const at = [];
  const phases = [];
  const work = {
    name: `loop ${Math.random()}`,
    exchange: async () => {
      at.push(clock.now);
      await serve(at.length);
    },
    sendPhotos: async () => photos,
  };
  const loop = new SyncLoop(work, (state) => phases.push(state.phase), { clock, hints });
  return { loop, clock, hints, at, phases };
}
