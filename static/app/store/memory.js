/**
 * What a page still knows of its officer's database when the browser deletes it under the page: enough to make it anew,
 * so that the chain goes on where it was. Events only, sealed as they lie there; photos' bytes are too many for a memory.
 *
 * @typedef {import("../types.js").JournalEvent} JournalEvent
 * @typedef {{ events: number, photos: number }} Mended how many unanswered events were put back, how many photos are gone
 */

import { answersIn, statusOf } from "./confirmed.js";

const FACTS = ["key", "lock", "after", "begun_anew", "me", "head", "anchor", "rulebook", "older_rulebooks"];
const SETTLED = new Set(["accepted", "set_aside"]);

export class Memory {
  /** @param {(mended: Mended) => void} tell the database was gone and is there again */
  constructor(tell) {
    this.tell = tell;
    /** @type {Record<string, unknown>} */
    this.facts = {};
    /** @type {Map<number, JournalEvent>} what is not settled, and the end of the chain, by number */
    this.events = new Map();
    /** @type {string[]} hashes of the photos that only this phone has */
    this.photos = [];
    this.last = 0;
  }

  /** Take in what is on disk; before that nothing can be made anew. @param {import("./database.js").Database} database */
  load(database) {
    return database.run(async (db) => {
      const tx = db.transaction(["facts", "journal"]);
      const journal = tx.objectStore("journal");
      const names = [...FACTS, ...(await tx.objectStore("facts").getAllKeys(IDBKeyRange.bound("handle ", "handle \uffff")))].map(String);
      const values = await Promise.all(names.map((name) => tx.objectStore("facts").get(name)));
      const lists = await Promise.all(["pending", "held", "refused"].map((status) => journal.index("status").getAll(status)));
      const end = (await journal.openCursor(null, "prev"))?.value;
      this.facts = Object.fromEntries(names.map((name, index) => [name, values[index]]).filter(([, value]) => value !== undefined));
      this.note([...lists.flat(), ...(end ? [end] : [])]);
    });
  }

  /** @param {JournalEvent[]} events that are on disk */
  note(events) {
    for (const event of events) {
      this.events.set(event.seq, event);
      this.last = Math.max(this.last, event.seq);
    }
  }

  /**
   * What the server has accepted needs no memory; sent again it would get the same answer.
   * @param {import("./confirmed.js").Reply} reply @param {(answer: any) => Promise<any>} [close] as it may lie on the disk
   */
  async settle(reply, close = async (answer) => answer) {
    Object.assign(this.facts, { head: reply.head });
    const answerOf = answersIn(reply);
    for (const [seq, event] of this.events) {
      const answer = answerOf(event);
      const status = answer ? statusOf(answer) : event.status;
      if (SETTLED.has(status) && seq !== this.last) this.events.delete(seq);
      else if (answer) this.events.set(seq, { ...event, status, answer: await close(answer) });
    }
  }

  /** Numbers of the events for a rescue, when the disk gives nothing back. */
  seqs() {
    return [...this.events.values()].filter((event) => !SETTLED.has(event.status)).map((event) => event.seq).sort((a, b) => a - b);
  }

  /** Put back what a database that was just opened lacks. @param {import("idb").IDBPDatabase} db */
  async mend(db) {
    if (!this.facts.key) return;
    const [key, end] = await Promise.all([db.get("facts", "key"), this.last ? db.get("journal", this.last) : true]);
    if (key && end) return;
    const tx = db.transaction(["facts", "journal", "photos"], "readwrite", { durability: "strict" });
    const [facts, journal] = ["facts", "journal"].map((name) => tx.objectStore(name));
    let events = 0;
    for (const [name, value] of Object.entries(this.facts)) if ((await facts.get(name)) === undefined) await facts.put(value, name);
    for (const [seq, event] of this.events) {
      if (await journal.get(seq)) continue;
      await journal.put(event);
      if (!SETTLED.has(event.status)) events += 1;
    }
    const there = await Promise.all(this.photos.map((sha256) => tx.objectStore("photos").getKey(sha256)));
    await tx.done;
    this.tell({ events, photos: there.filter((found) => found === undefined).length });
  }
}
