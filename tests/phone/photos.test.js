import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { bytesOf, dropHeldBytes, keepPhoto, NotSaved, NotTaken, notePhoto, photoKept, photosHeld, photosUntold, photosWaiting } from "../../static/app/store/photos.js";
import { aJpeg, makePhone } from "./world.js";

const MB = 1_048_576;
const none = async () => assert.fail("the server was asked");

test("a photo is kept in rows of at most 1 MB and read back byte for byte", async () => {
  const { database } = await makePhone();
  const bytes = aJpeg(3 * MB + 17);
  const photo = await keepPhoto(database, new Blob([bytes]));
  assert.equal(photo.rows, 4);
  assert.equal(photo.sha256, createHash("sha256").update(bytes).digest("hex"));
  assert.deepEqual(new Uint8Array(await bytesOf(database, photo)), bytes);
  const rows = await database.run((db) => db.getAll("photo_rows"));
  assert.ok(rows.every((row) => row.body.byteLength <= MB));
});

test("any part of a photo can be read across rows, for a transfer that goes on in the middle", async () => {
  const { database } = await makePhone();
  const bytes = aJpeg(2 * MB + 100);
  const photo = await keepPhoto(database, new Blob([bytes]));
  for (const [start, end] of [[0, 10], [MB - 5, MB + 5], [MB, 2 * MB], [2 * MB - 1, 2 * MB + 100], [7, 2 * MB + 99]]) {
    assert.deepEqual(new Uint8Array(await bytesOf(database, photo, start, end)), bytes.subarray(start, end));
  }
});

test("the same bytes for two items are kept once", async () => {
  const { database } = await makePhone();
  const bytes = aJpeg(1000);
  await keepPhoto(database, new Blob([bytes]));
  await keepPhoto(database, new Blob([bytes]));
  assert.equal((await photosWaiting(database)).length, 1);
});

test("bytes that read back differently are not said to be saved", async () => {
  const { database } = await makePhone();
  const write = database.write.bind(database);
  database.write = (stores, put) =>
    write(stores, (tx) =>
      put(stores.includes("photo_rows") ? { objectStore: (name) => ({ put: (row) => tx.objectStore(name).put({ ...row, body: new ArrayBuffer(3) }) }) } : tx),
    );
  await assert.rejects(keepPhoto(database, new Blob([aJpeg()])), NotSaved);
  assert.equal((await photosWaiting(database)).length, 0);
});

test("nothing counts as saved when the disk is full in the middle of it", async () => {
  const { database } = await makePhone();
  const write = database.write.bind(database);
  let rows = 0;
  database.write = (stores, put) => {
    if (stores.includes("photo_rows") && (rows += 1) === 3) throw new DOMException("full", "QuotaExceededError");
    return write(stores, put);
  };
  const bytes = aJpeg(4 * MB);
  await assert.rejects(keepPhoto(database, new Blob([bytes])), { name: "QuotaExceededError" });
  assert.equal((await photosHeld(database)).length, 0);
  assert.equal((await keepPhoto(database, new Blob([bytes]))).rows, 4);
});

test("what is no photo is not kept, and its code says why", async () => {
  const { database } = await makePhone();
  const wrong = { empty: [], not_a_photo: ["%PDF-1.7"] };
  for (const [code, parts] of Object.entries(wrong)) {
    await assert.rejects(keepPhoto(database, new File(parts, "photo.jpg", { type: "image/jpeg" })), (error) => error instanceof NotTaken && error.message === code);
  }
  assert.equal(await database.run((db) => db.count("photo_rows")), 0);
});

test("a file that is too large is not even read", async () => {
  const { database } = await makePhone();
  const film = { size: 3_000 * MB, arrayBuffer: () => assert.fail("it was read") };
  await assert.rejects(keepPhoto(database, film), (error) => error.message === "too_large");
});

test("the type is what the bytes are, whatever the file is called", async () => {
  const { database } = await makePhone();
  const photo = await keepPhoto(database, new File([aJpeg()], "photo.heic", { type: "image/heic" }));
  assert.deepEqual([photo.type, photo.name], ["image/jpeg", "photo.heic"]);
});

test("a photo of which the journal does not know yet is found again", async () => {
  const { database } = await makePhone();
  const about = { visit: "visit", data: { photo_id: "p1" } };
  const photo = await keepPhoto(database, new Blob([aJpeg()]), about);
  assert.deepEqual((await photosUntold(database)).map((one) => one.about), [about]);
  await notePhoto(database, photo.sha256, { about: null });
  assert.deepEqual(await photosUntold(database), []);
});

test("bytes that the server holds are dropped, previews stay", async () => {
  const { database } = await makePhone();
  const photo = await keepPhoto(database, new Blob([aJpeg(MB + 1)]));
  await notePhoto(database, photo.sha256, { state: "here", preview: new ArrayBuffer(5) });
  await dropHeldBytes(database, none);
  assert.equal(await database.run((db) => db.count("photo_rows")), 0);
  const kept = await photoKept(database, photo.sha256);
  assert.deepEqual([kept.preview.byteLength, kept.state], [5, "dropped"]);
});

test("bytes that the server does not name stay, whatever became of the transfer", async () => {
  const { database } = await makePhone();
  for (const state of ["waiting", "sent", "refused"]) {
    const { sha256 } = await keepPhoto(database, new Blob([aJpeg()]));
    await notePhoto(database, sha256, { state, preview: new ArrayBuffer(5) });
  }
  await dropHeldBytes(database, none);
  assert.equal(await database.run((db) => db.count("photo_rows")), 3);
});

test("a photo that this phone cannot show gets the server's small copy before its bytes go", async () => {
  const { database } = await makePhone();
  const { sha256 } = await keepPhoto(database, new Blob([aJpeg()]));
  await notePhoto(database, sha256, { state: "here" });
  await dropHeldBytes(database, async () => {
    throw new Error("no answer");
  });
  assert.equal(await database.run((db) => db.count("photo_rows")), 1);
  await dropHeldBytes(database, async (asked) => (assert.equal(asked, sha256), new ArrayBuffer(7)));
  assert.equal(await database.run((db) => db.count("photo_rows")), 0);
  assert.equal((await photoKept(database, sha256)).preview.byteLength, 7);
});
