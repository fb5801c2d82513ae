/**
 * Whether this phone's chain is still the server's. A phone that was copied, or set back to a copy, has the key and the
 * numbers of another one that goes on writing: then this one begins a new journal, with a key of its own. What it said
 * before stays as it was signed; the officer signs in once more, and all of it goes up.
 */

import { localIso } from "../device/clock.js";
import { newId } from "../device/ids.js";
import { newKey } from "../device/key.js";
import { toldByTransaction } from "./database.js";

/** @typedef {import("./journal.js").Journal} Journal */

/** The server's chain of this device ends with an event that is not ours. @param {Journal} journal @param {{ seq: number, sha256: string }} head in our numbers */
export async function isAnothers(journal, head) {
  if (!head.sha256) return false;
  const [last, [ours]] = [await journal.last(), await journal.within([[head.seq, head.seq]])];
  return head.seq > (last?.seq ?? 0) || (ours !== undefined && ours.sha256 !== head.sha256);
}

/**
 * From here on with another key, in a chain of its own that begins at 1 for the server. Two tabs may hear of the branch at
 * once: one transaction decides which of them begins, and what either says from then on has that key.
 * @param {Journal} journal @param {string} device whose chain is another's; nothing is done when this phone is not it any more
 */
export function beginAnew(journal, device) {
  const { database, writer } = journal;
  return journal.alone(async () => {
    const key = { id: newId(), ...(await newKey()) };
    /** @type {Record<string, unknown> | null} */
    let begun = null;
    await database.write(["facts", "journal"], async (tx) => {
      const facts = tx.objectStore("facts");
      const current = (await facts.get("key"))?.id ?? writer.deviceId;
      if (current === key.id) return; // the connection died, but after all had been kept
      begun = current === device ? { key, after: await lastNumber(tx), begun_anew: localIso() } : null;
      for (const [name, value] of Object.entries(begun ?? {})) facts.put(value, name).catch(toldByTransaction);
    });
    if (begun && database.memory) Object.assign(database.memory.facts, begun);
  });
}

/** @param {import("idb").IDBPTransaction<unknown, string[], "readwrite">} tx */
const lastNumber = async (tx) => (await tx.objectStore("journal").openKeyCursor(null, "prev"))?.key ?? 0;
