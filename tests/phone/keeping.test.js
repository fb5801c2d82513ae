import assert from "node:assert/strict";
import { test } from "node:test";
import { mayGo, timeIn } from "../../static/app/rules/keeping.js";
import { keep } from "../../static/app/store/confirmed.js";
import { dropHeldBytes, keepPhoto, notePhoto, photoKept, photosHeld, photosWaiting } from "../../static/app/store/photos.js";
import { aJpeg, makePhone, reply } from "./world.js";

const at = (/** @type {string} */ time) => `x.${Buffer.from(JSON.stringify({ time })).toString("base64url")}.y`;
const none = async () => null;
const KEPT = "2026-11-24T02:00:00+00:00";
const LATER = "2026-11-24T03:00:00+00:00";

for (const [why, kept_at, safety, free, expected] of [
  ["the server held it before the backup", KEPT, { now: LATER, backed_up_until: KEPT }, null, true],
  ["the backup was made before the server held it", KEPT, { now: LATER, backed_up_until: "2026-11-24T01:59:59+00:00" }, null, false],
  ["another offset is the same moment", KEPT, { now: LATER, backed_up_until: "2026-11-24T10:00:00+08:00" }, null, true],
  ["there is no backup yet", KEPT, { now: LATER, backed_up_until: null }, null, false],
  ["two weeks went by without a backup", KEPT, { now: "2026-12-08T02:00:01+00:00", backed_up_until: null }, null, true],
  ["two weeks have not gone by", KEPT, { now: "2026-12-08T02:00:00+00:00", backed_up_until: null }, null, false],
  ["the phone has little room left", KEPT, { now: LATER, backed_up_until: null }, 1_073_741_823, true],
  ["the phone has room", KEPT, { now: LATER, backed_up_until: null }, 1_073_741_824, false],
  ["the server is one that says nothing of backups", undefined, undefined, null, true],
]) {
  test(`bytes ${expected ? "may go" : "stay"}: ${why}`, () => assert.equal(mayGo(kept_at, safety, free), expected));
}

test("a token that is none tells no time", () => {
  assert.equal(timeIn("token"), "");
  assert.equal(timeIn(at(KEPT)), KEPT);
});

async function heldThere(phone) {
  const photo = await keepPhoto(phone.database, new Blob([aJpeg()]));
  await notePhoto(phone.database, photo.sha256, { state: "sent", preview: new ArrayBuffer(1) });
  await keep(phone.database, reply({ kept: [photo.sha256], time: at(KEPT), backed_up_until: null }));
  await dropHeldBytes(phone.database, none);
  return photo.sha256;
}

test("bytes stay until a backup of the server covers them", async () => {
  const phone = await makePhone();
  const sha256 = await heldThere(phone);
  assert.equal((await photoKept(phone.database, sha256)).state, "here");
  await keep(phone.database, reply({ time: at(LATER), backed_up_until: KEPT }));
  await dropHeldBytes(phone.database, none);
  assert.equal((await photoKept(phone.database, sha256)).state, "dropped");
});

test("a picture that this phone cannot show gets the server's small copy while its bytes are still here, asked for once", async () => {
  const phone = await makePhone();
  const sha256 = await heldThere(phone);
  await notePhoto(phone.database, sha256, { preview: null, tried: true });
  const asked = [];
  const copy = async (wanted) => (asked.push(wanted), new ArrayBuffer(7));
  await dropHeldBytes(phone.database, copy);
  await dropHeldBytes(phone.database, copy);
  const kept = await photoKept(phone.database, sha256);
  assert.deepEqual([kept.state, kept.preview.byteLength, asked], ["here", 7, [sha256]]);
  assert.equal(await phone.database.run((db) => db.count("photo_rows")), 1);
});

test("a server that has no small copy is not asked again, one that did not answer is", async () => {
  const phone = await makePhone();
  const sha256 = await heldThere(phone);
  await notePhoto(phone.database, sha256, { preview: null, tried: true });
  let asked = 0;
  await dropHeldBytes(phone.database, async () => {
    asked += 1;
    throw new Error("no answer");
  });
  for (const turn of [1, 2]) await dropHeldBytes(phone.database, async () => ((asked += turn), null));
  assert.equal(asked, 2);
});

test("a server that begins anew is named every photo whose bytes are still here, and gets those it lacks", async () => {
  const phone = await makePhone();
  const sha256 = await heldThere(phone);
  assert.equal((await photosHeld(phone.database)).length, 0);
  await keep(phone.database, reply({ reset: true, time: at(LATER), backed_up_until: null }));
  assert.deepEqual((await photosHeld(phone.database)).map((photo) => photo.sha256), [sha256]);
  await dropHeldBytes(phone.database, none);
  await keep(phone.database, reply({ missing: { events: [], photos: [sha256] }, time: at(LATER) }));
  assert.deepEqual((await photosWaiting(phone.database)).map((photo) => photo.sha256), [sha256]);
  assert.equal(await phone.database.run((db) => db.count("photo_rows")), 1);
});

test("events that were accepted stay in the journal, so that they can be sent again", async () => {
  const phone = await makePhone();
  const events = await phone.journal.append([{ type: "answer_given", subject: "visit", data: {} }]);
  const answers = events.map(({ id, sha256 }) => ({ id, sha256, status: "accepted", reasons: [], at: KEPT }));
  await keep(phone.database, reply({ answers, head: { seq: 1, sha256: events[0].sha256 } }));
  await keep(phone.database, reply({ reset: true }));
  assert.deepEqual((await phone.journal.within([[1, 1]])).map((event) => event.jws), events.map((event) => event.jws));
});

test("the newest word of the server that it holds our chain is kept", async () => {
  const phone = await makePhone();
  await keep(phone.database, reply({ time: at(KEPT) }));
  await keep(phone.database, reply({ time: at(LATER) }));
  assert.equal((await phone.database.fact("anchor")).token, at(LATER));
});
