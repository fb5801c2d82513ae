/** Forms half filled in: kept on the phone at each keystroke, so that a reload returns to the same words. */

const SOON_MS = 150;

export class Draft {
  /** @param {import("./database.js").Database} database @param {string} key @param {Record<string, any>} values */
  constructor(database, key, values) {
    this.database = database;
    this.key = key;
    this.values = values;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** @param {import("./database.js").Database} database @param {string} key @param {Record<string, any>} start values of a new draft */
  static async open(database, key, start) {
    const kept = await database.run((db) => db.get("drafts", key));
    return new Draft(database, key, { ...start, ...kept });
  }

  /** @param {Record<string, any>} changes */
  set(changes) {
    this.values = { ...this.values, ...changes };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.keep(), SOON_MS);
  }

  keep() {
    clearTimeout(this.timer);
    return this.database.write(["drafts"], (tx) => void tx.objectStore("drafts").put(this.values, this.key));
  }

  /** What it was for is done. */
  drop() {
    clearTimeout(this.timer);
    return this.database.write(["drafts"], (tx) => tx.objectStore("drafts").delete(this.key));
  }
}
