/** Reading QR codes: which reader is used, what a picture and a video give, and that the camera is let go. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { hasTorch, reader, readPicture, setTorch, stopStream, watch } from "../../static/app/device/scanner.js";
import { settled } from "./waiting.js";

/** A browser's own interface. */
const native = ({ formats = ["qr_code"], detect = async () => [{ rawValue: "native" }] } = {}) =>
  class {
    static getSupportedFormats = async () => formats;
    detect = detect;
  };
const own = async () => ({ detect: async () => [{ rawValue: "own" }] });
const failing = async () => {
  throw new DOMException("Barcode detection service unavailable.", "NotSupportedError");
};

test("the browser's own reader is used where it reads QR codes", async () => {
  assert.equal(await (await reader(native(), failing))("picture"), "native");
});

for (const [what, one] of Object.entries({ "has none": undefined, "reads only other codes": native({ formats: ["ean_13"] }), "names none": native({ formats: [] }) })) {
  test(`our own reader is used where the browser ${what}`, async () => {
    assert.equal(await (await reader(one, own))("picture"), "own");
  });
}

test("a browser whose reader turns out to be missing falls back to ours, once", async () => {
  let asked = 0;
  const read = await reader(native({ detect: async () => ((asked += 1), failing()) }), own);
  assert.equal(await read("picture"), "own");
  assert.equal(await read("picture"), "own");
  assert.equal(asked, 1);
});

test("it is said when there is no reader at all", async () => {
  await assert.rejects(reader(undefined, failing));
});

test("a picture without a code gives none, and is looked at in several sizes", async () => {
  const edges = [];
  const opened = async (_file, edge) => (edges.push(edge), edge);
  assert.equal(await readPicture(async () => null, "file", opened), null);
  assert.deepEqual(edges, [1_600, 800, 3_000]);
  assert.equal(await readPicture(async (edge) => (edge === 800 ? "found" : null), "file", opened), "found");
});

test("what is no picture is said", async () => {
  await assert.rejects(readPicture(async () => null, "file", async () => { throw new DOMException("", "InvalidStateError"); }));
});

test("a video tells a code once, tells it again after it was away, and nothing when stopped", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const seen = [null, "one", "one", null, "one", "two", "three"];
  const found = [];
  const stop = watch({ readyState: 4 }, async () => seen.shift() ?? null, (text) => found.push(text));
  for (let looks = 0; looks < 5; looks += 1) {
    await settled();
    context.mock.timers.tick(200);
  }
  await settled();
  assert.deepEqual(found, ["one", "one", "two"]);
  stop();
  context.mock.timers.tick(1_000);
  await settled();
  assert.deepEqual(found, ["one", "one", "two"]);
});

test("a frame that cannot be read does not end the search", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const found = [];
  let looks = 0;
  const stop = watch({ readyState: 4 }, async () => ((looks += 1) === 1 ? failing() : "code"), (text) => found.push(text));
  await settled();
  context.mock.timers.tick(200);
  await settled();
  stop();
  assert.deepEqual(found, ["code"]);
});

test("every track is stopped, and the torch is told of only where there is one", async () => {
  const asked = [];
  const track = (torch) => ({ isStopped: false, stop() { this.isStopped = true; }, getCapabilities: () => ({ torch }), applyConstraints: async (wish) => void asked.push(wish) });
  const tracks = [track(true), track(false)];
  const stream = { getTracks: () => tracks, getVideoTracks: () => tracks };
  assert.equal(hasTorch(stream), true);
  assert.equal(hasTorch({ getVideoTracks: () => [{}] }), false);
  assert.equal(await setTorch(stream, true), true);
  assert.deepEqual(asked, [{ advanced: [{ torch: true }] }]);
  assert.equal(await setTorch({ getVideoTracks: () => [{ applyConstraints: failing }] }, true), false);
  stopStream(stream);
  assert.ok(tracks.every((one) => one.isStopped));
});
