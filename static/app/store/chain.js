/**
 * Whether this phone's chain is still the server's. A phone that was copied, or set back to a copy, has the key and the
 * numbers of another one that goes on writing: then this one begins a new journal, with a key of its own. What it said
 * before stays as it was signed; the officer signs in once more, and all of it goes up.
 */

import { localIso } from "../device/clock.js";
import { newId } from "../device/ids.js";
import { newKey } from "../device/key.js";

/** @typedef {import("./journal.js").Journal} Journal */

/** The server's chain of this device ends with an event that is not ours. @param {Journal} journal @param {{ seq: number, sha256: string }} head in our numbers */
export async function isAnothers(journal, head) {
  if (!head.sha256) return false;
  const [last, [ours]] = [await journal.last(), await journal.within([[head.seq, head.seq]])];
  return head.seq > (last?.seq ?? 0) || (ours !== undefined && ours.sha256 !== head.sha256);
}

/** From here on with another key, in a chain of its own that begins at 1 for the server. @param {Journal} journal */
export function beginAnew(journal) {
  const { database } = journal;
  return journal.alone(async () => {
    const key = { id: newId(), ...(await newKey()) };
    const facts = { key, after: (await journal.last())?.seq ?? 0, begun_anew: localIso() };
    await database.keepFacts(facts);
    if (database.memory) Object.assign(database.memory.facts, facts);
  });
}
