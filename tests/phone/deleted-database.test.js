/** A database that dies, or is deleted, while its page is in use. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { keep } from "../../static/app/store/confirmed.js";
import { Database } from "../../static/app/store/database.js";
import { Journal } from "../../static/app/store/journal.js";
import { Memory } from "../../static/app/store/memory.js";
import { keepPhoto } from "../../static/app/store/photos.js";
import { holdings, rescueBlob, rescuePieces } from "../../static/app/sync/rescue.js";
import { accepted, aJpeg, makePhone, reply, saying } from "./world.js";

/** A phone in use: its page remembers what is on disk. */
async function inUse() {
  const phone = await makePhone();
  const told = [];
  await phone.database.keepFacts({ key: { id: "device", jwk: phone.jwk }, me: { id: "officer" } });
  phone.database.memory = new Memory((mended) => told.push(mended));
  await phone.database.memory.load(phone.database);
  return { ...phone, told };
}

const deleted = (name) =>
  new Promise((resolve, reject) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onerror: reject }));

const chainOf = (events) => events.map((event) => [event.seq, JSON.parse(Buffer.from(event.jws.split(".")[1], "base64url")).prev]);

/** Every use of the disk fails, with that error. */
function broken(database, name) {
  database.forget();
  database.open = () => Promise.reject(new DOMException("no disk", name));
}

test("a connection that was closed is opened again, and what is said is kept", async () => {
  const { database, journal } = await makePhone();
  await journal.append([saying()]);
  (await database.open()).close();
  await journal.append([saying()]);
  assert.deepEqual((await journal.pending(10)).map((event) => event.seq), [1, 2]);
});

test("a database deleted by another tab is made anew with what the page knew, and the chain goes on", async () => {
  const { database, journal, told } = await inUse();
  const [one, two] = await journal.append([saying(), saying()]);
  await keep(database, reply({ answers: [accepted(one), accepted(two)], head: { seq: 2, sha256: two.sha256 } }));
  database.memory.settle(reply({ answers: [accepted(one), accepted(two)], head: { seq: 2, sha256: two.sha256 } }));
  const [three] = await journal.append([saying({ value: "unsent" })]);
  await deleted(database.name);
  const [four] = await journal.append([saying()]);
  assert.deepEqual(chainOf([three, four]), [[3, two.sha256], [4, three.sha256]]);
  assert.deepEqual((await journal.pending(10)).map((event) => event.jws), [three.jws, four.jws]);
  assert.deepEqual(told, [{ events: 1, photos: 0 }]);
  assert.equal((await database.fact("key")).id, "device");
  assert.equal(await database.fact("cursor"), undefined);
});

test("the page opens it again by itself, before anything is said", async () => {
  const { database, journal, told } = await inUse();
  await journal.append([saying()]);
  await deleted(database.name);
  for (let wait = 0; wait < 100 && !told.length; wait += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual(told, [{ events: 1, photos: 0 }]);
  const other = new Database(database.name);
  assert.equal(await new Journal(other, {}).countPending(), 1);
});

test("photos whose bytes only the database had are counted as gone", async () => {
  const { database, journal, told } = await inUse();
  const photo = await keepPhoto(database, new Blob([aJpeg()]));
  database.memory.photos = [photo.sha256];
  await journal.append([saying()]);
  await deleted(database.name);
  await journal.countPending();
  assert.deepEqual(told, [{ events: 1, photos: 1 }]);
});

test("another tab that knew less does not leave the chain shorter", async () => {
  const phone = await inUse();
  await phone.journal.append([saying()]);
  const other = new Database(phone.database.name);
  other.memory = new Memory(() => {});
  await other.memory.load(other);
  const [, second] = [null, ...(await phone.journal.append([saying()]))];
  await deleted(phone.database.name);
  await other.run(async () => {});
  await phone.database.run(async () => {});
  const [third] = await phone.journal.append([saying()]);
  assert.deepEqual(chainOf([third]), [[3, second.sha256]]);
  assert.equal(await phone.journal.countPending(), 3);
});

test("a database of which no page is in use stays as empty as it is found", async () => {
  const { database, journal } = await makePhone();
  await journal.append([saying()]);
  await deleted(database.name);
  assert.equal(await journal.last(), null);
});

test("after its officer has left nothing is put back", async () => {
  const { database, journal, told } = await inUse();
  await journal.append([saying()]);
  database.close();
  await deleted(database.name);
  assert.equal(await journal.countPending(), 0);
  assert.deepEqual(told, []);
});

test("an event whose commit was in doubt is neither doubled nor said to be lost", async () => {
  const { database, journal } = await makePhone();
  const write = database.write.bind(database);
  let isFirst = true;
  database.write = async (stores, put) => {
    await write(stores, put);
    if (isFirst) {
      isFirst = false;
      await write(stores, put); // as `run` does when the connection died after the commit
    }
  };
  const [event] = await journal.append([saying()]);
  assert.deepEqual((await journal.pending(10)).map((one) => one.id), [event.id]);
});

test("two tabs of a browser without locks write one chain", async () => {
  const { database, journal } = await makePhone();
  const locks = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  try {
    const other = new Journal(new Database(database.name), journal.writer);
    await Promise.all([...Array(5).keys()].flatMap((value) => [journal.append([saying({ value })]), other.append([saying({ value: value + 10 })])]));
  } finally {
    Object.defineProperty(globalThis, "navigator", locks);
  }
  const events = await journal.pending(100);
  assert.equal(new Set(events.map((event) => event.data.value)).size, 10);
  assert.deepEqual(chainOf(events), events.map((event, index) => [index + 1, index ? events[index - 1].sha256 : ""]));
});

test("when the disk gives nothing back, the rescue file holds what the page remembers, and says what it lacks", async () => {
  const phone = await inUse();
  const [one, two] = await phone.journal.append([saying(), saying()]);
  phone.database.memory.photos = ["a".repeat(64)];
  broken(phone.database, "UnknownError");
  const identity = { me: { id: "officer", login: "geng", name: "庚" }, deviceId: "device", jwk: phone.jwk };
  const held = await holdings({ database: phone.database, identity });
  assert.deepEqual([held.seqs, held.unreadable], [[1, 2], 1]);
  const text = await (await rescueBlob(rescuePieces({ database: phone.database, identity }, held))).text();
  const lines = text.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(lines.filter((line) => line.event).map((line) => line.event), [one.jws, two.jws]);
  assert.equal(lines.at(-1).end.events, 2);
});

test("with a full disk everything said before stays readable, and nothing is tried again in vain", async () => {
  const { database, journal } = await inUse();
  await journal.append([saying()]);
  const open = database.open.bind(database);
  let tries = 0;
  database.open = async () => {
    const db = await open();
    return new Proxy(db, {
      get: (target, name) => (name === "transaction" ? (stores, mode, ...more) => {
        if (mode === "readwrite" && (tries += 1)) throw new DOMException("full", "QuotaExceededError");
        return target.transaction(stores, mode, ...more);
      } : Reflect.get(target, name, target)),
    });
  };
  await assert.rejects(journal.append([saying()]), { name: "QuotaExceededError" });
  assert.equal(tries, 1);
  assert.equal(await journal.countPending(), 1);
});
