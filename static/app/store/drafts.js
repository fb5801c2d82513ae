/** Forms half filled in: kept on the phone at each keystroke, so that a reload returns to the same words. */

import { closed, openedAll } from "./sealing.js";

const SOON_MS = 150;

/** @type {Set<Draft>} those with words that are not on disk yet */
const unkept = new Set();

/** Before the page goes of itself. */
export const keepAllDrafts = () => Promise.all([...unkept].map((draft) => draft.keep()));

export class Draft {
  /** @param {import("./database.js").Database} database @param {string} key @param {Record<string, any>} values */
  constructor(database, key, values) {
    this.database = database;
    this.key = key;
    this.values = values;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {Promise<unknown>} one write after the other: sealing takes its time */
    this.writing = Promise.resolve();
  }

  /** @param {import("./database.js").Database} database @param {string} key @param {Record<string, any>} start values of a new draft */
  static async open(database, key, start) {
    const row = await database.run((db) => db.get("drafts", key));
    const [kept] = await openedAll(database, "drafts", row ? [row] : []);
    return new Draft(database, key, { ...start, ...kept });
  }

  /** @param {Record<string, any>} changes */
  set(changes) {
    this.values = { ...this.values, ...changes };
    unkept.add(this);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.keep(), SOON_MS);
  }

  keep() {
    return this.next(async () => {
      const row = await closed(this.database, "drafts", this.values);
      await this.database.write(["drafts"], (tx) => void tx.objectStore("drafts").put(row, this.key));
    }).catch((error) => {
      unkept.add(this);
      throw error;
    });
  }

  /** What it was for is done. */
  drop() {
    return this.next(() => this.database.write(["drafts"], (tx) => tx.objectStore("drafts").delete(this.key)));
  }

  /** @param {() => Promise<void>} write */
  next(write) {
    clearTimeout(this.timer);
    unkept.delete(this);
    const written = this.writing.then(write);
    this.writing = written.catch(() => {});
    return written;
  }
}
