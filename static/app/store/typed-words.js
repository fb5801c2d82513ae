/**
 * Words while they are being typed: a draft that is never more than one write behind the finger, and that leaves in the
 * same transaction as the event that carries its words (store/journal.js), so that no reload finds old words over new ones.
 */

import { closed, openedAll } from "./sealing.js";

/**
 * @typedef {{ key: string, turn: number }} Settled a draft, and how far the words of an event had come when it was said
 * @typedef {{ turn: number, values: Record<string, any>, isSaid: boolean }} Typed
 */

export class TypedWords {
  /** @param {import("./database.js").Database} database */
  constructor(database) {
    this.database = database;
    /** @type {Map<string, Typed>} words that no kept event carries yet, by the key of their draft */
    this.typed = new Map();
    /** @type {Map<string, Promise<void>>} drafts being written */
    this.writing = new Map();
    this.turn = 0;
  }

  /** Words that nothing said carries yet. @param {string} key @returns {Record<string, any> | undefined} */
  get(key) {
    const typed = this.typed.get(key);
    return typed && !typed.isSaid ? typed.values : undefined;
  }

  /** The newest words; resolves when they, or newer ones, are on disk. @param {string} key @param {Record<string, any>} values */
  type(key, values) {
    this.typed.set(key, { turn: (this.turn += 1), values, isSaid: false });
    return this.keep(key);
  }

  /** @param {string} key */
  keep(key) {
    const running = this.writing.get(key) ?? this.write(key).finally(() => this.writing.delete(key));
    this.writing.set(key, running);
    return running;
  }

  /** Before the page goes of itself. */
  keepAll() {
    return Promise.all([...this.typed.keys()].map((key) => this.keep(key)));
  }

  /** @param {string} key */
  async write(key) {
    for (let done = 0; ; ) {
      const typed = this.typed.get(key);
      if (!typed || typed.isSaid || typed.turn === done) return;
      const row = await closed(this.database, "drafts", { ...typed.values, turn: typed.turn });
      if (this.typed.get(key)?.isSaid ?? true) return; // an event carries the words by now, and takes the draft away
      await this.database.write(["drafts"], (tx) => void tx.objectStore("drafts").put(row, key));
      done = typed.turn;
    }
  }

  /**
   * Say the newest words: `say` gets what its event settles, and resolves to whether the event was kept.
   * @param {string} key @param {(settles: Settled | undefined) => Promise<boolean>} say
   */
  async settle(key, say) {
    const typed = this.typed.get(key);
    if (typed) typed.isSaid = true;
    const isKept = await say(typed && { key, turn: typed.turn });
    if (typed && isKept && this.typed.get(key) === typed) this.typed.delete(key);
    if (typed && !isKept) {
      typed.isSaid = false;
      await this.writing.get(key);
      void this.keep(key);
    }
    return isKept;
  }

  /** The words are what is recorded already. @param {string} key */
  async drop(key) {
    this.typed.delete(key);
    await this.writing.get(key);
    await this.database.write(["drafts"], (tx) => tx.objectStore("drafts").delete(key));
  }

  /** Drafts that an earlier page left. @param {string} prefix @returns {Promise<Array<{ key: string, values: Record<string, any> }>>} */
  async left(prefix) {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const [keys, rows] = await this.database.run((db) => Promise.all([db.getAllKeys("drafts", range), db.getAll("drafts", range)]));
    const found = await Promise.all(rows.map((row, index) => openedAll(this.database, "drafts", [row]).then(([values]) => ({ key: String(keys[index]), values }))));
    return found.filter(({ key, values }) => values && !this.typed.has(key));
  }
}
