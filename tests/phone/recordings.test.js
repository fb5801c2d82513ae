/** Recordings on the phone: every piece on disk at once, hashed bit by bit, moved to where the photos lie, never lost. */

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clockWords, kindOf, leftOf, LIMITS, mediaTypeOfFilm, recordingsInRecord, recordingsOf, SPOKEN } from "../../static/app/rules/recordings.js";
import { bytesOf, NotSaved, photoKept, photosUntold } from "../../static/app/store/photos.js";
import { beginRecording, dropRecording, endRecording, keepPiece, recordingsUnderWay } from "../../static/app/store/recordings.js";
import { alone, endUnfinished } from "../../static/app/store/unfinished.js";
import { makePhone } from "./world.js";

const MB = 1_048_576;
const limits = JSON.parse(readFileSync(new URL("../golden/limits.json", import.meta.url), "utf8"));
const sha = (bytes) => createHash("sha256").update(bytes).digest("hex");
const buffer = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
const about = (id = "r1", more = {}) => ({ id, type: "audio/webm", visit: "visit", data: { source: "live", by_whom: "王某", ...more } });

/** A recording of these pieces under way. */
async function recorded(sizes, id = "r1") {
  const { database } = await makePhone();
  const pieces = sizes.map((size) => randomBytes(size));
  await beginRecording(database, about(id));
  for (const [index, piece] of pieces.entries()) await keepPiece(database, id, buffer(piece), (index + 1) * 1_000);
  return { database, bytes: Buffer.concat(pieces) };
}

test("the phone's limits for recordings are the server's", () => {
  assert.deepEqual(LIMITS, limits.recordings);
});

test("each piece is on disk when it is said to be, in rows of at most 1 MB", async () => {
  const { database } = await recorded([10, 3 * MB + 5, 7]);
  const rows = await database.run((db) => db.getAll("recording_rows"));
  assert.deepEqual(rows.map((row) => row.body.byteLength), [10, MB, MB, MB, 5, 7]);
  const [row] = await recordingsUnderWay(database);
  assert.deepEqual([row.rows, row.size, row.duration_ms], [6, 3 * MB + 22, 3_000]);
});

for (const sizes of [[1], [5, 900_000, MB, 17], [MB], [MB - 1, 1, 1], [2 * MB + 3, 2 * MB - 3]]) {
  test(`pieces of ${sizes.join(", ")} bytes end as the very bytes, in full rows, under their hash`, async () => {
    const { database, bytes } = await recorded(sizes);
    const kept = await endRecording(database, "r1", { wasCut: false });
    assert.equal(kept.sha256, sha(bytes));
    assert.deepEqual(Buffer.from(await bytesOf(database, kept)), bytes);
    const rows = await database.run((db) => db.getAll("photo_rows"));
    assert.ok(rows.slice(0, -1).every((row) => row.body.byteLength === MB));
    assert.deepEqual([kept.type, kept.state, kept.rows], ["audio/webm", "waiting", rows.length]);
    assert.deepEqual(await recordingsUnderWay(database), []);
    assert.equal(await database.run((db) => db.count("recording_rows")), 0);
  });
}

test("what the journal is to say of it stands beside the bytes until it has been said", async () => {
  const { database, bytes } = await recorded([4_000]);
  await endRecording(database, "r1", { wasCut: true });
  const [untold] = await photosUntold(database);
  assert.equal(untold.sha256, sha(bytes));
  const data = { recording_id: "r1", duration_ms: 1_000, was_cut: true, source: "live", by_whom: "王某" };
  assert.deepEqual(untold.about, { visit: "visit", type: "recording_made", data });
});

test("nothing recorded leaves nothing behind", async () => {
  const { database } = await recorded([]);
  assert.equal(await endRecording(database, "r1", { wasCut: true }), null);
  assert.deepEqual(await recordingsUnderWay(database), []);
});

/** A disk that fails at a write of these stores. */
function failing(database, store, fault) {
  const write = database.write.bind(database);
  database.write = (stores, put) => (stores[0] === store ? fault(write, stores, put) : write(stores, put));
  return () => (database.write = write);
}

test("when the disk is full at the end the pieces stay, and the next try saves them all", async () => {
  const { database, bytes } = await recorded([MB, MB, 100]);
  const mend = failing(database, "photo_rows", () => {
    throw new DOMException("full", "QuotaExceededError");
  });
  await assert.rejects(endRecording(database, "r1", { wasCut: false }), { name: "QuotaExceededError" });
  assert.equal(await photoKept(database, sha(bytes)), undefined);
  mend();
  const kept = await endRecording(database, "r1", { wasCut: true });
  assert.deepEqual(Buffer.from(await bytesOf(database, kept)), bytes);
});

test("bytes that read back differently are not said to be saved, and the pieces stay", async () => {
  const { database, bytes } = await recorded([2_000]);
  const mend = failing(database, "photo_rows", (write, stores, put) =>
    write(stores, (tx) => put({ objectStore: (name) => ({ put: (row) => tx.objectStore(name).put({ ...row, body: new ArrayBuffer(2_000) }) }) })));
  await assert.rejects(endRecording(database, "r1", { wasCut: false }), NotSaved);
  assert.equal((await recordingsUnderWay(database)).length, 1);
  mend();
  assert.equal((await endRecording(database, "r1", { wasCut: false })).sha256, sha(bytes));
});

test("a missing piece is named, never passed over", async () => {
  const { database } = await recorded([100, 200, 300]);
  await database.write(["recording_rows"], (tx) => void tx.objectStore("recording_rows").delete(["r1", 1]));
  await assert.rejects(endRecording(database, "r1", { wasCut: true }), NotSaved);
});

test("what a closed page left behind is ended where it stands, and said", async () => {
  const { database, bytes } = await recorded([500, 700]);
  const said = [];
  const announce = async (kept, what) => (said.push([kept.sha256, what.type, what.data.was_cut, what.data.duration_ms]), true);
  assert.equal(await endUnfinished({ database, announce }), 1);
  assert.deepEqual(said, [[sha(bytes), "recording_made", true, 2_000]]);
  assert.equal(await endUnfinished({ database, announce }), 0);
});

test("a recording that another tab still makes is left to it", async () => {
  const { database, bytes } = await recorded([500]);
  const announce = async () => assert.fail("it was taken away");
  /** @type {Promise<number> | undefined} */
  let waiting;
  await alone(database, "r1", async () => {
    waiting = endUnfinished({ database, announce });
    await keepPiece(database, "r1", new ArrayBuffer(9), 2_000);
    const kept = await endRecording(database, "r1", { wasCut: false });
    assert.deepEqual([kept.size, kept.about.data.was_cut], [bytes.length + 9, false]);
  });
  assert.equal(await waiting, 0);
});

test("a tab that dies while this one is open lets go, and what it recorded is ended here", async () => {
  const { database } = await recorded([500]);
  /** @type {Promise<number> | undefined} */
  let waiting;
  await alone(database, "r1", async () => {
    waiting = endUnfinished({ database, announce: async () => true });
    await Promise.resolve();
  });
  assert.equal(await waiting, 1);
});

test("a film that was being copied from the system's camera is dropped: half of it could not be played", async () => {
  const { database } = await makePhone();
  await beginRecording(database, about("r1", { source: "system" }));
  await keepPiece(database, "r1", buffer(randomBytes(99)), null);
  assert.equal(await endUnfinished({ database, announce: async () => assert.fail("it was said") }), 0);
  assert.deepEqual(await recordingsUnderWay(database), []);
});

test("one that cannot be ended stops no other", async () => {
  const { database } = await recorded([500], "a");
  await beginRecording(database, about("b"));
  await keepPiece(database, "b", buffer(randomBytes(9)), 1_000);
  await database.write(["recording_rows"], (tx) => void tx.objectStore("recording_rows").delete(["a", 0]));
  assert.equal(await endUnfinished({ database, announce: async () => true }), 1);
  assert.deepEqual((await recordingsUnderWay(database)).map((one) => one.id), ["a"]);
});

test("one that is dropped goes with all its pieces, and no other's", async () => {
  const { database } = await recorded([500, 600], "a");
  await beginRecording(database, about("b"));
  await keepPiece(database, "b", buffer(randomBytes(9)), 1_000);
  await dropRecording(database, "a");
  assert.deepEqual((await database.run((db) => db.getAll("recording_rows"))).map((row) => row.id), ["b"]);
});

test("a recording ends at its time, and a little before its size", () => {
  const { seconds, bytes, bits_per_second } = LIMITS.video;
  assert.deepEqual(leftOf("video", 10_000, 1_000).isOver, false);
  assert.equal(leftOf("video", seconds * 1_000 - 1, 0).isOver, false);
  assert.equal(leftOf("video", seconds * 1_000, 0).isOver, true);
  const spare = (bits_per_second / 8) * 4;
  assert.equal(leftOf("video", 0, bytes - spare - 1).isOver, false);
  assert.equal(leftOf("video", 0, bytes - spare).isOver, true);
});

test("a picked film is known by its first bytes", () => {
  const head = (text) => buffer(Buffer.from(text, "latin1"));
  const kinds = ["\0\0\0\x18ftypisom", "\0\0\0\x14ftypqt  ", "\0\0\0\x18ftyp3gp5", "\x1a\x45\xdf\xa3....", "\0\0\0\x18ftypheic", "%PDF-1.7 ..."].map((one) => mediaTypeOfFilm(head(one)));
  assert.deepEqual(kinds, ["video/mp4", "video/quicktime", "video/3gpp", "video/webm", null, null]);
  assert.deepEqual(["audio/webm", "video/mp4", "image/jpeg", ""].map(kindOf), ["audio", "video", null, null]);
});

const one = (more) => ({ checklist: "", item: "", finding_id: null, is_discarded: false, media_type: "audio/webm", duration_ms: 32_000, by_whom: "王某", sha256: "ab", ...more });

test("recordings stand where they belong, and the record names each with its hash", () => {
  const recordings = {
    a: one({}),
    b: one({ checklist: "short", item: "item-1", finding_id: "f", media_type: "video/mp4", by_whom: "" }),
    c: one({ checklist: "fire", item: "item-1" }),
    d: one({ is_discarded: true }),
  };
  assert.deepEqual(recordingsOf({ recordings }, {}), [recordings.a]);
  assert.deepEqual(recordingsOf({ recordings }, { checklist: "short", item: "item-1", finding_id: "f" }), [recordings.b]);
  assert.deepEqual(recordingsOf({}, {}), []);
  assert.deepEqual(recordingsInRecord({ recordings }, ["short"], ({ item }) => `第一项 ${item}`), [
    { kind: "录音", length: "0:32", about: "当事人陈述", by_whom: "王某", sha256: "ab" },
    { kind: "录像", length: "0:32", about: "第一项 item-1", by_whom: "", sha256: "ab" },
  ]);
  assert.equal(SPOKEN, "见录音录像。");
  assert.deepEqual([0, 999, 125_400, null].map(clockWords), ["0:00", "0:01", "2:05", ""]);
});
