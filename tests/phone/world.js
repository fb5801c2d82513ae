/** A phone in Node: fake IndexedDB, locks and channels as a browser has them, and a server that can be cut off. */

import "fake-indexeddb/auto";
import { newKey } from "../../static/app/device/key.js";
import { Database } from "../../static/app/store/database.js";
import { Journal } from "../../static/app/store/journal.js";

let count = 0;

export async function makePhone() {
  const database = new Database(`test ${(count += 1)}`);
  const { privateKey, jwk } = await newKey();
  const writer = { deviceId: "device", officerId: "officer", privateKey, rulebook: () => 1 };
  return { database, jwk, journal: new Journal(database, writer) };
}

/** A reply in which the server has nothing to tell but the given. */
export const reply = (more = {}) => ({
  cursor: "e-1",
  more: false,
  reset: false,
  answers: [],
  changes: [],
  kept: [],
  missing: { events: [], photos: [] },
  head: { seq: 0, sha256: "" },
  rulebook: 1,
  time: "token",
  ...more,
});

export const accepted = ({ id, sha256 }) => ({ id, sha256, status: "accepted", reasons: [], at: "2026-11-23T02:00:00+00:00" });

export const saying = (data = {}, subject = "visit") => ({ type: "answer_given", subject, data });

let shade = 0;

/** What begins as a JPEG does, of that many bytes; each is another one, and none states a size by chance. */
export const aJpeg = (size = 64) => {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
  bytes.set([0xff, 0xd8, 0xff, 0xe0, 0, 3, (shade += 1), 0]);
  return bytes;
};
