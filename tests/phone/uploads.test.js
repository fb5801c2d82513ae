import assert from "node:assert/strict";
import { test } from "node:test";
import { timers } from "../../static/app/device/clock.js";
import { keepPhoto, notePhoto, photoKept, photosWaiting } from "../../static/app/store/photos.js";
import { useToken } from "../../static/app/sync/calls.js";
import { aJpeg, makePhone } from "./world.js";
import { Clock, settled } from "./waiting.js";

/** What becomes of each transfer, by hash: "" = all is well, or the answer that ends it. */
let outcomes = {};
let begun = [];
let pieces = [];

/** The part of the tus client that we lean on: it makes an address known early and ends well or with an answer. */
class Transfer {
  constructor(photo, options) {
    Object.assign(this, { photo, options, url: options.uploadUrl ?? `/api/photos/${photo.sha256.slice(0, 4)}` });
  }

  async abort() {
    this.isAborted = true;
  }

  start() {
    begun.push([this.photo.sha256, this.options.uploadUrl]);
    pieces.push(this.options.chunkSize);
    this.options.onUploadUrlAvailable();
    const told = outcomes[this.photo.sha256];
    const outcome = typeof told === "function" ? told(this) : told;
    if (outcome === "silent") return;
    setTimeout(() => (outcome ? this.options.onError({ originalResponse: outcome }) : this.options.onSuccess()));
  }
}

const answer = (status, code) => ({ getStatus: () => status, getBody: () => JSON.stringify({ reasons: [{ code }] }) });
const page = (status) => ({ getStatus: () => status, getBody: () => "<html>" });
const cut = { getStatus: () => null, getBody: () => "" };

globalThis.tus = { Upload: Transfer };
const { Pace, sendPhotos: send } = await import("../../static/app/sync/uploads.js");
useToken("token");

/** Over a line of which nothing is known yet. */
const sendPhotos = (database, progress, clock = timers) => send(database, progress, { clock, pace: new Pace() });

async function phoneWith(count) {
  const { database } = await makePhone();
  const photos = [];
  for (let index = 0; index < count; index += 1) photos.push(await keepPhoto(database, new Blob([aJpeg()])));
  begun = [];
  pieces = [];
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

test("an answer that is not our server's is no answer: nobody is asked to sign in, and no photo is given up", async () => {
  for (const status of [200, 302, 401, 403, 404, 415, 502]) {
    const { database, photos, stateOf } = await phoneWith(2);
    for (const { sha256 } of photos) outcomes[sha256] = page(status);
    assert.deepEqual(await sendPhotos(database, () => {}), { failed: 1, status: null });
    assert.equal(await stateOf(photos[0]), "waiting");
  }
});

test("behind a proxy that takes less, a photo goes in smaller pieces, at its own address, and so do the next ones", async () => {
  const { database, photos, stateOf } = await phoneWith(2);
  for (const { sha256 } of photos) outcomes[sha256] = ({ options }) => (options.chunkSize > 300_000 ? page(413) : null);
  assert.deepEqual(await sendPhotos(database, () => {}), { failed: 0, status: null });
  for (const photo of photos) assert.equal(await stateOf(photo), "sent");
  assert.deepEqual(pieces, [4_194_304, 1_048_576, 262_144, 262_144]);
  const [[first], , again] = begun;
  assert.deepEqual(again, [first, `/api/photos/${first.slice(0, 4)}`]);
});

test("a proxy that takes nothing at all is left in peace until later", async () => {
  const { database, photos } = await phoneWith(1);
  outcomes[photos[0].sha256] = page(413);
  assert.equal((await sendPhotos(database, () => {})).failed, 1);
  assert.equal(pieces.at(-1), 65_536);
  assert.ok(pieces.length <= 4, `${pieces}`);
});

test("a photo that our server finds too large is not tried in pieces", async () => {
  const { database, photos, stateOf } = await phoneWith(1);
  outcomes[photos[0].sha256] = answer(413, "photo_too_large");
  await sendPhotos(database, () => {});
  assert.deepEqual([begun.length, await stateOf(photos[0])], [1, "refused"]);
});

test("a slow transfer that moves is left alone for hours, one that stands still is given up", async () => {
  const { database, photos, stateOf } = await phoneWith(1);
  const clock = new Clock();
  let transfer;
  outcomes[photos[0].sha256] = (one) => ((transfer = one), "silent");
  const sending = sendPhotos(database, () => {}, clock);
  while (!transfer) await settled();
  for (let minute = 0; minute < 180; minute += 1) {
    await clock.pass(60_000);
    transfer.options.onProgress(60_000 * minute);
  }
  assert.equal(transfer.isAborted, undefined);
  await clock.pass(6 * 60_000);
  assert.deepEqual(await sending, { failed: 1, status: null });
  assert.deepEqual([transfer.isAborted, await stateOf(photos[0]), clock.next()], [true, "waiting", null]);
});

test("a photo whose bytes cannot be read any more does not stop the others", async () => {
  const { database, photos, stateOf } = await phoneWith(3);
  const [broken] = await photosWaiting(database);
  await database.write(["photo_rows"], (tx) => void tx.objectStore("photo_rows").delete([broken.sha256, 0]));
  outcomes[broken.sha256] = ({ options, photo }) => {
    void options.fileReader.openFile(photo).then((file) => file.slice(0, 64)).catch((error) => options.onError(error));
    return "silent";
  };
  assert.deepEqual(await sendPhotos(database, () => {}), { failed: 1, status: null });
  for (const photo of photos) assert.equal(await stateOf(photo), photo.sha256 === broken.sha256 ? "waiting" : "sent");
});
