import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { test } from "node:test";
import { bytesOf, dropHeldBytes, keepPhoto, mediaTypeOf, NotSaved, notePhoto, photosWaiting } from "../../static/app/store/photos.js";
import { makePhone } from "./world.js";

const MB = 1_048_576;

test("a photo is kept in rows of at most 1 MB and read back byte for byte", async () => {
  const { database } = await makePhone();
  const bytes = randomBytes(3 * MB + 17);
  const photo = await keepPhoto(database, new Blob([bytes], { type: "image/jpeg" }), null);
  assert.equal(photo.rows, 4);
  assert.equal(photo.sha256, createHash("sha256").update(bytes).digest("hex"));
  assert.deepEqual(Buffer.from(await bytesOf(database, photo)), bytes);
  const rows = await database.run((db) => db.getAll("photo_rows"));
  assert.ok(rows.every((row) => row.body.byteLength <= MB));
});

test("any part of a photo can be read across rows, for a transfer that goes on in the middle", async () => {
  const { database } = await makePhone();
  const bytes = randomBytes(2 * MB + 100);
  const photo = await keepPhoto(database, new Blob([bytes]), null);
  for (const [start, end] of [[0, 10], [MB - 5, MB + 5], [MB, 2 * MB], [2 * MB - 1, 2 * MB + 100], [7, 2 * MB + 99]]) {
    assert.deepEqual(Buffer.from(await bytesOf(database, photo, start, end)), bytes.subarray(start, end));
  }
});

test("the same bytes for two items are kept once", async () => {
  const { database } = await makePhone();
  const bytes = randomBytes(1000);
  await keepPhoto(database, new Blob([bytes]), null);
  await keepPhoto(database, new Blob([bytes]), null);
  assert.equal((await photosWaiting(database)).length, 1);
});

test("bytes that read back differently are not said to be saved", async () => {
  const { database } = await makePhone();
  const write = database.write.bind(database);
  database.write = (stores, put) =>
    write(stores, (tx) =>
      put(stores.includes("photo_rows") ? { objectStore: (name) => ({ put: (row) => tx.objectStore(name).put({ ...row, body: new ArrayBuffer(3) }) }) } : tx),
    );
  await assert.rejects(keepPhoto(database, new Blob([randomBytes(10)]), null), NotSaved);
  assert.equal((await photosWaiting(database)).length, 0);
});

test("bytes that the server holds are dropped, previews stay", async () => {
  const { database } = await makePhone();
  const photo = await keepPhoto(database, new Blob([randomBytes(MB + 1)]), new ArrayBuffer(5));
  await notePhoto(database, photo.sha256, { state: "here" });
  await dropHeldBytes(database);
  assert.equal(await database.run((db) => db.count("photo_rows")), 0);
  assert.equal((await database.run((db) => db.get("photos", photo.sha256))).preview.byteLength, 5);
});

test("the first bytes say what a nameless file is", () => {
  const bytes = (text) => Uint8Array.from(text, (char) => char.charCodeAt(0)).buffer;
  assert.equal(mediaTypeOf(bytes("\0\0\0\x24ftypheic....")), "image/heic");
  assert.equal(mediaTypeOf(bytes("\x89PNG\r\n\x1a\n")), "image/png");
  assert.equal(mediaTypeOf(bytes("\xff\xd8\xff\xe0")), "image/jpeg");
});
