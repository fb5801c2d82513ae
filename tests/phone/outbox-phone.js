/** A phone whose pages can die at any moment and whose disk can be copied, round the real journal and exchange. */

import assert from "node:assert/strict";
import "fake-indexeddb/auto";
import { newId, sha256 } from "../../static/app/device/ids.js";
import { beginAnew, isAnothers } from "../../static/app/store/chain.js";
import { keep } from "../../static/app/store/confirmed.js";
import { Database } from "../../static/app/store/database.js";
import { Journal } from "../../static/app/store/journal.js";
import { NoAnswer } from "../../static/app/sync/calls.js";
import { exchange } from "../../static/app/sync/exchange.js";
import { LINES, payloadOf } from "./outbox-server.js";

const STORES = ["facts", "journal"];
let count = 0;

/** A database of a page that can be killed: from then on nothing of it resolves, and what it was writing is undone. */
class MortalDatabase extends Database {
  run(work) {
    return this.isDead ? new Promise(() => {}) : super.run(work).then((value) => (this.isDead ? new Promise(() => {}) : value));
  }

  async open() {
    const db = await super.open();
    return this.isDead ? new Promise(() => {}) : db;
  }

  write(stores, put) {
    return super.write(stores, (tx) => ((this.writing = tx), put(tx)));
  }

  async kill() {
    this.isDead = true;
    try {
      this.writing?.abort();
    } catch {
      // it was through
    }
    await this.writing?.done.catch(() => {});
    this.forget();
  }
}

/** The browser takes its lock from a page that dies; an old browser has no locks to take. */
class MortalJournal extends Journal {
  death = new Promise((resolve) => (this.die = resolve));

  alone(work) {
    const mortal = () => Promise.race([work(), this.death]);
    return this.hasLocks ? super.alone(mortal) : mortal();
  }
}

export class Phone {
  constructor(server, writer, hasLocks) {
    Object.assign(this, { server, writer, hasLocks, name: `outbox ${(count += 1)}`, said: [], maybe: [], needless: [] });
    this.tabs = [this.tab(), this.tab()];
  }

  tab() {
    const database = new MortalDatabase(this.name);
    const journal = Object.assign(new MortalJournal(database, this.writer), { hasLocks: this.hasLocks });
    return { database, journal };
  }

  async say(index, sayings) {
    const ids = sayings.map(newId);
    await this.tabs[index].journal.append(sayings, ids);
    this.said.push(...ids);
  }

  /** The page goes `steps` turns of the machine after the tap. */
  async sayAndDie(index, sayings, steps) {
    const { database, journal } = this.tabs[index];
    const ids = sayings.map(newId);
    journal.append(sayings, ids).catch(() => {});
    for (let step = 0; step < steps; step += 1) await new Promise(setImmediate);
    await database.kill();
    journal.die();
    this.tabs[index] = this.tab();
    this.maybe.push(ids);
  }

  async sync(index, line, most) {
    const { database, journal } = this.tabs[index];
    let asked = [];
    const post = async (_path, body) => {
      await this.noteNeedless(database, body, asked);
      const reply = await LINES[line](this.server, body);
      const after = (await database.fact("after")) ?? 0;
      asked = reply.missing?.events.map(([first, last]) => [first + after, last + after]) ?? [];
      return structuredClone(reply);
    };
    let device = this.writer.deviceId;
    const world = {
      journal,
      post,
      device: async () => (device = (await database.fact("key"))?.id ?? device),
      after: async () => (await database.fact("after")) ?? 0,
      cursor: async () => (await database.fact("cursor")) ?? "",
      photosHeld: async () => [],
      keep: (reply) => keep(database, reply),
    };
    try {
      const reply = await exchange(world, undefined, most);
      if (await isAnothers(journal, reply.head)) await beginAnew(journal, device);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
    }
  }

  async noteNeedless(database, body, asked) {
    const events = await this.events();
    for (const jws of body.events) {
      const event = events.find((one) => one.jws === jws);
      const isAsked = asked.some(([first, last]) => first <= event.seq && event.seq <= last);
      if (event.status !== "pending" && !isAsked) this.needless.push(event.seq);
    }
    assert.equal(body.holding.waiting, events.filter((event) => event.status === "pending").length);
  }

  events() {
    return this.tabs[0].database.run((db) => db.getAll("journal"));
  }

  /** Everything on the disk, on another machine that goes on from here. */
  async copy() {
    const twin = new Phone(this.server, this.writer, this.hasLocks);
    const stores = await this.tabs[0].database.run((db) => Promise.all(STORES.map(async (name) => [name, await db.getAll(name), await db.getAllKeys(name)])));
    await twin.tabs[0].database.write(STORES, (tx) => {
      for (const [name, values, keys] of stores) values.forEach((value, at) => tx.objectStore(name).put(value, name === "facts" ? keys[at] : undefined));
    });
    twin.said = [...this.said];
    twin.maybe = [...this.maybe];
    return twin;
  }

  async check() {
    const events = await this.events();
    assert.deepEqual(events.map((event) => event.seq), events.map((_event, index) => index + 1), "numbers without gaps");
    for (const [index, event] of events.entries()) {
      const payload = payloadOf(event.jws);
      assert.equal(event.sha256, await sha256(event.jws));
      const before = events[index - 1];
      const isFirst = payload.seq === 1;
      assert.equal(payload.prev, isFirst ? "" : before.sha256, "each names the one before");
      if (!isFirst) assert.equal(payload.seq, payloadOf(before.jws).seq + 1);
      assert.equal(payload.device === (before ? payloadOf(before.jws).device : payload.device), !isFirst || index === 0, "a new chain has a new device");
      const answer = this.server.answers.get(event.sha256);
      if (event.status === "accepted") assert.equal(answer?.status, "accepted", "nothing is taken for accepted that is not");
      if (event.status !== "pending") assert.ok(answer, "no answer without a question");
    }
    this.nothingLost(events.map((event) => event.id));
    assert.deepEqual(this.needless, [], "what has its answer is not sent again unasked");
    assert.equal(await this.tabs[1].journal.countPending(), events.filter((event) => event.status === "pending").length);
  }

  /** What was said is there once, in its order; of a tap that died with its page all is there, or nothing. */
  nothingLost(ids) {
    assert.equal(new Set(ids).size, ids.length, "nothing twice");
    const said = new Set(this.said);
    assert.deepEqual(ids.filter((id) => said.has(id)), this.said, "nothing lost");
    for (const some of this.maybe) assert.ok([0, some.length].includes(ids.filter((id) => some.includes(id)).length), "all or nothing");
    const known = new Set([...this.said, ...this.maybe.flat()]);
    assert.deepEqual(ids.filter((id) => !known.has(id)), [], "nothing that nobody said");
  }
}
