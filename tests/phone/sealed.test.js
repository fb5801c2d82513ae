/** Sealing: what lies on the disk, what comes back, and that it is never the reason for a loss. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, newKeyBytes, newWrappingPair, unwrap, wrapTo } from "../../static/app/device/seal.js";
import { Draft } from "../../static/app/store/drafts.js";
import { allKept, keep } from "../../static/app/store/confirmed.js";
import { finderRows } from "../../static/app/store/finder.js";
import { Memory } from "../../static/app/store/memory.js";
import { bytesOf, keepPhoto, notePhoto, photoKept, photosShown } from "../../static/app/store/photos.js";
import { beginRecording, keepPiece, recordingsUnderWay } from "../../static/app/store/recordings.js";
import { sealAll } from "../../static/app/store/resealing.js";
import { TypedWords } from "../../static/app/store/typed-words.js";
import { isSealed, Locked, Vault } from "../../static/app/store/vault.js";
import { accepted, aJpeg, makePhone, reply, saying } from "./world.js";

const WORDS = "防火门闭门器损坏";
const STORES = ["facts", "journal", "confirmed", "photos", "photo_rows", "drafts", "finder", "recordings", "recording_rows"];
const work = (id, name = WORDS) => ({ kind: "work", id, value: { id, number: id, name, address: "", initials: "", street: "", status: "in_use", entrances: [] } });

async function sealedPhone() {
  const phone = await makePhone();
  phone.database.vault = new Vault(await keyOf(newKeyBytes()));
  return phone;
}

/** Everything that lies in the database, as text of whatever is in it: letters and bytes. */
async function dump(database) {
  const rows = await database.run((db) => Promise.all(STORES.map((store) => db.getAll(store))));
  const bytes = [];
  const text = JSON.stringify(rows, (_name, value) => {
    if (value instanceof ArrayBuffer) bytes.push(Buffer.from(value));
    return value;
  });
  return Buffer.concat([Buffer.from(text), ...bytes]);
}

async function fill({ database, journal }) {
  const [event] = await journal.append([saying({ text: WORDS })]);
  const photo = await keepPhoto(database, new File([aJpeg(1_500_000)], `${WORDS}.jpg`), { visit: "v", data: { item: WORDS } });
  await notePhoto(database, photo.sha256, { preview: new TextEncoder().encode(WORDS).buffer });
  await new TypedWords(database).type("finding/1", { text: WORDS });
  const draft = await Draft.open(database, "start/1", {});
  draft.set({ reason: WORDS });
  await draft.keep();
  await beginRecording(database, { id: "r", type: "audio/webm", visit: "v", data: { by_whom: WORDS } });
  await keepPiece(database, "r", new TextEncoder().encode(WORDS).buffer, 5);
  await keep(database, reply({ changes: [work("w1"), { kind: "visit", id: "v", value: { reason: WORDS } }] }));
  return { event, photo };
}

test("nothing that was typed, photographed or downloaded lies open on the disk", async () => {
  const phone = await sealedPhone();
  const { event, photo } = await fill(phone);
  const bytes = Buffer.from(await bytesOf(phone.database, photo, 100, 200));
  const all = await dump(phone.database);
  assert.equal(all.includes(WORDS), false);
  assert.equal(all.includes(bytes), false);
  assert.equal(all.includes(event.jws), false);
});

test("what was sealed comes back as it was", async () => {
  const { database, journal } = await sealedPhone();
  const { event, photo } = await fill({ database, journal });
  assert.deepEqual(await journal.pending(5), [event]);
  assert.equal((await photoKept(database, photo.sha256)).name, `${WORDS}.jpg`);
  assert.deepEqual((await photosShown(database))[0].about, { visit: "v", data: { item: WORDS } });
  assert.equal((await Draft.open(database, "start/1", {})).values.reason, WORDS);
  assert.equal((await new TypedWords(database).left("finding/"))[0].values.text, WORDS);
  assert.equal((await recordingsUnderWay(database))[0].data.by_whom, WORDS);
  assert.equal((await allKept(database, "visit"))[0].value.reason, WORDS);
  assert.deepEqual((await finderRows(database)).map((row) => row.name), [WORDS]);
});

test("an answer is sealed and read with its event", async () => {
  const { database, journal } = await sealedPhone();
  const [event] = await journal.append([saying()]);
  const answer = { ...accepted(event), status: "refused", reasons: [{ code: "x", sentence: WORDS, law: "" }] };
  await keep(database, reply({ answers: [answer] }));
  assert.equal((await dump(database)).includes(WORDS), false);
  assert.deepEqual((await journal.troubled())[0].answer, answer);
});

test("with another key, or none, nothing opens and nothing goes", async () => {
  const { database, journal } = await sealedPhone();
  await fill({ database, journal });
  const before = await dump(database);
  const { vault } = database;
  const unopened = [];
  database.cannotOpen = (error) => unopened.push(error);
  database.vault = new Vault(await keyOf(newKeyBytes()));
  assert.deepEqual(await journal.pending(5), []);
  assert.equal(unopened.length, 1);
  database.vault = vault;
  vault.forget();
  await assert.rejects(journal.pending(5), Locked);
  await assert.rejects(journal.append([saying()]), Locked);
  assert.equal((await dump(database)).equals(before), true);
});

test("one row that does not open stops no other", async () => {
  const { database, journal } = await sealedPhone();
  await journal.append([saying({ value: 1 })]);
  await journal.append([saying({ value: 2 })]);
  await database.write(["journal"], async (tx) => {
    const row = await tx.objectStore("journal").get(1);
    new Uint8Array(row.content.box)[20] ^= 1;
    tx.objectStore("journal").put(row);
  });
  database.cannotOpen = () => {};
  assert.deepEqual((await journal.pending(5)).map((event) => event.data.value), [2]);
  assert.equal(await journal.countPending(), 2);
});

test("a value that cannot be sealed is kept as it is, and told", async () => {
  const { database, journal } = await sealedPhone();
  const told = [];
  const broken = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["decrypt"]); // may not encrypt
  database.vault = new Vault(broken, (error) => told.push(error));
  const [event] = await journal.append([saying({ text: WORDS })]);
  assert.ok(told.length);
  assert.deepEqual((await journal.pending(5))[0], event);
});

test("rows of before are read, and sealed behind the officer's work", async () => {
  const { database, journal } = await makePhone();
  database.vault = null;
  const { event, photo } = await fill({ database, journal });
  await database.write(["finder"], (tx) => void tx.objectStore("finder").put({ id: "old", number: "0", name: WORDS, address: "" }));
  database.vault = new Vault(await keyOf(newKeyBytes()));
  assert.deepEqual(await journal.pending(5), [event], "readable at once");
  assert.equal(await sealAll(database), true);
  assert.equal((await dump(database)).includes(WORDS), false);
  assert.deepEqual(await journal.pending(5), [event]);
  assert.equal((await bytesOf(database, photo)).byteLength, photo.size);
  assert.deepEqual((await finderRows(database)).map((row) => row.id).sort(), ["old", "w1"]);
  assert.equal(await database.fact("sealed_all"), true);
});

test("sealing what lay open may be broken off at any time, and goes on", async () => {
  const { database, journal } = await makePhone();
  database.vault = null;
  const { event } = await fill({ database, journal });
  database.vault = new Vault(await keyOf(newKeyBytes()));
  for (let steps = 1; ; steps += 1) {
    let left = steps;
    if (await sealAll(database, () => (left -= 1) >= 0)) break;
    assert.deepEqual(await journal.pending(5), [event]);
  }
  assert.equal((await dump(database)).includes(WORDS), false);
});

test("a database deleted under the page comes back sealed", async () => {
  const { database, journal } = await sealedPhone();
  database.memory = new Memory(() => {});
  await database.keepFacts({ key: { id: "device" }, lock: { version: 1 } });
  await database.memory.load(database);
  const [event] = await journal.append([saying({ text: WORDS })]);
  await new Promise((done) => Object.assign(indexedDB.deleteDatabase(database.name), { onsuccess: done }));
  assert.deepEqual(await journal.pending(5), [event]);
  assert.equal((await dump(database)).includes(WORDS), false);
  assert.deepEqual(await database.fact("lock"), { version: 1 });
});

test("many blocks of works are joined to few, and the later word on a work counts", async () => {
  const { database } = await sealedPhone();
  for (let turn = 0; turn < 45; turn += 1) await keep(database, reply({ changes: [work(`w${turn % 9}`, `第 ${turn} 次`)] }));
  await keep(database, reply({ changes: [{ kind: "work", id: "w3", value: null }] }));
  const before = await finderRows(database);
  for (let tries = 0; (await database.run((db) => db.count("finder"))) > 1 && tries < 100; tries += 1) await new Promise((done) => setTimeout(done, 10));
  assert.equal(await database.run((db) => db.count("finder")), 1);
  const after = await finderRows(database);
  assert.deepEqual(after, before);
  assert.deepEqual(after.map((row) => row.name).sort(), [36, 37, 38, 40, 41, 42, 43, 44].map((turn) => `第 ${turn} 次`));
});

test("what is wrapped to a public key opens with the private one alone", async () => {
  const [one, other] = [await newWrappingPair(), await newWrappingPair()];
  const jwe = await wrapTo(one.jwk, { key: "秘" });
  assert.deepEqual(await unwrap(one.privateKey, jwe), { key: "秘" });
  await assert.rejects(unwrap(other.privateKey, jwe));
});

test("what is sealed looks like nothing else", () => {
  for (const value of [null, undefined, "", 5, {}, { box: "text", of: "json" }, new ArrayBuffer(4)]) assert.equal(isSealed(value), false);
});
