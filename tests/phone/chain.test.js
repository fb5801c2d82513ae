/** A phone that was copied, or set back to a copy: it notices, begins a journal of its own, and loses nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { beginAnew, isAnothers } from "../../static/app/store/chain.js";
import { keep } from "../../static/app/store/confirmed.js";
import { Database } from "../../static/app/store/database.js";
import { Journal } from "../../static/app/store/journal.js";
import { exchange } from "../../static/app/sync/exchange.js";
import { accepted, makePhone, reply, saying } from "./world.js";

const claims = ({ jws }) => JSON.parse(Buffer.from(jws.split(".")[1], "base64url"));
const head = ({ seq, sha256 }) => ({ seq, sha256 });

/** A phone with three events that the server has. */
async function writing() {
  const phone = await makePhone();
  await phone.database.keepFacts({ key: { id: "device", privateKey: phone.journal.writer.privateKey, jwk: phone.jwk } });
  const events = await phone.journal.append([saying(), saying(), saying()]);
  await keep(phone.database, reply({ answers: events.map(accepted), head: head(events[2]) }));
  return { ...phone, events };
}

const worldOf = ({ database, journal }, serve) => ({
  journal,
  device: async () => (await database.fact("key")).id,
  after: async () => (await database.fact("after")) ?? 0,
  cursor: async () => "",
  photosHeld: async () => [],
  keep: (one) => keep(database, one),
  post: async (_path, body) => serve(body),
});

test("the chain is ours as long as the server's end of it is one of our events", async () => {
  const { journal, events } = await writing();
  for (const event of events) assert.equal(await isAnothers(journal, head(event)), false);
  assert.equal(await isAnothers(journal, { seq: 0, sha256: "" }), false);
});

test("a phone that was set back to a copy notices that the server knows more of it", async () => {
  const { journal } = await writing();
  assert.equal(await isAnothers(journal, { seq: 5, sha256: "f".repeat(64) }), true);
});

test("a phone that was copied notices that another one wrote under the same number", async () => {
  const { journal } = await writing();
  await journal.append([saying(), saying()]);
  assert.equal(await isAnothers(journal, { seq: 4, sha256: "f".repeat(64) }), true);
});

test("a journal begun anew is another device's, from 1 on, and the one before stays as it was signed", async () => {
  const phone = await writing();
  const [unsent] = await phone.journal.append([saying()]);
  await beginAnew(phone.journal, "device");
  const [first, second] = await phone.journal.append([saying(), saying()]);
  const key = await phone.database.fact("key");
  assert.notEqual(key.id, "device");
  assert.deepEqual([claims(first), claims(second)].map(({ device, seq, prev }) => [device, seq, prev]), [[key.id, 1, ""], [key.id, 2, first.sha256]]);
  assert.deepEqual([first.seq, second.seq], [5, 6]);
  assert.deepEqual([claims(unsent).device, claims(unsent).seq, claims(unsent).prev], ["device", 4, phone.events[2].sha256]);
  const { subtle } = globalThis.crypto;
  const kept = await subtle.importKey("jwk", { ...key.jwk, ext: true }, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  const [top, body, signature] = first.jws.split(".");
  assert.ok(await subtle.verify({ name: "ECDSA", hash: "SHA-256" }, kept, Buffer.from(signature, "base64url"), Buffer.from(`${top}.${body}`)));
});

test("what is said in another tab meanwhile is signed with the new key too", async () => {
  const phone = await writing();
  const tab = new Journal(phone.database, phone.journal.writer);
  await beginAnew(phone.journal, "device");
  const [event] = await tab.append([saying()]);
  assert.equal(claims(event).device, (await phone.database.fact("key")).id);
});

/** One chain for each device, each numbered from 1 and joined. @param {Array<{ jws: string }>} events */
function assertChains(events) {
  const ends = new Map();
  for (const event of events) {
    const { device, seq, prev } = claims(event);
    const end = ends.get(device) ?? { seq: 0, sha256: "" };
    assert.deepEqual([seq, prev], [end.seq + 1, end.sha256]);
    ends.set(device, { seq, sha256: event.sha256 });
  }
  return [...ends.keys()];
}

/** @param {() => Promise<void>} work */
async function withoutLocks(work) {
  const locks = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  await work().finally(() => Object.defineProperty(globalThis, "navigator", locks));
}

test("a second tab that heard of the branch too does not begin anew what the first one has begun", async () => {
  const phone = await writing();
  const tab = new Journal(new Database(phone.database.name), phone.journal.writer);
  await beginAnew(phone.journal, "device");
  const [event] = await phone.journal.append([saying()]);
  await beginAnew(tab, "device");
  assert.equal((await phone.database.fact("key")).id, claims(event).device, "the key that signs in is the one that has signed");
});

test("two tabs of a browser without locks that begin anew at once sign with one key", async () => {
  const phone = await writing();
  const tabs = [phone.journal, new Journal(new Database(phone.database.name), phone.journal.writer)];
  await withoutLocks(async () => {
    await Promise.all(tabs.flatMap((tab) => [tab.append([saying()]), beginAnew(tab, "device").then(() => tab.append([saying()]))]));
  });
  const devices = assertChains(await phone.journal.within([[1, 99]]));
  assert.deepEqual(devices, ["device", (await phone.database.fact("key")).id]);
  assert.equal(await phone.journal.countPending(), 4);
});

test("what was being signed while another tab began anew, in a browser without locks, is signed with the new key", async () => {
  const phone = await writing();
  let signings = 0;
  class Overtaken extends Journal {
    async signed(...values) {
      const event = await super.signed(...values);
      if ((signings += 1) === 1) await beginAnew(phone.journal, "device");
      return event;
    }
  }
  const tab = new Overtaken(new Database(phone.database.name), phone.journal.writer);
  await withoutLocks(async () => void (await tab.append([saying()])));
  await tab.append([saying()]);
  assert.deepEqual(assertChains(await phone.journal.within([[1, 99]])), ["device", (await phone.database.fact("key")).id]);
  assert.equal(await phone.journal.countPending(), 2);
});

test("after beginning anew all that is unsent goes up, old and new, and numbers are those of each side", async () => {
  const phone = await writing();
  await phone.journal.append([saying()]);
  await beginAnew(phone.journal, "device");
  const [first, second] = await phone.journal.append([saying(), saying()]);
  const bodies = [];
  const served = (body) => {
    bodies.push(body);
    if (bodies.length > 1) return reply({ head: { seq: 1, sha256: first.sha256 }, missing: { events: [[2, 2]], photos: [] } });
    return reply({ answers: [accepted(first), accepted(second)], head: { seq: 1, sha256: first.sha256 }, missing: { events: [[2, 2]], photos: [] } });
  };
  const last = await exchange(worldOf(phone, served));
  const device = (await phone.database.fact("key")).id;
  assert.deepEqual([bodies[0].device, bodies[0].events.length, bodies[0].holding.events], [device, 3, { last: 2, sha256: second.sha256 }]);
  assert.ok(bodies[1].events.includes(second.jws), "the second of the new journal was asked for, by its own number");
  assert.equal(last.head.seq, first.seq);
  assert.equal(await isAnothers(phone.journal, last.head), false);
  assert.equal((await phone.database.fact("head")).seq, first.seq);
});
