/** The officer's chained journal: events are only ever appended here, and only `keep` (store/confirmed.js) marks them. */

import { stamp } from "../device/clock.js";
import { newId, sha256 } from "../device/ids.js";
import { sign } from "../device/key.js";
import { EVENT_CHARS, firstTooLong, TooLong } from "../rules/limits.js";
import { toldByTransaction } from "./database.js";
import { closed, openedAll } from "./sealing.js";

/**
 * @typedef {import("../types.js").JournalEvent} JournalEvent
 * @typedef {{ type: string, subject: string, data: Record<string, any>, settles?: import("./typed-words.js").Settled }} Saying
 * @typedef {{ deviceId: string, officerId: string, privateKey: CryptoKey, rulebook: (subject: string) => number }} Writer
 * @typedef {Writer & { after: number, anchor: import("../device/clock.js").Anchor | null }} Signer as the disk says, for another
 * tab may have begun the journal anew (store/chain.js); `after` = the last number of the journal before
 */

const MOST_TRIES = 12;

/** Another tab, in a browser without locks, was faster to this number, or has begun the journal anew. */
class Taken extends Error {}

export class Journal {
  /**
   * @param {import("./database.js").Database} database
   * @param {Writer} writer
   */
  constructor(database, writer) {
    this.database = database;
    this.writer = writer;
    /** @type {Promise<unknown>} */
    this.queue = Promise.resolve();
  }

  /**
   * Append events in their order, as one transaction: all are kept or none. Resolves when they are on disk. What the
   * server could never take (`TooLong`) never gets a number: the chain has no gaps, and nothing waits behind it.
   * @param {Saying[]} sayings each with its id already, so that the screen could show it at once
   * @param {string[]} ids @returns {Promise<JournalEvent[]>}
   */
  append(sayings, ids = sayings.map(newId)) {
    const done = this.queue.then(() => this.alone(() => this.write(sayings, ids)));
    this.queue = done.catch(() => {});
    return done;
  }

  /** Two tabs of one officer write one chain: one at a time. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  alone(work) {
    return navigator.locks ? navigator.locks.request(`journal ${this.database.name}`, work) : work();
  }

  /** Something that this phone vouches for to others; it takes no place in the chain. @param {(deviceId: string) => unknown} make */
  async vouch(make) {
    const { deviceId, privateKey } = this.signerBy(await this.database.fact("key"), 0);
    return sign(privateKey, make(deviceId));
  }

  /** @param {Saying[]} sayings @param {string[]} ids @param {number} [tries] @returns {Promise<JournalEvent[]>} */
  async write(sayings, ids, tries = MOST_TRIES) {
    for (const { data } of sayings) if (firstTooLong(data)) throw new TooLong(firstTooLong(data));
    const [anchor, key, after] = await this.database.facts(["anchor", "key", "after"]);
    const signer = { ...this.signerBy(key, after), anchor: anchor ?? null };
    let last = await this.last();
    /** @type {JournalEvent[]} */
    const events = [];
    for (const [index, saying] of sayings.entries()) {
      last = await this.signed(saying, ids[index], last, signer);
      events.push(last);
    }
    const rows = await Promise.all(events.map((event) => closed(this.database, "journal", event)));
    try {
      await this.put(rows, sayings, signer);
    } catch (error) {
      if (!(error instanceof Taken) || tries <= 1) throw error;
      return this.write(sayings, ids, tries - 1);
    }
    this.database.memory?.note(rows);
    return events;
  }

  /** @param {any} key @param {number | undefined} after */
  signerBy(key, after) {
    return { ...this.writer, ...(key?.privateKey && { deviceId: key.id, privateKey: key.privateKey }), after: after ?? 0 };
  }

  /** @param {JournalEvent[]} events sealed @param {Saying[]} sayings @param {Signer} signer */
  put(events, sayings, signer) {
    return this.database.write(["facts", "journal", "drafts"], async (tx) => {
      const [journal, facts] = [tx.objectStore("journal"), tx.objectStore("facts")];
      const [key, after] = await Promise.all([facts.get("key"), facts.get("after")]);
      const now = this.signerBy(key, after);
      const isOver = now.deviceId !== signer.deviceId || now.after !== signer.after;
      for (const event of events) {
        const there = await journal.get(event.seq);
        if (there?.id === event.id) continue; // the connection died, but after all had been kept
        if (there || isOver) throw new Taken(`${event.seq}`);
        journal.add(event).catch(toldByTransaction);
      }
      for (const { settles } of sayings) if (settles) await settle(tx.objectStore("drafts"), settles);
    });
  }

  /** @param {Saying} saying @param {string} id @param {JournalEvent | null} last @param {Signer} signer @returns {Promise<JournalEvent>} */
  async signed(saying, id, last, { deviceId, officerId, privateKey, rulebook, after, anchor }) {
    const seq = (last?.seq ?? 0) + 1;
    const payload = {
      id,
      device: deviceId,
      seq: seq - after,
      prev: last && last.seq > after ? last.sha256 : "",
      by: officerId,
      ...stamp(anchor),
      type: saying.type,
      subject: saying.subject,
      rulebook: rulebook(saying.subject),
      data: saying.data,
    };
    const jws = await sign(privateKey, payload);
    if (jws.length > EVENT_CHARS) throw new TooLong(saying.type);
    return {
      seq,
      id,
      sha256: await sha256(jws),
      jws,
      type: saying.type,
      subject: saying.subject,
      by: officerId,
      at: payload.at,
      rulebook: payload.rulebook,
      data: saying.data,
      status: "pending",
      answer: null,
    };
  }

  /** Its number and hash; its content stays sealed. @returns {Promise<JournalEvent | null>} */
  last() {
    return this.database.run(async (db) => (await db.transaction("journal").store.openCursor(null, "prev"))?.value ?? null);
  }

  /** @param {(db: import("idb").IDBPDatabase) => Promise<any[]>} look @returns {Promise<JournalEvent[]>} */
  async opened(look) {
    return openedAll(this.database, "journal", await this.database.run(look));
  }

  /** Events that no answer has come for, first ones first. @param {number} limit @returns {Promise<JournalEvent[]>} */
  pending(limit) {
    return this.opened((db) => db.getAllFromIndex("journal", "status", "pending", limit));
  }

  /** @returns {Promise<number>} */
  countPending() {
    return this.database.run((db) => db.countFromIndex("journal", "status", "pending"));
  }

  /** @param {string} subject @returns {Promise<JournalEvent[]>} */
  about(subject) {
    return this.opened((db) => db.getAllFromIndex("journal", "subject", subject));
  }

  /** @param {string[]} types @returns {Promise<JournalEvent[]>} */
  async ofTypes(types) {
    const found = await Promise.all(types.map((type) => this.opened((db) => db.getAllFromIndex("journal", "type", type))));
    return found.flat();
  }

  /** Refused and held events: they need a person. @returns {Promise<JournalEvent[]>} */
  async troubled() {
    const [refused, held] = await Promise.all(
      ["refused", "held"].map((status) => this.opened((db) => db.getAllFromIndex("journal", "status", status))),
    );
    return [...refused, ...held].sort((a, b) => a.seq - b.seq);
  }

  /** Events that the office has set aside, with its reason. @returns {Promise<JournalEvent[]>} */
  setAside() {
    return this.opened((db) => db.getAllFromIndex("journal", "status", "set_aside"));
  }

  /** @param {Array<[number, number]>} ranges of numbers that the server asks for @returns {Promise<JournalEvent[]>} */
  async within(ranges) {
    const found = await Promise.all(
      ranges.map(([first, last]) => this.opened((db) => db.getAll("journal", IDBKeyRange.bound(first, last)))),
    );
    return found.flat();
  }
}

/** Words that are in the journal now are no draft any more; newer ones are. @param {any} drafts @param {import("./typed-words.js").Settled} settled */
async function settle(drafts, { key, turn }) {
  const draft = await drafts.get(key);
  if (draft && draft.turn <= turn) await drafts.delete(key);
}
