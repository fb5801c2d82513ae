/**
 * Recordings that a closed page left behind: ended where they stand, and said. One that another page still makes is waited
 * for: a page that dies lets go of its lock, sooner or later, and one that ends its recording itself leaves nothing to do.
 */

import { dropRecording, endRecording, recordingsUnderWay } from "./recordings.js";

/** @typedef {import("./database.js").Database} Database */

/** One page at a time has a recording. @template T @param {Database} database @param {string} id @param {() => Promise<T>} work @returns {Promise<T>} */
export const alone = (database, id, work) =>
  navigator.locks ? navigator.locks.request(`recording ${database.name} ${id}`, work) : work();

/**
 * One that cannot be ended now, for want of space, stays and is tried again at the next start.
 * @param {{ database: Database, announce: import("../app.js").App["announce"] }} app @returns {Promise<number>} how many were ended
 */
export async function endUnfinished(app) {
  const left = await recordingsUnderWay(app.database);
  const ended = await Promise.all(left.map(({ id, data }) => alone(app.database, id, () => end(app, id, data.source))));
  return ended.filter(Boolean).length;
}

/** Half of a film that was being copied could not be played. @param {{ database: Database, announce: import("../app.js").App["announce"] }} app @param {string} id @param {string} source */
async function end(app, id, source) {
  const { database } = app;
  try {
    if (source === "system") await dropRecording(database, id);
    const kept = await endRecording(database, id, { wasCut: true });
    return kept !== null && (await app.announce(kept, kept.about));
  } catch (error) {
    console.warn(error);
    return false;
  }
}
