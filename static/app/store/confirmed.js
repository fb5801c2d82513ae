/** What the server has confirmed. The one `keep`: answers, changes, cursor and anchor of a reply in one transaction. */

import { anchorOn } from "../device/clock.js";
import { timeIn } from "../rules/keeping.js";
import { addToFinder } from "./finder.js";
import { opened, openedAll } from "./sealing.js";

/**
 * @typedef {import("./database.js").Database} Database
 * @typedef {{ kind: string, id: string, value: any, seen_seq: number }} Kept
 * @typedef {{
 *   cursor: string, more: boolean, reset: boolean, answers: import("../types.js").EventAnswer[],
 *   changes: Array<{ kind: string, id: string, value: any }>, kept: string[],
 *   missing: { events: Array<[number, number]>, photos: string[] }, head: { seq: number, sha256: string }, rulebook: number, time: string, backed_up_until?: string | null
 * }} Reply
 */

const STORES = ["facts", "journal", "confirmed", "finder", "photos"];

/** @param {Database} database @param {Reply} reply */
export async function keep(database, reply) {
  const { answers, changes, works } = await sealedParts(database, reply);
  return database.write(STORES, async (tx) => {
    const confirmed = tx.objectStore("confirmed");
    if (reply.reset) await Promise.all([confirmed.clear(), tx.objectStore("finder").clear()]);
    for (const { answer, sealed } of answers) await mark(tx, answer, sealed);
    for (const { kind, id, value, sealed, reason } of changes) {
      if (kind === "photo_refusal" && value) await hearOfRefused(tx, value, reason);
      if (value === null) confirmed.delete([kind, id]);
      else confirmed.put({ kind, id, value: sealed, seen_seq: reply.head.seq });
    }
    await addToFinder(tx, works);
    const facts = tx.objectStore("facts");
    facts.put(reply.cursor, "cursor");
    facts.put(anchorOn(reply.time), "anchor");
    facts.put(reply.head, "head");
    const now = timeIn(reply.time);
    if (now) facts.put({ now, backed_up_until: reply.backed_up_until ?? null }, "safety");
    if (reply.reset) await askAgain(tx);
    for (const sha256 of reply.kept) await markPhoto(tx, sha256, ["waiting", "sent", "refused"], { state: "here", ...(now ? { kept_at: now } : {}) });
    for (const sha256 of reply.missing.photos) await markPhoto(tx, sha256, ["sent"], { state: "waiting" });
  });
}

/**
 * Everything of a reply that a row will hold, sealed before the transaction begins.
 * @param {Database} database @param {Reply} reply
 */
async function sealedParts(database, reply) {
  const close = (/** @type {any} */ value) => database.closeValue(value);
  const answers = allAnswers(reply).map(async (answer) => ({ answer, sealed: await close(answer) }));
  const changes = reply.changes.filter(({ kind }) => kind !== "answer").map(async (change) => ({
    ...change,
    sealed: await close(change.value),
    reason: change.kind === "photo_refusal" ? await close(change.value?.set_aside?.reason) : "",
  }));
  const works = reply.changes.filter(({ kind }) => kind === "work").map(({ id, value }) => (value ? finderRow(value) : { id, is_gone: true }));
  return { answers: await Promise.all(answers), changes: await Promise.all(changes), works: works.length ? await close(works) : null };
}

/** An event that the office has set aside is settled: it waits for nothing more. @param {import("../types.js").EventAnswer} answer @returns {import("../types.js").JournalEvent["status"]} */
export const statusOf = (answer) => (answer.set_aside ? "set_aside" : answer.status);

/** @typedef {import("idb").IDBPTransaction<unknown, string[], "readwrite">} Writing */

/** By its id; what the server could not read has another there, and is known by its hash alone. @param {Writing} tx @param {import("../types.js").EventAnswer} answer @param {any} sealed the same, as it is kept */
async function mark(tx, answer, sealed) {
  const journal = tx.objectStore("journal");
  const named = await journal.index("id").get(answer.id);
  const event = named?.sha256 === answer.sha256 ? named : await unsettled(journal, answer.sha256);
  if (event) await journal.put({ ...event, status: statusOf(answer), answer: sealed });
}

/** @param {any} journal @param {string} sha256 */
async function unsettled(journal, sha256) {
  const lists = await Promise.all(["pending", "held", "refused"].map((status) => journal.index("status").getAll(status)));
  return lists.flat().find((event) => event.sha256 === sha256);
}

/** All answers of a reply, the later word on an event last. @param {Reply} reply @returns {import("../types.js").EventAnswer[]} */
const allAnswers = ({ answers, changes }) => [...answers, ...changes.filter(({ kind, value }) => kind === "answer" && value).map(({ value }) => value)];

/** Which answer of a reply is an event's: by its hash, or by its id as long as it has not been signed. @param {Reply} reply */
export function answersIn(reply) {
  const all = allAnswers(reply);
  const [hashes, ids] = [new Map(all.map((answer) => [answer.sha256, answer])), new Map(all.map((answer) => [answer.id, answer]))];
  return (/** @type {{ id: string, sha256?: string }} */ { id, sha256 }) => (sha256 ? hashes.get(sha256) : ids.get(id));
}

/**
 * The server's word on a photo: it holds the bytes, whole and checked, and ours may go; or it lacks what we had sent.
 * @param {Writing} tx @param {string} sha256 @param {string[]} before @param {{ state: string, kept_at?: string }} now
 */
async function markPhoto(tx, sha256, before, now) {
  const photos = tx.objectStore("photos");
  const photo = await photos.get(sha256);
  if (photo && before.includes(photo.state)) await photos.put({ ...photo, ...now, fault: "" });
}

/**
 * What a person in the office decided of a photo that was refused: send it once more, or wait for it no longer.
 * @param {Writing} tx @param {{ sha256: string, again_at: string | null, set_aside: { reason: string } | null }} word @param {any} reason as it is kept
 */
async function hearOfRefused(tx, { sha256, again_at, set_aside }, reason) {
  const photos = tx.objectStore("photos");
  const photo = await photos.get(sha256);
  if (photo?.state !== "refused") return;
  if (set_aside) await photos.put({ ...photo, state: "aside", fault: reason });
  else if (again_at) await photos.put({ ...photo, state: "waiting", fault: "" });
}

/** A server that begins anew may have forgotten what it held: whatever bytes are still here are named to it again. @param {Writing} tx */
async function askAgain(tx) {
  const photos = tx.objectStore("photos");
  for (const photo of await photos.index("state").getAll("here")) await photos.put({ ...photo, state: "sent" });
}

/** @param {import("../types.js").Work} work */
function finderRow(work) {
  const { id, number, name, address, initials, street, status } = work;
  const [entrance] = work.entrances;
  return { id, number, name, address, initials, street, status, plate: work.plate ?? "", longitude: entrance?.longitude, latitude: entrance?.latitude };
}

/** @param {Database} database @param {string} kind @returns {Promise<Kept[]>} */
export const allKept = async (database, kind) => openedAll(database, "confirmed", await database.run((db) => db.getAllFromIndex("confirmed", "kind", kind)));

/** @param {Database} database @param {string} kind @param {string} id @returns {Promise<Kept | undefined>} */
export const kept = async (database, kind, id) => opened(database, "confirmed", await database.run((db) => db.get("confirmed", [kind, id])));
