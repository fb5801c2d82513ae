import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { test } from "node:test";
import { keep } from "../../static/app/store/confirmed.js";
import { keepPhoto, notePhoto } from "../../static/app/store/photos.js";
import { beginRecording, keepPiece, recordingsUnderWay } from "../../static/app/store/recordings.js";
import { holdings, ranges, rescueBlob, rescueName, rescuePieces, writeRescue } from "../../static/app/sync/rescue.js";
import { accepted, aJpeg, makePhone, reply, saying } from "./world.js";

const MB = 1_048_576;
const me = { id: "officer", login: "geng", name: "检查员庚" };
const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** A phone with its officer, as the app has it. */
async function aPhone() {
  const { database, jwk, journal } = await makePhone();
  return { database, journal, identity: { me, deviceId: "device", jwk } };
}

/** Reads the file as docs/rescue-file.md says; gives its records, each photo with its bytes. */
async function read(phone, held = null) {
  const blob = await rescueBlob(rescuePieces(phone, held ?? (await holdings(phone))));
  const bytes = Buffer.from(await blob.arrayBuffer());
  const records = [];
  let seal = "";
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    const text = bytes.subarray(at, end).toString("utf8");
    const record = JSON.parse(text);
    at = end + 1;
    if (record.end) assert.equal(record.end.sha256, seal);
    else seal = hashOf(seal + text);
    if (record.photo) {
      record.bytes = bytes.subarray(at, at + record.photo.size);
      at += record.photo.size;
      assert.equal(bytes[at], 10, "a photo's bytes end with a line end");
      at += 1;
    }
    records.push(record);
  }
  return { heading: records[0], records: records.slice(1, -1), end: records.at(-1).end };
}

const tokens = ({ records }) => records.filter((record) => record.event).map((record) => record.event);

test("the file holds every unanswered event word for word, who wrote it and by which key", async () => {
  const phone = await aPhone();
  const events = await phone.journal.append(Array.from({ length: 230 }, () => saying({ item: "项" })));
  const file = await read(phone);
  assert.deepEqual(tokens(file), events.map((event) => event.jws));
  assert.equal(file.heading.format, "inspect-rescue-1");
  assert.deepEqual(file.heading.officer, me);
  assert.deepEqual(file.heading.device, { id: "device", jwk: phone.identity.jwk });
  assert.deepEqual(Object.keys(file.heading.device.jwk).sort(), ["crv", "kty", "x", "y"]);
  assert.deepEqual(file.heading.events, { count: 230, seqs: [[1, 230]] });
  assert.equal(file.end.events, 230);
});

test("what was accepted is left out; what was refused or held goes with it, and what the server did not name as taken in", async () => {
  const phone = await aPhone();
  const [one, two, three, four, five] = await phone.journal.append([saying(), saying(), saying(), saying(), saying()]);
  const answers = [accepted(one), { ...accepted(two), status: "refused" }, { ...accepted(three), status: "held" }, accepted(four), accepted(five)];
  await keep(phone.database, reply({ answers, head: { seq: 4, sha256: "" } }));
  const file = await read(phone);
  assert.deepEqual(tokens(file), [two.jws, three.jws, five.jws]);
  assert.deepEqual(file.heading.events, { count: 3, seqs: [[2, 3], [5, 5]] });
  assert.deepEqual(file.heading.head, { seq: 4, sha256: "" });
});

test("the file holds the original bytes of every photo that the server has not confirmed", async () => {
  const phone = await aPhone();
  const bytes = [aJpeg(2 * MB + 17), aJpeg(MB), aJpeg(50), aJpeg(60)];
  const about = { visit: "visit", data: { item: "item-1" } };
  const photos = [];
  for (const one of bytes) photos.push(await keepPhoto(phone.database, new File([one], "门.jpg"), about));
  await notePhoto(phone.database, photos[1].sha256, { state: "sent" });
  await notePhoto(phone.database, photos[2].sha256, { state: "refused" });
  await notePhoto(phone.database, photos[3].sha256, { state: "here" });
  const file = await read(phone);
  const found = new Map(file.records.map((record) => [record.photo.sha256, record]));
  assert.deepEqual([...found.keys()].sort(), bytes.slice(0, 3).map(hashOf).sort());
  for (const one of bytes.slice(0, 3)) assert.ok(found.get(hashOf(one)).bytes.equals(one));
  assert.deepEqual(found.get(hashOf(bytes[0])).photo, { sha256: hashOf(bytes[0]), size: 2 * MB + 17, type: "image/jpeg", name: "门.jpg", about });
  assert.deepEqual(file.heading.photos, { count: 3, bytes: 3 * MB + 67, hashes: [...found.keys()] });
  assert.deepEqual([file.end.photos, file.end.bytes], [3, 3 * MB + 67]);
});

test("half-filled forms, which stand in no event, are in the file", async () => {
  const phone = await aPhone();
  await phone.database.write(["drafts"], (tx) => void tx.objectStore("drafts").put({ facts: "写到一半" }, "penalty/visit"));
  const file = await read(phone);
  assert.deepEqual(file.records, [{ draft: { key: "penalty/visit", values: { facts: "写到一半" } } }]);
  assert.equal(file.heading.drafts, 1);
});

test("a photo whose bytes cannot be read any more stops nothing and is named", async () => {
  const phone = await aPhone();
  const [broken, whole] = [aJpeg(2 * MB + 5), aJpeg(100)];
  await keepPhoto(phone.database, new Blob([broken]));
  await keepPhoto(phone.database, new Blob([whole]));
  await phone.database.write(["photo_rows"], (tx) => void tx.objectStore("photo_rows").delete([hashOf(broken), 1]));
  const file = await read(phone);
  const found = new Map(file.records.map((record) => [record.photo.sha256, record.bytes]));
  assert.ok(found.get(hashOf(whole)).equals(whole));
  assert.equal(found.get(hashOf(broken)).length, broken.length);
  assert.deepEqual(file.end.unreadable, [hashOf(broken)]);
});

/** A recording that nobody has ended, of these pieces. @param {any} phone @param {string} id @param {number[]} sizes */
async function recording(phone, id, sizes) {
  await beginRecording(phone.database, { id, type: "audio/webm", visit: "visit", data: { source: "live", by_whom: "王某" } });
  const pieces = sizes.map((size) => randomBytes(size));
  for (const piece of pieces) await keepPiece(phone.database, id, piece.buffer.slice(piece.byteOffset, piece.byteOffset + piece.byteLength), 2_000);
  return Buffer.concat(pieces);
}

test("what was recorded so far is in the file, and goes on being recorded", async () => {
  const phone = await aPhone();
  const bytes = await recording(phone, "r1", [MB + 5, 7]);
  const held = await holdings(phone);
  assert.deepEqual([held.recordings.length, held.bytes], [1, bytes.length]);
  await keepPiece(phone.database, "r1", new ArrayBuffer(9), 3_000); // it goes on while the file is written
  const file = await read(phone, held);
  const [{ photo, bytes: written }] = file.records;
  const data = { recording_id: "r1", duration_ms: 2_000, was_cut: true, source: "live", by_whom: "王某" };
  assert.deepEqual(photo, { sha256: hashOf(bytes), size: bytes.length, type: "audio/webm", name: "", about: { visit: "visit", type: "recording_made", data } });
  assert.ok(written.equals(bytes));
  assert.deepEqual(file.heading.photos, { count: 1, bytes: bytes.length, hashes: [hashOf(bytes)] });
  assert.deepEqual([file.end.photos, file.end.bytes, file.end.left], [1, bytes.length, []]);
  assert.equal((await recordingsUnderWay(phone.database))[0].size, bytes.length + 9);
});

test("a recording of which a piece is gone stops nothing, and is named", async () => {
  const phone = await aPhone();
  await recording(phone, "broken", [10, 20]);
  const whole = await recording(phone, "whole", [30]);
  await phone.database.write(["recording_rows"], (tx) => void tx.objectStore("recording_rows").delete(["broken", 0]));
  const file = await read(phone);
  assert.deepEqual(file.records.map((record) => record.photo.sha256), [hashOf(whole)]);
  assert.deepEqual(file.end.left, ["broken"]);
});

test("no piece is larger than a row, however large the photos are", async () => {
  const phone = await aPhone();
  await keepPhoto(phone.database, new Blob([aJpeg(5 * MB + 1)]));
  let largest = 0;
  const told = [];
  for await (const piece of rescuePieces(phone, await holdings(phone), (done) => told.push(done))) {
    largest = Math.max(largest, typeof piece === "string" ? piece.length : piece.byteLength);
  }
  assert.equal(largest, MB);
  assert.deepEqual([told.length, told.at(-1)], [6, 5 * MB + 1]);
});

test("making the file changes nothing on the phone", async () => {
  const phone = await aPhone();
  await phone.journal.append([saying()]);
  await keepPhoto(phone.database, new Blob([aJpeg(MB + 1)]));
  const stores = ["facts", "journal", "photos", "photo_rows", "recordings", "recording_rows", "drafts"];
  const everything = () => phone.database.run((db) => Promise.all(stores.map((name) => db.getAll(name))));
  const before = await everything();
  await read(phone);
  assert.deepEqual(await everything(), before);
});

test("a phone with nothing unsent has nothing to rescue", async () => {
  assert.deepEqual(await holdings(await aPhone()), { seqs: [], photos: [], recordings: [], bytes: 0, drafts: [] });
});

test("numbers are told as ranges", () => {
  assert.deepEqual(ranges([]), []);
  assert.deepEqual(ranges([1, 2, 3, 7, 9, 10]), [[1, 3], [7, 7], [9, 10]]);
});

test("the file's name says whose it is and of which day", async () => {
  assert.equal(rescueName(await aPhone(), "2026-11-23T10:00:00.000+08:00"), "rescue-geng-2026-11-23.inspect");
});

/** A file that the officer has chosen, on a disk that takes so many pieces. */
function aChosenFile(room = Infinity) {
  const disk = { pieces: [], ended: "" };
  const write = async (piece) => {
    if (disk.pieces.length >= room) throw new DOMException("full", "QuotaExceededError");
    disk.pieces.push(piece);
  };
  const close = async () => void (disk.ended = "closed");
  const abort = async () => void (disk.ended = "aborted");
  return { disk, createWritable: async () => ({ write, close, abort }) };
}

test("written piece by piece into a chosen file it is the very file that would be downloaded", async () => {
  const phone = await aPhone();
  await phone.journal.append([saying()]);
  await keepPhoto(phone.database, new Blob([aJpeg(MB + 1)]));
  const chosen = aChosenFile();
  await writeRescue(chosen, rescuePieces(phone, await holdings(phone)));
  assert.equal(chosen.disk.ended, "closed");
  const whole = await rescueBlob(rescuePieces(phone, await holdings(phone)));
  assert.equal(new Blob(chosen.disk.pieces).size, whole.size);
});

test("on a full disk the half-written file is given up and the officer hears of it", async () => {
  const phone = await aPhone();
  await keepPhoto(phone.database, new Blob([aJpeg(3 * MB)]));
  const chosen = aChosenFile(2);
  await assert.rejects(writeRescue(chosen, rescuePieces(phone, await holdings(phone))), { name: "QuotaExceededError" });
  assert.equal(chosen.disk.ended, "aborted");
});
