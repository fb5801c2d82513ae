import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256 } from "../../static/app/device/ids.js";
import { Journal } from "../../static/app/store/journal.js";
import { makePhone, saying } from "./world.js";

const payloadOf = (jws) => JSON.parse(Buffer.from(jws.split(".")[1], "base64url"));

test("events are numbered without gaps and each names the hash of the one before", async () => {
  const { journal } = await makePhone();
  await Promise.all([1, 2, 3, 4, 5].map((value) => journal.append([saying({ value })])));
  const events = await journal.pending(10);
  assert.deepEqual(events.map((event) => event.seq), [1, 2, 3, 4, 5]);
  for (const [index, event] of events.entries()) {
    const before = index ? await sha256(events[index - 1].jws) : "";
    assert.equal(payloadOf(event.jws).prev, before);
  }
});

test("an event is signed by the device's key (ES256)", async () => {
  const { journal, jwk } = await makePhone();
  const [event] = await journal.append([saying()]);
  const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  const [header, body, signature] = event.jws.split(".");
  const bytes = new TextEncoder().encode(`${header}.${body}`);
  const isValid = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, Buffer.from(signature, "base64url"), bytes);
  assert.equal(isValid, true);
});

test("several sayings are kept together or not at all", async () => {
  const { journal, database } = await makePhone();
  await journal.append([saying()]);
  const unkeepable = { type: "answer_given", subject: "visit", data: { fails: () => {} } };
  await assert.rejects(journal.append([saying(), unkeepable]));
  assert.equal(await journal.countPending(), 1);
  await journal.append([saying()]);
  assert.deepEqual((await journal.pending(10)).map((event) => event.seq), [1, 2]);
  database.close();
});

test("two tabs of one officer write one chain", async () => {
  const { journal, database } = await makePhone();
  const other = new Journal(database, journal.writer);
  await Promise.all([1, 2, 3, 4].map((value) => (value % 2 ? journal : other).append([saying({ value })])));
  const events = await journal.pending(10);
  assert.deepEqual(events.map((event) => event.seq), [1, 2, 3, 4]);
  assert.equal(new Set(events.map((event) => payloadOf(event.jws).prev)).size, 4);
});

test("a database that has died is opened again and the event is kept", async () => {
  const { journal, database } = await makePhone();
  await journal.append([saying()]);
  (await database.open()).close();
  await journal.append([saying()]);
  assert.equal(await journal.countPending(), 2);
});
