/** (Long: it ends with the list of all migrations.)
 * IndexedDB: one database for each officer, opened again when the browser lets it die. Version = number of migrations;
 * they are only ever appended.
 */

import { openDB } from "idb";
import { isSealed, Locked } from "./vault.js";

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
  (db) => {
    db.createObjectStore("recordings", { keyPath: "id" }); // those under way, and those that a closed page left behind
    db.createObjectStore("recording_rows", { keyPath: ["id", "index"] });
  },
  () => {}, // from here on rows may lie sealed; a version from before must not open them
  (db) => void db.createObjectStore("handbook", { keyPath: "id" }), // statutes, and the office's notes and cases
];

const DEAD = new Set(["InvalidStateError", "UnknownError", "TransactionInactiveError", "AbortError", "TimeoutError"]);
const WAITS_MS = [0, 150, 800];
const OPENING_MS = 8_000;

/** Some browsers leave an opening unanswered for ever; the next one often works. @param {Promise<IDBPDatabase>} opening @returns {Promise<IDBPDatabase>} */
function inTime(opening) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new DOMException("opening takes too long", "TimeoutError"));
      opening.then((db) => db.close(), () => {});
    }, OPENING_MS);
    opening.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The names of the databases in this browser that begin so. One that has just been killed may not be able to tell at
 * first; whoever asked must not take that for "none". Raises what the browser says when it goes on so.
 * @param {string} prefix @returns {Promise<string[]>}
 */
export async function databasesHere(prefix) {
  for (let tries = 0; ; tries += 1) {
    try {
      const all = (await indexedDB.databases?.()) ?? [];
      return all.map(({ name }) => name ?? "").filter((name) => name.startsWith(prefix));
    } catch (error) {
      if (tries === WAITS_MS.length) throw error;
      await pause(WAITS_MS[tries]);
    }
  }
}

/** @param {unknown} error */
export const isFull = (error) => error instanceof DOMException && error.name === "QuotaExceededError";

/** For a request whose failure the transaction reports anyway. */
export const toldByTransaction = () => {};

/** A database that reopens itself when it has died, and makes itself anew when it was deleted. Errors that remain are the caller's to tell the officer. */
export class Database {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    /** @type {Promise<IDBPDatabase> | null} */
    this.opening = null;
    /** @type {import("./memory.js").Memory | null} what the page in use knows of it */
    this.memory = null;
    /** @type {import("./vault.js").Vault | null} null = nothing is sealed here yet, or nobody has opened the lock */
    this.vault = null;
    this.cannotOpen = (/** @type {unknown} */ error) => console.warn(error); // a row did not open; it stays where it is
  }

  /** As it may lie on the disk. @param {any} value @returns {Promise<any>} */
  async closeValue(value) {
    return this.vault ? this.vault.close(value) : value;
  }

  /** As it was before it was sealed. Raises `Locked`. @param {any} value @returns {Promise<any>} */
  async openValue(value) {
    if (isSealed(value) && !this.vault) throw new Locked();
    return this.vault ? this.vault.open(value) : value;
  }

  /** @returns {Promise<IDBPDatabase>} */
  open() {
    this.opening ??= this.opened().catch((error) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  async opened() {
    const db = await inTime(
      openDB(this.name, MIGRATIONS.length, {
        upgrade: (fresh, from, _to, tx) => MIGRATIONS.slice(from).forEach((migrate) => migrate(fresh, tx)),
        blocking: (_now, next, event) => {
          /** @type {IDBDatabase} */ (event.target).close();
          if (next === null) this.comeBack();
        },
        terminated: () => this.comeBack(),
      }),
    );
    await this.memory?.mend(db).catch((error) => {
      db.close();
      throw error;
    });
    return db;
  }

  /** Deleted or torn away: a page in use opens it again at once, so that what it knows is on disk before it goes itself. */
  comeBack() {
    this.forget();
    if (this.memory) this.run(async () => {}).catch(() => {}); // whoever needs it next is told
  }

  forget() {
    this.opening?.then((db) => db.close(), () => {});
    this.opening = null;
  }

  /**
   * Run `work` with an open database, again on a fresh connection when the old one has died.
   * @template T @param {(db: IDBPDatabase) => Promise<T>} work @returns {Promise<T>}
   */
  async run(work) {
    for (let tries = 0; ; tries += 1) {
      try {
        return await work(await this.open());
      } catch (error) {
        if (!(error instanceof DOMException) || !DEAD.has(error.name) || tries === WAITS_MS.length) throw error;
        this.forget();
        await pause(WAITS_MS[tries]);
      }
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
      tx.done.catch(() => {}); // when the connection dies it may be told before the request that waits
      try {
        await put(tx);
      } catch (error) {
        tx.abort();
        throw error;
      }
      await tx.done;
    });
  }

  /** Its officer has left: nothing is put back any more. */
  close() {
    this.memory = null;
    this.forget();
  }
}
