/** The lock: what it takes to open, what a wrong PIN costs, and that a forgotten one loses nothing. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { newWrappingPair, unwrap, wrapTo } from "../../static/app/device/seal.js";
import { base64url, fromBase64url } from "../../static/app/device/base64.js";
import { faultOfPin, waitMs } from "../../static/app/rules/pins.js";
import { AlreadyLocked, dropHandles, keepLock, lockOf, makeLock, NotWrapped, recovered, reopen, unlock, waitOf, WrongPin } from "../../static/app/store/lock.js";
import { makePhone, saying } from "./world.js";

const PIN = "135790";
const FEW = 1_000; // rounds: a test need not wait
const session = new Map();
Object.defineProperty(globalThis, "sessionStorage", {
  value: { getItem: (name) => session.get(name) ?? null, setItem: (name, value) => void session.set(name, value), removeItem: (name) => void session.delete(name) },
  configurable: true,
});

beforeEach(() => session.clear());
afterEach(() => mock.timers.reset());

/** The office: opens what was wrapped to it. */
async function anOffice() {
  const { privateKey, jwk } = await newWrappingPair();
  const opened = async (jwe) => (await unwrap(privateKey, jwe)).key;
  return {
    office: { kid: "one", jwk },
    rehearse: async (jwe) => base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", fromBase64url(await opened(jwe))))),
    ask: async (jwe, to) => wrapTo(to, { key: await opened(jwe) }),
  };
}

async function lockedPhone() {
  const phone = await makePhone();
  phone.database.vault = null;
  const office = await anOffice();
  await makeLock(phone.database, { pin: PIN, officerId: "officer", iterations: FEW, ...office });
  const [event] = await phone.journal.append([saying({ text: "词" })]);
  phone.database.vault = null;
  return { ...phone, ...office, event };
}

test("the PIN opens it, with no network", async () => {
  const { database, journal, event } = await lockedPhone();
  await unlock(database, PIN);
  assert.deepEqual(await journal.pending(5), [event]);
});

test("nothing on the disk is the key, the PIN or the secret of the window", async () => {
  const { database } = await lockedPhone();
  const facts = JSON.stringify(await database.run((db) => db.getAll("facts")), (_name, value) => (value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? Buffer.from(value).toString("hex") : value));
  const [, secret] = session.get("handle").split(" ");
  for (const hidden of [PIN, secret, Buffer.from(fromBase64url(secret)).toString("hex")]) assert.equal(facts.includes(hidden), false);
});

test("a wrong PIN opens nothing and wipes nothing; after five it has to wait, also after a reload", async () => {
  const { database, journal, event } = await lockedPhone();
  mock.timers.enable({ apis: ["Date"], now: Date.now() });
  for (let tries = 0; tries < 5; tries += 1) {
    assert.equal(await waitOf(database), 0);
    await assert.rejects(unlock(database, "246802"), WrongPin);
  }
  assert.equal(await waitOf(database), 30_000);
  await assert.rejects(unlock(database, PIN), WrongPin, "the right one too");
  mock.timers.tick(30_000);
  await assert.rejects(unlock(database, "246802"), WrongPin);
  assert.equal(await waitOf(database), 60_000);
  mock.timers.tick(60_000);
  await unlock(database, PIN);
  assert.equal(await waitOf(database), 0);
  assert.deepEqual(await journal.pending(5), [event]);
});

test("a reload within the time asks for nothing; afterwards, or in another window, it does", async () => {
  const { database, journal, event } = await lockedPhone();
  assert.equal(await reopen(database, () => true), true);
  assert.deepEqual(await journal.pending(5), [event]);
  database.vault = null;
  assert.equal(await reopen(database, () => false), false);
  session.clear();
  assert.equal(await reopen(database, () => true), false);
  assert.equal(database.vault, null);
});

test("once locked, no window opens by itself", async () => {
  const { database } = await lockedPhone();
  const before = new Map(session);
  await dropHandles(database);
  for (const [name, value] of before) session.set(name, value);
  assert.equal(await reopen(database, () => true), false);
});

test("a forgotten PIN: the office opens it, and a new PIN takes the place of the old", async () => {
  const { database, journal, event, ask } = await lockedPhone();
  const bytes = await recovered(database, ask);
  await keepLock(database, bytes, { pin: "864209", office: (await lockOf(database)).office, iterations: FEW });
  assert.deepEqual(await journal.pending(5), [event]);
  await assert.rejects(unlock(database, PIN), WrongPin);
  await unlock(database, "864209");
  assert.deepEqual(await journal.pending(5), [event]);
});

test("a key that is not this lock's is not taken for it", async () => {
  const { database } = await lockedPhone();
  const wrong = async (_jwe, to) => wrapTo(to, { key: base64url(new Uint8Array(32)) });
  await assert.rejects(recovered(database, wrong), { name: "OperationError" });
  await unlock(database, PIN);
});

test("when the office cannot open its wrap, nothing is locked and nothing is sealed", async () => {
  const { database, journal } = await makePhone();
  database.vault = null;
  const { office } = await anOffice();
  const none = async () => "another fingerprint";
  await assert.rejects(makeLock(database, { pin: PIN, officerId: "officer", office, rehearse: none, iterations: FEW }), NotWrapped);
  assert.equal(await lockOf(database), undefined);
  assert.equal(database.vault, null);
  await journal.append([saying({ text: "词" })]);
  assert.equal((await journal.last()).data.text, "词");
});

test("a disk that gives back another wrap than was written makes no lock", async () => {
  const { database } = await makePhone();
  database.vault = null;
  const office = await anOffice();
  const { fact } = database;
  database.fact = async function read(name) {
    const value = await fact.call(this, name);
    if (name === "lock" && value) new Uint8Array(value.pin.box)[20] ^= 1;
    return value;
  };
  await assert.rejects(makeLock(database, { pin: PIN, officerId: "officer", iterations: FEW, ...office }), NotWrapped);
  assert.equal(await fact.call(database, "lock"), undefined);
});

test("a full disk keeps nobody out", async () => {
  const { database, journal, event } = await lockedPhone();
  database.write = async () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  await assert.rejects(unlock(database, "246802"), WrongPin);
  await unlock(database, PIN);
  assert.deepEqual(await journal.pending(5), [event]);
});

test("a second window makes no second lock, for what the first one sealed would be lost", async () => {
  const { database, journal, event, ...office } = await lockedPhone();
  await assert.rejects(makeLock(database, { pin: "864209", officerId: "officer", iterations: FEW, ...office }), AlreadyLocked);
  await unlock(database, PIN);
  assert.deepEqual(await journal.pending(5), [event]);
});

test("when the office has another key, the next unlocking wraps to it", async () => {
  const { database, journal, event } = await lockedPhone();
  const later = await anOffice();
  await database.keepFacts({ office_key: { ...later.office, kid: "two" }, me: { id: "officer" } });
  await unlock(database, PIN);
  assert.equal((await lockOf(database)).office.kid, "two");
  database.vault = null;
  await keepLock(database, await recovered(database, later.ask), { pin: "864209", office: (await lockOf(database)).office, iterations: FEW });
  assert.deepEqual(await journal.pending(5), [event]);
});

test("what may be a PIN", () => {
  for (const [pin, fault] of [["", "short"], ["13579", "short"], ["135790", ""], ["111111", "simple"], ["123456", "simple"], ["987654", "simple"], ["112233", ""], ["一个比较长的口令", ""]]) assert.equal(faultOfPin(pin), fault, pin);
});

test("waiting doubles up to ten minutes, and a clock that was moved makes it no longer", () => {
  const at = 1_000_000;
  const waits = [0, 4, 5, 6, 9, 10, 40].map((wrong) => waitMs({ wrong, at }, at));
  assert.deepEqual(waits, [0, 0, 30_000, 60_000, 480_000, 600_000, 600_000]);
  assert.equal(waitMs({ wrong: 5, at }, at - 86_400_000), 30_000);
  assert.equal(waitMs({ wrong: 5, at }, at + 30_000), 0);
  assert.equal(waitMs(null, at), 0);
});
