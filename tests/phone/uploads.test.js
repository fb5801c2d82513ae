import assert from "node:assert/strict";
import { test } from "node:test";
import { keepPhoto, notePhoto, photoKept, photosWaiting } from "../../static/app/store/photos.js";
import { useToken } from "../../static/app/sync/calls.js";
import { aJpeg, makePhone } from "./world.js";

/** What becomes of each transfer, by hash: "" = all is well, or the answer that ends it. */
let outcomes = {};
let begun = [];

/** The part of the tus client that we lean on: it makes an address known early and ends well or with an answer. */
class Transfer {
  constructor(photo, options) {
    Object.assign(this, { photo, options, url: options.uploadUrl ?? `/api/photos/${photo.sha256.slice(0, 4)}` });
  }

  start() {
    begun.push([this.photo.sha256, this.options.uploadUrl]);
    this.options.onUploadUrlAvailable();
    const outcome = outcomes[this.photo.sha256];
    setTimeout(() => (outcome ? this.options.onError({ originalResponse: outcome }) : this.options.onSuccess()));
  }
}

const answer = (status, code) => ({ getStatus: () => status, getBody: () => JSON.stringify({ reasons: [{ code }] }) });
const cut = { getStatus: () => null, getBody: () => "" };

globalThis.tus = { Upload: Transfer };
const { sendPhotos } = await import("../../static/app/sync/uploads.js");
useToken("token");

async function phoneWith(count) {
  const { database } = await makePhone();
  const photos = [];
  for (let index = 0; index < count; index += 1) photos.push(await keepPhoto(database, new Blob([aJpeg()])));
  begun = [];
  outcomes = {};
  return { database, photos, stateOf: async (photo) => (await photoKept(database, photo.sha256)).state };
}

test("a photo that the server cannot take does not stop the others and is not sent again by itself", async () => {
  const { database, photos, stateOf } = await phoneWith(3);
  const [, poison] = await photosWaiting(database);
  outcomes[poison.sha256] = answer(415, "photo_not_an_image");
  assert.deepEqual(await sendPhotos(database, () => {}), { failed: 0, status: null });
  assert.equal(await stateOf(poison), "refused");
  assert.equal((await photoKept(database, poison.sha256)).fault, "photo_not_an_image");
  for (const photo of photos.filter((one) => one.sha256 !== poison.sha256)) assert.equal(await stateOf(photo), "sent");
  begun = [];
  await sendPhotos(database, () => {});
  assert.deepEqual(begun, []);
});

test("a transfer that broke off goes on at its own address", async () => {
  const { database, photos, stateOf } = await phoneWith(1);
  const [{ sha256 }] = photos;
  outcomes[sha256] = cut;
  assert.deepEqual(await sendPhotos(database, () => {}), { failed: 1, status: null });
  assert.equal(await stateOf(photos[0]), "waiting");
  outcomes = {};
  await sendPhotos(database, () => {});
  assert.deepEqual(begun, [[sha256, null], [sha256, `/api/photos/${sha256.slice(0, 4)}`]]);
});

test("with no network the rest is not tried", async () => {
  const { database } = await phoneWith(3);
  outcomes[(await photosWaiting(database))[0].sha256] = cut;
  await sendPhotos(database, () => {});
  assert.equal(begun.length, 1);
});

test("a transfer that the server has forgotten begins anew", async () => {
  const { database, photos } = await phoneWith(1);
  await notePhoto(database, photos[0].sha256, { url: "/api/photos/old" });
  outcomes[photos[0].sha256] = answer(404, "upload_unknown");
  await sendPhotos(database, () => {});
  assert.equal((await photoKept(database, photos[0].sha256)).url, null);
});
