/**
 * The rescue file: everything that this phone holds and the server has not confirmed, for the office to import.
 * Lines of JSON, a photo's bytes after its line; made piece by piece. Format: docs/rescue-file.md.
 *
 * @typedef {{ database: import("../store/database.js").Database, identity: import("./session.js").Identity }} Phone
 * @typedef {{
 *   seqs: number[], photos: import("../store/photos.js").KeptPhoto[], recordings?: import("../store/recordings.js").UnderWay[],
 *   bytes: number, drafts: string[], unreadable?: number
 * }} Holdings `recordings` = those that nobody has ended yet, with the bytes that they have so far;
 *   `unreadable` = the disk gives nothing back: only events that the page remembers, and so many photos are not among it
 * @typedef {Pick<import("../store/photos.js").KeptPhoto, "sha256" | "size" | "type" | "name" | "about"> & { pieces?: () => AsyncIterable<ArrayBuffer> }} File
 *   a photo, or what there is of a recording
 */

import { localIso } from "../device/clock.js";
import { sha256 } from "../device/ids.js";
import { agent, appVersion } from "../device/version.js";
import { bytesOf, photosShown } from "../store/photos.js";
import { recordingsSoFar, recordingsUnderWay } from "../store/recordings.js";
import { opened, openedAll } from "../store/sealing.js";

const FORMAT = "inspect-rescue-1";
const ROW_BYTES = 1_048_576;
const EVENTS_AT_ONCE = 100;
export const RESCUE_TYPE = "application/octet-stream";

/** What stands in the file. Events that were answered and are kept here for a person's sake go too. @param {Phone} phone @returns {Promise<Holdings>} */
export async function holdings({ database }) {
  try {
    return await onDisk(database);
  } catch (error) {
    const { memory } = database;
    if (!memory?.events.size) throw error;
    return { seqs: memory.seqs(), photos: [], bytes: 0, drafts: [], unreadable: memory.photos.length };
  }
}

/** @param {import("../store/database.js").Database} database @returns {Promise<Holdings>} */
async function onDisk(database) {
  const [lists, photos, underWay] = await Promise.all([database.run(listsOf), photosShown(database), recordingsUnderWay(database)]);
  const recordings = underWay.filter((one) => one.size);
  const seqs = [...new Set(lists.seqs)].sort((a, b) => a - b);
  return { seqs, photos, recordings, bytes: sizeOf([...photos, ...recordings]), drafts: lists.drafts };
}

/** @param {Array<{ size: number }>} some */
const sizeOf = (some) => some.reduce((sum, one) => sum + one.size, 0);

/** @param {import("idb").IDBPDatabase} db */
export async function listsOf(db) {
  const head = (await db.get("facts", "head"))?.seq ?? 0;
  const [drafts, ...seqs] = await Promise.all([
    db.getAllKeys("drafts"),
    db.getAllKeys("journal", IDBKeyRange.lowerBound(head, true)), // the server may have answered, and not seen them all
    ...["pending", "refused", "held"].map((status) => db.getAllKeysFromIndex("journal", "status", status)),
  ]);
  return { drafts: drafts.map(String), seqs: seqs.flat().map(Number) };
}

/** @param {Phone} phone @param {string} madeAt */
export const rescueName = ({ identity }, madeAt) => `rescue-${identity.me.login}-${madeAt.slice(0, 10)}.inspect`;

/**
 * The pieces of the file, each small, in their order. What cannot be read any more is replaced by noughts and named in
 * the last line: it stops nothing.
 * @param {Phone} phone @param {Holdings} held @param {(done: number) => void} [progress] bytes of photos written so far
 * @returns {AsyncGenerator<string | ArrayBuffer, void>}
 */
export async function* rescuePieces(phone, held, progress = () => {}) {
  const { database } = phone;
  const seal = new Seal();
  const { found, left } = await recordingsSoFar(database, held.recordings ?? []);
  /** @type {File[]} */
  const files = [...held.photos, ...found];
  yield await seal.line(await heading(phone, { ...held, photos: files, bytes: sizeOf(files) }));
  for (let start = 0; start < held.seqs.length; start += EVENTS_AT_ONCE) {
    const events = await eventsOf(database, held.seqs.slice(start, start + EVENTS_AT_ONCE));
    yield await seal.lines(events.map((event) => ({ event: event.jws })));
  }
  for (const key of held.drafts) {
    yield await seal.line({ draft: { key, values: await draftOf(database, key) } });
  }
  let done = 0;
  /** @type {Set<string>} */
  const unreadable = new Set();
  for (const { sha256, size, type, name, about, ...file } of files) {
    yield await seal.line({ photo: { sha256, size, type, name, about: about ?? null } });
    for await (const bytes of file.pieces?.() ?? rowsOf(database, { sha256, size }, unreadable)) {
      yield bytes;
      progress((done += bytes.byteLength));
    }
    yield "\n";
  }
  const totals = { events: held.seqs.length, drafts: held.drafts.length, photos: files.length, bytes: sizeOf(files) };
  yield `${JSON.stringify({ end: { ...totals, unreadable: [...unreadable], left, sha256: seal.sha256 } })}\n`;
}

/** @param {Phone} phone @param {Omit<Holdings, "photos"> & { photos: Array<{ sha256: string }> }} held */
export async function heading({ database, identity }, held) {
  const { me, deviceId, jwk } = identity;
  return {
    format: FORMAT,
    made_at: localIso(),
    app: await appVersion(),
    agent: agent(),
    officer: { id: me.id, login: me.login, name: me.name },
    device: { id: deviceId, jwk },
    head: (await database.fact("head").catch(() => database.memory?.facts.head)) ?? null,
    events: { count: held.seqs.length, seqs: ranges(held.seqs) },
    drafts: held.drafts.length,
    photos: { count: held.photos.length, bytes: held.bytes, hashes: held.photos.map((photo) => photo.sha256) },
  };
}

/** 1, 2, 3, 7 -> [1, 3], [7, 7]. @param {number[]} seqs in ascending order @returns {Array<[number, number]>} */
export function ranges(seqs) {
  /** @type {Array<[number, number]>} */
  const found = [];
  for (const seq of seqs) {
    const last = found.at(-1);
    if (last && last[1] === seq - 1) last[1] = seq;
    else found.push([seq, seq]);
  }
  return found;
}

/** @param {import("../store/database.js").Database} database @param {number[]} seqs @returns {Promise<import("../types.js").JournalEvent[]>} */
async function eventsOf(database, seqs) {
  try {
    const rows = await database.run((db) => {
      const { store } = db.transaction("journal");
      return Promise.all(seqs.map((seq) => store.get(seq)));
    });
    return await openedAll(database, "journal", rows);
  } catch (error) {
    const known = seqs.flatMap((seq) => database.memory?.events.get(seq) ?? []);
    if (known.length < seqs.length) throw error;
    return openedAll(database, "journal", known);
  }
}

/** @param {import("../store/database.js").Database} database @param {string} key @returns {Promise<Record<string, any>>} */
async function draftOf(database, key) {
  const row = await database.run((db) => db.get("drafts", key));
  return (await opened(database, "drafts", row).catch((error) => database.cannotOpen(error))) ?? {};
}

/** What cannot be read is so many noughts, and noted. @param {import("../store/database.js").Database} database @param {{ sha256: string, size: number }} photo @param {Set<string>} unreadable */
async function* rowsOf(database, photo, unreadable) {
  for (let start = 0; start < photo.size; start += ROW_BYTES) {
    const end = Math.min(start + ROW_BYTES, photo.size);
    yield await bytesOf(database, photo, start, end).catch(() => (unreadable.add(photo.sha256), new ArrayBuffer(end - start)));
  }
}

/** The hash over all lines, each taken together with what stood before it: no browser hashes a long text bit by bit. */
export class Seal {
  sha256 = "";

  /** @param {unknown} value */
  async line(value) {
    const text = JSON.stringify(value);
    this.sha256 = await sha256(this.sha256 + text);
    return `${text}\n`;
  }

  /** @param {unknown[]} values */
  async lines(values) {
    const texts = [];
    for (const value of values) texts.push(await this.line(value));
    return texts.join("");
  }
}

/** The whole file, for a browser that can only hand out what is there. Each piece lies with the browser, not in our memory. @param {AsyncIterable<string | ArrayBuffer>} pieces */
export async function rescueBlob(pieces) {
  const parts = [];
  for await (const piece of pieces) parts.push(new Blob([piece]));
  return new Blob(parts, { type: RESCUE_TYPE });
}

/**
 * Straight into a file that the officer has chosen; when it fails, that file stays as it was.
 * @param {{ createWritable(): Promise<{ write(part: string | ArrayBuffer): Promise<void>, close(): Promise<void>, abort(): Promise<void> }> }} chosen
 * @param {AsyncIterable<string | ArrayBuffer>} pieces
 */
export async function writeRescue(chosen, pieces) {
  const file = await chosen.createWritable();
  try {
    for await (const piece of pieces) await file.write(piece);
    await file.close();
  } catch (error) {
    await file.abort().catch(() => {});
    throw error;
  }
}
