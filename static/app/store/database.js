/**
 * IndexedDB: one database for each officer, opened again when the browser lets it die. Version = number of migrations;
 * they are only ever appended.
 */

import { openDB } from "idb";

/** @typedef {import("idb").IDBPDatabase} IDBPDatabase */

/** @typedef {import("idb").IDBPTransaction<unknown, string[], "versionchange">} Upgrade */

/** @type {Array<(db: IDBPDatabase, tx: Upgrade) => void>} */
const MIGRATIONS = [
  (db) => {
    db.createObjectStore("facts"); // name -> value: who, device, key, cursor, anchor, rulebook
    const journal = db.createObjectStore("journal", { keyPath: "seq" });
    journal.createIndex("id", "id", { unique: true });
    journal.createIndex("status", "status");
    journal.createIndex("subject", "subject");
    journal.createIndex("type", "type");
    const confirmed = db.createObjectStore("confirmed", { keyPath: ["kind", "id"] });
    confirmed.createIndex("kind", "kind");
    db.createObjectStore("photos", { keyPath: "sha256" });
    db.createObjectStore("photo_rows", { keyPath: ["sha256", "index"] });
    db.createObjectStore("drafts");
    db.createObjectStore("finder", { keyPath: "id" }); // the few fields by which works are found
  },
  (_db, tx) => tx.objectStore("photos").createIndex("state", "state"),
];

const DEAD = new Set(["InvalidStateError", "UnknownError", "TransactionInactiveError", "AbortError"]);

/** For a request whose failure the transaction reports anyway. */
export const toldByTransaction = () => {};

/** A database that reopens itself once when it has died. Errors that remain are the caller's to tell the officer. */
export class Database {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    /** @type {Promise<IDBPDatabase> | null} */
    this.opening = null;
  }

  /** @returns {Promise<IDBPDatabase>} */
  open() {
    this.opening ??= openDB(this.name, MIGRATIONS.length, {
      upgrade: (db, from, _to, tx) => MIGRATIONS.slice(from).forEach((migrate) => migrate(db, tx)),
      blocking: (_now, _next, event) => /** @type {IDBDatabase} */ (event.target).close(),
      terminated: () => this.forget(),
    }).catch((error) => {
      this.forget();
      throw error;
    });
    return this.opening;
  }

  forget() {
    this.opening = null;
  }

  /**
   * Run `work` with an open database, once more on a fresh connection when the old one has died.
   * @template T @param {(db: IDBPDatabase) => Promise<T>} work @returns {Promise<T>}
   */
  async run(work) {
    try {
      return await work(await this.open());
    } catch (error) {
      if (!(error instanceof DOMException) || !DEAD.has(error.name)) throw error;
      this.forget();
      return work(await this.open());
    }
  }

  /** Several facts in one look. @param {string[]} names @returns {Promise<any[]>} */
  facts(names) {
    return this.run((db) => {
      const { store } = db.transaction("facts");
      return Promise.all(names.map((name) => store.get(name)));
    });
  }

  /** @param {string} name */
  fact(name) {
    return this.run((db) => db.get("facts", name));
  }

  /** @param {Record<string, unknown>} facts */
  keepFacts(facts) {
    return this.write(["facts"], (tx) => {
      for (const [name, value] of Object.entries(facts)) tx.objectStore("facts").put(value, name);
    });
  }

  /**
   * One transaction, on disk when this resolves. `put` must not wait for anything but the transaction itself.
   * @param {string[]} stores @param {(tx: import("idb").IDBPTransaction<unknown, string[], "readwrite">) => void | Promise<void>} put
   */
  write(stores, put) {
    return this.run(async (db) => {
      const tx = db.transaction(stores, "readwrite", { durability: "strict" });
      try {
        await put(tx);
      } catch (error) {
        tx.done.catch(() => {});
        tx.abort();
        throw error;
      }
      await tx.done;
    });
  }

  close() {
    this.opening?.then((db) => db.close()).catch(() => {});
    this.forget();
  }
}
