/** Signing in on a phone: what an officer said is found again by who they are, not by what they are called today. */

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { beforeEach, test } from "node:test";
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beginAnew } from "../../static/app/store/chain.js";
import { Journal } from "../../static/app/store/journal.js";
import { hasLeft, keepPhoneFact, noteUnsent, phoneFact, stayKnown } from "../../static/app/store/phone.js";
import { NoAnswer, Refusal } from "../../static/app/sync/calls.js";
import { databaseOf, remembered, signIn, signOut, tellOfLeaving } from "../../static/app/sync/session.js";
import { saying } from "./world.js";

const PASSWORD = "a long password";
const kept = new Map();
Object.defineProperty(globalThis, "localStorage", {
  value: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) },
  configurable: true,
});

beforeEach(() => {
  kept.clear();
  globalThis.indexedDB = new IDBFactory();
});

/** A server with its people and the devices enrolled so far; it asks for the proof as the real one does. */
class Office {
  constructor(...logins) {
    this.people = new Map(logins.map((login) => [login, { id: randomUUID(), login, permissions: [] }]));
    this.devices = new Map();
    this.asked = 0;
    this.door = { token: async () => "nonce", useToken: () => {}, post: async (_path, body) => this.answer(body) };
  }

  answer({ login, password, device, proof }) {
    this.asked += 1;
    const officer = this.people.get(login);
    if (!officer || password !== PASSWORD) throw refused("sign_in_failed", 401);
    const claims = JSON.parse(Buffer.from(proof.split(".")[1], "base64url"));
    assert.deepEqual(claims, { nonce: "nonce", login, device: device.id });
    const owner = this.devices.get(device.id) ?? officer.id;
    if (owner !== officer.id) throw refused("device_of_another", 403);
    this.devices.set(device.id, owner);
    return { officer: { ...officer }, device: device.id, csrf: "token" };
  }

  rename(from, to) {
    const officer = this.people.get(from);
    this.people.delete(from);
    this.people.set(to, { ...officer, login: to });
  }
}

const refused = (code, status) => new Refusal(status, [{ code, sentence: code, law: "" }]);
const enter = (office, login) => signIn(login, PASSWORD, "a phone", office.door);

async function say({ identity, database }, ...values) {
  const writer = { deviceId: identity.deviceId, officerId: identity.me.id, privateKey: identity.privateKey, rulebook: () => 1 };
  const journal = new Journal(database, writer);
  for (const value of values) await journal.append([saying({ value })]);
  return (await journal.pending(100)).map((event) => [event.seq, event.data.value]);
}

test("an officer's database is named by their id", async () => {
  const office = new Office("geng");
  const { database, identity } = await enter(office, "geng");
  assert.equal(database.name, `officer ${office.people.get("geng").id}`);
  assert.equal(identity.me.login, "geng");
});

test("signing in again is the same device, asked once, with the same journal", async () => {
  const office = new Office("geng");
  await say(await enter(office, "geng"), "one");
  const again = await enter(office, "geng");
  assert.deepEqual(await say(again, "two"), [[1, "one"], [2, "two"]]);
  assert.deepEqual([office.asked, office.devices.size], [2, 1]);
});

test("another tab that begins a copied phone's journal anew while its officer signs in keeps its key: that one signs in", async () => {
  const office = new Office("geng");
  const first = await enter(office, "geng");
  const writer = { deviceId: first.identity.deviceId, officerId: first.identity.me.id, privateKey: first.identity.privateKey, rulebook: () => 1 };
  const tab = new Journal(databaseOf(first.identity.me.id), writer);
  const post = async (_path, body) => {
    const answer = office.answer(body);
    await beginAnew(tab, first.identity.deviceId);
    return answer;
  };
  const again = await signIn("geng", PASSWORD, "a phone", { ...office.door, post });
  const [event] = await tab.append([saying()]);
  assert.notEqual(again.identity.deviceId, first.identity.deviceId);
  assert.equal(JSON.parse(Buffer.from(event.jws.split(".")[1], "base64url")).device, again.identity.deviceId);
  assert.ok(office.devices.has(again.identity.deviceId));
});

test("a new login finds the work that was said under the old one, on the same device", async () => {
  const office = new Office("geng");
  await say(await enter(office, "geng"), "sealed");
  office.rename("geng", "geng2");
  const again = await enter(office, "geng2");
  assert.deepEqual(await say(again, "more"), [[1, "sealed"], [2, "more"]]);
  assert.equal(office.devices.size, 1);
  assert.equal(again.identity.me.login, "geng2");
});

test("a login that became somebody else's opens nothing of the one before", async () => {
  const office = new Office("geng");
  const before = await enter(office, "geng");
  await say(before, "sealed");
  office.rename("geng", "geng2");
  office.people.set("geng", { id: randomUUID(), login: "geng", permissions: [] });
  const other = await enter(office, "geng");
  assert.notEqual(other.identity.me.id, before.identity.me.id);
  assert.deepEqual(await say(other), []);
  assert.deepEqual(await say(await enter(office, "geng2")), [[1, "sealed"]]);
});

test("with no network whoever was here last is found by their login, each with their own work", async () => {
  const office = new Office("geng", "xin");
  await say(await enter(office, "geng"), "of geng");
  await say(await enter(office, "xin"), "of xin");
  assert.equal(phoneFact("login"), "xin");
  for (const login of ["geng", "xin"]) {
    const found = await remembered(login);
    assert.deepEqual(await say(found), [[1, `of ${login}`]]);
    assert.equal(found.identity.me.login, login);
  }
});

test("nobody is remembered who never signed in here", async () => {
  assert.equal(await remembered(""), null);
  assert.equal(await remembered("geng"), null);
  keepPhoneFact("officers", "no JSON");
  assert.equal(await remembered("geng"), null);
});

test("a phone that has forgotten its logins still finds the officer's own key and work", async () => {
  const office = new Office("geng");
  const before = await enter(office, "geng");
  await say(before, "sealed");
  kept.clear();
  const again = await enter(office, "geng");
  assert.equal(again.identity.deviceId, before.identity.deviceId);
  assert.deepEqual(await say(again), [[1, "sealed"]]);
});

test("a wrong password or no network is told, and changes nothing here", async () => {
  const office = new Office("geng", "xin");
  await enter(office, "geng");
  const asked = office.asked;
  await assert.rejects(signIn("xin", "wrong", "", office.door), Refusal);
  assert.equal(office.asked, asked + 1);
  const cut = { ...office.door, token: async () => Promise.reject(new NoAnswer("cut")) };
  await assert.rejects(signIn("xin", PASSWORD, "", cut), NoAnswer);
  assert.equal(phoneFact("login"), "geng");
  assert.equal(await databaseOf(office.people.get("xin").id).fact("key"), undefined);
});

test("whoever signs out is gone from this phone at once, and the server hears of it when it can", async () => {
  const office = new Office("geng");
  const { database, identity } = await enter(office, "geng");
  assert.equal(hasLeft(identity.me.id), false);
  const cut = { ...office.door, post: async () => Promise.reject(new NoAnswer("cut")) };
  const telling = signOut(database, identity.deviceId, cut);
  assert.equal(phoneFact("login"), "");
  assert.equal(hasLeft(identity.me.id), true);
  await telling;
  const told = [];
  await tellOfLeaving({ ...office.door, post: async (path, body) => told.push([path, body]) });
  await tellOfLeaving({ ...office.door, post: async (path, body) => told.push([path, body]) });
  assert.deepEqual(told, [["/api/sign-out", { device: identity.deviceId }]]);
  keepPhoneFact("leaving", "yes"); // as an earlier version kept it
  await tellOfLeaving({ ...office.door, post: async (path, body) => told.push([path, body]) });
  assert.deepEqual(told.at(-1), ["/api/sign-out", {}]);
});

test("the next person's sign-in waits for the answer to whoever left", async () => {
  const office = new Office("geng", "xin");
  const { database, identity } = await enter(office, "geng");
  const order = [];
  let answer = () => {};
  const slow = { ...office.door, post: () => new Promise((resolve) => (answer = () => (order.push("left"), resolve({})))) };
  const leaving = signOut(database, identity.deviceId, slow);
  const entering = enter(office, "xin").then(() => order.push("entered"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  answer();
  await Promise.all([leaving, entering]);
  assert.deepEqual(order, ["left", "entered"]);
  assert.equal(phoneFact("login"), "xin");
});

test("a phone whose memory was wiped does not say that its officer has left", async () => {
  const office = new Office("geng");
  const { identity } = await enter(office, "geng");
  kept.clear();
  assert.equal(hasLeft(identity.me.id), false);
  stayKnown("geng", identity.me.id);
  assert.deepEqual([phoneFact("login"), hasLeft(identity.me.id)], ["geng", false]);
  await enter(new Office("xin"), "xin");
  assert.equal(hasLeft(identity.me.id), true);
});

test("a phone whose database was lost with unsent work in it says so after signing in", async () => {
  const office = new Office("geng");
  const { database, identity } = await enter(office, "geng");
  noteUnsent(identity.me.id, { device: identity.deviceId, events: 3, photos: 2, at: "2026-11-23T10:00:00+08:00" });
  database.close();
  await new Promise((resolve) => (indexedDB.deleteDatabase(database.name).onsuccess = resolve));
  const again = await enter(office, "geng");
  assert.notEqual(again.identity.deviceId, identity.deviceId);
  assert.deepEqual((await again.database.fact("gone")).events, 3);
  const usual = await enter(office, "geng");
  assert.equal((await usual.database.fact("gone")).device, identity.deviceId);
});

test("a browser that was killed and forgot who is signed in finds it in the database, and that somebody left too", async () => {
  const office = new Office("geng");
  const { database, identity } = await enter(office, "geng");
  database.close();
  kept.clear();
  assert.equal((await remembered(phoneFact("login"))).identity.me.id, identity.me.id);
  assert.equal(phoneFact("login"), "geng");
  await signOut(databaseOf(identity.me.id), identity.deviceId, { ...office.door, post: async () => ({}) });
  keepPhoneFact("login", "geng"); // the signing out did not reach this store before the kill
  assert.equal(await remembered("geng"), null);
  kept.clear();
  assert.equal(await remembered(""), null);
});

test("a browser that cannot tell at first which databases it has is asked again; one that never can is not taken for empty", async () => {
  const office = new Office("geng");
  const { database, identity } = await enter(office, "geng");
  database.close();
  kept.clear();
  const told = indexedDB.databases.bind(indexedDB);
  let silent = 2;
  indexedDB.databases = () => (silent-- > 0 ? Promise.reject(new DOMException("just killed", "UnknownError")) : told());
  assert.equal((await remembered("")).identity.me.id, identity.me.id);
  kept.clear();
  silent = Infinity;
  await assert.rejects(remembered(""), { name: "UnknownError" });
});
